"""Blocks: the pieces of a text are the top-level elements that the pages draw."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.loading.blocks import is_fenced, read_blocks
from portal.loading.front_matter import read_markdown
from portal.model.document import Block
from portal.pages.prose import markdown_parser
from tests.gate.tree import REPOSITORY

PARSER = markdown_parser()


def elements(text: str) -> int:
    """How many top-level elements Python-Markdown makes of a text, in the dialect of the pages."""
    PARSER.reset()
    lines = text.split("\n")
    for step in PARSER.preprocessors:
        lines = step.run(lines)
    return len(list(PARSER.parser.parseDocument(lines).iterfind("./*")))


def blocks(text: str) -> list[tuple[int, str]]:
    """Line and text of each block."""
    return [(block.line, block.text) for block in read_blocks(text.split("\n"), 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("甲\n乙\n\n丙", [(1, "甲\n乙"), (4, "丙")]),
        ("# 甲\n乙\n## 丙\n### 丁", [(1, "# 甲"), (2, "乙"), (3, "## 丙"), (4, "### 丁")]),
        ("- 甲\n- 乙\n\n- 丙", [(1, "- 甲\n- 乙\n\n- 丙")]),
        ("- 甲\n\n\n\n    乙\n丙", [(1, "- 甲\n\n\n\n    乙\n丙")]),
        ("- 甲\n\n乙", [(1, "- 甲"), (3, "乙")]),
        ("- 甲\n\n1. 乙", [(1, "- 甲"), (3, "1. 乙")]),
        ("1. 甲\n\n2. 乙", [(1, "1. 甲\n\n2. 乙")]),
        ("甲\n- 乙", [(1, "甲\n- 乙")]),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\n\n甲",
            [(1, "| a | b |\n|---|---|\n| 1 | 2 |"), (5, "甲")],
        ),
        ("> 甲\n乙\n\n> 丙\n\n丁", [(1, "> 甲\n乙\n\n> 丙"), (6, "丁")]),
        ("甲\n> 乙", [(1, "甲"), (2, "> 乙")]),
        ("甲\n***\n乙", [(1, "甲"), (2, "***"), (3, "乙")]),
        ("- 甲\n\n- - -\n\n- 乙", [(1, "- 甲"), (3, "- - -"), (5, "- 乙")]),
        ("    a\n\n    b\nc", [(1, "    a\n\n    b"), (4, "c")]),
        ("```\na\n\n# b\n```\nc", [(1, "```\na\n\n# b\n```"), (6, "c")]),
        ("甲\n~~~ text\na\n~~~", [(1, "甲"), (2, "~~~ text\na\n~~~")]),
        ("````\n```\n````", [(1, "````\n```\n````")]),
        ("```\na\n\nb", [(1, "```\na"), (4, "b")]),
        ("  ```\na\n\n  ```", [(1, "  ```\na"), (4, "  ```")]),
        ("[[table:a]]\n\n[[table:b]]", [(1, "[[table:a]]"), (3, "[[table:b]]")]),
        ("　　甲\n\n　　乙", [(1, "　　甲"), (3, "　　乙")]),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_blocks(text: str, expected: list[tuple[int, str]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "is_code"),
    [("```\na\n```", True), ("```\na", False), ("a\n```\nb\n```", False), ("~~~py\n~~~", True)],
)
def test_fenced_blocks(text: str, is_code: bool) -> None:
    assert is_fenced(Block(text, 1)) is is_code


WORDS = st.text(alphabet="甲乙丙丁一二三abc，。“”1、（）", min_size=1, max_size=12)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
HEADING = st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), WORDS)
BULLETS = st.lists(WORDS, min_size=1, max_size=3).map(
    lambda items: "\n".join(map("- {}".format, items))
)
LOOSE = st.lists(WORDS, min_size=2, max_size=3).map(
    lambda items: "\n\n".join(map("* {}".format, items))
)
NUMBERS = st.lists(WORDS, min_size=1, max_size=3).map(
    lambda items: "\n".join(f"{at}. {item}" for at, item in enumerate(items, 1))
)
NESTED = st.builds("- {}\n\n    {}\n\n    - {}".format, WORDS, WORDS, WORDS)
QUOTE = st.builds("> {}\n> {}".format, WORDS, WORDS)
TABLE = st.builds("| {} | {} |\n| --- | --- |\n| {} | |".format, WORDS, WORDS, WORDS)
CODE = st.builds("```\n{}\n\n{}\n```".format, WORDS, WORDS)
INDENTED = st.builds("    {}\n\n    {}".format, WORDS, WORDS)
RULE = st.sampled_from(["---", "***", "- - -", "___"])
PIECES = st.one_of(HEADING, LINES, BULLETS, LOOSE, NUMBERS, NESTED, QUOTE, TABLE, CODE, RULE)


@given(st.lists(st.one_of(PIECES, INDENTED), max_size=8), st.sampled_from(["\n\n", "\n\n\n"]))
def test_blocks_are_the_elements_of_the_page(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    assert len(blocks(text)) == elements(text)


@given(st.lists(st.one_of(HEADING, LINES, QUOTE, BULLETS), max_size=6))
def test_so_they_are_without_blank_lines(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    assert len(blocks(text)) == elements(text)


CONTENT = sorted((REPOSITORY / "content").rglob("*.md"))


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_so_they_are_in_the_content(path: Path) -> None:
    found, problems = read_markdown(path.read_bytes(), path.name)
    assert problems == []
    assert found is not None
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    assert len(found.blocks) == elements(body)
