"""Reading what the totals of reports count: declarations, and the records that are published."""

from collections.abc import Iterable, Mapping

from portal.linking.coverage import Holdings
from portal.model.collection import Collection
from portal.model.record import Record
from portal.model.report import Format, Report
from portal.reading import Sources
from portal.validation.coverage import Known, Totals, read_totals


def read_holdings(
    sources: Sources,
    formats: Mapping[str, Format],
    collections: Iterable[Collection],
    reports: Iterable[Report],
    public: Iterable[Record],
) -> Holdings:
    """The totals of `data/coverage.yml` with the published records that they may count."""
    known = Known(
        formats,
        {collection.id: collection for collection in collections},
        {fact.id for report in reports for fact in report.notes.facts},
        sources.refused,
    )
    file = "data/coverage.yml"
    totals = sources.declared(file, lambda written, checks: read_totals(written, known, checks))
    if totals is None:
        totals = Totals(is_whole=file not in sources.tree.files)
    return Holdings.of(totals.totals, public, totals.is_whole)
