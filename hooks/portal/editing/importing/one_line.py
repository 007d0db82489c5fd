"""A table of a single line of figures (四): the labels of rows and columns stand above each."""

from collections.abc import Sequence
from itertools import pairwise

from portal.editing.importing.figures import looks_like_figure
from portal.editing.importing.headers import HeadLines, is_head, leaf_of
from portal.editing.importing.labels import same
from portal.editing.importing.raw import RawCell, RawLine
from portal.editing.importing.reading import TableReading, shown
from portal.editing.importing.rows import all_headers
from portal.model.report import CellKey, Header, leaves

Place = tuple[Header, Header]


def read_one_line(reading: TableReading, lines: Sequence[RawLine], ignored: Sequence[str]) -> None:
    """Read the line into the reading, every figure by the labels above it."""
    block = reading.table.blocks[0]
    rows, columns = leaves(block.rows), leaves(block.columns)
    known = [*all_headers(block.rows), *all_headers(block.columns)]
    head = HeadLines([line for line in lines if is_head(line, known, ())])
    line = _data_line(reading, lines, head)
    if line is None:
        return
    places = [(row, column) for row in rows for column in columns]
    found = _by_place(head, line, rows, columns)
    if len(found) != len(places):
        found = _by_count(reading, line, places, found)
    for row in rows:
        reading.taken[row.id] = line.own[0]
    for row, column in places:
        cell = found.get((row.id, column.id))
        if cell is not None:
            reading.read(row, column, cell, None)
    _name_the_rest(reading, lines, line, list(found.values()), known, ignored)


def _data_line(reading: TableReading, lines: Sequence[RawLine], head: HeadLines) -> RawLine | None:
    """The one line of figures; a blank one only where none has a figure."""
    if not head.lines:
        reading.fault("IMPORT-017", None)
        return None
    after = [line for line in lines[lines.index(head.lines[-1]) + 1 :] if not line.is_loose]
    filled = [line for line in after if any(looks_like_figure(cell.text) for cell in line.own)]
    if len(filled) > 1:
        cell = next(cell for cell in filled[1].own if looks_like_figure(cell.text))
        reading.fault("IMPORT-021", cell, text=shown(cell.text))
        return None
    blank = [line for line in after if line.own and all(cell.is_blank for cell in line.own)]
    if not filled and not blank:
        reading.fault("IMPORT-020", None)
        return None
    return (filled or blank)[0]


def _by_place(
    head: HeadLines, line: RawLine, rows: Sequence[Header], columns: Sequence[Header]
) -> dict[CellKey, RawCell]:
    """The cells below complete labels; nothing for a label that stands over two cells."""
    found: dict[CellKey, list[RawCell]] = {}
    for place in range(line.grid.width):
        cell = line.grid.cells.get((line.row, place))
        labels = head.labels(place)
        column = leaf_of(labels, columns)
        # Below the label of a column stands nothing but its figure.
        above = [
            label for label in head.labels(place, is_filled=True) if label.row < _lowest(labels)
        ]
        row = _row_of(above, rows)
        if cell is not None and row is not None and column is not None and cell.row == line.row:
            cells = found.setdefault((row.id, column.id), [])
            if cell not in cells:
                cells.append(cell)
    single: dict[CellKey, RawCell] = {}
    for key, cells in found.items():
        filled = [cell for cell in cells if not cell.is_blank] or cells[:1]
        if len(filled) == 1 and filled[0] not in single.values():
            single[key] = filled[0]
    return single


def _lowest(labels: Sequence[RawCell]) -> int:
    """The grid row of the lowest label, or 0."""
    return max((label.row for label in labels), default=0)


def _row_of(labels: Sequence[RawCell], rows: Sequence[Header]) -> Header | None:
    for cell in reversed(labels):
        if len(found := same(cell.text, rows)) == 1:
            return found[0]
    return None


def _by_count(
    reading: TableReading,
    line: RawLine,
    places: Sequence[Place],
    found: dict[CellKey, RawCell],
) -> dict[CellKey, RawCell]:
    """All cells in the order of the form, where their number and the labels read agree with it."""
    cells = [cell for cell in line.own if cell.is_blank or looks_like_figure(cell.text)]
    keys = [(row.id, column.id) for row, column in places]
    read = [found[key].column for key in keys if key in found]
    if len(cells) != len(places) or any(left >= right for left, right in pairwise(read)):
        reading.fault("IMPORT-022", line.own[0], count=len(cells), expected=len(places))
        return {}
    reading.doubt_header(reading.table.blocks[0].id, cells[0])
    return dict(zip(keys, cells, strict=True))


def _name_the_rest(
    reading: TableReading,
    lines: Sequence[RawLine],
    data: RawLine,
    used: Sequence[RawCell],
    known: Sequence[Header],
    ignored: Sequence[str],
) -> None:
    for cell in data.own:
        if cell not in used and not cell.is_blank:
            reading.leave_out("IMPORT-041", cell, text=shown(cell.text))
    labels = [header.title.zh for header in known]
    for line in lines:
        if line is not data and not line.is_loose:
            reading.name_unknown(line.own, labels, ignored)
