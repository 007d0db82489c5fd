"""A statutory table as a workbook, merged as on paper."""

import math
import re
from decimal import Decimal
from typing import Any

from portal.exports.figures import Figure, figures
from portal.exports.workbook import (
    DrawSheet,
    number_format,
    shown_width,
    workbook_bytes,
    write_number,
    write_text,
)
from portal.model.grid import Grid, GridCell, Role, table_grid
from portal.model.language import Language, Localised
from portal.model.report import CellKey, CellKind, Report, StatutoryTable
from portal.model.site import Site

_NARROWEST, _WIDEST = 9, 40
_PAGE_WIDTH = 96
"""Widths are those of digits; on a landscape A4 page about so many stand side by side."""
_WIDENED_AT_MOST = 1.7
_LINE_HEIGHT = 15
_LINES_OF_A_LABEL = 3
_TITLE_ROWS = 1
_NOT_APPLICABLE = "—"
_STYLES: dict[Role, dict[str, Any]] = {
    Role.CAPTION: {"align": "center", "bold": True},
    Role.CORNER: {"align": "center"},
    Role.COLUMN: {"align": "center", "bold": True},
    Role.ROW: {"align": "left"},
    Role.DATA: {"align": "right"},
}
_CELL = {"border": 1, "text_wrap": True, "valign": "vcenter"}
_TITLE = {"align": "center", "valign": "vcenter", "bold": True, "font_size": 14, "text_wrap": True}


def table_workbook(site: Site, report: Report, table: StatutoryTable, language: Language) -> bytes:
    """The workbook: a title row that names agency and year, then the grid of the table."""
    return workbook_bytes([_sheet(site, report, table, language)])


def report_workbook(site: Site, report: Report, language: Language) -> bytes:
    """All tables of a report in one workbook, a sheet for each."""
    return workbook_bytes(_sheet(site, report, table, language) for table in report.format.tables)


def _sheet(
    site: Site, report: Report, table: StatutoryTable, language: Language
) -> tuple[str, DrawSheet]:
    title = (
        site.labels["export_table_title"]
        .in_(language)
        .format(
            agency=report.agency.in_(language),
            year=report.year,
            table=table.title.in_(language),
        )
    )
    if table.unit is not None:
        title += _unit_words(site, "table_unit", table.unit, language)
    drawing = _Drawing(site, report, table, language)
    return table.title.in_(language), lambda workbook, sheet: drawing.draw(workbook, sheet, title)


def _unit_words(site: Site, label: str, unit: Localised, language: Language) -> str:
    """The unit in brackets, behind a title or the label of a column."""
    words = site.labels[label].in_(language).format(unit=unit.in_(language))
    return words if language is Language.ZH else f" {words}"


