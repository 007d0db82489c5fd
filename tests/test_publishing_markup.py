"""The quick reading of a page agrees with that of a parser, or leaves the page to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.publishing.markup import Markup
from portal.publishing.page_markup import parsed_markup, read_markup, scanned_markup

NAMES = ("p", "td", "h1", "title", "svg", "a", "img", "link", "meta", "script", "style", "form")
ATTRIBUTES = ("id", "class", "href", "src", "srcset", "rel", "lang", "onclick", "style", "viewBox")
TEXT = st.text(alphabet="abc 中文&;<>\"'=/-!?\n", max_size=12)
VALUES = st.text(alphabet="abc 中文&;#/.:\n,<>'=", max_size=12)


@st.composite
def elements(draw: st.DrawFn) -> str:
    """A start tag as templates write it, now and then as nobody should."""
    name = draw(st.sampled_from(NAMES))
    written = []
    for attribute in draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=3, unique=True)):
        value = draw(st.none() | VALUES)
        written.append(attribute if value is None else f'{attribute}="{value}"')
    closed = draw(st.sampled_from(("", "", "", "/", " /", " ")))
    end = draw(st.sampled_from((f"</{name}>", "", f"</{name.upper()}>")))
    return f"<{' '.join((name, *written))}{closed}>{draw(TEXT)}{end}"


PIECES = st.one_of(
    elements(),
    TEXT,
    st.sampled_from(
        ("<!doctype html>", "<!-- a <p> -->", "<br>", "&amp;", "<!--", "-->", "<A b=c>")
    ),
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_quick_reading_is_that_of_the_parser(page: str) -> None:
    quick = scanned_markup(page)
    assert quick is None or quick == parsed_markup(page)


@pytest.mark.parametrize(
    "page",
    [
        "<p>a < b</p><a href=x>y</a>",
        "<p id='one'>",
        '<P id="one">',
        "<!-- open",
        "<script>if (a < b) {}</script>",
        "<textarea><a href='x'></textarea>",
        '<a href="x',
    ],
)
def test_what_is_not_written_by_templates_is_parsed(page: str) -> None:
    assert page.startswith("<p>") or scanned_markup(page) is None
    assert read_markup(page) == parsed_markup(page)


def test_quick_reading_of_a_page() -> None:
    page = (
        '<!doctype html>\n<html lang="zh-CN"><title>题</title>\n'
        '<h1 id="a&amp;b">题</h1><a class="x" href="../y/?a=1&amp;b=2#c">y</a>\n'
        '<script src="s.js" defer></script><img src="i.png" alt="">'
    )
    found = scanned_markup(page)
    assert isinstance(found, Markup)
    assert (found.language, found.titles, found.headings) == ("zh-CN", 1, 1)
    assert dict(found.ids) == {"a&b": 1}
    assert [(r.url, r.line) for r in found.references] == [
        ("../y/?a=1&b=2#c", 3),
        ("s.js", 4),
        ("i.png", 4),
    ]
    assert found.inline == []
