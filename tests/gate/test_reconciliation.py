"""Rules over the years of one body, and what the office acknowledges."""

import pytest

from portal.model.messages import messages, sentence
from portal.model.reconciliation import RuleSeverity
from tests.gate.series import YEARS, Series, build_series
from tests.gate.tree import Tree

IN_FORCE = "in_force: 34"


@pytest.fixture
def series(tree: Tree) -> Series:
    """The four years, which agree with each other."""
    return build_series(tree)


def broken_in_force(series: Series) -> str:
    """Break R6 in 2022 and say where."""
    series.edit(2022, IN_FORCE, "in_force: 35")
    return series.place(2022, "35}")


def test_years_that_agree_have_no_problem(series: Series) -> None:
    findings, problems = series.found()
    assert problems == []
    assert findings.site is not None
    assert [report.year for report in findings.site.reports] == sorted(YEARS, reverse=True)
    assert findings.site.explained == {}


def test_every_rule_stands_in_one_list_and_each_format_uses_it(series: Series) -> None:
    site = series.found()[0].site
    assert site is not None
    assert list(site.rules) == [f"R{number}" for number in range(1, 12)]
    assert {
        severity: [rule.id for rule in site.rules.values() if rule.severity is severity]
        for severity in RuleSeverity
    } == {
        RuleSeverity.ERROR: ["R1", "R2", "R3", "R4", "R8"],
        RuleSeverity.ACKNOWLEDGE: ["R5", "R6", "R7", "R9"],
        RuleSeverity.WARNING: ["R10", "R11"],
    }
    used = {format.id: [e.rule for e in format.equations] for format in site.formats}
    assert used == {
        "cn-xxgk-annual-2019": ["R1", "R2", "R3", "R4", "R5", "R7", "R11"],
        "cn-xxgk-annual-2021": ["R1", "R2", "R3", "R4", "R5", "R6"],
    }


def test_documents_in_force_follow_from_the_year_before(series: Series) -> None:
    place = broken_in_force(series)
    findings, problems = series.found()
    assert findings.site is None
    assert [f"{found.code} {found.location}" for found in problems] == [f"SUM-003 {place}"]
    message = messages()["SUM-003"]
    zh, en = sentence(message.zh, problems[0]), sentence(message.en, problems[0])
    for text in (zh, en):
        for part in ("R6", "2021.yml", "2022.yml", "[2021]", "[2022]", "38", "35", "= 34", "− "):
            assert part in text
    for part in ("主动公开政府信息情况", "行政规范性文件", "现行有效件数 35", "本年废止件数 11"):
        assert part in zh
    for part in ("Administrative normative documents", "Currently in force 35", "Repealed"):
        assert part in en
    fix = sentence(message.fix, problems[0])
    assert "rule: R6, table: proactive, row: normative_documents, column: in_force" in fix
    assert "data/report-notes/2022.yml" in fix


@pytest.mark.parametrize("find", ["in_force: 38", "repealed: 11", "issued: 7"])
def test_every_part_of_a_rule_over_years_is_bound(series: Series, find: str) -> None:
    year = 2021 if find.endswith("38") else 2022
    series.edit(year, find, f"{find}0")
    assert series.problems() == [f"SUM-003 {series.place(2022, '34}')}"]


@pytest.mark.parametrize(
    ("find", "replacement"),
    [
        ("items_last_year: 12, change: -2", "items_last_year: 13, change: -2"),
        ("items_last_year: 12, change: -2", "items_last_year: 12, change: 2"),
    ],
)
def test_items_of_the_previous_year_follow_from_its_change(
    series: Series, find: str, replacement: str
) -> None:
    series.edit(2019, find, replacement)
    assert series.problems() == [f"SUM-003 {series.place(2020, '10, change: +1')}"]


def test_the_total_public_is_bounded_from_above_only(series: Series) -> None:
    series.edit(2020, "total_public: 46", "total_public: 20")
    assert series.problems() == []
    series.edit(2020, "total_public: 20", "total_public: 50")
    findings, problems = series.found()
    assert [f"{found.code} {found.location}" for found in problems] == [
        f"SUM-004 {series.place(2020, '50}')}"
    ]
    assert findings.site is not None


