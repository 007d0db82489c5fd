"""CSV: text that a spreadsheet would run is made harmless, numbers stay numbers."""

from datetime import date
from decimal import Decimal

import pytest

from portal.exports.csv_file import CsvValue, Exact, csv_bytes, safe_text
from tests.exports.read import read_csv


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "\t", "\r", "\n", " =", "\u3000+", "\n-"])
def test_text_that_a_spreadsheet_runs_gets_an_apostrophe(sign: str) -> None:
    written = f"{sign}cmd|' /C calc'!A0"
    assert read_csv(csv_bytes([["h"], [written]]))[1] == [f"'{written}"]


@pytest.mark.parametrize("text", ["", "甲=乙", "1+1", "a@b", "——", "（一）", "'已有"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (-3, "-3"),
        (Decimal("-0.50"), "-0.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000001"), "0.0000001"),
        (Exact("+8"), "+8"),
        (date(2020, 12, 3), "2020-12-03"),
        ("330402199003070014", "330402199003070014"),
    ],
)
def test_values_are_written_plainly(value: CsvValue, written: str) -> None:
    assert read_csv(csv_bytes([["h", "x"], [value, "x"]]))[1] == [written, "x"]


def test_every_separator_survives_the_round_trip() -> None:
    text = 'a,b;c\t"d"\ne\r\nf'
    assert read_csv(csv_bytes([["h"], [text]]))[1] == [text]
