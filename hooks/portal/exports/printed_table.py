"""A statutory table as it is printed: words, units and spans of its cells, widths of columns."""

import math
import re
from dataclasses import dataclass

from portal.exports.figures import Figure, figures
from portal.exports.workbook import shown_width
from portal.model.grid import Grid, GridCell, Role, table_grid
from portal.model.language import Language, Localised
from portal.model.report import CellKey, CellKind, Layout, Report, StatutoryTable
from portal.model.settings import Labels

NOT_APPLICABLE = "—"
_PAGE_WIDTH = 96
"""So many digits stand side by side on a printed line of a table."""
_NARROWEST = 6
_NARROWEST_LABEL = 10
"""Room for a number in brackets: （三）."""
_SMALLEST = 0.7
_LINES_OF_A_LABEL = 3


@dataclass(frozen=True)
class PrintedCell:
    """A cell with its words; `unit` is what stands behind them in smaller type."""

    role: Role
    row: int
    column: int
    rows: int
    columns: int
    text: str
    unit: str
    language: Language
    """The language of the words, which may be Chinese in an English table."""
    key: CellKey | None

    @property
    def shown(self) -> str:
        """Words and unit together."""
        return self.text + self.unit


@dataclass(frozen=True)
class PrintedTable:
    """A table ready to be set; `widths` are the shares of its columns in the width of the line."""

    id: str
    caption: str
    unit: str
    language: Language
    layout: Layout
    header_rows: int
    lines: tuple[tuple[PrintedCell, ...], ...]
    widths: tuple[float, ...]
    scale: float
    """What the size of the type is to be multiplied by, so that no word is cut."""


def printed_table(
    report: Report, table: StatutoryTable, language: Language, labels: Labels
) -> PrintedTable:
    """The table with the figures of the report, in the words of that language."""
    grid = table_grid(table)
    by_key = {(f.row[-1].id, f.column[-1].id): f for f in figures(report, table)}
    lines = tuple(
        tuple(_cell(grid, cell, by_key, language, labels) for cell in line) for line in grid.lines
    )
    widths, scale = _widths(lines, grid.width)
    unit = _said(labels["table_unit"], table.unit, language)
    return PrintedTable(
        id=table.id,
        caption=table.title.in_(language),
        unit=_gap(language) + unit if unit else "",
        language=_spoken(table.title, language),
        layout=table.layout,
        header_rows=grid.header_rows,
        lines=lines,
        widths=widths,
        scale=scale,
    )


def _cell(
    grid: Grid,
    cell: GridCell,
    by_key: dict[CellKey, Figure],
    language: Language,
    labels: Labels,
) -> PrintedCell:
    text, unit, spoken = "", "", language
    if cell.key is not None:
        figure = by_key[cell.key]
        text = _figure_text(figure)
        if text and figure.cell.kind is CellKind.NUMBER and figure.column[-1].show_unit:
            unit = f" {figure.unit.in_(language)}" if figure.unit else ""
    elif cell.text is not None:
        text, spoken = cell.text.in_(language), _spoken(cell.text, language)
        named = _said(labels["column_unit"], grid.unit_of(cell), language)
        unit = _gap(language) + named if named else ""
    return PrintedCell(
        cell.role, cell.row, cell.column, cell.rows, cell.columns, text, unit, spoken, cell.key
    )


def _figure_text(figure: Figure) -> str:
    if figure.cell.kind is CellKind.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return figure.text or ""


def _said(label: Localised, unit: Localised | None, language: Language) -> str:
    return label.in_(language).format(unit=unit.in_(language)) if unit else ""


def _gap(language: Language) -> str:
    """Full-width brackets bring their own distance."""
    return "" if language is Language.ZH else " "


def _spoken(text: Localised, language: Language) -> Language:
    return language if text.has(language) else Language.ZH


def _widths(
    lines: tuple[tuple[PrintedCell, ...], ...], width: int
) -> tuple[tuple[float, ...], float]:
    """A figure and the longest word of a label on one line; what is left goes to the row labels."""
    least = [_NARROWEST] * width
    wanted = [float(_NARROWEST)] * width
    is_stub = [False] * width
    for cell in (cell for line in lines for cell in line):
        last = cell.column + cell.columns - 1
        if cell.role is Role.ROW:
            is_stub[last] = True
            least[last] = max(least[last], _NARROWEST_LABEL)
            wanted[last] = max(wanted[last], shown_width(cell.text) / _row_lines(cell) + 2)
        if cell.columns == 1 and cell.role is not Role.CORNER:
            is_figure = cell.role is Role.DATA
            longest = shown_width(cell.shown) if is_figure else _longest_word(cell.shown)
            least[last] = max(least[last], longest + 2)
            if cell.role is Role.COLUMN:
                lines_wanted = math.ceil(shown_width(cell.shown) / _LINES_OF_A_LABEL) + 2
                wanted[last] = max(wanted[last], lines_wanted)
    found = [max(a, b) for a, b in zip(least, wanted, strict=True)]
    spare = _PAGE_WIDTH - sum(found)
    grown = [at for at in range(width) if is_stub[at]] or list(range(width))
    if spare < 0:
        # Row labels give way first: they may take more lines, down to their longest word.
        give = sum(found[at] - least[at] for at in grown) or 1
        share = min(1.0, -spare / give)
        for at in grown:
            found[at] -= (found[at] - least[at]) * share
    else:
        for at in range(width):
            found[at] += spare / width
    total = sum(found)
    scale = max(_SMALLEST, min(1.0, _PAGE_WIDTH / total))
    return tuple(round(one / total, 4) for one in found), round(scale, 2)


def _row_lines(cell: PrintedCell) -> int:
    """A label that spans rows has room for more lines."""
    return _LINES_OF_A_LABEL * cell.rows if cell.rows > 1 else 1


def _longest_word(text: str) -> int:
    """The longest piece that a line cannot be broken in: Chinese can be broken anywhere."""
    return max((len(word) for word in re.findall(r"[\u0021-\u024f]+", text)), default=4)