@pytest.mark.parametrize("year", [2020, 2021, 2022])
def test_what_is_carried_in_was_carried_out_in_every_column(series: Series, year: int) -> None:
    """Swap two columns of the year before: its own sums hold, only the year after tells."""
    text = series.tree.read(f"data/reports/{year - 1}.yml")
    lines = []
    for line in text.splitlines(keepends=True):
        head, bracket, tail = line.partition("[")
        cells = tail.split(",")
        if ":" in head and bracket and len(cells) == 7:
            cells[0], cells[1] = cells[1], cells[0]
        lines.append(head + bracket + ",".join(cells))
    series.tree.write(f"data/reports/{year - 1}.yml", "".join(lines))
    found = series.found()[1]
    here = [p for p in found if p.location.file == f"data/reports/{year}.yml"]
    assert [(p.code, p.values["rule"], p.values["column_id"]) for p in here] == [
        ("SUM-003", "R5", "natural_person"),
        ("SUM-003", "R5", "business"),
    ]
    assert {p.location.line for p in here} == {
        series.tree.place(f"data/reports/{year}.yml", "carried_in").line
    }
    assert {p.values["rule"] for p in found} == {"R5"}


def test_only_consecutive_years_are_compared(series: Series) -> None:
    series.tree.remove("data/reports/2021.yml")
    assert series.problems() == []


def test_only_reports_of_one_body_are_compared(series: Series) -> None:
    series.edit(2022, "示例机关, en: Sample agency", "另一机关, en: Another agency")
    broken_in_force(series)
    assert series.problems() == []


def test_reports_of_another_body_are_compared_with_each_other(series: Series) -> None:
    series.tree.write(
        "data/bodies.yml", "bodies:\n  - {id: bureau, title: {zh: 示例局, en: Sample bureau}}\n"
    )
    for year in (2021, 2022):
        text = series.tree.read(f"data/reports/{year}.yml")
        changed = text.replace("in_force: 34", "in_force: 30")
        series.tree.write(f"data/reports/bureau/{year}.yml", changed)
    place = series.tree.place("data/reports/bureau/2022.yml", "30}")
    assert series.problems() == [f"SUM-003 {place}"]


def test_what_the_other_format_does_not_have_is_not_judged(series: Series) -> None:
    series.edit(2021, "in_force: 38", "in_force: 999")
    series.edit(2022, IN_FORCE, "in_force: 995")
    series.edit(2020, "change: +5", "change: +500")
    assert series.problems() == []


@pytest.mark.parametrize("blank", ["~", "n/a"])
def test_a_year_before_that_is_blank_or_not_applicable_is_not_zero(
    series: Series, blank: str
) -> None:
    series.edit(2021, "in_force: 38", f"in_force: {blank}")
    assert series.problems() == []


def test_a_blank_beside_numbers_counts_as_nothing(series: Series) -> None:
    series.edit(2022, "repealed: 11, in_force: 34", "repealed: ~, in_force: 45")
    assert series.problems() == []


class TestAcknowledged:
    """A broken rule that the office explains is no error any more."""

    @pytest.mark.parametrize(
        "entry",
        [
            "rule: R6",
            "rule: R6, table: proactive",
            "rule: R6, row: normative_documents",
            "rule: R6, table: proactive, row: normative_documents, column: in_force",
        ],
    )
    def test_it_is_published_with_its_reason(self, series: Series, entry: str) -> None:
        broken_in_force(series)
        series.note(2022, entry)
        findings, problems = series.found()
        assert problems == []
        assert findings.site is not None
        (explained,) = findings.site.explained["2022"]
        breach = explained.breach
        assert (breach.rule, breach.table, breach.row, breach.column) == (
            *("R6", "proactive", "normative_documents", "in_force"),
        )
        assert breach.left.zh == "[2022] 现行有效件数 35"
        assert breach.right.en is not None
        assert breach.right.en.endswith("= 34")
        assert explained.said.reason.zh == "原因"

    @pytest.mark.parametrize(
        "entry",
        [
            "rule: R5",
            "rule: R6, table: requests",
            "rule: R6, table: proactive, row: rules",
            "rule: R6, table: proactive, row: normative_documents, column: issued",
        ],
    )
    def test_another_rule_or_place_is_not_spoken_for(self, series: Series, entry: str) -> None:
        place = broken_in_force(series)
        series.note(2022, entry)
        assert series.problems() == ["SUM-008 data/report-notes/2022.yml:2:5", f"SUM-003 {place}"]

    def test_the_year_before_cannot_speak_for_the_year_after(self, series: Series) -> None:
        place = broken_in_force(series)
        series.note(2021, "rule: R6")
        assert series.problems() == ["SUM-008 data/report-notes/2021.yml:2:5", f"SUM-003 {place}"]

    def test_an_expectation_then_says_nothing(self, series: Series) -> None:
        series.edit(2020, "total_public: 46", "total_public: 50")
        series.note(2020, "rule: R11, table: proactive")
        assert series.problems() == []

    def test_what_holds_inside_a_table_cannot_be_acknowledged(self, series: Series) -> None:
        series.edit(2022, "administrative_review: [8,", "administrative_review: [9,")
        series.note(2022, "rule: R4, table: reviews")
        codes = [line.split()[0] for line in series.problems()]
        assert codes == ["SUM-006", "SUM-001"]

    def test_the_entry_that_names_most_speaks(self, series: Series) -> None:
        broken_in_force(series)
        series.note(2022, "rule: R6", "rule: R6, table: proactive, row: normative_documents")
        findings, problems = series.found()
        assert [f"{p.code} {p.location}" for p in problems] == [
            "SUM-008 data/report-notes/2022.yml:2:5"
        ]
        assert findings.site is not None
        assert findings.site.explained["2022"][0].said.row == "normative_documents"


