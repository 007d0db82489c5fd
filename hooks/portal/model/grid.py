"""The physical grid of a statutory table: merged labels and cells as on paper.

HTML and XLSX draw the same grid, so that what is merged on the page is merged in the file.
"""

from dataclasses import dataclass, field, replace
from enum import Enum

from portal.model.language import Localised
from portal.model.report import Header, Layout, StatutoryTable, TableBlock, leaves, paths


class Role(Enum):
    """What a grid cell is to a reader."""

    CAPTION = "caption"
    """Heads a block over its whole width."""

    CORNER = "corner"
    """Stands over the stub."""

    COLUMN = "column"
    """Heads columns."""

    ROW = "row"
    """Heads rows."""

    DATA = "data"
    """Holds a figure."""


@dataclass(frozen=True)
class GridCell:
    """A cell with its span; `headers` lists the ids of the labels that a figure belongs to."""

    role: Role
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    id: str = ""
    text: Localised | None = None
    key: tuple[str, str] | None = None
    """Row id and column id of a figure."""
    header: Header | None = None
    """The column of a figure, for its type and unit."""
    headers: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether a label heads more than one row or column."""
        return (self.columns if self.role is Role.COLUMN else self.rows) > 1


@dataclass
class Grid:
    """All cells of a table by physical row, in reading order."""

    width: int
    header_rows: int
    lines: list[list[GridCell]] = field(default_factory=list)

    def place(self, cell: GridCell) -> GridCell:
        """Put a cell into its row."""
        while len(self.lines) <= cell.row:
            self.lines.append([])
        self.lines[cell.row].append(cell)
        return cell

    def unit_of(self, head: GridCell) -> Localised | None:
        """The unit that a column label must name: none if its words or its figures have it."""
        below = head.row + head.rows
        if head.role is not Role.COLUMN or head.text is None or below >= len(self.lines):
            return None
        for cell in self.lines[below]:
            if cell.column == head.column and cell.header is not None:
                unit = cell.header.unit
                if unit is None or cell.header.show_unit or f"{unit.zh}）" in head.text.zh:
                    return None
                return unit
        return None

    def finished(self) -> "Grid":
        """The grid with each line in column order."""
        for line in self.lines:
            line.sort(key=lambda cell: cell.column)
        return self


def table_grid(table: StatutoryTable) -> Grid:
    """The grid of the whole table."""
    if table.layout is Layout.BLOCKS:
        return _blocks_grid(table)
    if table.layout is Layout.MATRIX:
        return _matrix_grid(table, table.blocks[0])
    return _one_line_grid(table, table.blocks[0])


def _id(table: StatutoryTable, *parts: str) -> str:
    return "-".join((table.id, *parts)).replace("_", "-")


def _blocks_grid(table: StatutoryTable) -> Grid:
    width = 1 + max(len(leaves(block.columns)) for block in table.blocks)
    grid = Grid(width, header_rows=0)
    for block in table.blocks:
        top = len(grid.lines)
        caption_id = _id(table, block.id)
        grid.place(GridCell(Role.CAPTION, top, 0, columns=width, id=caption_id, text=block.caption))
        stub_id = _id(table, block.id, "item")
        grid.place(GridCell(Role.COLUMN, top + 1, 0, id=stub_id, text=table.row_header))
        columns = leaves(block.columns)
        spans = [1] * (len(columns) - 1) + [width - len(columns)]
        for at, (column, span) in enumerate(zip(columns, spans, strict=True), start=1):
            column_id = _id(table, block.id, column.id)
            grid.place(
                GridCell(Role.COLUMN, top + 1, at, columns=span, id=column_id, text=column.title)
            )
        for below, row in enumerate(leaves(block.rows), start=2):
            row_id = _id(table, block.id, "row", row.id)
            grid.place(GridCell(Role.ROW, top + below, 0, id=row_id, text=row.title))
            for at, (column, span) in enumerate(zip(columns, spans, strict=True), start=1):
                grid.place(
                    GridCell(
                        Role.DATA,
                        top + below,
                        at,
                        columns=span,
                        key=(row.id, column.id),
                        header=column,
                        headers=(caption_id, row_id, _id(table, block.id, column.id)),
                    )
                )
    return grid.finished()


@dataclass
class _ColumnHead:
    """Places nested column labels into the first `depth` rows of a grid."""

    grid: Grid
    table: StatutoryTable
    depth: int

    def place(self, headers: tuple[Header, ...], left: int) -> list[tuple[Header, tuple[str, ...]]]:
        """Place the labels; return each leaf with the ids of the labels above it."""
        return self._level(headers, left, (), ())

    def _level(
        self, headers: tuple[Header, ...], at: int, names: tuple[str, ...], above: tuple[str, ...]
    ) -> list[tuple[Header, tuple[str, ...]]]:
        found: list[tuple[Header, tuple[str, ...]]] = []
        for header in headers:
            own = (*names, header.id)
            own_id = _id(self.table, "column", *own)
            width = len(tuple(header.leaves()))
            level = len(names)
            # A group takes one row; a label without parts reaches down to the figures.
            rows = 1 if header.children else self.depth - level
            self.grid.place(
                GridCell(Role.COLUMN, level, at, rows, width, id=own_id, text=header.title)
            )
            if header.children:
                found += self._level(header.children, at, own, (*above, own_id))
            else:
                found.append((header, (*above, own_id)))
            at += width
        return found


def _matrix_grid(table: StatutoryTable, block: TableBlock) -> Grid:
    stub = max(header.depth for header in block.rows)
    depth = max(header.depth for header in block.columns)
    columns = leaves(block.columns)
    grid = Grid(stub + len(columns), header_rows=depth)
    grid.place(
        GridCell(
            Role.CORNER, 0, 0, rows=depth, columns=stub, id=_id(table, "corner"), text=table.corner
        )
    )
    heads = _ColumnHead(grid, table, depth).place(block.columns, stub)
    at = depth
    placed: set[str] = set()
    for path in paths(block.rows):
        chain: tuple[str, ...] = ()
        for level, header in enumerate(path):
            own_id = _id(table, "row", header.id)
            chain = (*chain, own_id)
            if own_id not in placed:
                placed.add(own_id)
                is_leaf = level == len(path) - 1
                grid.place(
                    GridCell(
                        Role.ROW,
                        at,
                        level,
                        rows=len(tuple(header.leaves())),
                        columns=stub - level if is_leaf else 1,
                        id=own_id,
                        text=header.title,
                    )
                )
        row = path[-1]
        for offset, (column, above) in enumerate(heads):
            grid.place(
                GridCell(
                    Role.DATA,
                    at,
                    stub + offset,
                    key=(row.id, column.id),
                    header=column,
                    headers=chain + above,
                )
            )
        at += 1
    return grid.finished()


def _one_line_grid(table: StatutoryTable, block: TableBlock) -> Grid:
    columns = leaves(block.columns)
    nested = tuple(_with_columns(row, columns) for row in block.rows)
    depth = max(header.depth for header in nested)
    grid = Grid(len(leaves(nested)), header_rows=depth)
    rows = [row for row in leaves(block.rows) for _ in columns]
    heads = _ColumnHead(grid, table, depth).place(nested, 0)
    for at, (row, (column, above)) in enumerate(zip(rows, heads, strict=True)):
        grid.place(
            GridCell(Role.DATA, depth, at, key=(row.id, column.id), header=column, headers=above)
        )
    return grid.finished()


def _with_columns(row: Header, columns: tuple[Header, ...]) -> Header:
    if row.children:
        return replace(row, children=tuple(_with_columns(child, columns) for child in row.children))
    return replace(row, children=columns)
