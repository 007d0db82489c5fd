"""Where the parts of a chart stand: all in the frame, nothing joined that is not the same."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.pages.charts import TEXT, Chart, Dot, Slot, SlotKind, chart, text_width

REVISED = "format revised"
WITHOUT = [kind for kind in SlotKind if kind is not SlotKind.NUMBER]


def number(year: int, written: str, stretch: int = 1) -> Slot:
    """A year with a figure."""
    return Slot(year, SlotKind.NUMBER, stretch, Decimal(written), written)


def blank(year: int, kind: SlotKind = SlotKind.BLANK) -> Slot:
    """A year without one."""
    return Slot(year, kind)


def joined(drawn: Chart) -> list[tuple[int, int]]:
    """The years that a segment of a line joins."""
    return [(a.year, b.year) for line in drawn.lines for a, b in pairwise(line)]


def test_years_that_follow_one_another_are_joined() -> None:
    drawn = chart([number(2019, "5"), number(2020, "8"), number(2021, "2")], [], REVISED)
    assert joined(drawn) == [(2019, 2020), (2020, 2021)]
    assert [(dot.year, dot.text) for dot in drawn.dots] == [
        (2019, "5"),
        (2020, "8"),
        (2021, "2"),
    ]
    assert [tick.year for tick in drawn.ticks] == [2019, 2020, 2021]
    assert drawn.divides == ()


def test_nothing_is_joined_over_a_break() -> None:
    slots = [number(2019, "5"), number(2020, "8"), number(2021, "9", 2), number(2022, "7", 2)]
    drawn = chart(slots, [2021], REVISED)
    assert joined(drawn) == [(2019, 2020), (2021, 2022)]
    (divide,) = drawn.divides
    before, after = drawn.dots[1].x, drawn.dots[2].x
    assert before < divide.x < after
    assert [dot.stretch for dot in drawn.dots] == [1, 1, 2, 2]


def test_nothing_is_joined_over_a_year_without_a_figure() -> None:
    for kind in WITHOUT:
        drawn = chart([number(2019, "5"), blank(2020, kind), number(2021, "6")], [], REVISED)
        assert joined(drawn) == []
        assert [(found.year, found.kind) for found in drawn.remarks] == [(2020, kind)]
        assert [dot.year for dot in drawn.dots] == [2019, 2021]


def test_zero_stands_on_the_line_and_a_blank_has_no_point() -> None:
    drawn = chart([number(2019, "0"), blank(2020), number(2021, "4")], [], REVISED)
    assert drawn.dots[0].y == drawn.zero
    assert drawn.dots[1].y < drawn.zero
    assert len(drawn.dots) == 2


def test_only_zeros_are_drawn_on_the_line() -> None:
    drawn = chart([number(2019, "0"), number(2020, "0")], [], REVISED)
    assert {dot.y for dot in drawn.dots} == {drawn.zero}


def test_a_decrease_stands_below_zero() -> None:
    drawn = chart([number(2019, "-2"), number(2020, "+1")], [], REVISED)
    assert drawn.dots[0].y > drawn.zero > drawn.dots[1].y


def test_heights_are_in_proportion() -> None:
    drawn = chart([number(2019, "10"), number(2020, "40")], [], REVISED)
    low, high = (drawn.zero - dot.y for dot in drawn.dots)
    assert abs(high - 4 * low) < 0.5


def test_many_years_make_a_wider_drawing() -> None:
    few = chart([number(year, "1") for year in range(2019, 2027)], [], REVISED)
    many = chart([number(year, "1") for year in range(2008, 2031)], [], REVISED)
    assert not few.is_wide
    assert many.is_wide
    assert {round(b.x - a.x) for a, b in pairwise(many.ticks)} == {42}


def test_figures_stand_clear_of_one_another_and_of_the_line() -> None:
    drawn = chart(
        [number(2022, "142"), number(2023, "142"), number(2024, "447228"), number(2025, "447228")],
        [],
        REVISED,
    )
    boxes = list(_texts(drawn))
    for number_of, box in enumerate(boxes):
        for other in boxes[number_of + 1 :]:
            assert not _meet(box, other)
        for line in drawn.lines:
            for before, after in pairwise(line):
                assert not any(_inside(point, box) for point in _along(before, after))


Box = tuple[float, float, float, float]


def _texts(drawn: Chart) -> Iterator[Box]:
    for dot in drawn.dots:
        half = text_width(dot.text, TEXT) / 2
        yield dot.text_x - half, dot.text_y - 10, dot.text_x + half, dot.text_y + 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _along(before: Dot, after: Dot) -> Iterator[tuple[float, float]]:
    for step in range(101):
        share = step / 100
        yield before.x + (after.x - before.x) * share, before.y + (after.y - before.y) * share


def _inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


NUMBERS = st.decimals(min_value=-1000, max_value=10**9, places=2, allow_nan=False)


@st.composite
def some_slots(draw: st.DrawFn) -> list[Slot]:
    """Years in a row, in one to three stretches, some of them without a figure."""
    first = draw(st.integers(2000, 2030))
    slots = []
    stretch = 1
    for year in range(first, first + draw(st.integers(1, 25))):
        stretch += draw(st.integers(0, 9)) == 0
        if draw(st.integers(0, 4)):
            found = draw(NUMBERS)
            slots.append(number(year, format(found, "f"), stretch))
        else:
            slots.append(blank(year, draw(st.sampled_from(WITHOUT))))
    return slots


@given(some_slots())
def test_everything_stands_in_the_frame_and_once(slots: list[Slot]) -> None:
    breaks = [
        after.year
        for before, after in pairwise(slots)
        if after.stretch and before.stretch and after.stretch != before.stretch
    ]
    drawn = chart(slots, breaks, REVISED)
    assert [tick.year for tick in drawn.ticks] == [slot.year for slot in slots]
    assert sorted([d.year for d in drawn.dots] + [r.year for r in drawn.remarks]) == [
        slot.year for slot in slots
    ]
    for dot in drawn.dots:
        assert 0 <= dot.x <= drawn.width
        assert drawn.top <= dot.y <= drawn.bottom
        half = text_width(dot.text, TEXT) / 2
        assert dot.text_x - half >= 0
        assert dot.text_x + half <= drawn.width
        assert 0 <= dot.text_y <= drawn.height
    for divide in drawn.divides:
        assert 0 < divide.x < drawn.width
    by_year = {slot.year: slot for slot in slots}
    for before, after in joined(drawn):
        assert after == before + 1
        assert by_year[before].stretch == by_year[after].stretch