def test_the_severity_of_a_rule_is_data(tree: Tree) -> None:
    series = build_series(tree)
    place = broken_in_force(series)
    for old, new, code in (("acknowledge", "warning", "SUM-004"), ("warning", "error", "SUM-001")):
        text = tree.read("data/reconciliation.yml")
        head, rule, tail = text.partition("  - id: R6\n")
        tree.write(
            "data/reconciliation.yml",
            head + rule + tail.replace(f"severity: {old}", f"severity: {new}", 1),
        )
        assert series.problems() == [f"{code} {place}"]


class TestDeclared:
    """Equations in the forms that no format needs yet."""

    RULE = "  - {id: R12, title: {zh: 试验, en: Trial}, severity: error, basis: inferred}\n"

    def declare(self, series: Series, *lines: str) -> None:
        """Add a rule, and its equation to the format of 2021."""
        tree = series.tree
        tree.write("data/reconciliation.yml", tree.read("data/reconciliation.yml") + self.RULE)
        file = "data/formats/cn-xxgk-annual-2021.yml"
        tree.write(file, tree.read(file) + "  - rule: R12\n" + "".join(f"    {x}\n" for x in lines))

    def test_single_cells_of_two_tables(self, series: Series) -> None:
        self.declare(
            series,
            "table: reviews",
            "holds_in: one_cell",
            "left: [{row: administrative_review, column: total}]",
            "relation: at_most",
            "right: [{table: requests, row: results_total, column: total}]",
        )
        assert series.problems() == []
        series.edit(2022, "[8, 7, 5, 6, 26]", "[8, 7, 5, 600, 620]")
        findings, problems = series.found()
        assert [f"{p.code} {p.location}" for p in problems] == [
            f"SUM-001 {series.place(2022, '620]')}"
        ]
        assert findings.site is None
        assert problems[0].values["right"] == (
            "收到和处理政府信息公开申请情况 / （七）总计 / 总计 420"
        )

    def test_rows_of_another_table_in_the_columns_that_both_have(self, series: Series) -> None:
        self.declare(
            series,
            "table: reviews",
            "holds_in: each_column",
            "left: [{row: administrative_review}, {row: litigation}]",
            "relation: at_most",
            "right: [{table: requests, row: results}]",
        )
        assert series.problems() == []
        series.edit(2022, "[8, 7, 5, 6, 26]", "[8, 7, 5, 6000, 6020]")
        assert [line.split()[0] for line in series.problems()] == ["SUM-001"]

    def test_a_term_is_taken_away(self, series: Series) -> None:
        self.declare(
            series,
            "table: requests",
            "holds_in: each_row",
            "left: [{column: organisations}]",
            "right: [{column: total}, {column: natural_person, minus: true}]",
        )
        assert series.problems() == []
        series.edit(2022, "[271, 81,  10,", "[271, 82,  10,")
        found = [p for p in series.found()[1] if p.values["rule"] == "R12"]
        assert [p.values["right_en"] for p in found] == ["Total 419 − Natural persons 271 = 148"]
