"""Workbooks → grids: one for each visible sheet, merged cells resolved, numbers as shown."""

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from portal.editing.importing.raw import (
    MOST_COLUMNS,
    MOST_ROWS,
    GridDrawing,
    RawCell,
    RawDocument,
    RawGrid,
)
from portal.editing.importing.words import place
from portal.model.problem import Location, Problem, problem

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_LARGEST_MERGE = 20_000
_QUOTED = re.compile(r'"([^"]*)"')
_DECIMALS = re.compile(r"0\.(0+)")


def is_safe_workbook(content: bytes) -> bool:
    """Whether its merged areas are small enough to be resolved cell by cell."""
    covered = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                for left, top, right, bottom in _MERGED.findall(archive.read(name)):
                    high = int(bottom) - int(top) + 1
                    covered += max(1, high) * max(1, _index(right) - _index(left) + 1)
    return covered <= _LARGEST_MERGE


def _index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index


def read_xlsx(content: bytes, file: str) -> RawDocument:
    """The visible sheets in order; sheets that are hidden are named in the notes.

    Raises what its parsers raise where the file is no workbook.
    """
    with warnings.catch_warnings():
        # What openpyxl cannot keep (validations, drawings) is of no use here.
        warnings.simplefilter("ignore")
        shown = load_workbook(io.BytesIO(content), data_only=True)
        written = load_workbook(io.BytesIO(content))
    grids: list[RawGrid] = []
    notes: list[Problem] = []
    texts: list[str] = []
    pictures = False
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(problem("IMPORT-045", Location(file), sheet=sheet.title))
            continue
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            notes.append(
                problem(
                    "IMPORT-046",
                    Location(file),
                    sheet=sheet.title,
                    rows=MOST_ROWS,
                    columns=MOST_COLUMNS,
                )
            )
        grid = _grid(sheet, written[sheet.title], file)
        grids.append(grid)
        texts += _lonely(grid)
        pictures = pictures or bool(getattr(sheet, "_images", ()))
    return RawDocument(tuple(grids), tuple(texts), tuple(notes), pictures)


def _grid(sheet: Any, written: Any, file: str) -> RawGrid:
    spans = {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
    }
    drawing = GridDrawing()
    for row in sheet.iter_rows(
        max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS)
    ):
        for cell in row:
            at = (cell.row, cell.column)
            if (cell.row - 1, cell.column - 1) in drawing.cells:
                continue
            rows, columns = spans.get(at, (1, 1))
            here = place(
                "sheet", sheet=sheet.title, cell=f"{get_column_letter(cell.column)}{cell.row}"
            )
            text = _text(cell)
            formula = written.cell(*at).value if not text else None
            if isinstance(formula, str) and formula.startswith("="):
                # No program has worked it out: what it would show is not known.
                text = formula
            drawing.place(
                RawCell(text, file, here, 0, cell.row - 1, cell.column - 1, rows, columns)
            )
    return drawing.finished()


def _text(cell: Any) -> str:
    """The value as the sheet shows it: decimals, a plus and a unit come from its format."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool | date | datetime | time) or not isinstance(value, int | float):
        return str(value)
    number = Decimal(repr(value))
    if number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    shown = str(cell.number_format).split(";")[0]
    decimals = _DECIMALS.search(shown)
    if decimals:
        rounded = round(number, len(decimals[1]))
        # A sum of decimals is off by less than any figure shows.
        if abs(rounded - number) < Decimal("1e-9"):
            number = rounded
    sign = "+" if shown.startswith("+") and number > 0 else ""
    return f"{sign}{number:f}{''.join(_QUOTED.findall(shown))}"


def _lonely(grid: RawGrid) -> list[str]:
    """Rows that hold one text: titles above and below a table."""
    found = []
    for line in grid.lines():
        filled = [cell.text for cell in line.own if not cell.is_blank]
        if len(filled) == 1:
            found.append(filled[0])
    return found
