"""Reading in a browser: private, without scripts, at any width, and for everybody."""

from importlib.resources import files
from typing import Any, Literal
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page

from tests.site.drawn import Drawn, elements
from tests.site.kinds import BY_NAME, PAGES
from tests.site.variant import SUB_PATH
from tests.site.visiting import Visit

WIDTHS = (320, 375, 1280)
LANGUAGES = ("zh", "en")
Scheme = Literal["light", "dark"]
SCHEMES = ("light", "dark")
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
BREAK = 960
"""Below this width the navigation is a drawer."""
PARTS = ("main table", ".downloads a", ".facets a", ".rows li", ".facts", ".pager a")
UNSEEN = ("print-head", "scroll-hint")
"""What is for paper alone, or only where a table does not fit."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN_AXE = """async ([where, rules]) => {
  const {violations} = await axe.run(where, {runOnly: rules, resultTypes: ["violations"]});
  return violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) =>
    `${id}: ${target.join(" ")} ${failureSummary}`));
}"""
_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter((element) =>
    !element.closest(".scroll, .visually-hidden, .skip-link")
    && element.getBoundingClientRect().right > width + 1);
  return [document.documentElement.scrollWidth, ...wide.map((e) => `${e.tagName}.${e.className}`)];
}"""
_HIDDEN = """selector => [...document.querySelectorAll(selector)].filter((element) => {
  const { width, height } = element.getBoundingClientRect();
  return !width || !height || getComputedStyle(element).visibility !== "visible";
}).map((element) => element.outerHTML)"""
_FOCUSED = """() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0;
  const name = `${element.tagName} ${element.textContent.trim().slice(0, 20)}`;
  return [element === document.body ? "" : name, seen];
}"""


def of_language(language: str) -> list[str]:
    """The addresses of one page of every kind."""
    return [PAGES[name] for name in BY_NAME if name.endswith(f", {language}")]


