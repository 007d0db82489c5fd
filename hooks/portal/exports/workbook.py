"""XLSX workbooks that are the same bytes on every machine and hold text as text.

The only module that imports XlsxWriter.
"""

import io
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
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


def workbook_bytes(as_of: date, name: str, draw: Callable[[Any, Any], None]) -> bytes:
    """A workbook of one sheet of that name; `draw` is given the workbook and the sheet."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, _OPTIONS)
    # Without a date of its own the file would carry the clock.
    workbook.set_properties({"created": datetime.combine(as_of, time(), UTC)})
    sheet = workbook.add_worksheet(sheet_name(name))
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
