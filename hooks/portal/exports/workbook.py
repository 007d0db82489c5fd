"""XLSX workbooks that are the same bytes on every machine and hold text as text.

The only module that imports XlsxWriter.
"""

import io
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from portal.exports.json_file import is_exact

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_CELL_LIMIT = 32_767
_SHEET_NAME_LIMIT = 31
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_A4 = 9


_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""A day of its own: without one the file would carry the clock, and differ each day."""

DrawSheet = Callable[[Any, Any], None]
"""Fills a sheet; it is given the workbook and the sheet."""


def workbook_bytes(sheets: Iterable[tuple[str, DrawSheet]]) -> bytes:
    """A workbook of sheets with those names, each filled by its function."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, _OPTIONS)
    workbook.set_properties({"created": _FIRST_DAY})
    taken: set[str] = set()
    for name, draw in sheets:
        sheet = workbook.add_worksheet(_free_name(sheet_name(name), taken))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        draw(workbook, sheet)
    workbook.close()
    return target.getvalue()


def sheet_name(text: str) -> str:
    """The text as far as spreadsheets allow it for the name of a sheet."""
    clean = " ".join(text.translate(_NOT_IN_SHEET_NAMES).split()).strip("'")
    if len(clean) <= _SHEET_NAME_LIMIT:
        return clean
    cut = clean[: _SHEET_NAME_LIMIT - 1]
    if " " in cut and clean[len(cut)] != " ":
        cut = cut.rsplit(" ", 1)[0]
    return f"{cut.rstrip(' ' + chr(39))}…"


def _free_name(name: str, taken: set[str]) -> str:
    """The name, numbered where another sheet has it: capitals do not tell sheets apart."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        mark = f" ({number})"
        free = name[: _SHEET_NAME_LIMIT - len(mark)] + mark
    taken.add(free.casefold())
    return free


def write_text(sheet: Any, row: int, column: int, text: str, style: Any = None) -> None:
    """Text, never a formula or a link; what exceeds the limit of a cell ends in an ellipsis."""
    if len(text) > _CELL_LIMIT:
        text = text[: _CELL_LIMIT - 1] + "…"
    sheet.write_string(row, column, text, style)


def write_number(sheet: Any, row: int, column: int, number: Decimal, style: Any = None) -> None:
    """A number; its digits as text where a spreadsheet would round them."""
    if is_exact(number):
        sheet.write_number(row, column, number, style)
    else:
        write_text(sheet, row, column, format(number, "f"), style)


def number_format(number: Decimal) -> str:
    """The format that shows a number with the decimals it was written with."""
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "0." + "0" * decimals if decimals else "0"


def shown_width(text: str) -> int:
    """How many columns of a digit's width the text takes: Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
