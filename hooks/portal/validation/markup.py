"""Markdown that may be published: no raw HTML, no attribute lists, no scripts, no odd links."""

import re
import unicodedata
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from portal.loading.blocks import is_fenced
from portal.loading.front_matter import MarkdownFile
from portal.model.document import Block
from portal.model.figure_links import BOUND, SCHEME
from portal.model.links import CODE, LINK
from portal.model.problem import Location, Problem, problem

_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>|!--|!\[CDATA\[|\?|![A-Za-z])")
_AUTOLINK = re.compile(r"<(?:([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)|[^\s<>@]+@[^\s<>@]+)>")
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.][\w-]+|[\w-]+\s*=)[^{}\n]*\}")
_REFERENCE = re.compile(r"^[\s>]*(?:(?:[-*+]|\d+\.)\s+)*\[[^\[\]]*\]:", re.MULTILINE)
_FENCE = re.compile(r"(?:```+|~~~+)\s*\{?\.?(\w*)")
_TICKS = re.compile("`+")
_LINK_START = re.compile(r"(?<!\\)(?:\\{2})*\]\(")
_CONTAINER = re.compile(r"(?:\s|>|[-*+]\s|\d+\.\s)*")
_HEADING = re.compile(r"#{1,6}\s+[^\s#].*")
_UNDERLINE = re.compile(r"(?:=+|-+)\s*")
_IN_REPORTS = re.compile(r"content/(?:zh|en)/reports/")
_DIAGRAMS = frozenset({"mermaid", "math", "plantuml", "html"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_NUMBERED = re.compile(r"^ {0,3}(\d+)\.\s")
_MOST_BRACKETS = 200
_LONGEST_BLOCK = 50_000
_DEEPEST_INDENT = 40


def check_markup(file: MarkdownFile) -> list[Problem]:
    """Everything in a Markdown body that must not reach a page, each at its line."""
    found: list[Problem] = []
    for block in file.blocks:
        found += _complexity(file.file, block)
        if is_fenced(block):
            found += _fence(file.file, block)
            continue
        found += _lines(file.file, block)
        found += _headings(file.file, block)
        found += _tables(file.file, block)
    return found


def _complexity(file: str, block: Block) -> Iterator[Problem]:
    """Pieces on which a Markdown parser would spend more than a moment."""
    deepest = max(_container(line) for line in block.text.split("\n"))
    if (
        block.text.count("[") > _MOST_BRACKETS
        or len(block.text) > _LONGEST_BLOCK
        or deepest > _DEEPEST_INDENT
    ):
        yield problem("MARKUP-004", Location(file, block.line))


def _container(line: str) -> int:
    """How much of a line's start only opens lists and quotes."""
    found = _CONTAINER.match(line)
    return found.end() if found else 0


def _fence(file: str, block: Block) -> Iterator[Problem]:
    """Nothing inside a fence is drawn but its letters; some kinds ask for scripts."""
    opened = _FENCE.match(block.text)
    if opened and opened[1].lower() in _DIAGRAMS:
        yield problem("MARKUP-005", Location(file, block.line), kind=opened[1])


def _without_code(text: str) -> list[str]:
    """The lines with spaces for code, as Markdown reads it.

    Where a run of backticks is escaped or has no partner in its line, what counts as code depends
    on what stands around it; then nothing does, and everything is checked.
    """
    lines = text.split("\n")
    blanked = []
    for line in lines:
        plain, at = line, 0
        while opening := _TICKS.search(line, at):
            pairs = (run for run in _TICKS.finditer(line, opening.end()) if run[0] == opening[0])
            closing = next(pairs, None)
            start = opening.start()
            if closing is None or line[:start].endswith("\\"):
                return lines
            at = closing.end()
            plain = plain[:start] + " " * (at - start) + plain[at:]
        blanked.append(plain)
    return blanked


def _lines(file: str, block: Block) -> Iterator[Problem]:
    for match in _REFERENCE.finditer(block.text):
        line = block.line + block.text.count("\n", 0, match.end())
        yield problem("MARKUP-008", Location(file, line))
    for offset, bare in enumerate(_without_code(block.text)):
        here = block.line + offset
        for match in _AUTOLINK.finditer(bare):
            if match[1] is not None:
                yield from _target(match[1], Location(file, here, match.start() + 1))
        for match in _HTML.finditer(_AUTOLINK.sub(lambda m: " " * len(m[0]), bare)):
            at = Location(file, here, match.start() + 1)
            code = "MARKUP-002" if match[0] == "<!--" else "MARKUP-001"
            yield problem(code, at, tag=match[0])
        for match in _ATTRIBUTES.finditer(bare):
            yield problem("MARKUP-003", Location(file, here, match.start() + 1), tag=match[0])
        yield from _links(bare, file, here)
        number = _NUMBERED.match(bare)
        if number and offset == 0 and int(number[1]) != 1:
            yield problem("MARKUP-007", Location(file, here), number=number[1])


def _links(bare: str, file: str, line: int) -> Iterator[Problem]:
    """Links that may not be; and those that Markdown would make but the checks cannot read."""
    read = set()
    for match in LINK.finditer(bare):
        read.add(bare.index("](", match.start()))
        here = Location(file, line, match.start() + 1)
        if match[1].lower().startswith(SCHEME):
            yield from _figure(match, here)
        else:
            yield from _target(match[1], here)
    for match in _LINK_START.finditer(bare):
        if match.end() - 2 not in read:
            yield problem("LINK-006", Location(file, line, match.end() - 1))


def _figure(link: re.Match[str], here: Location) -> Iterator[Problem]:
    """Figures are bound in the text of reports only, and in one way."""
    if _IN_REPORTS.match(here.file) is None:
        yield problem("FIGURE-009", here, link=link[0])
    elif BOUND.fullmatch(link[0]) is None:
        yield problem("FIGURE-010", here, link=link[0])


def _target(target: str, here: Location) -> Iterator[Problem]:
    plain = "".join(c for c in target if unicodedata.category(c)[0] != "C")
    try:
        parts = urlsplit(plain)
        host = parts.hostname or ""
    except ValueError:
        yield problem("LINK-002", here, target=target, scheme="?")
        return
    scheme = parts.scheme.lower() if ":" in plain.split("/")[0] else ""
    if scheme and scheme not in _SCHEMES:
        yield problem("LINK-002", here, target=target, scheme=scheme)
    elif scheme in ("http", "https") and _is_private(host):
        yield problem("LINK-003", here, target=target)
    elif target.startswith(("//", "\\")):
        yield problem("LINK-002", here, target=target, scheme="//")


def _is_private(host: str) -> bool:
    """Whether a host can be reached from inside the office only, or not at all."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost"))


def _headings(file: str, block: Block) -> Iterator[Problem]:
    """What Markdown makes a heading of although it is not a line of its own with `## `."""
    lines = block.text.split("\n")
    is_code = lines[0].startswith(("    ", "\t"))
    for offset, line in enumerate(lines):
        inner = line[_container(line) :]
        if is_code or (line == inner and _HEADING.fullmatch(line)):
            continue
        if inner.startswith("#"):
            yield problem("MARKUP-010", Location(file, block.line + offset), line=line.strip())
        elif offset and lines[offset - 1].strip() and _UNDERLINE.fullmatch(inner):
            yield problem("MARKUP-009", Location(file, block.line + offset), line=line.strip())


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
