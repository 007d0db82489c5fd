"""The header of a table in a file: which of its columns is which of the format."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.editing.importing.figures import looks_like_figure
from portal.editing.importing.labels import (
    is_numbered,
    is_same,
    nearest,
    same,
    unit_named,
)
from portal.editing.importing.raw import RawCell, RawLine
from portal.editing.importing.reading import TableReading
from portal.model.report import Header, TableBlock, leaves


@dataclass(frozen=True)
class Columns:
    """Where the columns of a block stand: `at` by column id, `order` from left to right."""

    at: dict[str, tuple[int, ...]]
    order: tuple[Header, ...]
    units: dict[str, str]
    """Units that the file's labels name."""
    width: int

    @property
    def first(self) -> int:
        """The first column of figures."""
        return min((min(at) for at in self.at.values() if at), default=0)


@dataclass
class HeadLines:
    """Rows of column labels that stand together."""

    lines: list[RawLine] = field(default_factory=list)
    resolved: dict[str, Columns] = field(default_factory=dict)

    def labels(self, column: int, is_filled: bool = False) -> list[RawCell]:
        """The labels above a column from top to bottom.

        `is_filled` takes the nearest label to the left where text without merged cells has none.
        """
        found: list[RawCell] = []
        for line in self.lines:
            at = column
            cell = line.grid.cells.get((line.row, at))
            while is_filled and line.grid.is_ragged and at > 0 and (cell is None or cell.is_blank):
                at -= 1
                cell = line.grid.cells.get((line.row, at))
            if cell is not None and not cell.is_blank and cell not in found:
                found.append(cell)
        return found

    @property
    def width(self) -> int:
        """How many columns the header has."""
        widths = (
            len(line.cells) if line.grid.is_ragged else line.grid.width for line in self.lines
        )
        return max(widths, default=0)


def joined(cells: Sequence[RawCell]) -> list[str]:
    """Texts that labels under each other make: from the lowest alone to several in a row."""
    texts = [cell.text for cell in cells]
    return [
        "".join(texts[start:end])
        for end in range(len(texts), 0, -1)
        for start in range(end - 1, -1, -1)
    ]


def leaf_of(cells: Sequence[RawCell], headers: Sequence[Header]) -> Header | None:
    """The column that labels under each other name, the lowest label first."""
    for text in joined(cells):
        if not is_numbered(text) and len(found := same(text, headers)) == 1:
            return found[0]
    return None


def is_head(line: RawLine, known: Sequence[Header], words: Sequence[str]) -> bool:
    """Whether a row holds column labels (or other words of the header) and no figure."""
    filled = [cell for cell in line.own if not cell.is_blank]
    if line.is_loose or any(looks_like_figure(cell.text) for cell in filled):
        return False
    return any(
        not is_numbered(cell.text)
        and (same(cell.text, known) or any(is_same(cell.text, word) for word in words))
        for cell in filled
    )


def resolve(head: HeadLines, block: TableBlock, reading: TableReading) -> Columns | None:
    """Where the columns of the block stand; None where the header does not tell.

    Labels that only resemble the declared ones are doubts of the whole table.
    """
    if block.id in head.resolved:
        return head.resolved[block.id]
    if not head.lines:
        return None
    columns = leaves(block.columns)
    at: dict[str, list[int]] = {column.id: [] for column in columns}
    units: dict[str, str] = {}
    unknown: list[tuple[int, RawCell]] = []
    for place in range(head.width):
        cells = head.labels(place)
        leaf = leaf_of(cells, columns)
        if leaf is not None:
            at[leaf.id].append(place)
            _note_unit(leaf, cells, units, reading)
        elif cells:
            unknown.append((place, cells[-1]))
    for place, cell in unknown:
        missing = [column for column in columns if not at[column.id]]
        near = nearest(cell.text, missing)
        if near is not None:
            at[near.id].append(place)
            units[near.id] = unit_named(cell.text) or ""
            _doubt_label(near, cell, reading)
    found = [column for column in columns if at[column.id]]
    if not found:
        return None
    order = tuple(sorted(found, key=lambda column: min(at[column.id])))
    resolved = Columns(
        {id: tuple(places) for id, places in at.items() if places}, order, units, head.width
    )
    head.resolved[block.id] = resolved
    return resolved


def _doubt_label(column: Header, cell: RawCell, reading: TableReading) -> None:
    reading.doubt(
        "IMPORT-031", cell, "", column=column.title.zh, column_en=column.title.en or column.id
    )


def _note_unit(
    column: Header, cells: Sequence[RawCell], units: dict[str, str], reading: TableReading
) -> None:
    """The unit in a label; a unit that the form prints and the file leaves out is a doubt."""
    if column.id in units:
        return
    units[column.id] = unit_named("".join(cell.text for cell in cells)) or ""
    if not units[column.id] and unit_named(column.title.zh) is not None:
        _doubt_label(column, cells[-1], reading)
