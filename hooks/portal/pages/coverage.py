"""The public coverage page: what reports state, what the portal holds, and why they differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.coverage import CoverageLine
from portal.model.language import LANGUAGES, Language
from portal.model.listing import Listing, list_behind
from portal.model.page import Page
from portal.model.report import CellKey, Report
from portal.model.site import Site
from portal.pages.crumbs import REPORTS_COLUMN, column_crumbs, section_of
from portal.pages.views import Download

COVERAGE = "reports/coverage/"
"""Where the page stands, after the prefix of the language."""


@dataclass(frozen=True)
class CoverageRow:
    """A line with the list of its records; `anchor` is its id on a page."""

    line: CoverageLine
    list: Listing | None

    @property
    def anchor(self) -> str:
        """The id of the line, on the page of its report and on the coverage page."""
        return f"total-{self.line.report.year}-{self.line.total.id.replace('_', '-')}"


def coverage_address(site: Site, language: Language) -> str | None:
    """The address of the coverage page; None where no report states a declared total."""
    return f"{language.prefix}{COVERAGE}" if site.coverage else None


def coverage_rows(site: Site, report: Report, language: Language) -> tuple[CoverageRow, ...]:
    """The totals that a report states, in declared order."""
    return tuple(
        CoverageRow(line, list_behind(site, line, language))
        for line in site.coverage
        if line.report.id == report.id
    )


def counted_cells(rows: tuple[CoverageRow, ...], table: str) -> dict[CellKey, str]:
    """The anchors of the lines that cells of a table lead to."""
    return {
        row.line.total.cell.key: row.anchor
        for row in rows
        if row.line.total.cell is not None and row.line.total.cell.table == table
    }


def coverage_pages(site: Site) -> Iterator[Page]:
    """The page in both languages, where there is anything to compare."""
    for language in LANGUAGES:
        address = coverage_address(site, language)
        if address is None:
            continue
        reports = [(report, coverage_rows(site, report, language)) for report in site.own_reports]
        title = site.labels["coverage"].in_(language)
        yield Page(
            address=address,
            language=language,
            template="coverage.html",
            title=title,
            context={
                "reports": tuple((report, rows) for report, rows in reports if rows),
                "downloads": (Download("CSV", f"{address}coverage.csv"),),
            },
            description=site.labels["coverage_about"].in_(language),
            section=section_of(site, REPORTS_COLUMN, language),
            counterpart=f"{language.other.prefix}{COVERAGE}",
            crumbs=column_crumbs(site, REPORTS_COLUMN, language),
            source="data/coverage.yml",
            head={"ColumnName": title},
        )
