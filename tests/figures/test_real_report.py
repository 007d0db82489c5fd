"""The report of 2020: bound in full, and every change of a figure or of its cell is found."""

import re
import shutil
from pathlib import Path

import pytest

from portal.gate import Findings, read_site
from portal.model.figures import FigureState
from portal.model.problem import Problem
from tests.gate.tree import AS_OF, REPOSITORY

PROSE = {language: f"content/{language}/reports/2020.md" for language in ("zh", "en")}
DATA, NOTES = "data/reports/2020.yml", "data/report-notes/2020.yml"
_BOUND = re.compile(r"\[([^\[\]\n]+)\]\(figure:(?!free)([^)\n]*)\)")


def bound(language: str) -> list[tuple[str, str]]:
    """What each bound figure says, and its target."""
    return _BOUND.findall((REPOSITORY / PROSE[language]).read_text(encoding="utf-8"))


CASES = [
    pytest.param(language, at, id=f"{language} {written} {target}")
    for language in PROSE
    for at, (written, target) in enumerate(bound(language))
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("content", "data"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    return tmp_path


def figures(findings: Findings, code: str = "FIGURE") -> list[Problem]:
    return [found for found in findings.problems if found.code.startswith(code)]


def edit(path: Path, start: int, end: int, text: str) -> None:
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:start] + text + whole[end:], encoding="utf-8")


def one_more(written: str) -> str:
    """Another number in the same notation; a word for none becomes one."""
    digits = written.replace(",", "").rstrip("%")
    if not digits.isdigit():
        return "1"
    more = f"{int(digits) + 1:,}" if "," in written else str(int(digits) + 1)
    return more + "%" * written.endswith("%")


def test_every_number_is_bound_or_of_a_kind() -> None:
    findings = read_site(REPOSITORY, AS_OF)
    assert figures(findings) == []
    (report,) = (r for r in findings.reports if r.id == "2020")
    states = {figure.state for figure in report.figures.listed}
    assert states == {FigureState.BOUND, FigureState.FREE, FigureState.KIND}
    assert len(bound("zh")) == 9
    assert len(bound("en")) == 10


@pytest.mark.parametrize(("language", "at"), CASES)
def test_a_changed_figure_is_found_at_its_line(root: Path, language: str, at: int) -> None:
    path = root / PROSE[language]
    text = path.read_text(encoding="utf-8")
    match = list(_BOUND.finditer(text))[at]
    changed = one_more(match[1])
    edit(path, match.start(1), match.end(1), changed)
    line = text.count("\n", 0, match.start()) + 1
    column = match.start(1) - text.rfind("\n", 0, match.start())
    findings = read_site(root, AS_OF)
    assert findings.site is None
    found = figures(findings, "FIGURE-002")
    assert len(found) == len(match[2].split(","))
    for problem in found:
        assert str(problem.location) == f"{PROSE[language]}:{line}:{column}"
        assert problem.values["written"] == changed
        assert problem.values["value"].replace(",", "") in match[1].replace(",", "") or (
            problem.values["value"] == "0"
        )
        assert problem.values["place"].startswith((DATA, NOTES))
    differs = "FIGURE-011" if language == "zh" else "FIGURE-008"
    assert len(figures(findings, differs)) == 1
    assert len(figures(findings)) == len(found) + 1


SOURCES = [
    (NOTES, "value: 1383", "value: 1384", "1383"),
    (NOTES, "value: 195", "value: 196", "195"),
    (NOTES, "value: 26", "value: 27", "26"),
    (NOTES, "value: 117", "value: 118", "117"),
    (NOTES, "value: 1,", "value: 2,", "1"),
    (DATA, "{made: 2,", "{made: 3,", "2"),
    (DATA, "[31, 0, 0, 0, 0, 0, 31]  # （七）", "[31, 0, 0, 0, 0, 0, 32]  # （七）", "31"),
    (DATA, "0, 0]  # 行政复议", "1, 1]  # 行政复议", "未发生"),
    (DATA, "0, 0]  # 未经", "1, 1]  # 未经", "未发生"),
    (DATA, "0, 0]  # 复议后", "1, 1]  # 复议后", "未发生"),
]


@pytest.mark.parametrize(("file", "old", "new", "written"), SOURCES)
def test_a_changed_source_is_found_in_both_languages(
    root: Path, file: str, old: str, new: str, written: str
) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = figures(read_site(root, AS_OF))
    assert {problem.code for problem in found} == {"FIGURE-002"}
    files = [problem.location.file for problem in found]
    assert sorted(files) == [PROSE["en"], PROSE["zh"]]
    assert written in [problem.values["written"].replace(",", "") for problem in found]


@pytest.mark.parametrize("fact", ["on_time_rate", "discussion_rate", "satisfaction_rate"])
def test_a_changed_rate_is_found(root: Path, fact: str) -> None:
    path = root / NOTES
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [x.replace("value: 100", "value: 99.5") if fact in x else x for x in lines]
    assert changed != lines
    path.write_text("".join(changed), encoding="utf-8")
    found = figures(read_site(root, AS_OF))
    assert [(p.code, p.values["value"]) for p in found] == [("FIGURE-002", "99.5")] * 2


def test_binding_a_figure_makes_no_translation_stale(root: Path) -> None:
    """The fingerprints of the 2020 report are those of the text before it was bound."""
    path = root / PROSE["zh"]
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\[([^\[\]\n]+)\]\(figure:[^)\n]*\)", r"\1", text), encoding="utf-8")
    codes = {problem.code for problem in read_site(root, AS_OF).problems}
    assert not {code for code in codes if code.startswith("TRANSLATE")}
