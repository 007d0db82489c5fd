"""What reports state against what the portal holds, as CSV."""

from portal.exports.addresses import absolute
from portal.exports.csv_file import CsvValue, csv_bytes
from portal.model.coverage import CoverageLine
from portal.model.language import LANGUAGES, Language
from portal.model.listing import list_behind
from portal.model.page import Artifact
from portal.model.site import Site

_HEADER = (
    "export_year",
    "export_agency",
    "export_id",
    "coverage_total",
    "coverage_stated",
    "coverage_held",
    "coverage_surplus",
    "coverage_reason",
    "export_address",
)
"""Keys of the labels that head the columns, in order."""


def coverage_files(site: Site) -> list[Artifact]:
    """The file beside the coverage page in each language, where there is such a page."""
    if not site.coverage:
        return []
    return [
        Artifact(f"{language.prefix}reports/coverage/coverage.csv", _csv(site, language))
        for language in LANGUAGES
    ]


def _csv(site: Site, language: Language) -> bytes:
    rows: list[list[CsvValue]] = [[site.labels[key].in_(language) for key in _HEADER]]
    rows += [_row(site, line, language) for line in site.coverage]
    return csv_bytes(rows)


def _row(site: Site, line: CoverageLine, language: Language) -> list[CsvValue]:
    behind = list_behind(site, line, language)
    return [
        line.report.year,
        line.report.agency.in_(language),
        line.total.id,
        line.total.title.in_(language),
        line.stated,
        line.held,
        line.surplus,
        line.reason.in_(language) if line.reason and (line.surplus or line.held is None) else None,
        None if behind is None else absolute(site.settings, behind.address),
    ]