class _Drawing:
    """Draws one table into one sheet, a title row above the grid."""

    def __init__(
        self, site: Site, report: Report, table: StatutoryTable, language: Language
    ) -> None:
        self.site = site
        self.grid = table_grid(table)
        self.language = language
        self.figures: dict[CellKey, Figure] = {
            (figure.row[-1].id, figure.column[-1].id): figure for figure in figures(report, table)
        }
        self.widths = self._widths()

    def draw(self, workbook: Any, sheet: Any, title: str) -> None:
        """Title, cells, widths, heights and the print set-up."""
        styles: dict[tuple[Role, str], Any] = {}

        def style(role: Role, numbers: str = "") -> Any:
            # One format object for each look: every call of add_format makes a new one.
            if (role, numbers) not in styles:
                look = _CELL | _STYLES[role] | ({"num_format": numbers} if numbers else {})
                styles[role, numbers] = workbook.add_format(look)
            return styles[role, numbers]

        if self.grid.width > 1:
            sheet.merge_range(0, 0, 0, self.grid.width - 1, "", workbook.add_format(_TITLE))
        write_text(sheet, 0, 0, title, workbook.add_format(_TITLE))
        sheet.set_row(0, _height(title, sum(self.widths)) + _LINE_HEIGHT)
        for column, width in enumerate(self.widths):
            sheet.set_column(column, column, width)
        for row, lines in enumerate(self._lines(), start=_TITLE_ROWS):
            sheet.set_row(row, lines * _LINE_HEIGHT + 3)
        for line in self.grid.lines:
            for cell in line:
                self._draw_cell(sheet, cell, style(cell.role, self._number_format(cell)))
        sheet.center_horizontally()
        if self.grid.header_rows:
            sheet.freeze_panes(_TITLE_ROWS + self.grid.header_rows, 0)
            sheet.repeat_rows(0, _TITLE_ROWS + self.grid.header_rows - 1)

    def _draw_cell(self, sheet: Any, cell: GridCell, style: Any) -> None:
        top, left = cell.row + _TITLE_ROWS, cell.column
        if cell.rows * cell.columns > 1:
            bottom, right = top + cell.rows - 1, left + cell.columns - 1
            sheet.merge_range(top, left, bottom, right, "", style)
        number = self._number(cell)
        if number is not None:
            write_number(sheet, top, left, number, style)
        elif text := self._text(cell):
            write_text(sheet, top, left, text, style)
        else:
            sheet.write_blank(top, left, None, style)

    def _number(self, cell: GridCell) -> Decimal | None:
        return None if cell.key is None else self.figures[cell.key].cell.number

    def _text(self, cell: GridCell) -> str:
        """The words of a cell; a figure has none unless it is struck out."""
        if cell.key is not None:
            kind = self.figures[cell.key].cell.kind
            return _NOT_APPLICABLE if kind is CellKind.NOT_APPLICABLE else ""
        if cell.text is None:
            return ""
        unit = self.grid.unit_of(cell)
        words = "" if unit is None else _unit_words(self.site, "column_unit", unit, self.language)
        return cell.text.in_(self.language) + words

    def _number_format(self, cell: GridCell) -> str:
        """Decimals as written, a plus where one was written, the unit where paper has it."""
        if cell.key is None:
            return ""
        figure = self.figures[cell.key]
        if figure.cell.number is None:
            return ""
        shown = number_format(figure.cell.number)
        unit = self._unit(figure)
        if unit:
            unit = f'"{unit}"'
        return f"+{shown}{unit};-{shown}{unit};{shown}{unit}" if figure.is_signed else shown + unit

    def _shown(self, cell: GridCell) -> str:
        if cell.key is None or (text := self.figures[cell.key].text) is None:
            return self._text(cell)
        return text + self._unit(self.figures[cell.key])

    def _unit(self, figure: Figure) -> str:
        """What stands behind the number inside the cell."""
        if not figure.column[-1].show_unit or figure.unit is None:
            return ""
        return f" {figure.unit.in_(self.language)}"

    def _widths(self) -> list[int]:
        """A width for each column: a figure on one line, a label on about three, words whole.

        What is narrower than a page is drawn wider.
        """
        widths = [_NARROWEST] * self.grid.width
        for line in self.grid.lines:
            for cell in line:
                if cell.columns > 1 or cell.role is Role.CORNER:
                    continue
                wanted = shown_width(self._shown(cell)) + 2
                if cell.role is not Role.DATA:
                    longest = max(map(shown_width, _words(self._shown(cell))), default=0)
                    wanted = max(math.ceil(wanted / _LINES_OF_A_LABEL), longest) + 2
                widths[cell.column] = max(widths[cell.column], min(wanted, _WIDEST))
        widened = max(1.0, min(_WIDENED_AT_MOST, _PAGE_WIDTH / sum(widths)))
        return [int(width * widened) for width in widths]

    def _lines(self) -> list[int]:
        """Lines of text for each row; merged cells do not make spreadsheets fit a row."""
        lines = [1] * len(self.grid.lines)
        # Cells of one row first: what spans several rows needs only what is still missing.
        for cell in sorted(_cells(self.grid), key=lambda cell: cell.rows):
            width = sum(self.widths[cell.column : cell.column + cell.columns])
            missing = _line_count(self._shown(cell), width) - sum(
                lines[cell.row : cell.row + cell.rows]
            )
            if missing > 0:
                lines[cell.row + cell.rows - 1] += missing
        return lines


def _cells(grid: Grid) -> list[GridCell]:
    return [cell for line in grid.lines for cell in line]


def _words(text: str) -> list[str]:
    """What a line cannot be broken in: Chinese can be broken anywhere."""
    return re.findall(r"[\u0021-\u024f]+", text)


def _line_count(text: str, width: int) -> int:
    # Words do not fill a line to its end.
    return max(1, math.ceil(shown_width(text) * 1.15 / max(1, width - 1)))


def _height(text: str, width: int) -> int:
    return _line_count(text, width) * (_LINE_HEIGHT + 5)
