"""Totals that a report states, and the records behind each (`data/coverage.yml`)."""

from dataclasses import dataclass
from decimal import Decimal

from portal.model.language import Localised
from portal.model.problem import Location
from portal.model.record import Record
from portal.model.report import CellKey, Report


@dataclass(frozen=True)
class StatedCell:
    """The cell that states a total, in the formats that have it."""

    formats: tuple[str, ...]
    table: str
    row: str
    column: str

    @property
    def key(self) -> CellKey:
        """Row and column."""
        return (self.row, self.column)


@dataclass(frozen=True)
class RecordsQuery:
    """Which records a total counts; exactly one of `year`, `until` and `in_force` says when."""

    collection: str
    year: str | None = None
    """The date field that lies in the year of the report."""
    until: str | None = None
    """The date field that lies in the year of the report or before it."""
    in_force: bool = False
    """Whether records in force on 31 December of the year count."""
    where: tuple[tuple[str, str], ...] = ()
    """Field and option that a counted record has as well."""


@dataclass(frozen=True)
class Total:
    """A number that reports state, where they state it, and what the portal holds of it."""

    id: str
    title: Localised
    cell: StatedCell | None
    fact: str | None
    """A figure stated beside the tables, by its id; there is either a cell or a fact."""
    records: RecordsQuery | None
    reason: Localised | None
    """Why the portal holds no records of it, where it holds none by design."""
    location: Location


@dataclass(frozen=True)
class CoverageLine:
    """A total as one report states it beside the records that the portal holds."""

    report: Report
    total: Total
    stated: Decimal
    location: Location
    """Where the report states it."""
    records: tuple[Record, ...] | None
    """The records counted, newest first; None where the portal holds none by design."""
    reason: Localised | None
    """The declared reason of a difference, or why no records are held."""

    @property
    def held(self) -> int | None:
        """How many records the portal holds."""
        return None if self.records is None else len(self.records)

    @property
    def surplus(self) -> Decimal | None:
        """How many more records the portal holds than the report states; fewer are negative."""
        return None if self.records is None else len(self.records) - self.stated
