"""Reports as other programs write them: a report's tables drawn as boxes, spoilt, and saved."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import docx
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from portal.model.grid import table_grid
from portal.model.report import Report, StatutoryTable

_FRAME = Border(bottom=Side(style="thin"))


@dataclass(frozen=True)
class Box:
    """A cell on paper with its span."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


Boxes = list[Box]


@dataclass(frozen=True)
class Paper:
    """The title and the tables of a report, in order."""

    title: str
    tables: tuple[Boxes, ...]

    def changed(self, old: str, new: str) -> "Paper":
        """Every cell of that text with another one."""
        assert any(box.text == old for boxes in self.tables for box in boxes), old
        return self.each(lambda box: replace(box, text=new) if box.text == old else box)

    def each(self, change: Callable[[Box], Box]) -> "Paper":
        """Every cell changed."""
        return replace(self, tables=tuple([change(box) for box in boxes] for boxes in self.tables))

    def at(self, label: str, place: int, text: str) -> "Paper":
        """The figure at that place (from 1) behind the row of that label replaced."""
        for boxes in self.tables:
            for label_box in boxes:
                if label_box.text == label:
                    behind = sorted(
                        (
                            b
                            for b in boxes
                            if b.row == label_box.row and b.column > label_box.column
                        ),
                        key=lambda box: box.column,
                    )
                    return self._replaced(behind[place - 1], text)
        raise AssertionError(label)

    def _replaced(self, old: Box, text: str) -> "Paper":
        return self.each(lambda box: replace(box, text=text) if box is old else box)

    def row(self, label: str, *figures: str) -> "Paper":
        """All figures of the row of that label replaced."""
        paper = self
        for place, figure in enumerate(figures, start=1):
            paper = paper.at(label, place, figure)
        return paper

    def with_table(self, at: int, change: Callable[[Boxes], Boxes]) -> "Paper":
        """One table changed as a whole."""
        tables = list(self.tables)
        tables[at] = change(tables[at])
        return replace(self, tables=tuple(tables))


def paper(report: Report) -> Paper:
    """The report as it stands on paper."""
    tables = tuple(_boxes(report, table) for table in report.format.tables)
    return Paper(f"{report.agency.zh}{report.year}年度政府信息公开工作年度报告", tables)


def _boxes(report: Report, table: StatutoryTable) -> Boxes:
    return [
        Box(cell.row, cell.column, _text(report, table, cell), cell.rows, cell.columns)
        for line in table_grid(table).lines
        for cell in line
    ]


def _text(report: Report, table: StatutoryTable, cell: Any) -> str:
    if cell.key is not None:
        return str(report.tables[table.id][cell.key].written)
    return cell.text.zh if cell.text is not None else ""


def insert_row(boxes: Boxes, after: str, label: str, figures: list[str]) -> Boxes:
    """A row more below that of a label; cells that span the place grow."""
    above = next(box for box in boxes if box.text == after)
    at = above.row + above.rows
    moved = [
        replace(box, row=box.row + 1)
        if box.row >= at
        else replace(box, rows=box.rows + 1)
        if box.row + box.rows > at
        else box
        for box in boxes
    ]
    columns = range(above.column + above.columns, above.column + above.columns + len(figures))
    new = [replace(above, row=at, text=label)]
    new += [Box(at, column, text) for column, text in zip(columns, figures, strict=True)]
    return moved + new


def remove_row(boxes: Boxes, label: str) -> Boxes:
    """The row of that label taken out; cells that span it shrink."""
    at = next(box.row for box in boxes if box.text == label)
    kept = [box for box in boxes if box.row != at or box.rows > 1]
    return [
        replace(box, row=box.row - 1)
        if box.row > at
        else replace(box, rows=box.rows - 1)
        if box.row <= at < box.row + box.rows and box.rows > 1
        else box
        for box in kept
    ]


