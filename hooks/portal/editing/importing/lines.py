"""One row of a table in a file taken apart: the labels before the figures, and the figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.editing.importing.figures import looks_like_figure
from portal.editing.importing.headers import Columns
from portal.editing.importing.labels import same
from portal.editing.importing.raw import RawCell, RawLine
from portal.model.report import Header

Found = list[tuple[Header, RawCell | None]]
"""The cell of each column; None where the row of a text ends before it."""


@dataclass
class StubLine:
    """A row with its labels from the outermost to its own, and the columns it is read under."""

    line: RawLine
    labels: list[RawCell]
    columns: dict[str, Columns]
    """By block id, as the header above the row tells."""
    leaf: Header | None = None
    is_used: bool = False
    """Whether it is accounted for: read, or a part of another row's label."""
    doubtful: bool = field(default=False)

    @property
    def label(self) -> RawCell | None:
        """The row's own label."""
        return self.labels[-1] if self.labels else None

    @property
    def rest(self) -> list[RawCell]:
        """The cells behind the labels that begin in this row."""
        if self.label is None:
            return list(self.line.own)
        after = self.label.column + self.label.columns
        return [cell for cell in self.line.own if cell.column >= after]

    @property
    def figures(self) -> list[RawCell]:
        """What stands behind the labels and is not blank."""
        return [cell for cell in self.rest if not cell.is_blank]


def labels_of(line: RawLine, first: int, rows: Sequence[Header]) -> list[RawCell]:
    """The labels of a row: the texts before its first figure.

    `first` is the first column of figures, or 0 where no header has been read. A number in front
    of it (a column of serial numbers) is no label.
    """
    filled = [cell for cell in line.cells if not cell.is_blank]
    if not line.grid.is_ragged and first:
        stub = [cell for cell in filled if cell.column < first and _is_label(cell, rows)]
        if stub:
            return stub
    found: list[RawCell] = []
    for cell in filled:
        if not _is_label(cell, rows):
            break
        found.append(cell)
    return found


def _is_label(cell: RawCell, rows: Sequence[Header]) -> bool:
    return not looks_like_figure(cell.text) or bool(same(cell.text, rows))


def cells_of(line: StubLine, columns: Columns | None, wanted: Sequence[Header]) -> Found | None:
    """The cell of each wanted column, or None where the row does not tell.

    First by the places of the header's labels; where the row is shifted against them (a page break,
    a text without merged cells), by counting: all cells behind the label, blank ones outside.
    """
    complete = columns is not None and len(columns.order) == len(wanted)
    if columns is not None and complete:
        placed = _by_place(line, columns, wanted)
        if placed is not None:
            return placed
    if columns is None:
        return _by_count(line, wanted)
    if complete:
        return _by_count(line, columns.order)
    found = _by_count(line, wanted)
    return found if found is not None and _agrees(line, columns, found) else None


def _agrees(line: StubLine, columns: Columns, found: Found) -> bool:
    """Whether cells counted in the order of the form lie where the labels that were read say."""
    places = {column.id: cell.column for column, cell in found if cell is not None}
    known = [column.id for column in columns.order]
    if line.line.grid.is_ragged:
        read = [places[id] for id in known if id in places]
        return read == sorted(read)
    return all(places[id] in columns.at[id] for id in known if id in places)


def _by_place(line: StubLine, columns: Columns, wanted: Sequence[Header]) -> Found | None:
    label = line.label
    if label is None or label.column >= columns.first:
        return None
    grid = line.line.grid
    ragged = grid.is_ragged
    if (len(line.line.cells) > columns.width) if ragged else (grid.width != columns.width):
        return None
    found: Found = []
    used: list[RawCell] = []
    for column in wanted:
        cells: list[RawCell] = []
        for at in columns.at[column.id]:
            cell = line.line.grid.cells.get((line.line.row, at))
            if cell is not None and cell not in cells:
                cells.append(cell)
        if not cells and not ragged:
            return None
        filled = [cell for cell in cells if not cell.is_blank]
        if len(filled) > 1:
            return None
        chosen = next(iter(filled or cells), None)
        if chosen is not None:
            if chosen in used or chosen.row != line.line.row:
                return None
            used.append(chosen)
        found.append((column, chosen))
    stray = [
        cell for cell in line.figures if cell not in used and (ragged or _belongs(cell, columns))
    ]
    return None if stray else found


def _belongs(cell: RawCell, columns: Columns) -> bool:
    """Whether a cell stands under the columns of the format, not under one of a province."""
    places = [at for found in columns.at.values() for at in found]
    return any(cell.column <= at < cell.column + cell.columns for at in places)


def _by_count(line: StubLine, order: Sequence[Header]) -> Found | None:
    cells = line.rest
    wanted = len(order)
    filled = [at for at, cell in enumerate(cells) if not cell.is_blank]
    if len(cells) < wanted:
        return None
    if not filled:
        return list(zip(order, cells[:wanted], strict=True))
    starts = [
        start
        for start in range(len(cells) - wanted + 1)
        if start <= filled[0] and filled[-1] < start + wanted
    ]
    if len(starts) != 1:
        return None
    return list(zip(order, cells[starts[0] : starts[0] + wanted], strict=True))


def strays(line: StubLine, found: Found) -> list[RawCell]:
    """Figures of a row that stand under no column of the format."""
    used = [cell for _, cell in found if cell is not None]
    return [cell for cell in line.figures if cell not in used and looks_like_figure(cell.text)]