def axe(page: Page, rules: list[str], where: str = "html") -> list[str]:
    """What axe-core finds in a part of the page."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(_RUN_AXE, [where, rules])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_asks_anyone_else_or_breaks_its_policy(
    language: str, visit: Visit, address: str
) -> None:
    visitor = visit()
    for page in of_language(language):
        visitor.page.goto(address + page, wait_until="load")
        policy = visitor.page.locator("meta[http-equiv=Content-Security-Policy]")
        assert "default-src 'self'" in (policy.get_attribute("content") or "")
    visitor.page.wait_for_load_state("networkidle")
    assert len(visitor.requests) > 3 * len(of_language(language))
    assert [url for url in visitor.requests if not url.startswith(address)] == []
    assert visitor.context.cookies() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_the_window(language: str, visit: Visit, address: str) -> None:
    visitor = visit()
    faults: dict[tuple[str, int], Any] = {}
    for page in of_language(language):
        visitor.page.goto(address + page)
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 800})
            if found := visitor.page.evaluate(_OVERFLOW):
                faults[page, width] = found
    assert faults == {}


def test_no_page_is_wider_than_the_window_with_large_text(visit: Visit, address: str) -> None:
    visitor = visit(width=375)
    visitor.page.goto(address)
    visitor.page.click("[data-aid=text]")
    faults: dict[str, Any] = {}
    for page in of_language("en"):  # the language with the longer words
        visitor.page.goto(address + page)
        assert visitor.page.locator("html").get_attribute("data-text") == "large"
        if found := visitor.page.evaluate(_OVERFLOW):
            faults[page] = found
    assert faults == {}


@pytest.mark.parametrize("name", BY_NAME)
def test_page_has_no_barrier(name: str, visit: Visit, address: str) -> None:
    page = visit(color_scheme="light").page
    page.goto(address + PAGES[name])
    assert axe(page, RULES) == []


@pytest.mark.parametrize("name", [name for name in BY_NAME if name.endswith(", zh")])
def test_page_has_no_barrier_on_a_dark_phone(name: str, visit: Visit, address: str) -> None:
    page = visit(width=375, color_scheme="dark").page
    page.goto(address + PAGES[name])
    assert axe(page, ["cat.color", "wcag22aa"]) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_menu_of_a_phone_has_no_barrier(scheme: Scheme, visit: Visit, address: str) -> None:
    page = visit(width=375, color_scheme=scheme).page
    page.goto(f"{address}policies/")
    page.locator(".drawer > summary").click()
    assert axe(page, RULES, ".site-header") == []
    page.keyboard.press("Escape")
    assert not page.locator(".drawer > nav").is_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_high_contrast_reaches_seven_to_one(scheme: Scheme, visit: Visit, address: str) -> None:
    visitor = visit(color_scheme=scheme, contrast="more")
    for kind in ("home", "record", "register"):
        visitor.page.goto(address + PAGES[f"{kind}, zh"])
        assert visitor.page.locator("html").get_attribute("data-contrast") == "more"
        assert axe(visitor.page, ["wcag2aaa"]) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_page_for_wrong_addresses_has_no_barrier_and_leads_on(
    scheme: Scheme, visit: Visit, variant_address: str
) -> None:
    visitor = visit(width=375, color_scheme=scheme)
    answer = visitor.page.goto(f"{variant_address}en/no/such/page/")
    assert answer is not None
    assert answer.status == 404
    assert visitor.page.locator("h1").is_visible()
    assert axe(visitor.page, RULES) == []
    assert not visitor.page.evaluate(_OVERFLOW)
    visitor.page.click("article [lang=en] >> text=Search")
    assert visitor.page.url.endswith(f"{SUB_PATH}en/search/")
    # The browser itself writes down that the address was wrong.
    visitor.faults = [fault for fault in visitor.faults if "404" not in fault]


def test_every_control_is_reached_by_keyboard_and_shows_that_it_is(
    visit: Visit, address: str
) -> None:
    visitor = visit()
    visitor.page.goto(f"{address}en/policies/")
    visitor.page.keyboard.press("Tab")
    name, is_seen = visitor.page.evaluate(_FOCUSED)
    assert (name, is_seen) == ("A Skip to main content", True)
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "content"
    visitor.page.reload()
    reached: list[str] = []
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        name, is_seen = visitor.page.evaluate(_FOCUSED)
        assert is_seen or not name, name
        reached.append(name)
    for control in ("BUTTON High contrast", "A 中文", "BUTTON Search", "A Home", "A CSV"):
        assert any(name.startswith(control) or control.split()[-1] in name for name in reached)


def test_reading_aids_hold_on_the_next_page(visit: Visit, address: str) -> None:
    visitor = visit()
    visitor.page.goto(address)
    visitor.page.click("[data-aid=contrast]")
    visitor.page.click("[data-aid=theme]")
    visitor.page.goto(f"{address}reports/2020/")
    root = visitor.page.locator("html")
    assert (root.get_attribute("data-contrast"), root.get_attribute("data-theme")) == (
        "more",
        "light",
    )
    assert visitor.page.locator("[data-aid=contrast]").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(("language", "width"), [("zh", 1280), ("en", 375)])
def test_everything_can_be_read_without_scripts(
    language: str, width: int, visit: Visit, address: str, site: Drawn
) -> None:
    visitor = visit(width=width, java_script_enabled=False)
    page = visitor.page
    is_phone = width < BREAK
    for at in of_language(language):
        page.goto(address + at)
        if is_phone:
            page.locator(".drawer > summary").click()
        entries = ".drawer > nav a" if is_phone else ".site-nav .bar a"
        assert page.evaluate(_HIDDEN, f"h1, .site-language a, .site-head form, {entries}") == []
        if is_phone:
            page.locator(".drawer > summary").click()
        assert page.evaluate(_HIDDEN, ", ".join(PARTS)) == []
        assert page.evaluate(_HIDDEN, "[data-aid]") != []
        # Nothing of the words of a page waits for a script.
        shown = "".join(page.locator("main").inner_text().split())
        for element, _ in elements(site.html(at).findall(".//article")[0]):
            if element.tag in ("p", "h2", "h3", "td") and element.get("class") not in UNSEEN:
                pieces = ["".join(part.split()) for part in element.itertext()]
                assert all(piece in shown for piece in pieces), (at, pieces)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_search_without_scripts_offers_the_lists(prefix: str, visit: Visit, address: str) -> None:
    visitor = visit(java_script_enabled=False)
    visitor.page.goto(f"{address}{prefix}policies/")
    visitor.page.fill(".site-head [data-search-input]", "规范性文件")
    visitor.page.click(".site-head button[type=submit]")
    assert unquote(visitor.page.url) == f"{address}{prefix}search/?q=规范性文件"
    offered = visitor.page.locator("main noscript a")
    assert offered.count() > 20
    assert all(link.is_visible() for link in offered.all())


def test_query_in_an_address_is_no_way_into_the_page(visit: Visit, address: str) -> None:
    visitor = visit()
    script = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    visitor.page.goto(f"{address}search/?q={quote(script)}")
    visitor.page.wait_for_selector("[data-search-state=done]", state="attached")
    assert visitor.page.locator("main img").count() == 0
    assert visitor.page.input_value("#search-query") == script
