"""Prose on paper: the visible words of the page in their order, nothing else and nothing less."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.model.document import Block
from portal.model.language import Language
from portal.model.paper import (
    Emphasis,
    Heading,
    Listing,
    Paragraph,
    ParagraphKind,
    Piece,
    ProseTable,
    words,
)
from portal.pages.papers import html_pieces
from portal.pages.prose import markdown_parser, render

ADDRESS = "https://www.example.gov.cn/xxgk/reports/2020/"


def pieces(html: str, language: Language = Language.ZH) -> tuple[Piece, ...]:
    """The pieces of drawn prose on the page of a report."""
    return html_pieces(html, language, ADDRESS)


def drawn(markdown: str) -> str:
    """Prose as pages draw it."""
    return str(render(markdown_parser(), [Block(markdown, 1)], [], str, Language.ZH))


def paragraph(html: str, language: Language = Language.ZH) -> Paragraph:
    """The one paragraph of drawn prose."""
    (found,) = pieces(html, language)
    assert isinstance(found, Paragraph)
    return found


def test_a_bound_figure_prints_the_figure_alone() -> None:
    found = paragraph('<p>办结<a class="figure" href="#requests-caption">31</a>件</p>')
    assert words(found.runs) == "办结31件"
    assert {run.link for run in found.runs} == {None}


def test_what_only_screen_readers_hear_is_not_printed() -> None:
    found = paragraph('<p>办结31<span class="visually-hidden">（见表三）</span>件</p>')
    assert words(found.runs) == "办结31件"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://www.gov.cn/", "https://www.gov.cn/"),
        ("../../guide/", "https://www.example.gov.cn/xxgk/guide/"),
        ("2020.csv", "https://www.example.gov.cn/xxgk/reports/2020/2020.csv"),
    ],
)
def test_a_link_can_be_followed_from_paper(target: str, address: str) -> None:
    found = paragraph(f'<p>见<a href="{target}">此处</a>。</p>')
    assert [(run.text, run.link) for run in found.runs] == [
        ("见", None),
        ("此处", address),
        ("。", None),
    ]


def test_chinese_inside_english_is_marked() -> None:
    found = paragraph('<p>See <span lang="zh-CN">国办发〔2017〕47号</span>.</p>', Language.EN)
    assert [run.language for run in found.runs] == [Language.EN, Language.ZH, Language.EN]


def test_looks_of_text() -> None:
    found = paragraph("<p>一<strong>二</strong><em>三</em><code>四</code></p>")
    looks = [Emphasis.NONE, Emphasis.STRONG, Emphasis.EMPHASISED, Emphasis.LITERAL]
    assert [run.emphasis for run in found.runs] == looks


def test_kinds_of_pieces() -> None:
    markdown = "## 一\n\n### 二\n\n文字\n\n> 引文\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 |  |\n"
    first, second, text, quote, table = pieces(drawn(markdown))
    assert isinstance(first, Heading)
    assert isinstance(second, Heading)
    assert (first.level, second.level) == (1, 2)
    assert isinstance(text, Paragraph)
    assert isinstance(quote, Paragraph)
    assert quote.kind is ParagraphKind.QUOTE
    assert isinstance(table, ProseTable)
    assert [[words(cell) for cell in row] for row in table.rows] == [["甲", "乙"], ["1", ""]]
    assert table.heads == 1


def test_lists_keep_numbers_and_nesting() -> None:
    markdown = "3. 三\n4. 四\n    - 甲\n\n        段落\n"
    (listing,) = pieces(drawn(markdown))
    assert isinstance(listing, Listing)
    assert listing.start == 3
    assert len(listing.items) == 2
    inner = listing.items[1][-1]
    assert isinstance(inner, Listing)
    assert inner.start is None


@given(st.lists(st.text(alphabet="一二三 1a<>&*_[]()`#-\\", max_size=30), max_size=5))
def test_no_word_is_lost(lines: list[str]) -> None:
    """Whatever prose says: all that a reader of the page sees is on paper, in the same order."""
    html = drawn("\n\n".join(lines))
    visible = "".join(_visible(html).split())
    printed = "".join("".join(_texts(pieces(html))).split())
    assert printed == visible


def _visible(html: str) -> str:
    root = html5lib.parse(html, namespaceHTMLElements=False)
    return "".join(root.itertext())


def _texts(all_pieces: tuple[Piece, ...]) -> list[str]:
    found: list[str] = []
    for piece in all_pieces:
        match piece:
            case Heading() | Paragraph():
                found.append(words(piece.runs))
            case Listing():
                found += [text for item in piece.items for text in _texts(item)]
            case ProseTable():
                found += [words(cell) for row in piece.rows for cell in row]
    return found
