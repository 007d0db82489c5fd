"""A browser, and a server that publishes a small site with an index under a sub-path."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from portal.search import search_files
from tests.browser import launch
from tests.search.entries import ENTRIES

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "overrides/assets/portal/search.js"
POLICY = "default-src 'self'"
INPUT = "[data-search-input] >> nth=-1"
"""The box of the search page, or that of the header elsewhere."""

TEXTS = {
    "zh": {
        "count": "找到 {n} 条与“{q}”有关的结果",
        "one": "找到 1 条与“{q}”有关的结果",
        "none": "没有找到与“{q}”有关的内容",
        "searching": "正在搜索……",
        "error": "搜索索引未能加载",
        "more": "显示更多结果",
        "sample": "示例",
        "other_language": "英文",
    },
    "en": {
        "count": "{n} results for “{q}”",
        "one": "1 result for “{q}”",
        "none": "Nothing found for “{q}”",
        "searching": "Searching …",
        "error": "The search index could not be loaded",
        "more": "Show more results",
        "sample": "Sample",
        "other_language": "In Chinese",
    },
}

_HEAD = """<!doctype html>
<html lang="{tag}" data-language="{language}" data-base="{base}"><head><meta charset="utf-8">
<title>x</title><link rel="icon" href="{base}/icon.png">
<script type="module" src="{base}/assets/portal/search.js"></script></head><body>
<form role="search" action="{action}" method="get" data-search-form>
<input type="search" name="q" aria-label="q" data-search-input></form>
"""
_SEARCH = """<div data-search-page>
<form role="search" action="." method="get" data-search-form>
<input type="search" name="q" aria-label="q" data-search-input></form>
<ol data-search-results data-search-state="idle"></ol>
<p data-search-status aria-live="polite"></p>
<script type="application/json" id="portal-search-texts">{texts}</script></div>
"""


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as any host would, with the strict policy, and says nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of all tests here."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which a folder is served on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def write_site(site: Path) -> None:
    """The index of `ENTRIES`, the script, a home page and both search pages."""
    for artifact in search_files(ENTRIES):
        path = site / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
    (site / "assets/portal").mkdir(parents=True)
    (site / "assets/portal/search.js").write_bytes(SCRIPT.read_bytes())
    (site / "icon.png").write_bytes(b"")
    for folder, language, base in (
        ("", "zh", "."),
        ("search/", "zh", ".."),
        ("en/search/", "en", "../.."),
    ):
        tag = "zh-CN" if language == "zh" else language
        action = "." if folder else "search/"
        page = _HEAD.format(tag=tag, language=language, base=base, action=action)
        if folder:
            page += _SEARCH.format(texts=json.dumps(TEXTS[language], ensure_ascii=False))
        (site / folder).mkdir(parents=True, exist_ok=True)
        (site / folder / "index.html").write_text(page, encoding="utf-8")
    (site / "unstyled.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, which lies under a sub-path."""
    folder = tmp_path_factory.mktemp("server")
    write_site(folder / "sub/path")
    with served(folder) as address:
        yield f"{address}sub/path/"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a fresh visitor; any error or breach of the policy fails the test."""
    context = chromium.new_context(locale="zh-CN")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text))
    yield opened
    context.close()
    assert [fault for fault in faults if "404" not in fault] == []


@pytest.fixture
def search(page: Page, site: str) -> Callable[..., list[str]]:
    """Searches on the search page of a language; the addresses of the results, best first."""

    def find(query: str, language: str = "zh") -> list[str]:
        page.goto(f"{site}{'en/' if language == 'en' else ''}search/")
        page.fill(INPUT, query)
        page.press(INPUT, "Enter")
        page.wait_for_selector("[data-search-state=done]", state="attached")
        links = page.locator("[data-search-results] a").all()
        return [(link.get_attribute("href") or "").removeprefix(site) for link in links]

    return find
