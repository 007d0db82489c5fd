"""What a file holds before anything is understood: grids of text, and the text around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.model.language import Localised
from portal.model.problem import Location, Problem, problem

MOST_COLUMNS, MOST_ROWS, MOST_CELLS = 200, 5_000, 200_000
"""No statutory table comes near these; what exceeds them is cut off or refused by the readers."""


@dataclass(frozen=True)
class RawCell:
    """A cell as it stands in the file; `row` and `column` count from 0, spans from 1."""

    text: str
    file: str
    place: Localised
    line: int
    """The line of a text file, or 0."""
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_loose: bool = False
    """A line of text between the rows of a table, not a row itself."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space stands in it."""
        return not self.text.strip()


@dataclass(frozen=True)
class RawLine:
    """One row of a grid: its distinct cells from left to right, those from above included."""

    grid: "RawGrid"
    row: int

    @cached_property
    def cells(self) -> tuple[RawCell, ...]:
        """Each cell once, in column order."""
        found: dict[int, RawCell] = {}
        for column in range(self.grid.width):
            cell = self.grid.cells.get((self.row, column))
            if cell is not None:
                found.setdefault(id(cell), cell)
        return tuple(found.values())

    @property
    def own(self) -> tuple[RawCell, ...]:
        """The cells that begin in this row."""
        return tuple(cell for cell in self.cells if cell.row == self.row)

    @property
    def is_loose(self) -> bool:
        """Whether this is text between rows."""
        return any(cell.is_loose for cell in self.cells)


@dataclass(frozen=True)
class RawGrid:
    """A table of a file. Every position that a cell covers leads to that cell."""

    cells: Mapping[tuple[int, int], RawCell]
    height: int
    width: int
    is_ragged: bool
    """Whether nothing but the order of the fields is known: text with tabs has no merged cells."""

    def lines(self) -> list[RawLine]:
        """Every row in order."""
        return [RawLine(self, row) for row in range(self.height)]


@dataclass
class GridDrawing:
    """Places cells one after the other; what is covered already is passed over."""

    is_ragged: bool = False
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    height: int = 0
    width: int = 0

    def place(self, cell: RawCell) -> None:
        """Put the cell on every position it covers and that is still free."""
        rows = range(cell.row, min(cell.row + cell.rows, MOST_ROWS))
        columns = range(cell.column, min(cell.column + cell.columns, MOST_COLUMNS))
        for row in rows:
            for column in columns:
                if len(self.cells) >= MOST_CELLS:
                    return
                self.cells.setdefault((row, column), cell)
        self.height = max(self.height, rows.stop)
        self.width = max(self.width, columns.stop)

    def free_column(self, row: int, column: int) -> int:
        """The first free column of the row from that one on."""
        while (row, column) in self.cells:
            column += 1
        return column

    def finished(self, height: int | None = None) -> RawGrid:
        """The grid; spans that reach below the last row are cut at `height`."""
        rows = self.height if height is None else min(self.height, height)
        kept = {at: cell for at, cell in self.cells.items() if at[0] < rows}
        return RawGrid(kept, rows, self.width, self.is_ragged)


@dataclass(frozen=True)
class RawDocument:
    """A file taken apart; `texts` are its paragraphs outside tables, in order."""

    grids: tuple[RawGrid, ...]
    texts: tuple[str, ...]
    notes: tuple[Problem, ...] = ()
    has_pictures: bool = False


def at_cell(code: str, cell: RawCell, **values: object) -> Problem:
    """A problem at a cell, which it names in words."""
    return problem(
        code,
        Location(cell.file, cell.line),
        place=cell.place.zh,
        place_en=cell.place.en or cell.place.zh,
        **values,
    )
