"""`requests/results_total/total`, `facts/…`, `2019/…`, `a+b`, `count/…` → what a target says.

A target is a sum of terms joined by `+`; several targets that one figure quotes at once are joined
by commas. A row or column may be a group of the format and stands for the sum of its parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from portal.model.figure_links import cell_anchor, table_anchor
from portal.model.language import Localised
from portal.model.problem import Location
from portal.model.report import CellKind, Header, Report, StatutoryTable

FACTS = "facts"
COUNT = "count"
_PARTS_OF_A_CELL = 3
_SCALES = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))

Counts = Mapping[tuple[str, str], int]
"""How many records the portal holds, by report id and total of `data/coverage.yml`."""


@dataclass(frozen=True)
class Source:
    """What a term of a target says; `value` is in single units, None where a cell is blank."""

    value: Decimal | None
    written: str
    title: Localised
    location: Location
    scale: Decimal = Decimal(1)
    """What 1 in the source is worth: 10000 for a column in 万元, 0.01 for a fact in %."""
    is_not_applicable: bool = False
    cell: tuple[str, str, str] | None = None
    """Table, row and column."""
    year: int | None = None
    """The year of the other report to which the cell belongs."""
    anchor: str = ""
    """Where it stands on the page of its report; empty where no page shows it."""


@dataclass(frozen=True)
class Quoted:
    """A whole target: the sum of its sources."""

    target: str
    sources: tuple[Source, ...]

    @property
    def value(self) -> Decimal | None:
        """The sum; blanks count as nothing beside numbers."""
        numbers = [source.value for source in self.sources if source.value is not None]
        return sum(numbers, Decimal(0)) if numbers else None

    @property
    def scale(self) -> Decimal:
        """What 1 in the source is worth."""
        return self.sources[0].scale

    @property
    def written(self) -> str:
        """The figures of the source: `28 + 3 = 31`."""
        shown = [source.written for source in self.sources]
        value = self.value
        if len(shown) == 1 or value is None:
            return " + ".join(shown)
        return f"{' + '.join(shown)} = {value / self.scale:f}"

    @property
    def title(self) -> Localised:
        """The names of the sources."""
        titles = [source.title for source in self.sources]
        return Localised(
            " + ".join(title.zh for title in titles),
            " + ".join(title.en or title.zh for title in titles),
        )


@dataclass(frozen=True)
class Targets:
    """Reads targets that stand in the prose of one report."""

    report: Report
    series: Mapping[int, Report]
    """The reports of the same body by year."""
    counts: Counts

    def all(self, target: str) -> list[Quoted] | None:
        """What each of the targets says, or None where one is unknown."""
        found = [self.quoted(part) for part in target.split(",")]
        known = [quoted for quoted in found if quoted is not None]
        return known if len(known) == len(found) else None

    def quoted(self, target: str) -> Quoted | None:
        """What one target says, or None where it is unknown."""
        sources = [self._source(term) for term in target.split("+")]
        known = tuple(source for source in sources if source is not None)
        return Quoted(target, known) if len(known) == len(sources) else None

    def nearest(self, target: str) -> str | None:
        """The right target that is most like an unknown one."""
        for term in target.replace(",", "+").split("+"):
            if self._source(term) is None:
                near = get_close_matches(term, list(self._names()), n=1, cutoff=0.5)
                return near[0] if near else None
        return None

    def _names(self) -> Iterator[str]:
        yield from (f"{FACTS}/{fact.id}" for fact in self.report.notes.facts)
        yield from (f"{COUNT}/{id}" for report, id in self.counts if report == self.report.id)
        for table in self.report.format.tables:
            for block in table.blocks:
                for row in _all(block.rows):
                    for column in _all(block.columns):
                        yield f"{table.id}/{row.id}/{column.id}"

    def _source(self, term: str) -> Source | None:
        first, _, rest = term.partition("/")
        if first.isascii() and first.isdigit():
            other = self.series.get(int(first))
            if other is None or other.year == self.report.year:
                return None
            return _source_in(other, rest, other.year)
        if first == COUNT:
            number = self.counts.get((self.report.id, rest))
            if number is None:
                return None
            here = Location("data/coverage.yml")
            return Source(Decimal(number), str(number), Localised(rest), here)
        return _source_in(self.report, term, None)


def _source_in(report: Report, term: str, year: int | None) -> Source | None:
    parts = term.split("/")
    if parts[0] == FACTS and len(parts) == _PARTS_OF_A_CELL - 1:
        fact = report.notes.fact(parts[1])
        if fact is None:
            return None
        scale = unit_scale(fact.unit)
        return Source(fact.value * scale, str(fact.value), fact.title, fact.location, scale)
    if len(parts) != _PARTS_OF_A_CELL:
        return None
    return _cell(report, parts[0], parts[1], parts[2], year)


def _cell(report: Report, table: str, row: str, column: str, year: int | None) -> Source | None:
    declared = report.format.table(table)
    for block in declared.blocks if declared else ():
        rows = {header.id: header for header in _all(block.rows)}
        columns = {header.id: header for header in _all(block.columns)}
        if declared is not None and row in rows and column in columns:
            return _sum(report, declared, rows[row], columns[column], year)
    return None


def _sum(
    report: Report, table: StatutoryTable, row: Header, column: Header, year: int | None
) -> Source:
    cells = report.tables[table.id]
    keys = [(r.id, c.id) for r in row.leaves() for c in column.leaves()]
    numbers = [number for key in keys if (number := cells[key].number) is not None]
    scale = unit_scale(next(column.leaves()).unit or table.unit)
    whole = cells[keys[0]].written if len(keys) == 1 else f"{sum(numbers, Decimal(0)):f}"
    titles = (table.title, row.title, column.title)
    ahead = f"{year} " if year else ""
    return Source(
        sum(numbers, Decimal(0)) * scale if numbers else None,
        whole if numbers else "~",
        Localised(
            ahead + " › ".join(title.zh for title in titles),
            ahead + " › ".join(title.en or title.zh for title in titles),
        ),
        cells[keys[0]].location,
        scale,
        all(cells[key].kind is CellKind.NOT_APPLICABLE for key in keys),
        (table.id, row.id, column.id),
        year,
        cell_anchor(table.id, *keys[0]) if len(keys) == 1 else table_anchor(table.id),
    )


def unit_scale(unit: Localised | None) -> Decimal:
    """What 1 of a unit is worth: 万元 10000, % 0.01, 元 and 件 1."""
    if unit is None:
        return Decimal(1)
    if unit.zh.strip() in ("%", "％"):
        return Decimal("0.01")
    return next((scale for sign, scale in _SCALES if unit.zh.startswith(sign)), Decimal(1))


def _all(headers: tuple[Header, ...]) -> Iterator[Header]:
    for header in headers:
        yield header
        yield from _all(header.children)
