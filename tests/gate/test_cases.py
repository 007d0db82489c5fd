"""Golden cases: what stands in `cases/*.yml` against what the gate says, by code and place."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.model.messages import messages, sentence
from portal.model.problem import Location
from portal.telling import lines
from tests.gate import tree as trees
from tests.gate.tree import Tree

CASES = Path(__file__).parent / "cases"
NAMES = {
    "policy": trees.POLICY,
    "fees": trees.FEES,
    "english": trees.ENGLISH,
    "interpretation": trees.INTERPRETATION,
    "report": trees.REPORT,
    "report-text": trees.REPORT_TEXT,
    "site": "data/site.yml",
}
"""Short names for the files of the tree."""

ELSEWHERE = {
    "CORRECT-001": "test_corrections",
    "CORRECT-002": "test_corrections",
    "CORRECT-003": "test_corrections",
    "CORRECT-005": "test_corrections",
    "CORRECT-006": "test_corrections",
    "CORRECT-007": "test_corrections",
    "FILE-001": "test_loading",
    "FILE-002": "test_loading",
    "FILE-003": "test_loading",
    "FILE-005": "test_loading",
    "FILE-009": "test_loading",
    "FILE-010": "test_loading",
    "SUM-003": "test_reconciliation",
    "SUM-004": "test_reconciliation",
    "PAPER-001": "test_fonts",
    "PAPER-002": "test_fonts",
    **{f"FILE-{number:03}": "test_attachments" for number in range(14, 19)},
    **{f"PRIVACY-{number:03}": "test_attachments" for number in range(11, 19)},
    "TEXT-001": "test_loading",
    "TEXT-002": "test_loading",
    "TEXT-003": "test_loading",
    "TRANSLATE-008": "test_translations",
}
"""Codes that need bytes, other kinds of file or a command; each stands in that module."""


NOT_THE_GATE = ("IMPORT-", "PUBLISH-", "READBACK-", "TEMPLATE-", "THEME-")
"""Areas of problems that are found before a source is written, or after the gate."""


@dataclass(frozen=True)
class Case:
    """A change to the tree, and every problem it makes."""

    name: str
    problems: tuple[str, ...]
    write: dict[str, str]
    edits: tuple[tuple[str, str, str], ...]
    remove: tuple[str, ...]
    as_of: date
    production: bool

    def change(self, tree: Tree) -> None:
        """Make the change."""
        for path in self.remove:
            tree.remove(_full(path))
        for path, text in self.write.items():
            tree.write(_full(path), text)
        for path, find, replace in self.edits:
            tree.edit(_full(path), find, replace)


def _full(path: str) -> str:
    return NAMES.get(path, path)


def _case(declared: dict[str, Any]) -> Case:
    return Case(
        name=declared.pop("name"),
        problems=tuple(declared.pop("problems")),
        write=declared.pop("write", {}),
        edits=tuple((path, find, replace) for path, find, replace in declared.pop("edits", ())),
        remove=tuple(declared.pop("remove", ())),
        as_of=declared.pop("as_of", trees.AS_OF),
        production=declared.pop("production", False),
        **declared,
    )


def _read(file: Path) -> list[Case]:
    return [_case(item) for item in yaml.safe_load(file.read_text(encoding="utf-8"))]


FILES = sorted(CASES.glob("*.yml"))
ALL = [pytest.param(case, id=f"{file.stem}: {case.name}") for file in FILES for case in _read(file)]


def _place(tree: Tree, written: str) -> str:
    """`CODE file:line:column`; `@text` stands for the place of that text, `@@text` for its line."""
    code, _, place = written.partition(" ")
    path, at, text = place.partition(" @")
    if at:
        found = tree.place(_full(path), text.removeprefix("@"))
        return f"{code} {Location(found.file, found.line) if text.startswith('@') else found}"
    name, colon, position = place.partition(":")
    return f"{code} {_full(name)}{colon}{position}"


@pytest.mark.parametrize("case", ALL)
def test_case(tree: Tree, case: Case) -> None:
    case.change(tree)
    findings = tree.findings(case.as_of, case.production)
    expected = sorted((_place(tree, written) for written in case.problems), key=_order)
    told = [trees.described(found) for found in findings.problems if not trees.is_usual(found)]
    usual = [trees.described(found) for found in findings.problems if trees.is_usual(found)]
    assert sorted(told + [line for line in usual if line in expected], key=_order) == expected
    for style in ("text", "json", "github"):
        assert lines(findings, style)
    for found in findings.problems:
        message = messages()[found.code]
        for template in (message.zh, message.en, message.fix):
            assert sentence(template, found)


def _order(line: str) -> tuple[Location, str]:
    code, _, place = line.partition(" ")
    path, *position = place.split(":")
    return (Location(path, *map(int, position)), code)


def test_every_code_has_a_case() -> None:
    cases = [case for file in FILES for case in _read(file)]
    covered = {written.split()[0] for case in cases for written in case.problems}
    assert not covered & set(ELSEWHERE)
    known = {code for code in messages() if not code.startswith(NOT_THE_GATE)}
    assert known - covered - set(ELSEWHERE) == set()
    assert covered | set(ELSEWHERE) <= known
    for code, module in ELSEWHERE.items():
        assert code in (Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8")


def test_names_of_cases_differ() -> None:
    names = [case.name for file in FILES for case in _read(file)]
    assert sorted(names) == sorted(set(names))
