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
    *"[ ] ( ) ]( javascript:a data:b ` `` < > [x] [x]( [x]: ! 甲 ](javascript:a)".split(),
    *"[x](javascript:a) { } * _ &#106; ftp://x".split(),
    *["\\", "\n", "\n\n", "```\n", "~~~\n", "- ", "> ", "    ", "  ", " ", "| ", "1. ", '"', "\t"],
]
LONG = {
    "stars": "*" * 20_000,
    "underscores": "_" * 20_000,
    "backticks": "`" * 20_000,
    "brackets": "[" * 20_000,
    "images": "![" * 10_000,
    "emphasis": "*a " * 10_000,
    "code": "`a " * 5_000,
    "runs of backticks": " ".join("`" * n for n in range(1, 200)),
    "quotes": "> " * 2_000,
    "bullets": "- " * 5_000 + "a",
    "numbers": "1. " * 5_000 + "a",
    "tags": "<a " * 10_000,
    "attributes": "{a " * 10_000,
    "backslashes": "\\" * 20_000,
    "strong": "**a" * 5_000,
    "rows": "| a |\n" * 5_000,
    "parentheses": "(" * 20_000,
}


@settings(max_examples=300)
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


@pytest.mark.parametrize("body", LONG.values(), ids=LONG)
def test_no_text_takes_long(body: str) -> None:
    start = time.monotonic()
    file = taken_apart(body)
    if not check_markup(file):
        drawn(file)
    assert time.monotonic() - start < 5
