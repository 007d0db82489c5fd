"""Published reports that change: what the history of Git and the notes of the office must say."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.loading.written_yaml import read_yaml
from portal.model.language import Language
from portal.model.problem import Problem
from portal.model.report import Cell
from portal.model.revision import Revision
from portal.validation.versions import read_cells, read_noted_days, read_passages
from tests.gate.histories import Repository, git, start
from tests.gate.tree import REPORT, REPORT_TEXT, Tree, is_usual

NOTES = "data/report-notes/2020.yml"
ENGLISH_TEXT = "content/en/reports/2020.md"
DAY = date(2021, 7, 5)
LATER = date(2021, 12, 1)
INTRODUCTION = "\n## 一、总体情况\n\n本机关全年主动公开政府信息1383条。\n"
ENGLISH = """---
title: Annual report 2020 on government information disclosure
---

## I. Overall situation

The agency disclosed 1,383 items of information in the year.

## II. Proactive disclosure of government information

[[table:proactive]]

## III. Requests for government information received and handled

[[table:requests]]

## IV. Administrative review and administrative litigation over government information disclosure

[[table:reviews]]

## V. Main problems and improvements

Text.

## VI. Other matters to be reported

None.
"""


@pytest.fixture
def repository(tree: Tree) -> Repository:
    """The report of 2020 with a text of its own in both languages, committed before its day."""
    tree.edit(REPORT_TEXT, "\n## 二、", f"{INTRODUCTION}\n## 二、")
    tree.write(ENGLISH_TEXT, ENGLISH)
    return start(tree)


def correct(tree: Tree, *days: str) -> None:
    """Notes of corrections on those days."""
    notes = [f"  - {{on: {day}, reason: {{zh: 原数有误, en: It was wrong}}}}\n" for day in days]
    tree.write(NOTES, "".join(["corrections:\n", *notes]))


def change_figure(tree: Tree, new: str = "34") -> None:
    """Another total of normative documents, which no equation covers."""
    tree.edit(REPORT, "total_public: 33}", f"total_public: {new}}}")


def told(tree: Tree, day: date = LATER) -> list[str]:
    """`CODE file:line` of what concerns corrections."""
    found = tree.findings(day).problems
    return [f"{p.code} {p.location.file}:{p.location.line}" for p in found if is_ours(p)]


def is_ours(problem: Problem) -> bool:
    """Whether it is about corrections."""
    return problem.code.startswith("CORRECT-")


def revisions(tree: Tree, day: date = LATER) -> tuple[Revision, ...]:
    """What changed in the report since its publication; the gate must pass."""
    findings = tree.findings(day)
    assert findings.site is not None, findings.errors
    return findings.site.revisions.get("2020", ())


def line_of(tree: Tree, path: str, text: str) -> int:
    """The line on which a text first stands."""
    return tree.place(path, text).line


def figures(cell: Cell | None) -> str:
    """What is written in a cell."""
    assert cell is not None
    return cell.written


class TestNotes:
    def test_a_changed_figure_without_note_stops_publication(self, repository: Repository) -> None:
        tree = repository.tree
        change_figure(tree)
        repository.commit("2021-07-05")
        findings = tree.findings(LATER)
        assert findings.site is None
        (problem,) = findings.errors
        line = line_of(tree, REPORT, "total_public: 34")
        assert (problem.code, problem.location.file, problem.location.line) == (
            "CORRECT-001",
            REPORT,
            line,
        )
        assert problem.values["old"] == "33"
        assert problem.values["new"] == "34"
        assert problem.values["row"] == "规范性文件"
        assert problem.values["day"] == "2021-07-05"
        assert problem.values["file"] == NOTES

    def test_a_changed_text_without_note_stops_publication(self, repository: Repository) -> None:
        tree = repository.tree
        tree.edit(REPORT_TEXT, "1383条", "1384条")
        tree.edit(ENGLISH_TEXT, "1,383", "1,384")
        repository.commit("2021-07-05")
        (problem,) = tree.findings(LATER).errors
        line = line_of(tree, REPORT_TEXT, "1384条")
        assert (problem.code, problem.location.line) == ("CORRECT-002", line)
        assert "1383" in problem.values["old"]
        assert "1384" in problem.values["new"]

    def test_a_changed_title_without_note_stops_publication(self, repository: Repository) -> None:
        repository.tree.edit(REPORT_TEXT, "title: 示例机关", "title: 示例办公室")
        assert told(repository.tree, DAY) == [f"CORRECT-002 {REPORT_TEXT}:2"]

    def test_the_note_of_the_day_explains_the_change(self, repository: Repository) -> None:
        tree = repository.tree
        change_figure(tree)
        correct(tree, "2021-07-05")
        repository.commit("2021-07-05")
        assert told(tree) == []
        (revision,) = revisions(tree)
        assert revision.day == DAY
        assert [note.reason.zh for note in revision.notes] == ["原数有误"]
        (cell,) = revision.change.cells
        assert cell.place == ("proactive", "normative_documents", "total_public")
        assert (figures(cell.old), figures(cell.new)) == ("33", "34")

    def test_the_day_is_that_in_china(self, repository: Repository) -> None:
        tree = repository.tree
        change_figure(tree)
        correct(tree, "2021-07-06")
        repository.commit("2021-07-05", clock="23:00:00+00:00")
        assert told(tree) == []
        assert [revision.day for revision in revisions(tree)] == [date(2021, 7, 6)]

    def test_a_note_written_before_the_change_was_merged_explains_it(
        self, repository: Repository
    ) -> None:
        tree = repository.tree
        git(repository.folder, "checkout", "--quiet", "-b", "correction")
        change_figure(tree)
        correct(tree, "2021-07-01")
        repository.commit("2021-07-01")
        git(repository.folder, "checkout", "--quiet", "main")
        git(
            repository.folder,
            *("-c", "user.name=示例", "-c", "user.email=editor@example.gov.cn"),
            *("merge", "--quiet", "--no-ff", "-m", "merge", "correction"),
            GIT_AUTHOR_DATE="2021-07-05T09:00:00+08:00",
            GIT_COMMITTER_DATE="2021-07-05T09:00:00+08:00",
        )
        assert told(tree) == []
        (revision,) = revisions(tree)
        assert revision.day == DAY
        assert [note.on for note in revision.notes] == [date(2021, 7, 1)]

    def test_an_old_note_explains_no_later_change(self, repository: Repository) -> None:
        tree = repository.tree
        correct(tree, "2021-06-20")
        repository.commit("2021-06-20")
        change_figure(tree)
        repository.commit("2021-07-05")
        assert sorted(line.split()[0] for line in told(tree)) == ["CORRECT-001", "CORRECT-003"]

    def test_a_note_without_change_is_a_warning(self, repository: Repository) -> None:
        tree = repository.tree
        change_figure(tree)
        correct(tree, "2021-07-05", "2021-07-06")
        repository.commit("2021-07-05")
        findings = tree.findings(LATER)
        assert findings.site is not None
        assert told(tree) == [f"CORRECT-003 {NOTES}:{line_of(tree, NOTES, '2021-07-06')}"]

    def test_every_day_needs_a_note_of_its_own(self, repository: Repository) -> None:
        tree = repository.tree
        change_figure(tree)
        correct(tree, "2021-07-05")
        repository.commit("2021-07-05")
        change_figure_again = "total_public: 34}"
        tree.edit(REPORT, change_figure_again, "total_public: 35}")
        repository.commit("2021-07-09")
        (problem,) = tree.findings(LATER).errors
        assert (problem.code, problem.values["old"], problem.values["new"]) == (
            "CORRECT-001",
            "34",
            "35",
        )
        correct(tree, "2021-07-05", "2021-07-09")
        repository.commit("2021-07-10")
        assert [revision.day.day for revision in revisions(tree)] == [5, 9]

    def test_changes_of_one_day_are_one(self, repository: Repository) -> None:
        tree = repository.tree
        change_figure(tree)
        repository.commit("2021-07-05")
        tree.edit(REPORT, "total_public: 34}", "total_public: 35}")
        correct(tree, "2021-07-05")
        repository.commit("2021-07-05", clock="18:00:00+08:00")
        (revision,) = revisions(tree)
        assert [(figures(c.old), figures(c.new)) for c in revision.change.cells] == [("33", "35")]

    def test_what_was_taken_back_the_same_day_is_no_change(self, repository: Repository) -> None:
        tree = repository.tree
        change_figure(tree)
        repository.commit("2021-07-05")
        tree.edit(REPORT, "total_public: 34}", "total_public: 33}")
        repository.commit("2021-07-05", clock="18:00:00+08:00")
        assert told(tree) == []
        assert revisions(tree) == ()


class TestPublication:
    def test_changes_before_the_deadline_need_no_note(self, repository: Repository) -> None:
        change_figure(repository.tree)
        repository.commit("2021-01-31")
        assert told(repository.tree) == []
        assert revisions(repository.tree) == ()

    def test_changes_after_the_declared_day_need_one(self, repository: Repository) -> None:
        tree = repository.tree
        tree.edit(REPORT_TEXT, "year: 2020\n", "year: 2020\npublished: 2021-01-22\n")
        change_figure(tree)
        repository.commit("2021-01-25")
        assert [line.split()[0] for line in told(tree)] == ["CORRECT-001"]

    def test_a_report_that_comes_after_the_deadline_starts_complete(self, tree: Tree) -> None:
        text = tree.read(REPORT_TEXT)
        tree.remove(REPORT_TEXT)
        repository = start(tree)
        change_figure(tree)
        repository.commit("2021-07-01")
        tree.write(REPORT_TEXT, text)
        repository.commit("2021-07-02")
        assert told(tree) == []
        tree.edit(REPORT, "total_public: 34}", "total_public: 35}")
        repository.commit("2021-07-03")
        assert [line.split()[0] for line in told(tree)] == ["CORRECT-001"]

    def test_a_report_may_change_until_the_declared_day(self, repository: Repository) -> None:
        tree = repository.tree
        tree.edit(REPORT_TEXT, "year: 2020\n", "year: 2020\npublished: 2021-07-31\n")
        change_figure(tree)
        repository.commit("2021-07-05")
        assert told(tree) == []


class TestVisible:
    @pytest.mark.parametrize(
        ("path", "find", "replace"),
        [
            (REPORT, "# 规范性文件", "# 行政规范性文件"),
            (REPORT, "{made: 2, newly_public: 2, total_public: 33} ", "[2, 2, 33]"),
            (REPORT, "total_public: 33}", "total_public: '33'}"),
            (REPORT_TEXT, "1383条", "**1383**条"),
            (REPORT_TEXT, "全年主动公开", "全年\n主动公开"),
            (REPORT_TEXT, "year: 2020\n", "year: 2020 # 年度\n"),
            (ENGLISH_TEXT, "1,383 items", "*1,383* items"),
        ],
    )
    def test_what_no_reader_sees_needs_no_note(
        self, repository: Repository, path: str, find: str, replace: str
    ) -> None:
        repository.tree.edit(path, find, replace)
        repository.commit("2021-07-05")
        assert told(repository.tree) == []
        assert revisions(repository.tree) == ()

    @pytest.mark.parametrize(("old", "new"), [("33", "~"), ("33", "n/a"), ("33", "0")])
    def test_blank_nothing_and_not_applicable_differ(
        self, repository: Repository, old: str, new: str
    ) -> None:
        change_figure(repository.tree, new)
        repository.commit("2021-07-05")
        (problem,) = repository.tree.findings(LATER).errors
        assert (problem.values["old"], problem.values["new"]) == (old, new)

    def test_a_revised_translation_needs_no_note_and_is_listed(
        self, repository: Repository
    ) -> None:
        repository.tree.edit(ENGLISH_TEXT, "The agency disclosed", "The agency published")
        repository.commit("2021-07-05")
        assert told(repository.tree) == []
        (revision,) = revisions(repository.tree)
        assert not revision.change.needs_reason
        assert [text.language for text in revision.change.texts] == [Language.EN]

    def test_a_first_translation_is_no_change_of_wording(self, tree: Tree) -> None:
        tree.edit(REPORT_TEXT, "\n## 二、", f"{INTRODUCTION}\n## 二、")
        repository = start(tree)
        tree.write(ENGLISH_TEXT, ENGLISH)
        repository.commit("2021-07-05")
        (revision,) = revisions(tree)
        assert revision.change.translation_added
        assert revision.change.texts == ()


TABLE_TWO = [
    (key.text, column.text)
    for written in [read_yaml((Path(__file__).parents[2] / REPORT).read_text("utf-8"), REPORT)[0]]
    for row in [written.get("tables").get("proactive").get("rows")]  # type: ignore[union-attr]
    for key, value in row.pairs  # type: ignore[union-attr]
    for column, _ in value.pairs  # type: ignore[union-attr]
]
"""Row and column of every cell of the table of proactive disclosure."""


@pytest.mark.parametrize(("row", "column"), TABLE_TWO)
def test_each_cell_of_table_two_is_watched(repository: Repository, row: str, column: str) -> None:
    tree = repository.tree
    text = re.sub(
        rf"^( +{row}: .*\b{column}: )(\d+)",
        lambda match: f"{match[1]}{int(match[2]) + 1}",
        tree.read(REPORT),
        flags=re.MULTILINE,
    )
    tree.write(REPORT, text)
    found = [p for p in tree.findings(DAY).errors if p.code == "CORRECT-001"]
    assert [problem.location for problem in found] == [
        tree.place(REPORT, re.findall(rf"{row}: .*?{column}: (.*)", text)[0])
    ]


def test_a_bound_figure_reads_as_the_figure() -> None:
    plain, bound = (
        read_passages(f"---\ntitle: 报告\n---\n\n公开{figure}条。\n".encode(), REPORT_TEXT)
        for figure in ("1383", "[1383](figure:facts/disclosed_items)")
    )
    assert plain == bound


def test_taking_the_text_away_is_a_change(repository: Repository) -> None:
    repository.tree.remove(REPORT_TEXT)
    repository.tree.remove(ENGLISH_TEXT)
    repository.commit("2021-07-05")
    found = [p for p in repository.tree.findings(LATER).errors if is_ours(p)]
    assert {problem.code for problem in found} == {"CORRECT-002"}
    assert "1383" in " ".join(problem.values["old"] for problem in found)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_old_version_breaks_the_reading(content: bytes) -> None:
    """Whatever once stood in a file is read, or is said to be unreadable."""
    for start_of in (b"", b"tables:\n  requests:\n    rows:\n      ", b"---\ntitle: "):
        cells = read_cells(start_of + content, REPORT, {})
        passages = read_passages(start_of + content, REPORT_TEXT)
        assert cells is None or all(len(place) == 3 for place in cells)
        assert passages is None or all(passage.text for passage in passages)
        assert isinstance(read_noted_days(b"corrections:\n  - on: " + content, NOTES), frozenset)


class TestRepositories:
    def test_what_is_not_committed_yet_counts_as_of_the_day(self, repository: Repository) -> None:
        tree = repository.tree
        change_figure(tree)
        (problem,) = tree.findings(DAY).errors
        assert (problem.code, problem.values["day"]) == ("CORRECT-001", "2021-07-05")
        correct(tree, "2021-07-05")
        assert told(tree, DAY) == []
        assert [revision.day for revision in revisions(tree, DAY)] == [DAY]

    def test_a_note_since_the_last_commit_explains_what_is_not_committed(
        self, repository: Repository
    ) -> None:
        change_figure(repository.tree)
        correct(repository.tree, "2021-07-01")
        assert told(repository.tree, DAY) == []

    def test_no_history_says_nothing(self, tree: Tree) -> None:
        change_figure(tree)
        assert told(tree) == []

    def test_no_history_and_notes_say_that_nothing_can_be_shown(self, tree: Tree) -> None:
        correct(tree, "2021-07-05")
        findings = tree.findings(LATER)
        assert findings.site is not None
        assert told(tree) == [f"CORRECT-004 {NOTES}:2"]

    def test_a_repository_without_commit_is_no_history(self, tree: Tree) -> None:
        git(tree.root, "init", "--quiet")
        assert told(tree) == []

    def test_the_sources_may_stand_in_a_folder_of_the_repository(
        self, tree: Tree, tmp_path: Path
    ) -> None:
        repository = start(tree, tmp_path)
        change_figure(tree)
        repository.commit("2021-07-05")
        assert [line.split()[0] for line in told(tree)] == ["CORRECT-001"]

    def test_a_shallow_clone_says_how_to_fetch_the_rest(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        change_figure(repository.tree)
        correct(repository.tree, "2021-07-05")
        repository.commit("2021-07-05")
        shallow = repository.clone(tmp_path / "shallow", "--depth=1")
        findings = shallow.tree.findings(LATER)
        assert findings.site is not None
        (problem,) = filter(is_ours, findings.problems)
        assert problem.code == "CORRECT-005"
        assert REPORT in problem.values["files"]
        assert told(repository.clone(tmp_path / "whole").tree) == []

    def test_a_version_that_cannot_be_read_is_left_out(self, repository: Repository) -> None:
        tree = repository.tree
        good = tree.read(REPORT)
        tree.write(REPORT, "year: [2020\n")
        broken = repository.commit("2021-07-02")
        tree.write(REPORT, good)
        repository.commit("2021-07-03")
        (problem,) = filter(is_ours, tree.findings(LATER).problems)
        assert (problem.code, problem.location.file) == ("CORRECT-006", REPORT)
        assert problem.values["commit"] == broken[:12]
        assert revisions(tree) == ()

    def test_a_repository_that_cannot_be_read_is_a_warning(self, repository: Repository) -> None:
        (repository.folder / ".git/refs/heads/main").write_text("0" * 39 + "1\n")
        findings = repository.tree.findings(LATER)
        assert findings.site is not None
        assert [problem.code for problem in findings.problems if is_ours(problem)] == [
            "CORRECT-007"
        ]

    def test_settings_and_hooks_of_the_repository_run_nothing(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        trap = tmp_path / "trap.sh"
        trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\n")
        trap.chmod(0o755)
        for name in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program"):
            git(repository.folder, "config", name, str(trap))
        git(repository.folder, "config", "log.showSignature", "true")
        change_figure(repository.tree)
        assert [line.split()[0] for line in told(repository.tree, DAY)] == ["CORRECT-001"]
        assert not (tmp_path / "sprung").exists()

    def test_the_index_is_left_alone(self, repository: Repository) -> None:
        index = repository.folder / ".git/index"
        before = (index.read_bytes(), index.stat().st_mtime_ns)
        told(repository.tree)
        assert (index.read_bytes(), index.stat().st_mtime_ns) == before

    def test_clones_in_different_folders_find_the_same(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        change_figure(repository.tree)
        correct(repository.tree, "2021-07-05")
        repository.commit("2021-07-05")
        clones = [repository.clone(tmp_path / name).tree for name in ("one", "二")]
        assert revisions(clones[0]) == revisions(clones[1])

    def test_a_hook_of_git_does_not_lead_to_another_repository(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        change_figure(repository.tree)
        git(tmp_path, "init", "--quiet", "elsewhere")
        done = subprocess.run(
            [sys.executable, "-m", "portal", "check", "--root", str(repository.tree.root)],
            env={"GIT_DIR": str(tmp_path / "elsewhere/.git"), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "CORRECT-001" in done.stdout


def test_only_corrections_are_told_here(tree: Tree) -> None:
    """The tree passes the gate, so that what these tests find is theirs."""
    assert [p.code for p in tree.findings().problems if not is_usual(p)] == []
