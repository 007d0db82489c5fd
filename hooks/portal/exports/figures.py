"""The figures of a report's table in reading order, each with the words it stands under."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.exports.csv_file import plain_number
from portal.model.language import Language, Localised
from portal.model.report import (
    Cell,
    CellType,
    Header,
    Report,
    StatutoryTable,
    TableBlock,
    paths,
)

Path = tuple[Header, ...]
"""Labels from the outermost to the one of the figure."""


@dataclass(frozen=True)
class Figure:
    """A cell with its block, and the labels of its row and of its column."""

    block: TableBlock
    row: Path
    column: Path
    cell: Cell
    unit: Localised | None

    @property
    def is_signed(self) -> bool:
        """Whether the figure was written with a plus, as an increase (增/减) is."""
        return self.column[-1].type is CellType.SIGNED_COUNT and self.cell.written.startswith("+")

    @property
    def text(self) -> str | None:
        """The number in digits; None where the cell is blank or struck out."""
        if self.cell.number is None:
            return None
        return ("+" if self.is_signed else "") + plain_number(self.cell.number)


def figures(report: Report, table: StatutoryTable) -> Iterator[Figure]:
    """Every figure of the table, block by block and row by row."""
    cells = report.tables[table.id]
    for block in table.blocks:
        for row in paths(block.rows):
            for column in paths(block.columns):
                cell = cells[row[-1].id, column[-1].id]
                yield Figure(block, row, column, cell, _unit(table, row, column))


def label_path(path: Path, language: Language) -> str:
    """The labels of a path as one text."""
    return " / ".join(header.title.in_(language) for header in path)


def _unit(table: StatutoryTable, row: Path, column: Path) -> Localised | None:
    """The unit of the nearest label: the column's before the row's before the table's."""
    for header in (*reversed(column), *reversed(row)):
        if header.unit is not None:
            return header.unit
    return table.unit
