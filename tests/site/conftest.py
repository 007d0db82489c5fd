"""The repository's own site, built once, served under a sub-path and opened in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import launch
from tests.site.drawn import ROOT, Drawn, publish
from tests.site.serving import served
from tests.site.variant import SUB_PATH, Variant, write_variant
from tests.site.visiting import Visit, Visitor


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """The preview of this repository: samples shown."""
    return publish(ROOT, tmp_path_factory.mktemp("preview") / "site")


@pytest.fixture(scope="session")
def production(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """The release for citizens."""
    return publish(ROOT, tmp_path_factory.mktemp("production") / "site", production=True)


@pytest.fixture(scope="session")
def variant(tmp_path_factory: pytest.TempPathFactory) -> Variant:
    """The same sources with edits, for another address and a later day."""
    return write_variant(tmp_path_factory.mktemp("variant"))


@pytest.fixture(scope="session")
def address(site: Drawn) -> Iterator[str]:
    """Where the preview is served: below a path, though it was built for the root of a host."""
    with served(site.folder, "/some/sub/path/") as at:
        yield at


@pytest.fixture(scope="session")
def production_address(production: Drawn) -> Iterator[str]:
    """Where the release for citizens is served."""
    with served(production.folder, "/") as at:
        yield at


@pytest.fixture(scope="session")
def variant_address(variant: Variant) -> Iterator[str]:
    """Where the variant is served: at the path of the address that it was built for."""
    with served(variant.site.folder, SUB_PATH) as at:
        yield at


# Playwright drives one browser at a time in a thread, so this one ends with this package.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of all tests here."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Opens pages: `visit(width=375, java_script_enabled=False)`. Any complaint fails the test."""
    opened: list[Visitor] = []

    def start(width: int = 1280, **options: object) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            locale="zh-CN",
            **options,  # type: ignore[arg-type]
        )
        opened.append(Visitor(context))
        return opened[-1]

    yield start
    for visitor in opened:
        visitor.context.close()
    assert [fault for visitor in opened for fault in visitor.faults] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder whose name has a space and Chinese in it."""
    made = tmp_path / "一个 folder"
    made.mkdir()
    return made
