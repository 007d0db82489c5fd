"""Lists of reports: all of the portal, own ones first, and those of each other body."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.language import LANGUAGES, Language, Localised
from portal.model.page import Page
from portal.model.report import Body, Report
from portal.model.site import Site
from portal.model.trend import Timeline, reports_address, timelines
from portal.pages.crumbs import REPORTS_COLUMN, column_crumbs, section_of
from portal.pages.report_downloads import report_downloads


@dataclass(frozen=True)
class BodyReports:
    """The reports of one body, newest first, and where they are put together."""

    body: Body | None
    agency: Localised
    reports: tuple[Report, ...]
    timeline: Timeline | None

    def address(self, language: Language) -> str:
        """The address of the list of its reports."""
        return reports_address(self.body, language)


def bodies_of(site: Site) -> tuple[BodyReports, ...]:
    """Every body that has a report, the portal's own agency first, the others by id."""
    by_body = {timeline.body: timeline for timeline in timelines(site.reports)}
    found: dict[Body | None, list[Report]] = {}
    for report in site.reports:
        found.setdefault(report.body, []).append(report)
    return tuple(
        BodyReports(
            body,
            body.title if body else site.settings.agency,
            tuple(reports),
            by_body.get(body),
        )
        for body, reports in found.items()
    )


def timeline_of(site: Site, report: Report) -> Timeline | None:
    """The years that a report belongs to, where its body has two reports or more."""
    return next((line for line in timelines(site.reports) if report in line.reports), None)


def body_pages(site: Site) -> Iterator[Page]:
    """The list of reports of each body but the own agency, whose list is that of all."""
    for listed in bodies_of(site):
        if listed.body is not None:
            for language in LANGUAGES:
                yield _page(site, listed, language)


def _page(site: Site, listed: BodyReports, language: Language) -> Page:
    title = body_title(site, listed.agency, language)
    return Page(
        address=listed.address(language),
        language=language,
        template="reports.html",
        title=title,
        context={
            "listed": (listed,),
            "is_all": False,
            "coverage": None,
            "absent": (),
            "downloads": {r.id: report_downloads(site, r, language) for r in listed.reports},
        },
        section=section_of(site, REPORTS_COLUMN, language),
        counterpart=listed.address(language.other),
        crumbs=column_crumbs(site, REPORTS_COLUMN, language),
        source="data/bodies.yml",
        head={"ColumnName": title},
    )


def body_title(site: Site, agency: Localised, language: Language) -> str:
    """What the list of a body's reports is called."""
    label = site.labels["body_reports"].in_(language)
    return label.format(agency=agency.in_(language))


def years_title(site: Site, timeline: Timeline, language: Language) -> str:
    """What the page of all years of a body is called."""
    return (
        site.labels["years_title"]
        .in_(language)
        .format(
            agency=timeline.agency.in_(language),
            first=timeline.reports[0].year,
            last=timeline.reports[-1].year,
        )
    )
