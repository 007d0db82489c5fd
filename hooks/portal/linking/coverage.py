"""Every total opens its records: what reports state against what the portal holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.linking.relations import Relations
from portal.linking.states import state
from portal.model.coverage import RecordsQuery, Total
from portal.model.record import Record, meets
from portal.model.report import Report

_IN_FORCE = frozenset({"in_force", "expiring", "amended"})
"""States in which a document applies."""


@dataclass(frozen=True)
class Holdings:
    """The declared totals and the published records that figures may count: no samples."""

    totals: tuple[Total, ...]
    records: tuple[Record, ...]
    """Newest first."""
    relations: Relations

    @classmethod
    def of(cls, totals: Iterable[Total], public: Iterable[Record]) -> "Holdings":
        """The holdings among the records that are published."""
        real = [record for record in public if not record.is_sample]
        real.sort(key=lambda record: record.id)
        real.sort(key=lambda record: str(record.dated), reverse=True)
        return cls(tuple(totals), tuple(real), Relations(real, ()))

    def counted(self, query: RecordsQuery, year: int) -> tuple[Record, ...]:
        """The records that a query counts for the report of that year."""
        applies = self._when(query, year)
        return tuple(
            record
            for record in self.records
            if record.collection.id == query.collection
            and meets(record, query.where)
            and applies(record)
        )

    def _when(self, query: RecordsQuery, year: int) -> Callable[[Record], bool]:
        last = date(year, 12, 31)

        def day(record: Record, field: str) -> date:
            return record.values.get(field) or date.max

        if query.year is not None:
            field = query.year
            return lambda record: day(record, field).year == year
        if query.until is not None:
            until = query.until
            return lambda record: day(record, until) <= last

        def applies(record: Record) -> bool:
            option = state(record, self.relations, last)
            return option is not None and option.id in _IN_FORCE

        return applies


def held(holdings: Holdings, report: Report) -> Mapping[str, Decimal]:
    """How many records the portal holds for the report, by id of the total.

    Totals whose records are not published here are absent, and so is everything about reports of
    other bodies: the collections hold what the portal's own agency publishes.
    """
    if report.body is not None:
        return {}
    return {
        total.id: Decimal(len(holdings.counted(total.records, report.year)))
        for total in holdings.totals
        if total.records is not None
    }
