"""What a report's page says of its corrections: day, reason, cells and passages that changed."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from portal.model.language import Language, Localised
from portal.model.notes import Correction
from portal.model.page import Heading
from portal.model.report import Cell, Format, Report
from portal.model.revision import (
    SECTION,
    Axis,
    CellLabels,
    CellPlace,
    Change,
    Exchange,
    Part,
    Revision,
    TextChange,
    cell_labels,
    line_labels,
)
from portal.model.site import Site
from portal.model.wording import Stretch, marked
from portal.pages.views import Download


@dataclass(frozen=True)
class CellRow:
    """A cell that was changed; `anchor` is its place in the table, where the format still has it.

    Without labels the ids are all that is known of it.
    """

    place: CellPlace
    labels: CellLabels | None
    old: Cell | None
    new: Cell | None
    anchor: str


@dataclass(frozen=True)
class Wording:
    """A passage with its deletions and insertions."""

    language: Language
    part: Part
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Swap:
    """Two rows or columns that have exchanged their figures."""

    table: Localised
    axis: Axis
    first: Localised
    second: Localised


@dataclass(frozen=True)
class CorrectionView:
    """The changes of one day."""

    day: date
    anchor: str
    notes: tuple[Correction, ...]
    is_translation_only: bool
    translation_added: bool
    translation_removed: bool
    tables: tuple[tuple[CellRow, ...], ...]
    """The changed cells of each table."""
    swaps: tuple[Swap, ...]
    texts: tuple[Wording, ...]


def correction_views(site: Site, report: Report) -> tuple[CorrectionView, ...]:
    """What changed in a report since its publication, the newest day first."""
    return tuple(_view(report, found) for found in reversed(site.revisions.get(report.id, ())))


def correction_headings(site: Site, report: Report, language: Language) -> tuple[Heading, ...]:
    """The entry of the page's contents, where there are corrections."""
    if report.id not in site.revisions:
        return ()
    return (Heading(2, SECTION, site.labels["corrections"].in_(language)),)


def correction_file(site: Site, report: Report, language: Language) -> tuple[Download, ...]:
    """The corrections as a file, where there are any."""
    if report.id not in site.revisions:
        return ()
    return (Download("JSON", f"{report.address(language)}corrections.json"),)


def cell_rows(format: Format | None, change: Change) -> tuple[CellRow, ...]:
    """The changed cells, with their labels where the format has them."""
    rows: list[CellRow] = []
    for cell in change.cells:
        labels = cell_labels(format, cell.place) if format else None
        anchor = Revision.cell_anchor(cell.place) if labels else ""
        rows.append(CellRow(cell.place, labels, cell.old, cell.new, anchor))
    return tuple(rows)


def swaps(format: Format, exchanges: tuple[Exchange, ...]) -> tuple[Swap, ...]:
    """The exchanges with the labels of what was exchanged."""
    found: list[Swap] = []
    for exchange in exchanges:
        table = format.table(exchange.table)
        labels = line_labels(format, exchange)
        if table and labels:
            found.append(Swap(table.title, exchange.axis, *labels))
    return tuple(found)


def wording(change: TextChange) -> Wording:
    """A changed passage with its marks."""
    return Wording(change.language, change.part, marked(change.old or "", change.new or ""))


def _view(report: Report, revision: Revision) -> CorrectionView:
    change = revision.change
    return CorrectionView(
        day=revision.day,
        anchor=revision.anchor,
        notes=revision.notes,
        is_translation_only=not change.needs_reason,
        translation_added=change.translation_added,
        translation_removed=change.translation_removed,
        tables=tuple(
            tuple(rows)
            for _, rows in groupby(cell_rows(report.format, change), key=lambda row: row.place[0])
        ),
        swaps=swaps(report.format, change.exchanges),
        texts=tuple(wording(text) for text in change.texts),
    )
