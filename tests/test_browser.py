"""The browser of the browser tests: it draws Chinese, reaches nobody, and is never a guess."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import MissingError, browser_path, launch, require_chinese_font


def test_it_shows_a_page_and_reaches_no_other_machine() -> None:
    failed: list[str] = []
    with sync_playwright() as playwright, launch(playwright) as browser:
        page = browser.new_page()
        page.on("requestfailed", lambda request: failed.append(str(request.failure)))
        page.goto("data:text/html;charset=utf-8,<h1>信息公开</h1><img src='https://example.com/'>")
        assert page.inner_text("h1") == "信息公开"
    assert failed == ["net::ERR_NAME_NOT_RESOLVED"]


def test_a_font_for_chinese_is_there() -> None:
    require_chinese_font()


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("#!/bin/sh\nexec /snap/bin/chromium\n", id="leads to a snap"),
        pytest.param("#!/bin/sh\necho Firefox\n", id="another browser"),
        pytest.param("#!/bin/sh\necho Chromium\nexit 1\n", id="does not run"),
        pytest.param(None, id="is not there"),
    ],
)
def test_a_browser_named_wrongly_is_refused_and_not_replaced(
    program: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chrome"
    if program:
        path.write_text(program)
        path.chmod(0o755)
    monkeypatch.setenv("PORTAL_BROWSER", str(path))
    with pytest.raises(MissingError) as refused:
        browser_path()
    assert str(path) in str(refused.value)
    assert "PORTAL_BROWSER" in str(refused.value)