def split_at(boxes: Boxes, label: str) -> tuple[Boxes, Boxes]:
    """Two tables, the second from the row of that label on, without a header of its own."""
    at = next(box.row for box in boxes if box.text == label)
    first = [replace(box, rows=min(box.rows, at - box.row)) for box in boxes if box.row < at]
    second = [replace(box, row=box.row - at) for box in boxes if box.row >= at]
    second += [
        replace(box, row=0, rows=box.row + box.rows - at, text="")
        for box in boxes
        if box.row < at < box.row + box.rows
    ]
    return first, second


def size(boxes: Boxes) -> tuple[int, int]:
    """Rows and columns."""
    return (
        max(box.row + box.rows for box in boxes),
        max(box.column + box.columns for box in boxes),
    )


def as_docx(of: Paper) -> bytes:
    """A Word file with merged cells."""
    document = docx.Document()
    document.add_paragraph(of.title)
    for boxes in of.tables:
        height, width = size(boxes)
        table = document.add_table(rows=height, cols=width)
        # The library looks for all cells anew at every question.
        cells = [list(row.cells) for row in table.rows]
        for box in boxes:
            cell = cells[box.row][box.column]
            if box.rows * box.columns > 1:
                cell = cell.merge(cells[box.row + box.rows - 1][box.column + box.columns - 1])
            cell.text = box.text
        document.add_paragraph("")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_xlsx(of: Paper, in_one_sheet: bool = False) -> bytes:
    """A workbook of a sheet for each table, or of one sheet for all."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append([of.title])
    top = 2
    for number, boxes in enumerate(of.tables, start=1):
        if not in_one_sheet and number > 1:
            sheet, top = workbook.create_sheet(f"表{number}"), 2
        for box in boxes:
            row, column = box.row + top, box.column + 1
            sheet.cell(row, column).value = _as_number(box.text)
            # A cell with a look of its own exists even where it is blank.
            sheet.cell(row, column).border = _FRAME
            if box.rows * box.columns > 1:
                sheet.merge_cells(
                    start_row=row,
                    start_column=column,
                    end_row=row + box.rows - 1,
                    end_column=column + box.columns - 1,
                )
        top += size(boxes)[0] + 1
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def as_one_sheet(of: Paper) -> bytes:
    """A workbook with all tables under each other."""
    return as_xlsx(of, in_one_sheet=True)


def _as_number(text: str) -> str | int | float | None:
    if text.isascii() and text.isdigit() and str(int(text)) == text and len(text) < 15:
        return int(text)
    return text or None


def as_html(of: Paper) -> bytes:
    """A page with tables; white space as editors' programs leave it."""
    lines = [f"<!DOCTYPE html><html><head><title>x</title></head><body><h1>{of.title}</h1>"]
    for boxes in of.tables:
        lines.append("<table border=1>")
        for row in range(size(boxes)[0]):
            lines.append("<tr>")
            for box in _in_row(boxes, row):
                spans = f' rowspan="{box.rows}"' if box.rows > 1 else ""
                spans += f' colspan="{box.columns}"' if box.columns > 1 else ""
                lines.append(f"<td{spans}><p>\n <span>{escape(box.text)}</span>&nbsp;\n</p></td>")
            lines.append("</tr>")
        lines.append("</table>")
    return "\n".join([*lines, "</body></html>"]).encode()


def as_text(of: Paper) -> bytes:
    """Text with tabs, as scanned."""
    lines = [f"# {of.title}", ""]
    for boxes in of.tables:
        width = size(boxes)[1]
        for row in range(size(boxes)[0]):
            fields = [""] * width
            for box in _in_row(boxes, row):
                fields[box.column] = box.text
            lines.append("\t".join(fields))
        lines += ["", "## 下一张表", ""]
    return "\n".join(lines).encode()


def _in_row(boxes: Boxes, row: int) -> Iterator[Box]:
    yield from sorted((box for box in boxes if box.row == row), key=lambda box: box.column)


WRITERS: Mapping[str, tuple[str, Callable[[Paper], bytes]]] = {
    "docx": ("report.docx", as_docx),
    "xlsx": ("report.xlsx", as_xlsx),
    "one sheet": ("report.xlsx", as_one_sheet),
    "html": ("report.html", as_html),
    "text": ("report.txt", as_text),
}
"""The name of a file and what writes it, by kind."""
