"""The next report before its deadline: what is there, what is missing, on which day."""

from datetime import date
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from portal.__main__ import main
from portal.editing.translated import renew_fingerprints
from portal.gate import Findings
from portal.linking.outlook import outlook as on_day
from portal.model.outlook import Need, Outlook
from portal.model.report import leaves
from tests.gate.tree import AS_OF, REPORT, REPORT_TEXT, Tree

FIGURES = "data/reports/2026.yml"
TEXT = "content/zh/reports/2026.md"
ENGLISH = "content/en/reports/2026.md"
FORMAT = "cn-xxgk-annual-2021"
BEFORE = date(2027, 1, 20)

ZH = """\
---
title: 示例机关2026年度政府信息公开工作年度报告
year: 2026
---

## 一、总体情况

主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障均有进展。

## 二、主动公开政府信息情况

[[table:proactive]]

## 三、收到和处理政府信息公开申请情况

[[table:requests]]

## 四、政府信息公开行政复议、行政诉讼情况

[[table:reviews]]

## 五、存在的主要问题及改进情况

有关情况。

## 六、其他需要报告的事项

没有收取信息处理费。
"""
EN = """\
---
title: Sample agency: annual report 2026
---

## I. Overall situation

Progress was made in every field.

## II. Proactive disclosure of government information

[[table:proactive]]

## III. Requests for government information received and handled

[[table:requests]]

## IV. Administrative review and administrative litigation over government information disclosure

[[table:reviews]]

## V. Main problems and improvements

The situation.

## VI. Other matters to be reported

No processing fees were charged.
""".replace("title: Sample agency: annual", 'title: "Sample agency: annual').replace(
    "2026\n---", '2026"\n---', 1
)


def figures(tree: Tree, year: int = 2026, value: str | None = "0") -> str:
    """A report whose cells all hold the same, in the format of 2021."""
    site = tree.findings().site
    assert site is not None
    format = next(format for format in site.formats if format.id == FORMAT)
    tables: dict[str, Any] = {}
    for table in format.tables:
        tables[table.id] = {
            "rows": {
                row.id: {column.id: value for column in leaves(block.columns)}
                for block in table.blocks
                for row in leaves(block.rows)
            }
        }
    written: str = yaml.safe_dump({"year": year, "format": FORMAT, "tables": tables})
    return written.replace("'0'", "0")


def complete(tree: Tree) -> None:
    """The report of 2026 with everything, translated as it stands."""
    tree.write(FIGURES, figures(tree))
    tree.write(TEXT, ZH)
    tree.write(ENGLISH, EN)
    assert renew_fingerprints(tree.root, tree.root / ENGLISH) == []


def outlook(tree: Tree, as_of: date = AS_OF) -> Outlook:
    """What the gate finds of the next report."""
    findings: Findings = tree.findings(as_of)
    assert findings.site is not None, tree.problems(as_of)
    return findings.site.outlook


def missing(tree: Tree, as_of: date = BEFORE) -> set[Need]:
    """What the next report lacks."""
    following = outlook(tree, as_of).next
    assert following is not None
    return {item.need for item in following.missing}


@pytest.mark.parametrize(
    ("as_of", "year", "days"),
    [
        (date(2026, 11, 22), 2026, 70),
        (date(2026, 12, 31), 2026, 31),
        (date(2027, 1, 1), 2026, 30),
        (date(2027, 1, 31), 2026, 0),
        (date(2027, 2, 1), 2027, 364),
    ],
)
def test_the_next_deadline(tree: Tree, as_of: date, year: int, days: int) -> None:
    following = outlook(tree, as_of).next
    assert following is not None
    assert (following.year, following.days, following.due) == (year, days, date(year + 1, 1, 31))
    assert following.report is None


def test_years_that_are_not_held_are_a_note_and_not_an_error(tree: Tree) -> None:
    found = outlook(tree)
    assert found.absent == (2021, 2022, 2023, 2024, 2025)
    assert found.overdue is None
    told = [p for p in tree.findings().problems if p.code == "DUE-004"]
    assert [problem.values["years"] for problem in told] == ["2021, 2022, 2023, 2024, 2025"]


def test_a_year_that_is_held_is_not_among_them(tree: Tree) -> None:
    tree.write("data/reports/2023.yml", figures(tree, 2023))
    assert outlook(tree).absent == (2021, 2022, 2024, 2025)


def test_overdue_and_absent_years_are_told_apart(tree: Tree) -> None:
    found = outlook(tree, date(2027, 3, 1))
    assert found.overdue is not None
    assert (found.overdue.year, found.overdue.days) == (2026, -29)
    assert 2026 not in found.absent
    later = outlook(tree, date(2027, 12, 1))
    assert later.overdue is None
    assert 2026 in later.absent


