"""Each body's series over the years as tidy CSV and JSON; what is not the same never joins."""

from collections.abc import Iterator
from typing import Any

from portal.exports.csv_file import CsvValue, Exact, csv_bytes
from portal.exports.json_file import both, json_bytes, json_number
from portal.model.language import LANGUAGES, Language
from portal.model.page import Artifact
from portal.model.series import Series, Stretch
from portal.model.site import Site
from portal.model.trend import Point, Timeline, Trend, timelines

SERIES_FILE = "series"
"""The name of the files without the suffix."""

_HEADER = (
    "export_agency",
    "export_series",
    "export_title",
    "export_part",
    "export_part_title",
    "export_format",
    "export_segment",
    "export_segment_title",
    "export_year",
    "export_value",
    "export_state",
    "export_unit",
    "export_break",
)
"""Keys of the labels that head the columns of the CSV, in order."""


def series_files(site: Site) -> Iterator[Artifact]:
    """The downloads of every body with two reports or more, beside the page of its years."""
    for timeline in timelines(site.reports):
        for language in LANGUAGES:
            stem = f"{timeline.address(language)}{SERIES_FILE}"
            yield Artifact(f"{stem}.csv", series_csv(site, timeline, language))
            yield Artifact(f"{stem}.json", series_json(site, timeline))


def series_csv(site: Site, timeline: Timeline, language: Language) -> bytes:
    """One row for each figure of each year: whole series first, then each of its parts.

    A segment holds figures that count the same; the reason why it is not the segment before
    stands in all of its rows.
    """
    rows: list[list[CsvValue]] = [[site.labels[key].in_(language) for key in _HEADER]]
    for series in timeline.followed(site.series.series):
        for trend in _trends(timeline, series):
            rows += (_row(trend, point, language) for point in trend.points)
    return csv_bytes(rows)


def _trends(timeline: Timeline, series: Series) -> tuple[Trend, ...]:
    return tuple(timeline.trend(series, part) for part in (None, *series.parts))


def _row(trend: Trend, point: Point, language: Language) -> list[CsvValue]:
    part, stretch, found = trend.part, point.stretch, point.reading
    return [
        point.report.agency.in_(language),
        trend.series.id,
        trend.series.title.in_(language),
        part.id if part else None,
        part.title.in_(language) if part else None,
        point.report.format.id,
        stretch.number,
        stretch.title.in_(language) if stretch.title else None,
        point.year,
        None if found.number is None else Exact(found.written),
        found.kind.value,
        point.cells.unit.in_(language) if point.cells.unit else None,
        stretch.reason.in_(language) if stretch.reason else None,
    ]


def series_json(site: Site, timeline: Timeline) -> bytes:
    """The same in both languages: series, their segments, the points of each."""
    return json_bytes(
        {
            "agency": both(timeline.agency),
            "body": timeline.body.id if timeline.body else None,
            "reports": [
                {"year": report.year, "format": report.format.id} for report in timeline.reports
            ],
            "series": [
                _series(timeline, series) for series in timeline.followed(site.series.series)
            ],
        }
    )


def _series(timeline: Timeline, series: Series) -> dict[str, Any]:
    trends = _trends(timeline, series)
    return {
        "id": series.id,
        "title": both(series.title),
        "group": {"id": series.group.id, "title": both(series.group.title)},
        "segments": [
            _segment(stretch, trends)
            for stretch in series.stretches
            if any(point.stretch == stretch for point in trends[0].points)
        ],
    }


def _segment(stretch: Stretch, trends: tuple[Trend, ...]) -> dict[str, Any]:
    whole, *parts = trends
    return {
        "number": stretch.number,
        "title": both(stretch.title),
        "formats": list(stretch.cells),
        "unit": both(stretch.unit),
        "break": both(stretch.reason),
        "points": _points(stretch, whole),
        "parts": [
            {"id": t.part.id, "title": both(t.part.title), "points": _points(stretch, t)}
            for t in parts
            if t.part is not None
        ],
    }


def _points(stretch: Stretch, trend: Trend) -> list[dict[str, Any]]:
    return [
        {
            "year": point.year,
            "format": point.report.format.id,
            "state": point.reading.kind.value,
            "value": None if (n := point.reading.number) is None else json_number(n),
        }
        for point in trend.points
        if point.stretch == stretch
    ]
