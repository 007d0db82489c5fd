"""Markdown that may be published: no raw HTML, no attribute lists, no scripts, no odd links."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from portal.loading.front_matter import MarkdownFile
from portal.model.document import Block
from portal.model.links import CODE, LINK
from portal.model.problem import Location, Problem, problem

_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>|!--|!\[CDATA\[|\?|![A-Za-z])")
_AUTOLINK = re.compile(r"<(?:https?://[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>")
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.][\w-]+|[\w-]+\s*=)[^{}\n]*\}")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)\s*\{?\.?(\w*)")
_DIAGRAMS = frozenset({"mermaid", "math", "plantuml", "html"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_NUMBERED = re.compile(r"^ {0,3}(\d+)\.\s")
_MOST_BRACKETS = 200
_LONGEST_BLOCK = 50_000
_DEEPEST_INDENT = 40
_LOCAL = re.compile(
    r"(?:localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|\[)", re.ASCII
)


def check_markup(file: MarkdownFile) -> list[Problem]:
    """Everything in a Markdown body that must not reach a page, each at its line."""
    found: list[Problem] = []
    for block in file.blocks:
        found += _complexity(file.file, block)
        found += _lines(file.file, block)
        found += _tables(file.file, block)
    return found


def _complexity(file: str, block: Block) -> Iterator[Problem]:
    """Pieces on which a Markdown parser would spend more than a moment."""
    here = Location(file, block.line)
    if block.text.count("[") > _MOST_BRACKETS or len(block.text) > _LONGEST_BLOCK:
        yield problem("MARKUP-004", here)
    deepest = max(len(line) - len(line.lstrip(" >")) for line in block.text.split("\n"))
    if deepest > _DEEPEST_INDENT:
        yield problem("MARKUP-004", here)


def _lines(file: str, block: Block) -> Iterator[Problem]:
    fence = ""
    expected = 0
    for offset, line in enumerate(block.text.split("\n")):
        here = block.line + offset
        if opened := _FENCE.match(line):
            if not fence and opened[2].lower() in _DIAGRAMS:
                yield problem("MARKUP-005", Location(file, here), kind=opened[2])
            fence = "" if fence else opened[1]
            continue
        if fence:
            continue
        bare = CODE.sub(lambda code: " " * len(code[0]), line)
        for match in _HTML.finditer(_AUTOLINK.sub(lambda m: " " * len(m[0]), bare)):
            at = Location(file, here, match.start() + 1)
            code = "MARKUP-002" if match[0] == "<!--" else "MARKUP-001"
            yield problem(code, at, tag=match[0])
        for match in _ATTRIBUTES.finditer(bare):
            yield problem("MARKUP-003", Location(file, here, match.start() + 1), tag=match[0])
        if _REFERENCE.match(bare):
            yield problem("MARKUP-008", Location(file, here))
        for match in LINK.finditer(bare):
            yield from _target(match[1], Location(file, here, match.start() + 1))
        if number := _NUMBERED.match(bare):
            expected += 1
            if int(number[1]) != expected and offset == 0:
                yield problem("MARKUP-007", Location(file, here), number=number[1])


def _target(target: str, here: Location) -> Iterator[Problem]:
    plain = "".join(c for c in target if unicodedata.category(c)[0] != "C")
    scheme = urlsplit(plain).scheme.lower() if ":" in plain.split("/")[0] else ""
    if scheme and scheme not in _SCHEMES:
        yield problem("LINK-002", here, target=target, scheme=scheme)
    elif scheme in ("http", "https") and _LOCAL.match(plain.split("//", 1)[-1]):
        yield problem("LINK-003", here, target=target)
    elif target.startswith(("//", "\\")):
        yield problem("LINK-002", here, target=target, scheme="//")


def _tables(file: str, block: Block) -> Iterator[Problem]:
    """Rows of a pipe table with more or fewer cells than its head: a cell would be lost."""
    lines = block.text.split("\n")
    rule = next(
        (
            at
            for at, line in enumerate(lines)
            if at and re.fullmatch(r"\s*\|?[\s:|-]*-[\s:|-]*", line) and "|" in line
        ),
        None,
    )
    if rule is None:
        return
    expected = _cells(lines[rule - 1])
    for at, line in enumerate(lines[rule:], rule):
        if "|" in line and (count := _cells(line)) != expected:
            yield problem(
                "MARKUP-006", Location(file, block.line + at), count=count, expected=expected
            )


def _cells(line: str) -> int:
    bare = CODE.sub("", line).replace("\\|", "").strip().removeprefix("|").removesuffix("|")
    return bare.count("|") + 1
