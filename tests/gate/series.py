"""Four consecutive years of a sample agency, over the change of format; a test may change them."""

from dataclasses import dataclass
from pathlib import Path

from portal.gate import Findings
from portal.model.problem import Problem
from tests.gate.tree import REPORT, REPORT_TEXT, REPOSITORY, Tree

FOLDER = REPOSITORY / "tests/fixtures/reports/series"
YEARS = (2019, 2020, 2021, 2022)
_EXPECTED = frozenset({"DUE-004", "OPEN-001", "REPORT-004"})
"""Not every fact is given, these reports have no text, and those of later years are not held."""


@dataclass(frozen=True)
class Series:
    """The tree with these reports in place of its own."""

    tree: Tree

    def edit(self, year: int, find: str, replace: str) -> None:
        """Replace the one place where that text stands in the figures of a year."""
        self.tree.edit(_file(year), find, replace)

    def note(self, year: int, *entries: str) -> None:
        """Acknowledge something of a year; an entry leaves out its reason."""
        lines = (f"  - {{{entry}, reason: {{zh: 原因, en: The reason}}}}\n" for entry in entries)
        self.tree.write(f"data/report-notes/{year}.yml", "acknowledged:\n" + "".join(lines))

    def place(self, year: int, text: str) -> str:
        """Where a text first stands in the figures of a year."""
        return str(self.tree.place(_file(year), text))

    def found(self) -> tuple[Findings, list[Problem]]:
        """What the gate says, and the problems among it that are not expected."""
        findings = self.tree.findings()
        return findings, [p for p in findings.problems if p.code not in _EXPECTED]

    def problems(self) -> list[str]:
        """`CODE file:line:column` of each."""
        return [f"{found.code} {found.location}" for found in self.found()[1]]


def _file(year: int) -> str:
    return f"data/reports/{year}.yml"


def build_series(tree: Tree, folder: Path = FOLDER) -> Series:
    """Put the four years into a tree."""
    for path in (REPORT, REPORT_TEXT):
        tree.remove(path)
    for year in YEARS:
        tree.write(_file(year), (folder / f"{year}.yml").read_bytes())
    return Series(tree)
