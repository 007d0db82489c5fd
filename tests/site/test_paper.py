"""The report as a PDF: what a reader of the printed page has in hand."""

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.site.drawn import Drawn, only, squeezed, text, with_class
from tests.site.tables import html_figures, statutory_tables
from tests.site.visiting import Visit

Scheme = Literal["light", "dark"]
LANGUAGES = {"zh": "", "en": "en/"}
A4 = (595, 842)
"""Width and height in points."""
RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
"""Radicals of their own that Unicode does not decompose."""
SHOWN = {
    "zh": ("嘉兴市发展和改革委员会", "2026年11月22日"),
    "en": ("Jiaxing Municipal Development and Reform Commission", "22 November 2026"),
}

PAPER = 680
"""What the margins leave of A4, in pixels."""
_CUT = """() => [...document.querySelectorAll("table.statutory")].flatMap((table) => {
  const { left, right } = table.getBoundingClientRect();
  const cells = [...table.querySelectorAll("th, td")].filter((cell) => {
    const box = cell.getBoundingClientRect();
    return box.width < 5 || box.left < left - 1 || box.right > right + 1
      || cell.scrollWidth > cell.clientWidth + 1;
  });
  return (left < 0 || right > innerWidth ? [table] : cells).map((found) => found.outerHTML);
})"""
ENDS = {
    "zh": ("自然人", "结转下年度继续办理"),
    "en": ("Natural persons", "Carried over to next year"),
}
UNWANTED = {"zh": ("站内搜索", "高对比度", "跳到正文"), "en": ("High contrast", "Skip to main")}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Chinese, then English."""
    return str(request.param)


@pytest.fixture(scope="module")
def paper(language: str, chromium: Browser, address: str) -> Iterator[PdfReader]:
    """The 2020 report, printed as the style sheet says."""
    page = chromium.new_page()
    page.goto(f"{address}{LANGUAGES[language]}reports/2020/")
    yield PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()


def folded(text: str) -> str:
    """Text without white space; a PDF names some characters by the radicals that look like them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).translate(RADICALS))


@pytest.fixture(scope="module")
def sheets(paper: PdfReader) -> list[str]:
    """The text of each sheet."""
    return [folded(page.extract_text()) for page in paper.pages]


def test_it_is_on_a4(paper: PdfReader) -> None:
    assert 3 < len(paper.pages) < 12
    for page in paper.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4


def test_it_says_whose_it_is_where_it_stands_and_of_which_day(
    sheets: list[str], language: str, site: Drawn
) -> None:
    agency, day = SHOWN[language]
    title = squeezed(only(list(site.html(f"{LANGUAGES[language]}reports/2020/").iter("h1"))))
    at = f"{site.url}{LANGUAGES[language]}reports/2020/"
    assert [piece for piece in (agency, title, at, day) if folded(piece) not in sheets[0]] == []


def test_every_sheet_says_so_and_is_numbered(sheets: list[str], language: str, site: Drawn) -> None:
    agency, day = SHOWN[language]
    title = squeezed(only(list(site.html(f"{LANGUAGES[language]}reports/2020/").iter("h1"))))
    at = f"{site.url}{LANGUAGES[language]}reports/2020/"
    for number, sheet in enumerate(sheets, 1):
        said = (agency, title, at, day, f"{number}/{len(sheets)}")
        assert [piece for piece in said if folded(piece) not in sheet] == []


def test_every_column_and_every_figure_of_every_table_is_on_it(
    sheets: list[str], language: str, site: Drawn
) -> None:
    printed = "".join(sheets)
    for table in statutory_tables(site.html(f"{LANGUAGES[language]}reports/2020/")):
        heads = [text(only(with_class(head, "label"))) for head in with_class(table, "column")]
        assert len(heads) >= 9
        missing = [word for head in heads for word in head.split() if folded(word) not in printed]
        assert missing == []
        assert [value for value in html_figures(table).values() if value not in printed] == []


def test_table_three_stands_on_one_sheet(sheets: list[str], language: str) -> None:
    first, last = ENDS[language]
    assert any(folded(first) in sheet and folded(last) in sheet for sheet in sheets)


def test_nothing_that_only_works_on_a_screen_is_on_it(sheets: list[str], language: str) -> None:
    assert [word for word in UNWANTED[language] if folded(word) in "".join(sheets)] == []


def test_report_fits_on_paper_with_every_column(language: str, visit: Visit, address: str) -> None:
    visitor = visit(width=PAPER)
    page = visitor.page
    page.goto(f"{address}{LANGUAGES[language]}reports/2020/")
    page.emulate_media(media="print")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert page.locator("table.statutory").count() == 3
    assert page.evaluate(_CUT) == []
    for gone in (".site-header", ".site-footer", ".downloads", ".page-aside"):
        assert not page.locator(gone).first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white(scheme: Scheme, visit: Visit, address: str) -> None:
    visitor = visit(color_scheme=scheme)
    visitor.page.goto(f"{address}policies/2020/investment-project-filing/")
    if scheme == "dark":
        visitor.page.click("[data-aid=theme]")
        visitor.page.click("[data-aid=theme]")
        assert visitor.page.locator("html").get_attribute("data-theme") == "dark"
    visitor.page.emulate_media(media="print", color_scheme=scheme)
    colour = "element => getComputedStyle(element)."
    assert visitor.page.locator("body").evaluate(f"{colour}backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    ink: str = visitor.page.locator("h1").evaluate(f"{colour}color")
    assert max(int(part) for part in ink.removeprefix("rgb(").rstrip(")").split(",")) < 100
