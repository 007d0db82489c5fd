"""The tables of Excel and Word files, and the words of Word files."""

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import docx
from openpyxl import load_workbook

from portal.publishing.readings import ReadCell

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_QUOTED = re.compile(r'"([^"]*)"')
_CAPTION_STYLE = "Caption"


def read_sheets(content: bytes) -> list[list[ReadCell]]:
    """The cells of every sheet below its title row; a number carries the unit it is shown with."""
    workbook = load_workbook(io.BytesIO(content))
    return [list(_sheet_cells(sheet)) for sheet in workbook.worksheets]


def _sheet_cells(sheet: Any) -> Iterator[ReadCell]:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {
        place
        for area in spans.values()
        for place in ((r, c) for r, c in area.cells if (r, c) != (area.min_row, area.min_col))
    }
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            place = (cell.row, cell.column)
            if place in covered:
                continue
            area = spans.get(place)
            rows, columns = (1, 1)
            if area is not None:
                rows, columns = area.size["rows"], area.size["columns"]
            yield ReadCell(cell.row - 2, cell.column - 1, rows, columns, _shown(cell))


def _shown(cell: Any) -> str:
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    unit = _QUOTED.search(cell.number_format or "")
    return f"{Decimal(str(cell.value)):f}{unit[1] if unit else ''}"


class ReadWord:
    """A Word file: its statutory tables by caption, and all other words."""

    def __init__(self, content: bytes) -> None:
        document: Any = docx.Document(io.BytesIO(content))
        captions = {s.style_id for s in document.styles if s.name == _CAPTION_STYLE}
        self.tables: list[list[ReadCell]] = []
        self.captions: list[str] = []
        words: list[str] = []
        for element in document.element.body:
            if element.tag == f"{_W}tbl":
                if element.find(f"{_W}tblPr/{_W}tblCaption") is None:
                    words.append(_text(element))
                else:
                    self.tables.append(list(_word_cells(element)))
            elif element.tag == f"{_W}p":
                style = element.find(f"{_W}pPr/{_W}pStyle")
                is_caption = style is not None and style.get(f"{_W}val") in captions
                (self.captions if is_caption else words).append(_text(element))
        self.words = "".join(words)


def _word_cells(table: Any) -> Iterator[ReadCell]:
    grid: list[list[tuple[Any, int, int, bool]]] = []
    for row in table.iterchildren(f"{_W}tr"):
        line, at = [], 0
        for cell in row.iterchildren(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            wide = 1 if span is None else int(span.get(f"{_W}val"))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            line.append((cell, at, wide, goes_on))
            at += wide
        grid.append(line)
    continued = [{column for _, column, _, goes_on in line if goes_on} for line in grid]
    for row_at, line in enumerate(grid):
        for cell, column, wide, goes_on in line:
            if goes_on:
                continue
            rows = 1
            while row_at + rows < len(grid) and column in continued[row_at + rows]:
                rows += 1
            yield ReadCell(row_at, column, rows, wide, _text(cell))


def _text(element: Any) -> str:
    return "".join(piece.text or "" for piece in element.iter(f"{_W}t"))
