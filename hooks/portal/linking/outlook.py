"""The deadline of the next report, and whether each report is complete."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from portal.linking.sections import sections_of, uncovered
from portal.model.language import Language, Localised
from portal.model.outlook import REPORT, Checklist, Item, Need, Outlook
from portal.model.problem import Location, Problem, problem
from portal.model.report import CellKind, Format, Report
from portal.model.settings import Labels

_FIGURES = "data/reports"


def outlook(formats: Iterable[Format], reports: Iterable[Report], as_of: date) -> Outlook:
    """What the reports of the portal's own agency lack on that day.

    Years are those of the reports; a year without a format or a deadline has none to keep.
    """
    known = tuple(formats)
    own = {report.year: report for report in reports if report.body is None}

    def checklist(year: int) -> Checklist | None:
        found = (f for f in known if f.first_year <= year <= (f.last_year or year))
        format = next(found, None)
        if format is None or format.due is None:
            return None
        due = format.due.of(year)
        report = own.get(year)
        items = tuple(_items(format, report))
        return Checklist(year, format, due, (due - as_of).days, report, items)

    next_year = as_of.year - 1
    upcoming = checklist(next_year)
    if upcoming is None or upcoming.days < 0:
        next_year += 1
        upcoming = checklist(next_year)
    years = range(min(own, default=next_year), next_year)
    overdue = checklist(next_year - 1) if next_year - 1 in years else None
    if overdue is not None and not _is_overdue(overdue):
        overdue = None
    absent = tuple(
        year for year in years if year not in own and (overdue is None or year != overdue.year)
    )
    return Outlook(upcoming, overdue, absent)


def _is_overdue(checklist: Checklist) -> bool:
    due = checklist.format.due
    is_lately = due is not None and -checklist.days <= due.overdue_days
    return is_lately and any(item.need in REPORT for item in checklist.missing)


def _items(format: Format, report: Report | None) -> Iterator[Item]:
    document = None if report is None else report.document
    yield Item(Need.FIGURES, report is not None)
    blank = () if report is None else tuple(_blank_tables(report))
    yield Item(Need.TABLES, report is not None and not blank, blank)
    yield Item(Need.TEXT, document is not None)
    empty = () if report is None else tuple(_empty_sections(report))
    yield Item(Need.SECTIONS, document is not None and not empty, empty)
    nowhere = () if report is None else tuple(_unplaced(report))
    yield Item(Need.PLACED, document is not None and not nowhere, nowhere)
    duties = [duty.title for section in format.sections for duty in section.must_cover]
    if duties:
        unsaid = tuple(duties) if report is None else tuple(uncovered(report))
        yield Item(Need.DUTIES, document is not None and not unsaid, unsaid)
    is_translated = document is not None and document.en is not None
    yield Item(Need.TRANSLATION, is_translated)
    is_current = is_translated and document is not None and document.translation.is_current
    yield Item(Need.CURRENT, is_current)


def _blank_tables(report: Report) -> Iterator[Localised]:
    for table in report.format.tables:
        cells = report.tables[table.id].values()
        if all(cell.kind is CellKind.BLANK for cell in cells):
            yield table.title


def _empty_sections(report: Report) -> Iterator[Localised]:
    """Sections that the Chinese text lacks, or that say nothing and hold no table."""
    if report.document is None:
        return
    matched = sections_of(report.format, report.document.zh, Language.ZH)
    for section in report.format.sections:
        if not any(heading.blocks for heading in matched[section.id]):
            yield section.title


def _unplaced(report: Report) -> Iterator[Localised]:
    if report.document is None:
        return
    placed = {block.marker[1] for block in report.document.zh.blocks if block.marker}
    for table in report.format.tables:
        if table.id not in placed:
            yield table.title


def check_outlook(found: Outlook, labels: Labels, files: Collection[str]) -> Iterator[Problem]:
    """What is missing shortly before or after a deadline; years that the portal does not hold.

    A report whose file is there but wrong in itself is not said to be missing.
    """
    if found.next is not None:
        due = found.next.format.due
        if due is not None and found.next.days <= due.note_days:
            code = "DUE-002" if found.next.days <= due.warning_days else "DUE-001"
            yield from _missing(code, found.next, found.next.missing, labels, files)
    if found.overdue is not None:
        parts = [item for item in found.overdue.missing if item.need in REPORT]
        yield from _missing("DUE-003", found.overdue, parts, labels, files)
    absent = [year for year in found.absent if f"{_FIGURES}/{year}.yml" not in files]
    if absent:
        years = ", ".join(str(year) for year in absent)
        yield problem("DUE-004", Location(_FIGURES), years=years)


def _missing(
    code: str,
    checklist: Checklist,
    items: Sequence[Item],
    labels: Labels,
    files: Collection[str],
) -> Iterator[Problem]:
    file = f"{_FIGURES}/{checklist.year}.yml"
    if not items or (checklist.report is None and file in files):
        return
    names = [item.need.value for item in items] if checklist.report is not None else ["report"]
    yield problem(
        code,
        Location(file),
        year=checklist.year,
        due=checklist.due.isoformat(),
        days=abs(checklist.days),
        missing="；".join(_name(name, labels, Language.ZH) for name in names),
        missing_en="; ".join(_name(name, labels, Language.EN) for name in names),
    )


def _name(need: str, labels: Labels, language: Language) -> str:
    key = f"need_{need}"
    return labels[key].in_(language) if key in labels else key
