"""Two reports of a body side by side, in the statutory tables, with the differences."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.model.figure_links import table_anchor
from portal.model.grid import Grid, table_grid
from portal.model.language import LANGUAGES, Language
from portal.model.page import Crumb, Heading, Page
from portal.model.report import (
    CellKey,
    Header,
    Report,
    StatutoryTable,
    TableBlock,
    leaves,
)
from portal.model.series import Cells, Series, Stretch
from portal.model.site import Site
from portal.model.trend import Reading, Timeline, reading, timelines
from portal.pages.crumbs import REPORTS_COLUMN, report_crumbs, section_of


@dataclass(frozen=True)
class Compared:
    """A figure in two years; the difference is None where one of them is no number."""

    old: Reading
    new: Reading
    difference: Decimal | None
    is_sum: bool
    """Whether one of the two forms has several cells in its place."""

    @property
    def sign(self) -> str:
        """The sign of the difference, as it is printed."""
        if not self.difference:
            return ""
        return "+" if self.difference > 0 else "−"


@dataclass(frozen=True)
class ComparedTable:
    """A statutory table with two years in each cell; cells that cannot be compared are missing."""

    table: StatutoryTable
    grid: Grid
    cells: Mapping[CellKey, Compared]


@dataclass(frozen=True)
class NotComparable:
    """A series that is not the same in both forms; a stretch is missing where a form lacks it."""

    series: Series
    old: Stretch | None
    new: Stretch | None


def comparison_pages(site: Site) -> Iterator[Page]:
    """A page for each two reports that are compared, in both languages."""
    for timeline in timelines(site.reports):
        for old, new in timeline.pairs:
            for language in LANGUAGES:
                yield _page(site, timeline, old, new, language)


def _page(site: Site, timeline: Timeline, old: Report, new: Report, language: Language) -> Page:
    label = site.labels["compare_title"].in_(language)
    title = label.format(agency=timeline.agency.in_(language), old=old.year, new=new.year)
    tables = compared_tables(site, old, new)
    years = site.labels["years_link"].in_(language)
    return Page(
        address=timeline.comparison(old, new, language),
        language=language,
        template="comparison.html",
        title=title,
        context={
            "old": old,
            "new": new,
            "tables": tables,
            "left_out": not_comparable(site, old, new),
            "years": timeline.address(language),
        },
        section=section_of(site, REPORTS_COLUMN, language),
        counterpart=timeline.comparison(old, new, language.other),
        crumbs=(
            *report_crumbs(site, timeline.body, language),
            Crumb(years, timeline.address(language)),
        ),
        toc=tuple(
            Heading(2, table_anchor(view.table.id), view.table.title.in_(language))
            for view in tables
        ),
        head={"ColumnName": site.labels["reports"].in_(language), "ArticleTitle": title},
    )


def compared_tables(site: Site, old: Report, new: Report) -> tuple[ComparedTable, ...]:
    """The statutory tables with what both reports state.

    Over a revision of the form a table has the shape in which more of it can be compared; what
    cannot be is left out. Tables that only one of the forms has stand nowhere.
    """
    found: list[ComparedTable] = []
    for table in new.format.tables:
        before = old.format.table(table.id)
        if before is None:
            continue
        shapes = [
            _narrowed(shape, _cells(site, shape, own, old, new))
            for shape, own in ((table, new), (before, old))
        ]
        # The newer shape first: of two that show the same, its words are those of today.
        best = max(shapes, key=lambda shape: len(shape.cells))
        if best.cells:
            found.append(best)
    return tuple(found)


def not_comparable(site: Site, old: Report, new: Report) -> tuple[NotComparable, ...]:
    """The series that one of the two forms lacks, or counts differently."""
    found = (
        NotComparable(series, series.stretch(old.format.id), series.stretch(new.format.id))
        for series in site.series.series
    )
    return tuple(item for item in found if item.old != item.new)


def _cells(
    site: Site, table: StatutoryTable, own: Report, old: Report, new: Report
) -> dict[CellKey, Compared]:
    """The cells of the table, which is one of `own`'s form, that both reports state."""
    if old.format.id == new.format.id:
        same = {
            (row.id, column.id): Cells(own.format.id, table.id, ((row.id, column.id),), None)
            for _, row, column in table.cells()
        }
        return {key: _compared(old, cells, new, cells) for key, cells in same.items()}
    found: dict[CellKey, Compared] = {}
    for by_format in _continued(site, old, new):
        here = by_format[own.format.id]
        if here.table == table.id and len(here.keys) == 1:
            found[here.keys[0]] = _compared(
                old, by_format[old.format.id], new, by_format[new.format.id]
            )
    return found


def _continued(site: Site, old: Report, new: Report) -> Iterator[Mapping[str, Cells]]:
    """The cells by format of every figure that both forms count in the same way."""
    for series in site.series.series:
        for stretch in series.stretches:
            for by_format in (stretch.cells, *stretch.parts.values()):
                if old.format.id in by_format and new.format.id in by_format:
                    yield by_format


def _compared(old: Report, old_cells: Cells, new: Report, new_cells: Cells) -> Compared:
    before, after = reading(old, old_cells), reading(new, new_cells)
    difference = None
    if before.number is not None and after.number is not None:
        difference = after.number - before.number
    is_sum = len(old_cells.keys) != len(new_cells.keys)
    return Compared(before, after, difference, is_sum)


def _narrowed(table: StatutoryTable, cells: Mapping[CellKey, Compared]) -> ComparedTable:
    """The table with the rows and columns of which something can be compared."""
    blocks: list[TableBlock] = []
    for block in table.blocks:
        keys = {
            (row.id, column.id)
            for row in leaves(block.rows)
            for column in leaves(block.columns)
            if (row.id, column.id) in cells
        }
        if keys:
            columns = _kept(block.columns, {column for _, column in keys})
            rows = _kept(block.rows, {row for row, _ in keys})
            blocks.append(replace(block, columns=columns, rows=rows))
    shown = replace(table, blocks=tuple(blocks))
    return ComparedTable(shown, table_grid(shown) if blocks else Grid(0, 0), cells)


def _kept(headers: tuple[Header, ...], ids: Collection[str]) -> tuple[Header, ...]:
    """The labels above the rows or columns of those ids."""
    found = (replace(header, children=_kept(header.children, ids)) for header in headers)
    return tuple(header for header in found if header.children or header.id in ids)
