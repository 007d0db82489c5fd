"""When a written number holds for what it quotes."""

from decimal import Decimal

import pytest

from portal.linking.figures.comparing import agrees
from portal.linking.figures.targets import Quoted, Source
from portal.model.language import Language, Localised
from portal.model.problem import Location
from tests.figures.reading import EN, ZH, read

HOLDS = [
    ("1383条", "1383", 1),
    ("一千三百八十三条", "1383", 1),
    ("1300余条", "1383", 1),
    ("1000多条", "1383", 1),
    ("超1300条", "1383", 1),
    ("近1400条", "1383", 1),
    ("约1400条", "1383", 1),
    ("1.4千条", "1383", 1),
    ("2.15万元", "21483", 1),
    ("2.1万余元", "21483", 1),
    ("21483元", "2.15", 10000),
    ("2.15万元", "2.15", 10000),
    ("96171.6万元", "96171.6", 10000),
    ("9.6亿元", "96171.6", 10000),
    ("100%", "100", "0.01"),
    ("百分之九十八点五", "98.46", "0.01"),
    ("99%", "98.6", "0.01"),
    ("减少8项", "-8", 1),
    ("−8项", "-8", 1),
    ("+8项", "8", 1),
    ("0件", None, 1),
    ("破万", "12000", 1),
]
BREAKS = [
    ("1384条", "1383", 1),
    ("1383条", "13830", 1),
    ("1400余条", "1383", 1),
    ("1200余条", "1383", 1),
    ("近1300条", "1383", 1),
    ("约1300条", "1383", 1),
    ("2.14万元", "21483", 1),
    ("2.15元", "21483", 1),
    ("21383元", "2.15", 10000),
    ("2.15元", "2.15", 10000),
    ("95%", "100", "0.01"),
    ("100%", "99.6", "0.01"),
    ("0%", "0.4", "0.01"),
    ("100件", "100", "0.01"),
    ("8项", "-8", 1),
    ("增加8项", "-8", 1),
    ("−8项", "8", 1),
    ("1件", None, 1),
    ("破万", "9900", 1),
]
ENGLISH = [
    ("more than 1,300 items", "1383", True),
    ("nearly 1,400 items", "1383", True),
    ("about 1,400 items", "1383", True),
    ("2.15 million yuan", "2147332", True),
    ("2.16 million yuan", "2147332", False),
    ("down by 8 items", "-8", True),
    ("more than 1,400 items", "1383", False),
]


def quoted(value: str | None, scale: str | int = 1) -> Quoted:
    """A source that says this; its value in single units."""
    factor = Decimal(scale)
    number = None if value is None else Decimal(value) * factor
    return Quoted("", (Source(number, value or "~", Localised("源"), Location(""), factor),))


def holds(text: str, source: Quoted, language: Language = ZH) -> bool:
    (figure,) = read(text, language).figures
    return agrees(figure.numbers[0], source)


@pytest.mark.parametrize(("text", "value", "scale"), HOLDS)
def test_holds(text: str, value: str | None, scale: str | int) -> None:
    assert holds(text, quoted(value, scale))


@pytest.mark.parametrize(("text", "value", "scale"), BREAKS)
def test_breaks(text: str, value: str | None, scale: str | int) -> None:
    assert not holds(text, quoted(value, scale))


@pytest.mark.parametrize(("text", "value", "expected"), ENGLISH)
def test_english(text: str, value: str, expected: bool) -> None:
    assert holds(text, quoted(value), EN) is expected


def test_nothing_holds_for_a_cell_that_is_not_applicable() -> None:
    source = Source(None, "~", Localised("源"), Location(""), is_not_applicable=True)
    assert not holds("0件", Quoted("", (source,)))
