"""CSV as spreadsheets and programs both read it: UTF-8 with BOM, CRLF, one header row."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

_BOM = "\ufeff"
_FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
_LEADING_BREAKS = frozenset("\t\r\n")


class Exact(str):
    """The text of a number, which goes into the file as it is, sign included."""

    __slots__ = ()


CsvValue = str | int | Decimal | date | None


def csv_bytes(rows: Iterable[Sequence[CsvValue]]) -> bytes:
    """The file with these rows; the first is the header, None leaves a cell empty."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [_written(value) for value in row] for row in rows
    )
    return (_BOM + text.getvalue()).encode()


def plain_number(number: Decimal) -> str:
    """A number in digits, without an exponent, with the decimals that were written."""
    return format(number, "f")


def safe_text(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would run it as a formula.

    A quoted field does not protect from that: the sign is read after the quotes are taken off.
    """
    begins = text.lstrip()[:1]
    if begins in _FORMULA_SIGNS or text[:1] in _LEADING_BREAKS:
        return f"'{text}"
    return text


def _written(value: CsvValue) -> str:
    match value:
        case None:
            return ""
        case Exact():
            return value
        case str():
            return safe_text(value)
        case Decimal():
            return plain_number(value)
        case date():
            return value.isoformat()
        case int():
            return str(value)
