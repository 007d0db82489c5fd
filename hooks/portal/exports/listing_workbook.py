"""A listing as a workbook: one frozen header row, filters, real dates, digits that stay text."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from portal.exports.listing_values import Flat
from portal.exports.workbook import (
    number_format,
    shown_width,
    workbook_bytes,
    write_number,
    write_text,
)

_NARROWEST, _WIDEST = 10, 48
_EARLIEST = date(1900, 3, 1)
"""Spreadsheets count days from 1900 and believe in a 29 February of that year."""
_HEADING = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
_BODY = {"valign": "top", "text_wrap": True}


def listing_workbook(name: str, headings: Sequence[str], rows: Sequence[Sequence[Flat]]) -> bytes:
    """The workbook with these columns and rows."""

    def draw(workbook: Any, sheet: Any) -> None:
        heading = workbook.add_format(_HEADING)
        for column, text in enumerate(headings):
            write_text(sheet, 0, column, text, heading)
            sheet.set_column(column, column, _width(text, [row[column] for row in rows]))
        styles: dict[str, Any] = {}

        def style(numbers: str) -> Any:
            if numbers not in styles:
                styles[numbers] = workbook.add_format(_BODY | {"num_format": numbers})
            return styles[numbers]

        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, at, column, value, style)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
        sheet.repeat_rows(0)

    return workbook_bytes([(name, draw)])


def _write(sheet: Any, row: int, column: int, value: Flat, style: Any) -> None:
    match value:
        case None:
            pass
        case date() if value >= _EARLIEST:
            sheet.write_datetime(row, column, value, style("yyyy-mm-dd"))
        case date():
            write_text(sheet, row, column, value.isoformat(), style("@"))
        case int() | Decimal():
            number = Decimal(value)
            write_number(sheet, row, column, number, style(number_format(number)))
        case str():
            # "@" keeps long digits what they are when a reader edits the cell.
            write_text(sheet, row, column, value, style("@"))


def _width(heading: str, values: Sequence[Flat]) -> int:
    longest = max((shown_width(str(value)) for value in values if value is not None), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, shown_width(heading)) + 2))
