"""The site: everything known about what will be published, complete and linked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from portal.model.collection import Collection
from portal.model.coverage import CoverageLine
from portal.model.document import Document
from portal.model.fonts import PaperFonts
from portal.model.outlook import Outlook
from portal.model.reconciliation import Explained, Rules
from portal.model.record import Record, Standing
from portal.model.report import CellKey, Format, Report
from portal.model.revision import Revision, last_correction
from portal.model.series import SeriesTable
from portal.model.settings import Labels, Settings, Term


@dataclass(frozen=True)
class Site:
    """The whole portal on one day; pages, exports and the index are drawn from it alone."""

    root: Path
    as_of: date
    production: bool
    """Whether this is the release for citizens: without samples."""
    settings: Settings
    labels: Labels
    collections: tuple[Collection, ...]
    records: Mapping[str, tuple[Record, ...]]
    """Records to publish by collection, newest first."""
    standings: Mapping[str, Standing]
    """What all records together tell about each, by record id."""
    embargoed: tuple[Record, ...]
    """Records whose day has not come."""
    formats: tuple[Format, ...]
    reports: tuple[Report, ...]
    """Reports, those of the portal's own agency first; those of one body newest first."""
    pages: tuple[Document, ...]
    """Ordinary pages (guide, about …), by id."""
    documents: Mapping[str, Document]
    """Every document of the site by id: records, reports, ordinary pages."""
    glossary: tuple[Term, ...]
    attachments: Mapping[str, str]
    """Source path of each published file that is no page, by its address."""
    rules: Rules = field(default_factory=dict)
    """The reconciliation rules of all formats, by id."""
    explained: Mapping[str, tuple[Explained, ...]] = field(default_factory=dict)
    """What does not reconcile although the office knows of it, by report id."""
    coverage: tuple[CoverageLine, ...] = ()
    """What the portal's own reports state against what the portal holds, report by report."""
    outlook: Outlook = field(default_factory=Outlook)
    """What the next report still lacks."""
    series: SeriesTable = field(default_factory=SeriesTable)
    """The series of figures that are followed over the years."""
    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """What changed in reports after their publication, by report id, the oldest first."""
    fonts: PaperFonts | None = None
    """What reports are printed with; None where there is no report to print."""

    def page(self, id: str) -> Document | None:
        """The ordinary page of that id, or None."""
        return next((page for page in self.pages if page.id == id), None)

    @property
    def own_reports(self) -> tuple[Report, ...]:
        """The reports of the portal's own agency, newest first."""
        return tuple(report for report in self.reports if report.body is None)

    def standing(self, record: Record) -> Standing:
        """The standing of a record among the others."""
        return self.standings.get(record.id, Standing())

    def counted(self, collection: Collection) -> tuple[Record, ...]:
        """The records that figures may count: all but the samples."""
        return tuple(r for r in self.records.get(collection.id, ()) if not r.is_sample)

    def correction_of(self, report: Report, table: str, key: CellKey) -> Revision | None:
        """The newest correction of a cell of a published report, or None."""
        return last_correction(self.revisions.get(report.id, ()), (table, *key))