def test_a_complete_report_lacks_nothing_and_no_day_says_otherwise(tree: Tree) -> None:
    complete(tree)
    assert missing(tree) == set()
    for as_of in (BEFORE, date(2027, 1, 31), date(2027, 2, 1)):
        assert tree.codes(as_of) == []
        assert outlook(tree, as_of).overdue is None


@pytest.mark.parametrize(
    ("file", "find", "put", "lacks"),
    [
        (TEXT, "没有收取信息处理费。", "无。", {Need.DUTIES}),
        (TEXT, "政府信息公开平台建设、", "", {Need.DUTIES}),
        (TEXT, "有关情况。\n", "\n", {Need.SECTIONS}),
        (TEXT, "## 五、存在的主要问题及改进情况\n\n有关情况。\n\n", "", {Need.SECTIONS}),
        (TEXT, "有关情况。", "有关情况如下。", set()),
    ],
)
def test_one_thing_that_is_missing_in_the_text(
    tree: Tree, file: str, find: str, put: str, lacks: set[Need]
) -> None:
    complete(tree)
    tree.edit(file, find, put)
    found = missing(tree)
    # The English text is no longer that of the Chinese either.
    assert Need.CURRENT in found
    assert found - {Need.CURRENT} == lacks


def test_a_blank_table_is_missing(tree: Tree) -> None:
    complete(tree)
    blank = figures(tree, value=None).partition("  reviews:\n")[2]
    filled = tree.read(FIGURES).partition("  reviews:\n")
    tree.write(FIGURES, filled[0] + filled[1] + blank)
    following = outlook(tree, BEFORE).next
    assert following is not None
    item = next(item for item in following.items if item.need is Need.TABLES)
    assert [name.zh for name in item.names] == ["政府信息公开行政复议、行政诉讼情况"]
    assert tree.codes(BEFORE) == ["DUE-002"]


def test_figures_alone_lack_their_text(tree: Tree) -> None:
    tree.write(FIGURES, figures(tree))
    assert missing(tree) == set(Need) - {Need.FIGURES, Need.TABLES}


def test_the_form_of_2019_asks_for_no_statements(tree: Tree) -> None:
    site = tree.findings().site
    assert site is not None
    following = on_day(site.formats, site.reports, date(2021, 1, 20)).next
    assert following is not None
    assert (following.year, following.days) == (2020, 11)
    assert [item.need for item in following.items] == [n for n in Need if n is not Need.DUTIES]
    assert {item.need for item in following.missing} == {
        Need.SECTIONS,
        Need.TRANSLATION,
        Need.CURRENT,
    }


def test_a_report_that_is_wrong_in_itself_is_not_said_to_be_missing(tree: Tree) -> None:
    tree.write(FIGURES, figures(tree).replace("upheld: 0", "upheld: x", 1))
    assert set(tree.codes(BEFORE)) == {"CELL-001"}


def test_reports_of_other_bodies_keep_no_deadline_here(tree: Tree) -> None:
    tree.write("data/bodies.yml", "bodies:\n  - {id: bureau, title: {zh: 示例局, en: Bureau}}\n")
    tree.write("data/reports/bureau/2026.yml", figures(tree))
    assert outlook(tree).absent == (2021, 2022, 2023, 2024, 2025)
    following = outlook(tree).next
    assert following is not None
    assert following.report is None


def test_without_any_report_no_year_is_absent(tree: Tree) -> None:
    tree.remove(REPORT)
    tree.remove(REPORT_TEXT)
    found = outlook(tree, date(2027, 2, 1))
    assert (found.absent, found.overdue) == ((), None)


def status(tree: Tree, as_of: date) -> Result:
    """Run `portal status`."""
    options = ["--root", str(tree.root), "--as-of", as_of.isoformat()]
    return CliRunner().invoke(main, ["status", *options])


def test_the_command_prints_the_checklist(tree: Tree) -> None:
    complete(tree)
    tree.edit(TEXT, "没有收取信息处理费。", "无。")
    result = status(tree, BEFORE)
    assert result.exit_code == 0
    printed = result.output.splitlines()
    assert printed[0].startswith("2026")
    assert "2027-01-31" in printed[1]
    assert [line[:3] for line in printed[2:8]] == ["[x]", "[x]", "[x]", "[x]", "[x]", "[ ]"]
    assert "收取信息处理费情况" in printed[8]
    assert "2021 2022 2023 2024 2025" in printed[-1]


def test_the_command_prints_what_is_overdue_first(tree: Tree) -> None:
    printed = status(tree, date(2027, 2, 1)).output.splitlines()
    assert [line[:4] for line in printed if line[:4].isdigit()] == ["2026", "2027"]


def test_the_command_says_what_stands_in_the_way(tree: Tree) -> None:
    tree.edit(REPORT, "year: 2020", "year: 2019")
    result = status(tree, BEFORE)
    assert result.exit_code == 1
    assert "REPORT-001" in result.output
