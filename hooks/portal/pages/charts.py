"""Where the parts of a chart stand: years from left to right, figures from zero up.

Lengths are in units of the drawing, whose text is 14 units high; the template draws.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import pairwise

TEXT = 14
"""Height of a figure or a year."""

SMALL = 13
"""Height of a remark."""

_WIDTH = 360
_STEP = 42
"""The least distance of two years; more years make a wider drawing."""
_MARGIN = 30
_TOP = 54
_BOTTOM = 164
_HEIGHT = 192
_YEARS = _BOTTOM + 22
_BREAK_TEXT = 14
_GAP = 6
_PLACES = (
    *((0.0, -9), (-0.5, -9), (0.5, -9), (0.0, -25), (0.0, 19), (-0.5, 19), (0.5, 19)),
    *((-0.5, -25), (0.5, -25), (0.0, -41), (0.0, 35)),
)
"""Where a figure may stand from its point, best first: by its width across, by units down."""
_GRAIN = 6
"""How far apart the places are at which a line is taken for covered."""
_DOT = 5


class SlotKind(Enum):
    """What a year has to show."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    NO_REPORT = "no_report"
    NO_ITEM = "no_item"
    """The statutory form of that year does not have the item."""


@dataclass(frozen=True)
class Slot:
    """A year of the chart; `stretch` is None where there is no figure to belong to one."""

    year: int
    kind: SlotKind
    stretch: int | None = None
    number: Decimal | None = None
    text: str = ""


@dataclass(frozen=True)
class Dot:
    """A figure: its point, and its text centred at `text_x`, on the line `text_y`."""

    year: int
    x: float
    y: float
    text: str
    text_x: float
    text_y: float
    stretch: int


@dataclass(frozen=True)
class Remark:
    """A year without a figure: what stands at the zero line in place of a point."""

    year: int
    x: float
    kind: SlotKind


@dataclass(frozen=True)
class Divide:
    """The line between two years where the form was revised; its text is centred at `text_x`."""

    x: float
    text_x: float


@dataclass(frozen=True)
class Tick:
    """A year under the chart."""

    year: int
    x: float


@dataclass(frozen=True)
class Chart:
    """A drawing; each line joins figures of one stretch in years that follow one another."""

    width: int
    zero: float
    dots: tuple[Dot, ...]
    lines: tuple[tuple[Dot, ...], ...]
    remarks: tuple[Remark, ...]
    divides: tuple[Divide, ...]
    ticks: tuple[Tick, ...]
    height: int = _HEIGHT
    top: int = _TOP
    years_y: int = _YEARS
    divide_text_y: int = _BREAK_TEXT
    bottom: int = _BOTTOM

    @property
    def is_wide(self) -> bool:
        """Whether it has more years than a phone shows at once."""
        return self.width > _WIDTH


def chart(slots: Sequence[Slot], breaks: Sequence[int], break_text: str) -> Chart:
    """The drawing of the years in order; `breaks` are the first years of what is not the same.

    Every year from the first to the last has one slot.
    """
    texts = [slot.text for slot in slots if slot.number is not None]
    widest = max((text_width(text, TEXT) for text in texts), default=0.0)
    margin = max(_MARGIN, widest / 2 + _GAP)
    width = max(_WIDTH, round(2 * margin + _STEP * (len(slots) - 1)))
    first = slots[0].year
    step = (width - 2 * margin) / max(len(slots) - 1, 1)

    def across(year: float) -> float:
        return _rounded(margin + (year - first) * step if len(slots) > 1 else width / 2)

    numbers = [slot.number for slot in slots if slot.number is not None]
    dots = _dots([slot for slot in slots if slot.number is not None], across, numbers, width)
    half = text_width(break_text, SMALL) / 2
    return Chart(
        width=width,
        zero=_height(Decimal(0), numbers),
        dots=dots,
        lines=tuple(_lines(dots)),
        remarks=tuple(
            Remark(slot.year, across(slot.year), slot.kind) for slot in slots if slot.number is None
        ),
        divides=tuple(
            Divide(at, _rounded(min(max(at, half), width - half)))
            for at in (across(year - 0.5) for year in breaks)
        ),
        ticks=tuple(Tick(slot.year, across(slot.year)) for slot in slots),
    )


def text_width(text: str, size: int) -> float:
    """About how wide a text is: digits and letters half as wide as high, Chinese as wide."""
    return sum(size if ord(character) > 0x2E7F else size * 0.6 for character in text)


def _rounded(length: float) -> float:
    return round(length, 1)


def _height(number: Decimal, numbers: Sequence[Decimal]) -> float:
    """Where a number stands: zero is always in the drawing, so that heights can be compared."""
    low = min([Decimal(0), *numbers])
    high = max([Decimal(0), *numbers])
    share = float((number - low) / (high - low)) if high > low else 0.0
    return _rounded(_BOTTOM - share * (_BOTTOM - _TOP))


def _dots(
    slots: Sequence[Slot],
    across: Callable[[float], float],
    numbers: Sequence[Decimal],
    width: float,
) -> tuple[Dot, ...]:
    """The points, with their texts where they cover neither one another nor a point or a line."""
    found = [
        Dot(slot.year, x, y, slot.text, x, y, slot.stretch or 0)
        for slot in slots
        for x, y in ((across(slot.year), _height(slot.number or Decimal(0), numbers)),)
    ]
    taken = [_Box(dot.x - _DOT, dot.y - _DOT, dot.x + _DOT, dot.y + _DOT) for dot in found]
    for line in _lines(found):
        taken += (box for before, after in pairwise(line) for box in _covered(before, after))
    for at, dot in enumerate(found):
        half = text_width(dot.text, TEXT) / 2
        places = [(dot.x + across * 2 * (half + _GAP), dot.y + down) for across, down in _PLACES]
        boxes = [_Box(x - half - 2, y - 11, x + half + 2, y + 3) for x, y in places]
        free = [
            (place, box)
            for place, box in zip(places, boxes, strict=True)
            if box.left >= 0
            and box.right <= width
            and box.bottom <= _BOTTOM
            and not any(box.meets(other) for other in taken)
        ]
        (x, y), box = free[0] if free else (places[0], boxes[0])
        taken.append(box)
        found[at] = replace(dot, text_x=_rounded(x), text_y=_rounded(y))
    return tuple(found)


def _covered(before: Dot, after: Dot) -> Iterator["_Box"]:
    """Small boxes along the line between two points."""
    steps = max(1, round(max(abs(after.x - before.x), abs(after.y - before.y)) / _GRAIN))
    for step in range(1, steps):
        x = before.x + (after.x - before.x) * step / steps
        y = before.y + (after.y - before.y) * step / steps
        yield _Box(x - 1, y - 1, x + 1, y + 1)


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _lines(dots: Sequence[Dot]) -> Iterator[tuple[Dot, ...]]:
    run: list[Dot] = list(dots[:1])
    for before, dot in pairwise(dots):
        if dot.stretch != before.stretch or dot.year != before.year + 1:
            if len(run) > 1:
                yield tuple(run)
            run = []
        run.append(dot)
    if len(run) > 1:
        yield tuple(run)
