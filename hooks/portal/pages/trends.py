"""The page of all years of a body: each series as a chart and as the table under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.model.figure_links import table_anchor
from portal.model.language import LANGUAGES, Language, Localised
from portal.model.page import Artifact, Heading, Page
from portal.model.report import Format, Report
from portal.model.series import Series, SeriesGroup, Stretch
from portal.model.site import Site
from portal.model.trend import Reading, Timeline, Trend, timelines
from portal.pages.bodies import years_title
from portal.pages.charts import TEXT, Chart, Slot, SlotKind, chart, text_width
from portal.pages.crumbs import REPORTS_COLUMN, report_crumbs, section_of
from portal.pages.drawing import Studio
from portal.pages.views import Download

_FILE = "series"
_KINDS = ("csv", "json")


@dataclass(frozen=True)
class YearRow:
    """The figures of one year: the whole first, then each part; none where there is no report."""

    year: int
    address: str
    """The report, at the table that they are from; empty where there is no report."""
    readings: tuple[Reading | None, ...]


@dataclass(frozen=True)
class YearBlock:
    """Years whose figures may be compared with one another, under what opens them.

    `before` is the stretch that ended, `stretch` the one that begins; either may be missing.
    """

    format: Format
    before: Stretch | None
    stretch: Stretch | None
    is_first: bool
    rows: tuple[YearRow, ...]


@dataclass(frozen=True)
class SeriesView:
    """A series over the years of a body."""

    series: Series
    unit: Localised | None
    chart: Chart
    blocks: tuple[YearBlock, ...]
    download: Download
    """Its drawing as a file."""


def trend_pages(site: Site) -> Iterator[Page]:
    """The page of all years of every body that has two reports or more."""
    for timeline in timelines(site.reports):
        for language in LANGUAGES:
            yield _page(site, timeline, language)


def trend_drawings(site: Site, studio: Studio) -> Iterator[Artifact]:
    """The chart of each series as a file of its own, in both languages."""
    for timeline in timelines(site.reports):
        for language in LANGUAGES:
            for series in timeline.followed(site.series.series):
                view = series_view(site, timeline, series, language)
                title = text_width(
                    f"{series.title.in_(language)}（{_said(view.unit, language)}）", TEXT
                )
                width = max(view.chart.width, round(title))
                context = {"view": view, "agency": timeline.agency, "width": width}
                drawn = studio.drawing("components/chart-file.html", language, context)
                yield Artifact(view.download.address, drawn.encode())


def _said(unit: Localised | None, language: Language) -> str:
    return "" if unit is None else unit.in_(language)


def _page(site: Site, timeline: Timeline, language: Language) -> Page:
    address = timeline.address(language)
    title = years_title(site, timeline, language)
    groups = tuple(
        (group, tuple(series_view(site, timeline, series, language) for series in found))
        for group in site.series.groups
        if (found := timeline.followed(site.series.of(group)))
    )
    return Page(
        address=address,
        language=language,
        template="trends.html",
        title=title,
        context={
            "timeline": timeline,
            "groups": groups,
            "downloads": tuple(
                Download(kind.upper(), f"{address}{_FILE}.{kind}") for kind in _KINDS
            ),
        },
        description=site.labels["years_about"].in_(language),
        section=section_of(site, REPORTS_COLUMN, language),
        counterpart=timeline.address(language.other),
        crumbs=report_crumbs(site, timeline.body, language),
        toc=tuple(
            Heading(2, group_anchor(group), group.title.in_(language)) for group, _ in groups
        ),
        head={"ColumnName": site.labels["reports"].in_(language), "ArticleTitle": title},
    )


def group_anchor(group: SeriesGroup) -> str:
    """The id of the heading of a group."""
    return f"group-{group.id.replace('_', '-')}"


def series_view(site: Site, timeline: Timeline, series: Series, language: Language) -> SeriesView:
    """The chart and the table of one series over the years of a body."""
    trends = [timeline.trend(series), *(timeline.trend(series, part) for part in series.parts)]
    blocks = tuple(_blocks(site, timeline, trends, language))
    breaks = [block.format.first_year for block in blocks if not block.is_first]
    slots = tuple(_slot(row, block.stretch) for block in blocks for row in block.rows)
    return SeriesView(
        series,
        trends[0].points[-1].stretch.unit,
        chart(slots, breaks, site.labels["chart_revised"].in_(language)),
        blocks,
        Download("SVG", f"{timeline.address(language)}{series.anchor}.svg"),
    )


def _blocks(
    site: Site, timeline: Timeline, trends: Sequence[Trend], language: Language
) -> Iterator[YearBlock]:
    """The years from the first report to the last, divided where the series is not the same."""
    by_year = {report.year: report for report in timeline.reports}
    found: list[YearBlock] = []
    format = timeline.reports[0].format
    for year in range(timeline.reports[0].year, timeline.reports[-1].year + 1):
        format = next((f for f in site.formats if f.applies_to(year)), format)
        stretch = trends[0].series.stretch(format.id)
        if not found or found[-1].stretch != stretch:
            before = found[-1].stretch if found else None
            found.append(YearBlock(format, before, stretch, not found, ()))
        row = _row(year, by_year.get(year), trends, language)
        found[-1] = replace(found[-1], rows=(*found[-1].rows, row))
    yield from found


def _row(year: int, report: Report | None, trends: Sequence[Trend], language: Language) -> YearRow:
    points = [trend.point(year) for trend in trends]
    address = ""
    if report is not None:
        address = report.address(language)
        if points[0] is not None:
            address += f"#{table_anchor(points[0].cells.table)}"
    readings = tuple(None if point is None else point.reading for point in points)
    return YearRow(year, address, readings)


def _slot(row: YearRow, stretch: Stretch | None) -> Slot:
    found = row.readings[0]
    if found is None:
        return Slot(row.year, SlotKind.NO_ITEM if row.address else SlotKind.NO_REPORT)
    kind = SlotKind(found.kind.value)
    text = found.written if found.number is not None else ""
    return Slot(row.year, kind, stretch.number if stretch else None, found.number, text)
