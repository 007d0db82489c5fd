"""Versions of a published report → what each day changed, and whether the office says why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from portal.model.differences import difference
from portal.model.language import Language, Localised
from portal.model.notes import Correction
from portal.model.problem import Location, Problem, problem
from portal.model.report import Cell, Report
from portal.model.revision import (
    CellChange,
    ReportVersion,
    Revision,
    TextChange,
    cell_labels,
)
from portal.model.wording import excerpts


def published_on(report: Report) -> date:
    """The day on which a report counts as published: the declared one, else the statutory one.

    Where the format declares no deadline, a report counts from its first complete version on.
    """
    declared = report.document.values.get("published") if report.document else None
    if isinstance(declared, date):
        return declared
    due = report.format.due
    return date.min if due is None else due.of(report.year)


def revisions(report: Report, versions: Sequence[ReportVersion]) -> tuple[Revision, ...]:
    """What each day changed since publication, with the office's notes; the oldest first.

    What was published is the last complete version on the day of publication or before, or else
    the first one. A day's changes are one, however many versions it saw.
    """
    complete = [at for at, version in enumerate(versions) if version.is_complete]
    if not complete:
        return ()
    published = published_on(report)
    at = max((at for at in complete if versions[at].day <= published), default=complete[0])
    shown = before = versions[at]
    last_of_day = {version.day: version for version in versions[at + 1 :]}
    found: list[Revision] = []
    arrived: dict[date, frozenset[date]] = {}
    for day, version in last_of_day.items():
        change = difference(shown, version)
        if not change.is_empty:
            found.append(Revision(day, change))
            arrived[day] = version.noted - before.noted
            shown = version
        before = version
    return _with_notes(report.notes.corrections, found, arrived)


def _with_notes(
    notes: Sequence[Correction],
    found: Sequence[Revision],
    arrived: Mapping[date, frozenset[date]],
) -> tuple[Revision, ...]:
    """Each revision with its notes: those of its day, else those that came with the change.

    An editor dates a note when writing it; the change may be merged on a later day.
    """
    days = {revision.day for revision in found}
    result: list[Revision] = []
    for revision in found:
        own = tuple(note for note in notes if note.on == revision.day)
        if not own and revision.change.needs_reason:
            came = arrived[revision.day]
            own = tuple(
                note
                for note in notes
                if note.on in came and note.on < revision.day and note.on not in days
            )
        result.append(replace(revision, notes=own))
    return tuple(result)


def check_revisions(
    report: Report, found: Sequence[Revision], file: str, is_complete: bool
) -> Iterator[Problem]:
    """Every change of figures or of the Chinese text has a note; every note has a change.

    `file` is where the notes of the report belong; notes without a change are not judged where
    the history is not complete.
    """
    for revision in found:
        if revision.change.needs_reason and not revision.notes:
            for cell in revision.change.cells:
                yield _cell_problem(report, cell, revision.day, file)
            for text in revision.change.texts_in(Language.ZH):
                yield _text_problem(report, text, revision.day, file)
    used = {note.location for revision in found for note in revision.notes}
    for note in report.notes.corrections:
        if note.location not in used and is_complete:
            yield problem("CORRECT-003", note.location, day=note.on)


def _cell_problem(report: Report, change: CellChange, day: date, file: str) -> Problem:
    labels = cell_labels(report.format, change.place)
    table, row, column = (
        (labels.table.title, labels.row[-1].title, labels.column[-1].title)
        if labels
        else (Localised(name, name) for name in change.place)
    )
    here = report.tables.get(change.place[0], {}).get(change.place[1:])
    return problem(
        "CORRECT-001",
        here.location if here else report.location,
        table=table.zh,
        table_en=table.en or table.zh,
        row=row.zh,
        row_en=row.en or row.zh,
        column=column.zh,
        column_en=column.en or column.zh,
        old=_written(change.old),
        new=_written(change.new),
        day=day,
        file=file,
    )


def _written(cell: Cell | None) -> str:
    """As in the data: nothing for a cell that was left blank is `~`."""
    return (cell.written if cell else "") or "~"


def _text_problem(report: Report, change: TextChange, day: date, file: str) -> Problem:
    prose = report.document.zh if report.document else None
    old, new = excerpts(change.old or "", change.new or "")
    here = Location(prose.file, change.line) if prose else report.location
    return problem("CORRECT-002", here, old=old, new=new, day=day, file=file)
