"""A report written by other programs comes back as the same YAML."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from portal.editing.importing.report import import_report
from portal.exports.tables import table_files
from portal.model.report import Cell, CellKind, Report
from tests.exports.build import HERE, SITE
from tests.importing.imports import FIXTURES, WANTED, codes, formats, imported, report, source
from tests.importing.papers import WRITERS, paper
from tests.site.drawn import publish
from tests.site.trees import copy_small_tree

YEARS = (2020, 2024)


def expected(year: int) -> str:
    """The YAML; the title that the papers carry says 年度."""
    return source(year).replace("政府2024年政府", "政府2024年度政府")


def test_scanned_text_of_2020_gives_the_yaml_of_the_repository() -> None:
    scan = (FIXTURES / "annual-report-2020.scan.txt").read_bytes()
    found = imported(scan, "annual-report-2020.scan.txt", 2020)
    assert found.problems == ()
    assert found.text == source(2020)


def test_title_with_a_bare_year_is_kept() -> None:
    content = WRITERS["text"][1](
        replace(paper(report(2024)), title="淮安市人民政府2024年政府信息公开工作年度报告")
    )
    assert imported(content, "report.txt", 2024).text == source(2024)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("kind", WRITERS)
def test_same_yaml_from_every_kind_of_file(kind: str, year: int) -> None:
    name, write = WRITERS[kind]
    found = imported(write(paper(report(year))), name, year)
    assert codes(found) == []
    assert found.text == expected(year)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("kind", WRITERS)
def test_different_figures_in_every_cell_are_not_mixed_up(kind: str, year: int) -> None:
    numbered = every_cell_different(report(year))
    name, write = WRITERS[kind]
    found = imported(write(paper(numbered)), name, year)
    assert codes(found) == []
    assert found.text is not None
    for table in numbered.format.tables:
        for row, column in numbered.tables[table.id]:
            assert f"{row}:" in found.text
            assert numbered.tables[table.id][row, column].written in found.text
    again = imported(write(paper(numbered)), name, year)
    assert again.text == found.text


@pytest.mark.parametrize("year", YEARS)
def test_own_workbooks_come_back(year: int) -> None:
    original = report(year)
    site = replace(SITE, reports=(original,))
    files = [
        (file.content, file.path)
        for file in table_files(site, original)
        if file.path.endswith(".xlsx") and not file.path.startswith("en/")
    ]
    assert len(files) == 3
    found = import_report(files, WANTED[year], formats())
    assert codes(found) == []
    assert found.text == expected(year)


def test_own_pages_come_back(tmp_path: Path) -> None:
    root = copy_small_tree(tmp_path / "tree")
    (root / "data/reports/2024.yml").write_text(source(2024), encoding="utf-8")
    site = publish(root, tmp_path / "site", production=True)
    for year in YEARS:
        found = imported(site.read(f"reports/{year}/index.html"), "index.html", year)
        # The page also compares its figures with the records that the portal holds.
        assert set(codes(found)) <= {"IMPORT-043"}
        assert found.text is not None
        assert found.text.replace("年度政府信息", "年政府信息") == source(year).replace(
            "年度政府信息", "年政府信息"
        )


def every_cell_different(original: Report) -> Report:
    """The report with another number in every cell."""
    tables = {}
    number = 100
    for id, cells in original.tables.items():
        tables[id] = dict(cells)
        for key in cells:
            number += 1
            tables[id][key] = Cell(CellKind.NUMBER, Decimal(number), str(number), HERE)
    return replace(original, tables=tables)
