"""What the gate lets pass holds no script when it is drawn, however it is written."""

import re
import time
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.loading.front_matter import MarkdownFile, read_markdown
from portal.pages.prose import markdown_parser
from portal.validation.markup import check_markup

FILE = "content/zh/x.md"
DRAWS = re.compile(r"""(?:href|src)\s*=\s*["']?([^"'>\s]*)""")
SCRIPT = re.compile(r"\s*(?:javascript|data|vbscript|file|ftp):", re.IGNORECASE)
PARSER = markdown_parser()
for step in ("finish", "foreign"):
    PARSER.treeprocessors.deregister(step, strict=False)


def taken_apart(body: str) -> MarkdownFile:
    """The file with that body."""
    found, _ = read_markdown(f"---\ntitle: 甲\n---\n{body}".encode(), FILE)
    assert found is not None
    return found


def drawn(file: MarkdownFile) -> str:
    """The HTML of its blocks together."""
    PARSER.reset()
    return PARSER.convert("\n\n".join(block.text for block in file.blocks))


PARTS = [
    "[",
    "]",
    "(",
    ")",
    "](",
    "javascript:a",
    "data:b",
    "`",
    "``",
    "\\",
    "\n",
    "\n\n",
    "<",
    ">",
]
PARTS += [
    "[x]",
    "[x](",
    "[x]:",
    "!",
    "```\n",
    "~~~\n",
    "- ",
    "> ",
    "    ",
    "  ",
    " ",
    "甲",
    "| ",
    "1. ",
]
PARTS += [
    "](javascript:a)",
    "[x](javascript:a)",
    "{",
    "}",
    "*",
    "_",
    "&#106;",
    '"',
    "ftp://x",
    "\t",
]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
@example("`a\nb` [x](javascript:a) `c")
@example("\\`[x](javascript:a)\\`")
@example("- a `b\n- [x](javascript:a)` c")
@example("\\`` a ` [x](javascript:a) `b")
@example("[a [b] c](javascript:a)")
@example("[x][y]\n\n[y]:javascript:a")
@example("[x]: <javascript:a>\n[x]")
@example("  ```\n[x](javascript:a)\n  ```")
def test_no_script_passes(body: str) -> None:
    file = taken_apart(body)
    if check_markup(file):
        return
    html = drawn(file)
    for match in DRAWS.finditer(html):
        if match.start() and "<" in html[: match.start()].rpartition(">")[2]:
            assert not SCRIPT.match(unescape(match[1])), html
    assert "<script" not in html


@pytest.mark.parametrize(
    "body",
    ["*" * 20_000, "_" * 20_000, "`" * 20_000, "[" * 20_000, "![" * 10_000, "*a " * 10_000]
    + ["`a " * 5_000, "> " * 2_000, "- " * 5_000 + "a", "1. " * 5_000 + "a", "<a " * 10_000]
    + ["{a " * 10_000, "\\" * 20_000, "**a" * 5_000, "| a |\n" * 5_000, "(" * 20_000],
    ids=lambda body: f"{body[:3]}… {len(body)}",
)
def test_no_text_takes_long(body: str) -> None:
    start = time.monotonic()
    file = taken_apart(body)
    if not check_markup(file):
        drawn(file)
    assert time.monotonic() - start < 5
