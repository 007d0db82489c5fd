"""A block of Markdown as readers see it, with the place in the file of every character."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.document import Block
from portal.model.figure_links import BOUND
from portal.model.problem import Location

_LINK = re.compile(r"!?\[([^\[\]\n]*+)\]\([^()\n]*+\)")
_HIDDEN = re.compile(
    r"<[^<>\s]+[:@][^<>\s]+>"  # an address in angle brackets
    r"|(?:https?://|www\.)[\w./?=&%#:~+-]+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?m:^[ \t>]*(?:#{1,6}[ \t]+|[-*+][ \t]+)*)"
    r"|\\(?=[^\w\s])|\*+|`+|(?<!\w)_+|_+(?!\w)"
)


@dataclass(frozen=True)
class BoundSpan:
    """Where a bound figure stands in the visible text, and what it is bound to."""

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class VisibleBlock:
    """The words of a block; `offsets` holds for each character its place in the block's text."""

    file: str
    block: Block
    text: str
    offsets: tuple[int, ...]
    bound: tuple[BoundSpan, ...]
    place: Location | None = None
    """The one place of a text whose columns are not known."""

    def location(self, at: int) -> Location:
        """The place in the file of the character at `at`."""
        if self.place is not None:
            return self.place
        offset = self.offsets[at] if at < len(self.offsets) else len(self.block.text)
        before = self.block.text[:offset]
        line = self.block.line + before.count("\n")
        return Location(self.file, line, offset - before.rfind("\n"))


def visible_block(file: str, block: Block) -> VisibleBlock:
    """The block without marks of Markdown, addresses and the targets of its links."""
    hidden = [False] * len(block.text)
    spans: list[tuple[int, int, str]] = []
    for match in BOUND.finditer(block.text):
        spans.append((match.start(1), match.end(1), match[2]))
        _hide(hidden, match.start(), match.start(1))
        _hide(hidden, match.end(1), match.end())
    for match in _LINK.finditer(block.text):
        if not hidden[match.end() - 1]:
            _hide(hidden, match.start(), match.start(1))
            _hide(hidden, match.end(1), match.end())
    for match in _HIDDEN.finditer(block.text):
        _hide(hidden, match.start(), match.end())
    offsets = tuple(at for at, is_hidden in enumerate(hidden) if not is_hidden)
    places = {offset: at for at, offset in enumerate(offsets)}
    return VisibleBlock(
        file,
        block,
        "".join(block.text[offset] for offset in offsets),
        offsets,
        tuple(_spans(spans, places)),
    )


def plain_line(text: str, place: Location) -> VisibleBlock:
    """A line of plain text, such as a title."""
    block = Block(text, place.line)
    return VisibleBlock(place.file, block, text, tuple(range(len(text))), (), place)


def _hide(hidden: list[bool], start: int, end: int) -> None:
    hidden[start:end] = [True] * (end - start)


def _spans(spans: list[tuple[int, int, str]], places: dict[int, int]) -> Iterator[BoundSpan]:
    for start, end, target in spans:
        shown = [places[offset] for offset in range(start, end) if offset in places]
        first = shown[0] if shown else 0
        yield BoundSpan(first, shown[-1] + 1 if shown else first, target)
