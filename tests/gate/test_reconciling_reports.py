"""Any two consecutive reports that reconcile pass; any figure that is changed in one is found."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.linking.reconciliation import reconcile
from portal.model.language import Localised
from portal.model.problem import Location, Problem
from portal.model.report import Cell, CellKey, CellKind, CellType, Format, Report
from tests.gate.test_reports import changed, formats, rules

TRIAL, REVISED = "cn-xxgk-annual-2019", "cn-xxgk-annual-2021"
YEARS = {2019: TRIAL, 2020: TRIAL, 2021: REVISED, 2022: REVISED}
PAIRS = [(2019, 2020), (2020, 2021), (2021, 2022)]
KINDS = (
    *("natural_person", "business", "research_institution"),
    *("public_welfare", "legal_service", "other_organisation"),
)
FLOWS = ("newly_received", "carried_in", "results_total", "carried_out")
RESULTS = ("upheld", "corrected", "other_result", "pending")
COUNTS = st.integers(0, 60)
Figures = dict[CellKey, int]


def rows_of(format: Format, table: str) -> list[str]:
    """The rows of data of a table, in order."""
    found = format.table(table)
    assert found is not None
    return list(dict.fromkeys(row.id for _, row, _ in found.cells()))


def requests(draw: st.DrawFn, format: Format, carried_in: Sequence[int]) -> Figures:
    """Table three: outcomes as they come, everything else follows."""
    found: Figures = {}
    outcomes = [row for row in rows_of(format, "requests") if row not in FLOWS]
    for kind, before in zip(KINDS, carried_in, strict=True):
        counts = draw(st.lists(COUNTS, min_size=len(outcomes), max_size=len(outcomes)))
        results = sum(counts)
        after = draw(st.integers(max(0, before - results), before + 30))
        found |= {(row, kind): count for row, count in zip(outcomes, counts, strict=True)}
        found["carried_in", kind], found["carried_out", kind] = before, after
        found["results_total", kind] = results
        found["newly_received", kind] = results + after - before
    for row in rows_of(format, "requests"):
        found[row, "total"] = sum(found[row, kind] for kind in KINDS)
    return found


def reviews(draw: st.DrawFn, format: Format) -> Figures:
    """Table four."""
    found: Figures = {}
    for row in rows_of(format, "reviews"):
        for result in RESULTS:
            found[row, result] = draw(COUNTS)
        found[row, "total"] = sum(found[row, result] for result in RESULTS)
    return found


def proactive(draw: st.DrawFn, format: Format, before: Figures) -> Figures:
    """Table two, following from that of the year before where that has the same columns."""
    table = format.table("proactive")
    assert table is not None
    found: Figures = {}
    for _, head, over in table.cells():
        least = -20 if over.type is CellType.SIGNED_COUNT else 0
        found[head.id, over.id] = draw(st.integers(least, 60))
    for row, column in found:
        if (row, "items_last_year") in before and column == "items_last_year":
            found[row, column] = before[row, column] + before[row, "change"]
        if (row, "in_force") in before and column == "in_force":
            found[row, column] = before[row, column] + found[row, "issued"] - found[row, "repealed"]
        if (row, "total_public") in before and column == "total_public":
            most = before[row, column] + found[row, "newly_public"]
            found[row, column] = draw(st.integers(0, most))
    return found


def as_report(draw: st.DrawFn, year: int, tables: dict[str, Figures]) -> Report:
    """A report whose zeros are written as zeros, left blank, or struck out."""
    zero = st.sampled_from([CellKind.NUMBER, CellKind.BLANK, CellKind.NOT_APPLICABLE])
    leaves_out = draw(st.booleans())
    file = f"data/reports/{year}.yml"
    written: dict[str, dict[CellKey, Cell]] = {}
    for line, (id, figures) in enumerate(tables.items(), start=1):
        cells: dict[CellKey, Cell] = {}
        for at, (key, number) in enumerate(figures.items(), start=1):
            here = Location(file, line, at)
            kind = draw(zero) if leaves_out and not number else CellKind.NUMBER
            value = Decimal(number) if kind is CellKind.NUMBER else None
            cells[key] = Cell(kind, value, "" if value is None else str(value), here)
        written[id] = cells
    agency = Localised("示例机关", "Sample agency")
    return Report(year, formats()[YEARS[year]], agency, written, None, Location(file, 1))


@st.composite
def two_years(draw: st.DrawFn, years: tuple[int, int]) -> tuple[Report, Report]:
    """Reports of two consecutive years that satisfy every rule."""
    reports: list[Report] = []
    carried: Sequence[int] = draw(st.lists(COUNTS, min_size=len(KINDS), max_size=len(KINDS)))
    before: Figures = {}
    for year in years:
        format = formats()[YEARS[year]]
        three = requests(draw, format, carried)
        two = proactive(draw, format, before)
        carried = [three["carried_out", kind] for kind in KINDS]
        before = two
        tables = {"proactive": two, "requests": three, "reviews": reviews(draw, format)}
        reports.append(as_report(draw, year, tables))
    return reports[0], reports[1]


def found(reports: Sequence[Report]) -> list[Problem]:
    """What the gate says of them, totals that stand alone aside."""
    problems = reconcile(reports, formats().values(), rules())[1]
    return [problem for problem in problems if problem.code != "SUM-002"]


@pytest.mark.parametrize("years", PAIRS)
@settings(max_examples=25)
@given(data=st.data())
def test_reports_that_reconcile_pass(years: tuple[int, int], data: st.DataObject) -> None:
    reports = data.draw(two_years(years))
    assert found(reports) == []


@pytest.mark.parametrize("years", PAIRS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_figure_that_is_changed_is_named(years: tuple[int, int], data: st.DataObject) -> None:
    reports = list(data.draw(two_years(years)))
    at = data.draw(st.integers(0, 1), label="year")
    table = data.draw(st.sampled_from(["requests", "reviews"]), label="table")
    cells = reports[at].tables[table]
    key = data.draw(st.sampled_from(sorted(cells)), label="cell")
    old = cells[key].number
    options: list[Decimal | None] = [Decimal(n) for n in range(80) if n != (old or 0)]
    new = data.draw(st.sampled_from([None, *options] if old else options), label="number")
    reports[at] = changed(reports[at], table, key, new)
    problems = found(reports)
    named = {p.location for p in problems if p.code == "SUM-001"}
    if table == "requests":
        assert named == {cells[key].location}
    else:
        assert named == {cells[key[0], "total"].location}


@pytest.mark.parametrize("years", PAIRS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_number_carried_over_wrongly_is_named(
    years: tuple[int, int], data: st.DataObject
) -> None:
    """Two kinds of applicants swapped in one year leave every sum of that year as it is."""
    first, second = data.draw(two_years(years))
    one, other = data.draw(st.permutations(KINDS))[:2]
    swapped = dict(second.tables["requests"])
    for row in rows_of(second.format, "requests"):
        swapped[row, one], swapped[row, other] = (
            replace(second.tables["requests"][row, other], location=swapped[row, one].location),
            replace(second.tables["requests"][row, one], location=swapped[row, other].location),
        )
    after = replace(second, tables={**second.tables, "requests": swapped})
    carried = {kind: first.tables["requests"]["carried_out", kind].number for kind in (one, other)}
    expected = set()
    for kind in (one, other):
        stated = swapped["carried_in", kind].number
        if None not in (stated, carried[kind]) and stated != carried[kind]:
            expected.add(swapped["carried_in", kind].location)
    problems = found([first, after])
    assert {p.location for p in problems} == expected
    assert {p.code for p in problems} <= {"SUM-003"}
