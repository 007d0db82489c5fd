"""What the office says under a statutory table of figures that do not reconcile."""

from dataclasses import dataclass

from portal.model.language import Localised
from portal.model.notes import Acknowledgement
from portal.model.reconciliation import Breach, Rule
from portal.model.report import CellKey, Report
from portal.model.site import Site


@dataclass(frozen=True)
class NotedBreach:
    """Where a rule does not hold, in the words of the table, and the mark at the cell."""

    breach: Breach
    row: Localised | None
    column: Localised | None
    mark: str
    """The id of the mark at the cell."""


@dataclass(frozen=True)
class TableNote:
    """A numbered note: the rule, the reason, and each place that it speaks for."""

    number: int
    id: str
    rule: Rule
    reason: Localised
    places: tuple[NotedBreach, ...]

    def mark_at(self, key: CellKey | None) -> str | None:
        """The id of the mark at that cell, or None where the note does not speak for it."""
        for place in self.places:
            if (place.breach.row, place.breach.column) == key:
                return place.mark
        return None


def table_notes(site: Site, report: Report, table: str | None) -> tuple[TableNote, ...]:
    """The notes under a table, in the order of the rules; None for what stands in no table."""
    said: dict[tuple[str, Acknowledgement], list[Breach]] = {}
    for explained in site.explained.get(report.id, ()):
        if explained.breach.table == table:
            key = (explained.breach.rule, explained.said)
            said.setdefault(key, []).append(explained.breach)
    titles = _titles(report, table)
    prefix = (table or "report").replace("_", "-")
    return tuple(
        TableNote(
            number,
            f"{prefix}-note-{number}",
            site.rules[rule],
            acknowledged.reason,
            tuple(
                NotedBreach(
                    breach,
                    titles.get(breach.row or ""),
                    titles.get(breach.column or ""),
                    f"{prefix}-note-{number}-mark-{at}",
                )
                for at, breach in enumerate(breaches, start=1)
            ),
        )
        for number, ((rule, acknowledged), breaches) in enumerate(said.items(), start=1)
    )


def _titles(report: Report, table: str | None) -> dict[str, Localised]:
    declared = None if table is None else report.format.table(table)
    if declared is None:
        return {}
    return {head.id: head.title for _, *heads in declared.cells() for head in heads}
