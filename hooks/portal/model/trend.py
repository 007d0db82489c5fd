"""What the reports of one body say over the years; pages, charts and downloads read it here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.model.language import Language, Localised
from portal.model.report import Body, Cell, CellKind, Report, in_series
from portal.model.series import Cells, Part, Series, Stretch

TRENDS = "trends"
COMPARE = "compare"
RESERVED = frozenset({TRENDS, COMPARE, "coverage"})
"""Parts of addresses below a body's reports that are no year; no body can have such an id."""

_ENOUGH = 2
"""How many reports make years that can be compared."""


@dataclass(frozen=True)
class Reading:
    """A figure of one report: a cell, or the sum of several."""

    kind: CellKind
    number: Decimal | None
    written: str
    """As in the report; a sum in digits, nothing where there is no number."""


@dataclass(frozen=True)
class Point:
    """What the report of one year says of a series."""

    report: Report
    stretch: Stretch
    cells: Cells
    reading: Reading

    @property
    def year(self) -> int:
        """The report year."""
        return self.report.year


@dataclass(frozen=True)
class Trend:
    """A series, or one of its parts, over the years whose format has it, oldest first."""

    series: Series
    part: Part | None
    points: tuple[Point, ...]

    def point(self, year: int) -> Point | None:
        """The point of that year, or None."""
        return next((point for point in self.points if point.year == year), None)


@dataclass(frozen=True)
class Timeline:
    """The reports of one body, two or more, oldest first."""

    reports: tuple[Report, ...]

    @property
    def body(self) -> Body | None:
        """Whose they are; None for the portal's own agency."""
        return self.reports[-1].body

    @property
    def agency(self) -> Localised:
        """The name of the body."""
        return self.reports[-1].agency

    def address(self, language: Language) -> str:
        """The site-relative address of the page of all years."""
        return f"{reports_address(self.body, language)}{TRENDS}/"

    @property
    def pairs(self) -> tuple[tuple[Report, Report], ...]:
        """The reports to compare: each with the next one, and the first with the last."""
        found = list(zip(self.reports, self.reports[1:], strict=False))
        ends = (self.reports[0], self.reports[-1])
        return tuple(found if ends in found else [*found, ends])

    def comparison(self, old: Report, new: Report, language: Language) -> str:
        """The site-relative address of the page that compares two of the reports."""
        base = reports_address(self.body, language)
        return f"{base}{COMPARE}/{old.year}-{new.year}/"

    def followed(self, series: Iterable[Series]) -> tuple[Series, ...]:
        """Those of the series that the form of at least one report has."""
        formats = {report.format.id for report in self.reports}
        return tuple(s for s in series if any(s.stretch(format) for format in formats))

    def trend(self, series: Series, part: Part | None = None) -> Trend:
        """What the reports say of a series, or of one of its parts."""
        return Trend(series, part, tuple(_points(self.reports, series, part)))


def reports_address(body: Body | None, language: Language) -> str:
    """The site-relative address of the list of a body's reports."""
    return f"{language.prefix}reports/{f'{body.id}/' if body else ''}"


def timelines(reports: Iterable[Report]) -> tuple[Timeline, ...]:
    """Of each body with two or more reports, the own agency first.

    Reports of several agencies in one folder have one address; that of the newest report has it.
    """
    found: dict[str, Timeline] = {}
    for (body, _), years in in_series(reports).items():
        last = found.get(body)
        if len(years) >= _ENOUGH and (last is None or years[-1].year > last.reports[-1].year):
            found[body] = Timeline(years)
    return tuple(found[body] for body in sorted(found))


def _points(reports: Sequence[Report], series: Series, part: Part | None) -> Iterator[Point]:
    for report in reports:
        stretch = series.stretch(report.format.id)
        if stretch is None:
            continue
        cells = (stretch.cells if part is None else stretch.parts[part.id]).get(report.format.id)
        if cells is not None:
            yield Point(report, stretch, cells, reading(report, cells))


def reading(report: Report, cells: Cells) -> Reading:
    """The figure in those cells of a report.

    A blank counts as nothing beside numbers; without any number the figure is blank, or does not
    apply where all cells are struck out.
    """
    found = [report.tables[cells.table][key] for key in cells.keys]
    if len(found) == 1:
        return Reading(found[0].kind, found[0].number, found[0].written)
    return _sum(found)


def _sum(cells: Sequence[Cell]) -> Reading:
    numbers = [cell.number for cell in cells if cell.number is not None]
    if numbers:
        total = sum(numbers, Decimal(0))
        return Reading(CellKind.NUMBER, total, format(total, "f"))
    kinds = {cell.kind for cell in cells}
    kind = CellKind.NOT_APPLICABLE if kinds == {CellKind.NOT_APPLICABLE} else CellKind.BLANK
    return Reading(kind, None, "")
