"""What an office states of a report beside its statutory tables (附注)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.model.language import Localised
from portal.model.problem import Location


@dataclass(frozen=True)
class StatedFact:
    """A figure of the report that no statutory table holds: 主动公开政府信息1383条."""

    id: str
    title: Localised
    value: Decimal
    unit: Localised | None
    location: Location


@dataclass(frozen=True)
class Acknowledgement:
    """A broken rule that the office knows of, and why; it is printed under the table.

    Without row or column it speaks for all rows or columns of the table; without a table for all
    that the rule says of the report.
    """

    rule: str
    table: str | None
    row: str | None
    column: str | None
    reason: Localised
    location: Location


@dataclass(frozen=True)
class Difference:
    """Why the portal holds another number of records than a total of the report states."""

    total: str
    """The id of the total in `data/coverage.yml`."""
    reason: Localised
    location: Location


@dataclass(frozen=True)
class Correction:
    """Why a published report was changed, and on which day."""

    on: date
    reason: Localised
    location: Location


@dataclass(frozen=True)
class ReportNotes:
    """All that is stated of one report beside its tables."""

    facts: tuple[StatedFact, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    differences: tuple[Difference, ...] = ()
    corrections: tuple[Correction, ...] = ()
    file: str | None = None
    """Where it is written, relative to the root."""

    def fact(self, id: str) -> StatedFact | None:
        """The stated figure of that id, or None."""
        return next((fact for fact in self.facts if fact.id == id), None)
