"""The four reports of the sample agency, over both formats, in a small tree of their own."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from portal.model.site import Site
from tests.gate.tree import REPOSITORY, Tree, is_usual

FIXTURES = REPOSITORY / "tests/fixtures/reports/series"
YEARS = (2019, 2020, 2021, 2022)
BODY = "sample-centre"
BODIES = f"bodies:\n  - {{id: {BODY}, title: {{zh: 示例机关, en: Sample agency}}}}\n"


def add_body(root: Path, years: tuple[int, ...] = YEARS) -> None:
    """Give a tree the reports as those of a declared body."""
    (root / "data/bodies.yml").write_text(BODIES, encoding="utf-8")
    folder = root / "data/reports" / BODY
    folder.mkdir(parents=True)
    for year in years:
        shutil.copy(FIXTURES / f"{year}.yml", folder)


def make_own(root: Path, years: tuple[int, ...] = YEARS) -> None:
    """Give a tree the reports in the place of its own."""
    shutil.rmtree(root / "data/reports")
    for prose in root.glob("content/*/reports"):
        shutil.rmtree(prose)
    (root / "data/reports").mkdir()
    for year in years:
        shutil.copy(FIXTURES / f"{year}.yml", root / "data/reports")


def site_of(tree: Tree) -> Site:
    """The site of a tree, of which nothing but usual things is said."""
    findings = tree.findings()
    assert {p.code for p in findings.problems if not is_usual(p)} <= {"REPORT-004"}
    assert findings.site is not None
    return findings.site


def written(year: int, table: str, row: str, column: str) -> str | None:
    """What the file of a year says in a cell: a number, `n/a`, or None where it is blank."""
    found = _tables(year)[table]
    values = found["rows"][row]
    if isinstance(values, list):
        values = dict(zip(found["columns"], values, strict=True))
    text = str(values[column])
    return None if text in ("", "~") else text


@cache
def _tables(year: int) -> Any:
    text = (FIXTURES / f"{year}.yml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.BaseLoader)["tables"]  # noqa: S506 - the safest of all loaders
