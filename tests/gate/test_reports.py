"""Annual reports: every equation over every cell, and what a cell may hold."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from portal.linking.reconciliation import check_equations
from portal.loading.written_yaml import read_yaml
from portal.model.messages import messages, sentence
from portal.model.problem import Problem
from portal.model.reconciliation import Rules
from portal.model.report import Cell, CellKey, CellKind, CellType, Format, Report
from portal.model.settings import Settings
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.formats import read_format
from portal.validation.reconciliation import read_rules
from portal.validation.reports import read_report
from portal.validation.settings import read_settings
from tests.gate.tree import REPORT, REPOSITORY, Tree, described

HUAIAN = REPOSITORY / "tests/fixtures/reports/huaian-2024.yml"
YEARS = {2020: REPOSITORY / "data/reports/2020.yml", 2024: HUAIAN}
TABLES = ("requests", "reviews")


def written(path: Path) -> WrittenMap:
    """A YAML mapping of this repository."""
    found, problems = read_yaml(path.read_text(encoding="utf-8"), path.name)
    assert problems == []
    assert isinstance(found, WrittenMap)
    return found


@cache
def formats() -> dict[str, Format]:
    """The formats of this repository."""
    checks = Checks(date(2026, 1, 1))
    found = [read_format(written(p), checks) for p in sorted(REPOSITORY.glob("data/formats/*.yml"))]
    assert checks.problems == []
    return {format.id: format for format in found if format is not None}


@cache
def rules() -> Rules:
    """The reconciliation rules of this repository."""
    checks = Checks(date(2026, 1, 1))
    found = read_rules(written(REPOSITORY / "data/reconciliation.yml"), checks)
    assert checks.problems == []
    return found


@cache
def settings() -> Settings:
    """The settings of this repository."""
    found = read_settings(written(REPOSITORY / "data/site.yml"), Checks(date(2026, 1, 1)))
    assert found is not None
    return found


def read(text: str, year: int) -> tuple[Report | None, list[Problem]]:
    """A report and everything wrong with its cells, equations included."""
    found, problems = read_yaml(text, f"data/reports/{year}.yml")
    assert problems == []
    assert isinstance(found, WrittenMap)
    checks = Checks(date(2026, 1, 1))
    report = read_report(found, formats(), settings(), checks)
    broken = [] if report is None else list(check_equations(report, rules()))
    return report, [*checks.problems, *broken]


@cache
def report(year: int) -> Report:
    """A real report."""
    found, problems = read(YEARS[year].read_text(encoding="utf-8"), year)
    assert problems == []
    assert found is not None
    return found


def changed(whole: Report, table: str, key: CellKey, number: Decimal | None) -> Report:
    """The report with another number in one cell, or with that cell left blank."""
    old = whole.tables[table][key]
    kind = CellKind.BLANK if number is None else CellKind.NUMBER
    cell = Cell(kind, number, "" if number is None else str(number), old.location)
    return replace(whole, tables={**whole.tables, table: {**whole.tables[table], key: cell}})


def cells() -> Iterator[tuple[int, str, CellKey]]:
    """Every cell of the tables under equations, of both real reports."""
    for year in YEARS:
        for table in TABLES:
            for key in report(year).tables[table]:
                yield year, table, key


@pytest.mark.parametrize("year", YEARS)
def test_the_real_reports_pass(year: int) -> None:
    inside = {e.rule for e in report(year).format.equations if not e.is_over_years}
    assert inside == {"R1", "R2", "R3", "R4"}
    assert list(check_equations(report(year), rules())) == []


def test_a_report_of_another_year_is_added_by_its_file_alone(tree: Tree) -> None:
    tree.write("data/reports/2024.yml", HUAIAN.read_bytes())
    assert tree.problems() == ["REPORT-004 data/reports/2024.yml:3:1"]
    site = tree.findings().site
    assert site is not None
    assert [(report.year, report.agency.zh) for report in site.reports] == [
        (2024, "淮安市人民政府"),
        (2020, settings().agency.zh),
    ]


def test_all_cells_are_under_an_equation() -> None:
    count = [sum(1 for year, name, _ in cells() if (year, name) == at) for at in _tables()]
    assert count == [23 * 7, 3 * 5, 25 * 7, 3 * 5]


def _tables() -> list[tuple[int, str]]:
    return [(year, table) for year in YEARS for table in TABLES]


@pytest.mark.parametrize(("year", "table"), _tables())
@pytest.mark.parametrize("by", [1, 1000, -1])
def test_every_wrong_cell_is_caught_and_named(year: int, table: str, by: int) -> None:
    whole = report(year)
    for key, cell in whole.tables[table].items():
        assert cell.number is not None
        if cell.number + by < 0:
            continue
        found = list(check_equations(changed(whole, table, key, cell.number + by), rules()))
        assert {problem.code for problem in found} == {"SUM-001"}
        for problem in found:
            assert problem.location.file == f"data/reports/{year}.yml"
            assert problem.location.line == cell.location.line
            if table == "requests":
                assert problem.location == cell.location


@pytest.mark.parametrize(("year", "table"), _tables())
def test_every_number_left_out_is_caught_and_named(year: int, table: str) -> None:
    whole = report(year)
    for key, cell in whole.tables[table].items():
        found = list(check_equations(changed(whole, table, key, None), rules()))
        if not cell.number:
            assert found == []
            continue
        assert found
        for problem in found:
            assert problem.code == "SUM-001"
            assert problem.location.line == cell.location.line


def test_both_sides_of_a_broken_equation_are_told_in_both_languages() -> None:
    whole = report(2020)
    key = ("granted", "natural_person")
    found = list(check_equations(changed(whole, "requests", key, Decimal(3)), rules()))
    assert sorted(problem.values["rule"] for problem in found) == ["R2", "R3"]
    message = messages()["SUM-001"]
    for problem in found:
        zh, en = sentence(message.zh, problem), sentence(message.en, problem)
        for part in ("勾稽", "（一）予以公开", "自然人", "收到和处理政府信息公开申请情况"):
            assert part in zh
        for part in ("Requests for government information", "Granted", "Natural persons"):
            assert part in en
        values = (problem.values["left"], problem.values["right"])
        assert all(any(character.isdigit() for character in value) for value in values)
    first = next(problem for problem in found if problem.values["rule"] == "R3")
    assert "3" in first.values["right"]


def edited(year: int, find: str, replacement: str) -> list[str]:
    """What is wrong with a real report after one edit of its text."""
    text = YEARS[year].read_text(encoding="utf-8")
    assert text.count(find) == 1
    return [described(problem) for problem in read(text.replace(find, replacement), year)[1]]


def at(year: int, find: str, offset: int) -> str:
    """The place so many characters after the start of a text in a real report."""
    before = YEARS[year].read_text(encoding="utf-8").partition(find)[0]
    column = len(before) - before.rfind("\n") + offset
    return f"data/reports/{year}.yml:{before.count(chr(10)) + 1}:{column}"


NEW = "newly_received:           [31, 0, 0, 0, 0, 0, 31]"


@pytest.mark.parametrize("zero", ["~", "", "null", "n/a"])
def test_blanks_stand_for_nothing(zero: str) -> None:
    edit = f"newly_received: [31, {', '.join([zero or '~'] * 5)}, 31]"
    assert edited(2020, NEW, edit) == []


def test_blank_zero_and_not_applicable_are_kept_apart() -> None:
    text = YEARS[2020].read_text(encoding="utf-8")
    found, problems = read(text.replace(NEW, "newly_received: [31, ~, n/a, 0, 0, 0, 31]"), 2020)
    assert problems == []
    assert found is not None
    row = [found.tables["requests"]["newly_received", c].kind for c in ("business", "total")]
    assert row == [CellKind.BLANK, CellKind.NUMBER]
    cell = found.tables["requests"]["newly_received", "research_institution"]
    assert cell.kind is CellKind.NOT_APPLICABLE


def test_a_report_that_gives_totals_only_passes_with_a_note() -> None:
    edit = "newly_received: [~, ~, ~, ~, ~, ~, 31]"
    text = YEARS[2020].read_text(encoding="utf-8").replace(NEW, edit)
    for row in ("carried_in", "granted", "administrative_enquiry", "not_held", "results_total"):
        start = text.index(f"      {row}:")
        end = text.index("\n", start)
        total = text[start:end].split("]")[0].split(",")[-1].strip()
        text = f"{text[:start]}      {row}: [~, ~, ~, ~, ~, ~, {total}]{text[end:]}"
    found, problems = read(text, 2020)
    assert found is not None
    assert [problem.code for problem in problems] == ["SUM-002"]
    assert problems[0].values["count"] == "6"


@pytest.mark.parametrize("kind", ["research_institution", "public_welfare"])
def test_the_only_figure_of_its_row_and_column_left_out_is_named(kind: str) -> None:
    """Zeros are left blank; one applicant of that kind made one request, which was granted."""
    whole = report(2020)
    for key, cell in whole.tables["requests"].items():
        if not cell.number:
            whole = changed(whole, "requests", key, None)
    for row, count in (("newly_received", 1), ("granted_in_part", 1), ("results_total", 1)):
        for column in (kind, "total"):
            old = whole.tables["requests"][row, column].number or Decimal(0)
            whole = changed(whole, "requests", (row, column), old + count)
    assert list(check_equations(whole, rules())) == []
    key = ("granted_in_part", kind)
    found = list(check_equations(changed(whole, "requests", key, None), rules()))
    assert [problem.values["rule"] for problem in found] == ["R2", "R3"]
    assert {problem.location for problem in found} == {whole.tables["requests"][key].location}


def test_a_wrong_total_alone_is_still_caught_by_the_other_equations() -> None:
    edit = "newly_received: [~, ~, ~, ~, ~, ~, 32]"
    found = edited(2020, NEW, edit)
    assert {line.split()[0] for line in found} == {"SUM-001", "SUM-002"}


WRONG_COUNTS = ["31批次", "'1,383'", "１２", "١٢", "0x1F", "0o17", "1_383", "1e3", "1383条"]
WRONG_COUNTS += ["一千三百", "+8", "-8", "31.0", "031", "' 31'", "x", "n / a", "N/A", "²", "三十一"]


@pytest.mark.parametrize("count", WRONG_COUNTS)
def test_what_is_no_count_is_refused_where_it_stands(count: str) -> None:
    assert edited(2020, "made: 2,", f"made: {count},") == [f"CELL-001 {at(2020, 'made: 2,', 6)}"]


def test_a_separator_without_quotes_begins_another_column() -> None:
    here = at(2020, "made: 2,", 0)
    file, line, column = here.split(":")
    found = edited(2020, "made: 2,", "made: 1,383,")
    assert found == [f"CELL-011 {file}:{line}:{int(column) + 8}"]


@pytest.mark.parametrize("change", ["+8", "-8", "8", "0", "-0"])
def test_signs_in_the_column_of_changes(change: str) -> None:
    assert edited(2020, "10, change: 0", f"10, change: {change}") == []


@pytest.mark.parametrize("change", ["++8", "8-", "＋8", "－8", "−8", "增8", "8%", "8.0"])
def test_what_is_no_change(change: str) -> None:
    find = "10, change: 0"
    found = edited(2020, find, f"10, change: {change}")
    assert found == [f"CELL-002 {at(2020, find, 12)}"]


@pytest.mark.parametrize("amount", ["2147332.5", "2147332.50", "0", "0.01"])
def test_amounts(amount: str) -> None:
    assert edited(2020, "procurement_amount: 2147332", f"procurement_amount: {amount}") == []


@pytest.mark.parametrize("amount", ["2147332.505", "-1", "2147332元", "214万", "1.", ".5", "１"])
def test_what_is_no_amount(amount: str) -> None:
    find = "procurement_amount: 2147332"
    found = edited(2020, find, f"procurement_amount: {amount}")
    assert found == [f"CELL-003 {at(2020, find, 20)}"]


def test_every_type_of_cell_stands_in_a_real_report() -> None:
    types = {
        column.type
        for year in YEARS
        for table in report(year).format.tables
        for _, _, column in table.cells()
    }
    assert types == set(CellType)


def test_columns_may_be_written_in_another_order() -> None:
    text = YEARS[2020].read_text(encoding="utf-8")
    head, _, tail = text.partition("columns: [upheld, corrected, other_result, pending, total]")
    found, problems = read(
        f"{head}columns: [total, upheld, corrected, other_result, pending]{tail}".replace(
            "administrative_review: [0, 0, 0, 0, 0]", "administrative_review: [3, 1, 2, 0, 0]"
        ),
        2020,
    )
    assert problems == []
    assert found is not None
    assert found.tables["reviews"]["administrative_review", "total"].number == 3


def test_a_wrong_report_is_not_published(tree: Tree) -> None:
    tree.edit(REPORT, NEW, NEW.replace("[31", "[32"))
    findings = tree.findings()
    assert findings.site is None
    assert {problem.code for problem in findings.errors} == {"SUM-001"}
