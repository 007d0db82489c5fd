"""Every total opens its records: what reports state against what the portal holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from portal.linking.relations import Relations
from portal.linking.states import state
from portal.model.coverage import CoverageLine, RecordsQuery, Total
from portal.model.problem import Location, Problem, problem
from portal.model.record import Record, meets
from portal.model.report import CellKind, Report

_IN_FORCE = frozenset({"in_force", "expiring", "amended"})
"""States in which a document applies."""


@dataclass(frozen=True)
class Holdings:
    """The declared totals and the published records that figures may count: no samples."""

    totals: tuple[Total, ...]
    records: tuple[Record, ...]
    """Newest first."""
    relations: Relations
    is_whole: bool = True
    """Whether the totals are all that are declared: none is wrong in itself."""

    @classmethod
    def of(
        cls, totals: Iterable[Total], public: Iterable[Record], is_whole: bool = True
    ) -> "Holdings":
        """The holdings among the records that are published."""
        real = [record for record in public if not record.is_sample]
        real.sort(key=lambda record: record.id)
        real.sort(key=lambda record: str(record.dated), reverse=True)
        return cls(tuple(totals), tuple(real), Relations(real, ()), is_whole)

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


def coverage(holdings: Holdings, reports: Iterable[Report]) -> tuple[CoverageLine, ...]:
    """Every total that a report of the portal's own agency states, in declared order."""
    return tuple(
        line
        for report in reports
        if report.body is None
        for total in holdings.totals
        if (line := _line(holdings, report, total)) is not None
    )


def _line(holdings: Holdings, report: Report, total: Total) -> CoverageLine | None:
    stated = _stated(report, total)
    if stated is None:
        return None
    number, location = stated
    declared = next((d.reason for d in report.notes.differences if d.total == total.id), None)
    query = total.records
    return CoverageLine(
        report=report,
        total=total,
        stated=number,
        location=location,
        records=None if query is None else holdings.counted(query, report.year),
        reason=total.reason if query is None else declared,
    )


def _stated(report: Report, total: Total) -> tuple[Decimal, Location] | None:
    """The number and its place; None where the report does not state it, or leaves it blank."""
    if total.fact is not None:
        fact = report.notes.fact(total.fact)
        return None if fact is None else (fact.value, fact.location)
    if total.cell is None or report.format.id not in total.cell.formats:
        return None
    cell = report.tables[total.cell.table][total.cell.key]
    if cell.kind is not CellKind.NUMBER or cell.number is None:
        return None
    return cell.number, cell.location


def check_coverage(holdings: Holdings, reports: Sequence[Report]) -> Iterator[Problem]:
    """A difference has a reason, a reason has a difference, and both speak of declared totals."""
    lines = coverage(holdings, reports)
    for line in lines:
        if line.surplus and line.reason is None:
            yield problem(
                "COVER-001",
                line.location,
                id=line.total.id,
                total=line.total.title.zh,
                total_en=line.total.title.en or line.total.id,
                year=line.report.year,
                stated=line.stated,
                held=line.held,
            )
    if not holdings.is_whole:
        return
    known = [total.id for total in holdings.totals]
    surplus = {(line.report.id, line.total.id): line.surplus for line in lines}
    for report in reports:
        for difference in report.notes.differences:
            name = difference.total
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint, hint_en = (
                    (f"，是否指“{near[0]}”", f'; did you mean "{near[0]}"') if near else ("", "")
                )
                yield problem(
                    "COVER-003", difference.location, name=name, hint=hint, hint_en=hint_en
                )
            elif not surplus.get((report.id, name)):
                yield problem("COVER-002", difference.location, name=name, year=report.year)
