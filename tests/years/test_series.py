"""The declared series: every cell of both formats, what is the same and what is not."""

from decimal import Decimal

import pytest

from portal.model.report import CellKind, Format
from portal.model.series import Series
from portal.model.site import Site
from portal.model.trend import Timeline, timelines
from tests.gate.tree import Tree, build_tree
from tests.years.trees import BODY, YEARS, add_body, make_own, site_of, written

OLD, NEW = "cn-xxgk-annual-2019", "cn-xxgk-annual-2021"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with four reports of a body."""
    tree = build_tree(tmp_path_factory.mktemp("years") / "tree")
    add_body(tree.root)
    return site_of(tree)


@pytest.fixture
def timeline(site: Site) -> Timeline:
    """The four years."""
    (found,) = timelines(site.reports)
    return found


def series(site: Site, id: str) -> Series:
    """The series of that id."""
    return next(found for found in site.series.series if found.id == id)


def formats(site: Site) -> dict[str, Format]:
    """The formats by id."""
    return {format.id: format for format in site.formats}


def held(site: Site, format: str, table: str) -> set[tuple[str, str]]:
    """The cells of a table that some series holds."""
    return {
        key
        for found in site.series.series
        for stretch in found.stretches
        for by_format in (stretch.cells, *stretch.parts.values())
        if format in by_format and by_format[format].table == table
        for key in by_format[format].keys
    }


@pytest.mark.parametrize("format", [OLD, NEW])
def test_every_cell_of_a_format_is_in_a_series(site: Site, format: str) -> None:
    for table in formats(site)[format].tables:
        cells = {(row.id, column.id) for _, row, column in table.cells()}
        assert held(site, format, table.id) == cells


def test_everything_of_tables_three_and_four_continues(site: Site) -> None:
    new_rows = {"correction_overdue", "fee_overdue", "otherwise_handled"}
    for found in site.series.series:
        tables = {cells.table for s in found.stretches for cells in s.cells.values()}
        if tables <= {"requests", "reviews"}:
            (stretch,) = found.stretches
            assert set(stretch.cells) == ({NEW} if found.id in new_rows else {OLD, NEW})


BROKEN = {
    "rules_issued": ("made", "issued"),
    "normative_documents_issued": ("made", "issued"),
    "rules_stock": ("total_public", "in_force"),
    "normative_documents_stock": ("total_public", "in_force"),
}


def test_what_is_not_the_same_has_a_break_with_its_reason(site: Site) -> None:
    broken = {found.id for found in site.series.series if len(found.stretches) > 1}
    assert broken == set(BROKEN)
    for id, (before, after) in BROKEN.items():
        old, new = series(site, id).stretches
        assert [key[1] for key in old.cells[OLD].keys] == [before]
        assert [key[1] for key in new.cells[NEW].keys] == [after]
        assert old.reason is None
        assert new.reason is not None
        assert new.reason.en


def test_what_has_no_successor_ends(site: Site) -> None:
    gone = ("items_last_year", "change", "procurement_items", "procurement_amount", "newly_public")
    for found in site.series.series:
        for stretch in found.stretches:
            columns = {key[1] for cells in stretch.cells.values() for key in cells.keys}
            if columns & set(gone):
                assert set(stretch.cells) == {OLD}


def test_a_row_that_was_divided_is_followed_as_the_sum(site: Site, timeline: Timeline) -> None:
    trend = timeline.trend(series(site, "other_handling"))
    assert {point.stretch.number for point in trend.points} == {1}
    for point in trend.points:
        rows = [key[0] for key in point.cells.keys]
        assert len(rows) == (1 if point.year < 2021 else 3)
        cells = [written(point.year, "requests", row, "total") for row in rows]
        assert point.reading.number == sum(Decimal(cell or 0) for cell in cells)


def test_every_point_is_what_the_report_says(site: Site, timeline: Timeline) -> None:
    checked = 0
    for found in site.series.series:
        for part in (None, *found.parts):
            for point in timeline.trend(found, part).points:
                if len(point.cells.keys) > 1:
                    continue
                (key,) = point.cells.keys
                cell = written(point.year, point.cells.table, *key)
                reading = point.reading
                if cell is None:
                    assert (reading.kind, reading.number) == (CellKind.BLANK, None)
                elif cell == "n/a":
                    assert (reading.kind, reading.number) == (CellKind.NOT_APPLICABLE, None)
                else:
                    assert (reading.number, reading.written) == (Decimal(cell), cell)
                checked += 1
    assert checked > 600


def test_sums_tell_blank_from_zero_and_from_what_does_not_apply(
    site: Site, timeline: Timeline
) -> None:
    """Read for every sum that the declared series make of the reports."""
    kinds = set()
    for found in site.series.series:
        for part in (None, *found.parts):
            for point in timeline.trend(found, part).points:
                if len(point.cells.keys) == 1:
                    continue
                cells = {written(point.year, point.cells.table, *key) for key in point.cells.keys}
                numbers = cells - {None, "n/a"}
                kinds.add(point.reading.kind)
                if numbers:
                    assert point.reading.kind is CellKind.NUMBER
                elif cells == {"n/a"}:
                    assert point.reading.kind is CellKind.NOT_APPLICABLE
                else:
                    assert point.reading.kind is CellKind.BLANK
    assert CellKind.NUMBER in kinds


def test_one_report_makes_no_years(tree: Tree) -> None:
    add_body(tree.root, (2020,))
    assert timelines(site_of(tree).reports) == ()


def test_reports_of_two_bodies_are_never_put_together(tree: Tree) -> None:
    """The own report of 2020 stays alone beside four of another body."""
    add_body(tree.root)
    (found,) = timelines(site_of(tree).reports)
    assert found.body is not None
    assert found.body.id == BODY
    assert [report.year for report in found.reports] == list(YEARS)


def test_two_agencies_in_one_folder_are_never_put_together(tree: Tree) -> None:
    make_own(tree.root, (2019, 2022))
    tree.write(
        "data/reports/2020.yml",
        tree.read("data/reports/2019.yml")
        .replace("year: 2019", "year: 2020")
        .replace("示例机关, en", "示例局, en"),
    )
    (found,) = timelines(site_of(tree).reports)
    assert [report.year for report in found.reports] == [2019, 2022]
    assert [(old.year, new.year) for old, new in found.pairs] == [(2019, 2022)]


def test_pairs_are_neighbours_and_the_ends(timeline: Timeline) -> None:
    assert [(old.year, new.year) for old, new in timeline.pairs] == [
        (2019, 2020),
        (2020, 2021),
        (2021, 2022),
        (2019, 2022),
    ]
