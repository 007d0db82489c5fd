"""Which statutory format a file is in, and which of its rows belong to which table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portal.editing.importing.figures import looks_like_figure
from portal.editing.importing.labels import bare, core
from portal.editing.importing.raw import RawDocument, RawGrid, RawLine, at_cell
from portal.editing.importing.reading import shown
from portal.editing.importing.rows import all_headers
from portal.model.problem import Location, Problem, problem
from portal.model.report import Format, StatutoryTable

_FEWEST_LABELS = 2
"""A table of another kind may hold one of the words by chance."""


def recognise_format(
    document: RawDocument, formats: Sequence[Format], year: int, file: str
) -> tuple[Format | None, list[Problem]]:
    """The format whose own labels, those of no other format, the file has most of."""
    seen = {
        form(cell.text)
        for grid in document.grids
        for cell in grid.cells.values()
        for form in (bare, core)
    }
    labels = {format.id: set(_labels(format)) for format in formats}
    known = set().union(*labels.values()) if labels else set()
    if len(seen & known) < _FEWEST_LABELS:
        code = "IMPORT-009" if document.has_pictures and not document.grids else "IMPORT-008"
        return None, [problem(code, Location(file))]
    ranked = sorted(
        ((len(seen & _own(format.id, labels)), format) for format in formats),
        key=lambda pair: -pair[0],
    )
    if ranked[0][0] == 0 or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        names = ", ".join(format.id for _, format in ranked)
        return None, [problem("IMPORT-010", Location(file), names=names)]
    format = ranked[0][1]
    if year < format.first_year or (format.last_year is not None and year > format.last_year):
        years = f"{format.first_year}–{format.last_year or ''}"
        return None, [problem("IMPORT-011", Location(file), name=format.id, year=year, years=years)]
    return format, []


def _own(id: str, labels: Mapping[str, set[str]]) -> set[str]:
    others = (found for other, found in labels.items() if other != id)
    return labels[id].difference(*others)


def _labels(format: Format) -> Iterator[str]:
    for table in format.tables:
        yield from table_labels(table)


def table_labels(table: StatutoryTable) -> Iterator[str]:
    """Every label of a table, bare."""
    for block in table.blocks:
        if block.caption is not None:
            yield bare(block.caption.zh)
        for header in all_headers((*block.rows, *block.columns)):
            yield bare(header.title.zh)


@dataclass
class _Run:
    """Rows of one grid that belong to one table."""

    table: str
    lines: list[RawLine] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)


def rows_by_table(
    document: RawDocument, format: Format
) -> tuple[dict[str, list[RawLine]], list[Problem]]:
    """The rows of each table in order, over all grids: a table may go on in the next one.

    Grids with figures that belong to no table are named in the notes.
    """
    owners = _owners(format)
    found: dict[str, list[RawLine]] = {}
    notes: list[Problem] = []
    for grid in document.grids:
        runs = [
            run
            for run in _runs(grid, owners)
            if len(run.labels) >= _FEWEST_LABELS or run.table in found
        ]
        for run in runs:
            found.setdefault(run.table, []).extend(run.lines)
        if not runs:
            notes += _left_out(grid)
    return found, notes


def _owners(format: Format) -> dict[str, str]:
    """The table of each label that only one table has."""
    owners: dict[str, str] = {}
    shared: set[str] = set()
    for table in format.tables:
        for label in set(table_labels(table)):
            if owners.setdefault(label, table.id) != table.id:
                shared.add(label)
    return {label: table for label, table in owners.items() if label not in shared}


def _runs(grid: RawGrid, owners: Mapping[str, str]) -> list[_Run]:
    """The rows from one table's labels to the next one's; rows before the first go with it."""
    runs: list[_Run] = []
    waiting: list[RawLine] = []
    for line in grid.lines():
        here = {
            (owners[form], form)
            for cell in ([] if line.is_loose else line.own)
            for form in (bare(cell.text), core(cell.text))
            if form in owners
        }
        tables = {table for table, _ in here}
        if len(tables) == 1 and (not runs or runs[-1].table not in tables):
            runs.append(_Run(tables.pop(), [*waiting]))
            waiting = []
        if runs:
            runs[-1].lines.append(line)
            runs[-1].labels |= {label for _, label in here}
        else:
            waiting.append(line)
    return runs


def _left_out(grid: RawGrid) -> list[Problem]:
    """One note for a table of another kind that has figures."""
    for line in grid.lines():
        for cell in line.own:
            if looks_like_figure(cell.text) and grid.width > 1 and not line.is_loose:
                return [at_cell("IMPORT-043", cell, text=shown(cell.text))]
    return []
