"""What was read from a file of a report, and whether it is what the data says."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from portal.model.grid import Grid, GridCell, Role, table_grid
from portal.model.language import Language
from portal.model.problem import Location, Problem, problem
from portal.model.report import Cell, CellKind, Header, Report, StatutoryTable, paths

_SPACE = re.compile(r"\s+")
_STRUCK_OUT = "—"
_CONTEXT = 24


@dataclass(frozen=True)
class ReadCell:
    """A cell as it stands in a file; `is_head` where the file says whether it heads others."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    is_head: bool | None = None


@dataclass(frozen=True)
class ReadFigure:
    """A figure of a file for programs: its number in digits, its state, its unit."""

    value: str
    state: str
    unit: str


@dataclass(frozen=True)
class Reading:
    """What must be told of a file when it differs, and what must be in it."""

    path: str
    report: Report
    table: StatutoryTable
    language: Language

    @property
    def grid(self) -> Grid:
        """The statutory grid that the file must show."""
        return table_grid(self.table)

    def check_grid(self, found: Iterable[ReadCell]) -> Iterator[Problem]:
        """The cells are those of the statutory grid, each merged as there and with its words."""
        grid = self.grid
        expected = {(cell.row, cell.column): cell for line in grid.lines for cell in line}
        seen = {(cell.row, cell.column): cell for cell in found}
        for place in sorted(expected.keys() | seen.keys()):
            if place not in expected or place not in seen:
                yield self._form(expected.get(place), seen.get(place))
                continue
            yield from self._check_cell(grid, expected[place], seen[place])

    def check_figures(self, found: Mapping[tuple[str, str], ReadFigure]) -> Iterator[Problem]:
        """The figures are those of the report, with their states and units."""
        cells = self.report.tables[self.table.id]
        units = self._units()
        for key in sorted(cells.keys() | found.keys()):
            cell, read = cells.get(key), found.get(key)
            if cell is None or read is None:
                yield self._figure(key, cell, "" if read is None else read.value)
                continue
            same = _is_number(cell, read.value) and read.state == cell.kind.value
            if not same or read.unit != units[key]:
                yield self._figure(key, cell, f"{read.value} {read.state} {read.unit}")

    def _check_cell(self, grid: Grid, cell: GridCell, found: ReadCell) -> Iterator[Problem]:
        is_head = cell.role in (Role.CAPTION, Role.COLUMN, Role.ROW)
        spans = (cell.rows, cell.columns) == (found.rows, found.columns)
        if not spans or (
            found.is_head is not None
            and cell.role is not Role.CORNER
            and found.is_head is not is_head
        ):
            yield self._form(cell, found)
        elif cell.key is None:
            words = squeezed(cell.text.in_(self.language) if cell.text else "")
            named = grid.unit_of(cell)
            unit = squeezed(named.in_(self.language)) if named else ""
            shown = squeezed(found.text)
            rest = shown.removeprefix(words).strip("()（）")
            if not shown.startswith(words) or (rest != unit and (rest or unit not in words)):
                yield self._form(cell, found)
        else:
            held = self.report.tables[self.table.id][cell.key]
            if not _is_shown(held, cell.header, found.text, self.language):
                yield self._figure(cell.key, held, found.text)

    def _units(self) -> dict[tuple[str, str], str]:
        found = {}
        for block in self.table.blocks:
            for row in paths(block.rows):
                for column in paths(block.columns):
                    units = [header.unit for header in (*reversed(column), *reversed(row))]
                    unit = next((unit for unit in (*units, self.table.unit) if unit), None)
                    text = unit.in_(self.language) if unit else ""
                    found[row[-1].id, column[-1].id] = text
        return found

    def _form(self, cell: GridCell | None, found: ReadCell | None) -> Problem:
        expected = ""
        if cell is not None:
            text = cell.text.in_(self.language) if cell.text else " ".join(cell.key or ())
            expected = f"{text} [{cell.rows}×{cell.columns}]"
        read = "" if found is None else f"{found.text} [{found.rows}×{found.columns}]"
        values = {"table": self.table.id, "expected": expected, "found": read}
        return problem("READBACK-005", Location(self.path), **values)

    def _figure(self, key: tuple[str, str], cell: Cell | None, found: str) -> Problem:
        expected = "" if cell is None else cell.written or cell.kind.value
        return problem(
            "READBACK-003",
            Location(self.path),
            table=self.table.id,
            row=key[0],
            column=key[1],
            expected=expected,
            found=found,
        )


def squeezed(text: str) -> str:
    """The words without white space: line breaks of a layout are none of the text."""
    return _SPACE.sub("", text)


def check_words(path: str, expected: Sequence[str], found: str) -> Iterator[Problem]:
    """The words of a file are exactly these, in this order."""
    wanted, read = squeezed("".join(expected)), squeezed(found)
    if wanted == read:
        return
    at = next(
        (at for at, (a, b) in enumerate(zip(wanted, read, strict=False)) if a != b),
        min(len(wanted), len(read)),
    )
    start = max(0, at - _CONTEXT // 2)
    values = {"expected": wanted[start : at + _CONTEXT], "found": read[start : at + _CONTEXT]}
    yield problem("READBACK-004", Location(path), **values)


def check_passages(path: str, expected: Iterable[str], found: str) -> Iterator[Problem]:
    """All these texts stand in a file, one after the other; other words may stand between."""
    read, at = squeezed(found), 0
    for text in map(squeezed, expected):
        place = read.find(text, at)
        if place < 0:
            values = {"expected": text[:_CONTEXT], "found": read[at : at + _CONTEXT]}
            yield problem("READBACK-004", Location(path), **values)
            return
        at = place + len(text)


def _is_shown(cell: Cell, header: Header | None, text: str, language: Language) -> bool:
    """Whether the text is what the cell shows: a number with its unit, nothing, or a stroke."""
    shown = squeezed(text)
    if cell.kind is not CellKind.NUMBER:
        return shown == ("" if cell.kind is CellKind.BLANK else _STRUCK_OUT)
    unit = ""
    if header is not None and header.show_unit and header.unit is not None:
        unit = squeezed(header.unit.in_(language))
    return shown.endswith(unit) and _is_number(cell, shown.removesuffix(unit))


def _is_number(cell: Cell, text: str) -> bool:
    if cell.number is None:
        return text == ""
    try:
        return Decimal(text) == cell.number
    except InvalidOperation:
        return False
