"""What search finds of reports put together: lists of other bodies, and each series by its name."""

from collections.abc import Iterator

from portal.model.entry import Entry, EntrySection
from portal.model.language import Language
from portal.model.report import Body
from portal.model.site import Site
from portal.model.trend import Timeline, reports_address, timelines


def years_entries(site: Site, language: Language) -> Iterator[Entry]:
    """The list of reports of each other body, and the page of all years of each body."""
    bodies = {report.body.id: report.body for report in site.reports if report.body is not None}
    for body in bodies.values():
        yield _body_entry(site, body, language)
    for timeline in timelines(site.reports):
        yield _years_entry(site, timeline, language)


def _body_entry(site: Site, body: Body, language: Language) -> Entry:
    label = site.labels["body_reports"].in_(language)
    return _entry(
        site,
        reports_address(body, language),
        label.format(agency=body.title.in_(language)),
        language,
        (),
    )


def _years_entry(site: Site, timeline: Timeline, language: Language) -> Entry:
    title = (
        site.labels["years_title"]
        .in_(language)
        .format(
            agency=timeline.agency.in_(language),
            first=timeline.reports[0].year,
            last=timeline.reports[-1].year,
        )
    )
    sections = tuple(
        EntrySection(series.anchor, series.title.in_(language), series.group.title.in_(language))
        for series in timeline.followed(site.series.series)
    )
    return _entry(site, timeline.address(language), title, language, sections)


def _entry(
    site: Site, address: str, title: str, language: Language, sections: tuple[EntrySection, ...]
) -> Entry:
    return Entry(
        address=address,
        language=language,
        title=title,
        kind=site.labels["reports"].in_(language),
        number=None,
        dated=None,
        state=None,
        sections=sections,
    )
