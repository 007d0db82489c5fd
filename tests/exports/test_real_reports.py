"""Every report of this repository: each figure in CSV, XLSX and JSON is the one in the YAML."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portal.exports.tables import table_files
from portal.loading.written_yaml import read_yaml
from portal.model.grid import table_grid
from portal.model.language import LANGUAGES, Language
from portal.model.report import CellKind, Format, Report
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.formats import read_format
from portal.validation.reports import read_report
from tests.exports.build import SETTINGS, SITE
from tests.exports.read import by_path, read_csv, read_json, read_sheet

ROOT = Path(__file__).parents[2]
REPORTS = (
    *sorted((ROOT / "data/reports").glob("*.yml")),
    *sorted((ROOT / "tests/fixtures/reports").rglob("*.yml")),
)


def written(path: Path, name: str) -> WrittenMap:
    """The YAML of a file, read as if it had that name."""
    found, problems = read_yaml(path.read_text(encoding="utf-8"), name)
    assert problems == []
    assert isinstance(found, WrittenMap)
    return found


def report(path: Path) -> Report:
    """The report of a file, whatever the file is called."""
    checks = Checks(date(2026, 1, 1))
    formats: dict[str, Format] = {}
    for file in sorted((ROOT / "data/formats").glob("*.yml")):
        declared = read_format(written(file, file.name), checks)
        assert declared is not None
        formats[declared.id] = declared
    year = path.stem[-4:]
    found = read_report(written(path, f"data/reports/{year}.yml"), formats, SETTINGS, checks)
    assert checks.problems == []
    assert found is not None
    return found


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.value)
def test_every_figure_is_the_same_everywhere(path: Path, language: Language) -> None:
    found = report(path)
    files = by_path(table_files(SITE, found))
    for table in found.format.tables:
        cells = found.tables[table.id]
        stem = f"{found.address(language)}{table.id}"
        rows = read_csv(files[f"{stem}.csv"])[1:]
        in_csv = {(row[4], row[6]): row[8] for row in rows}
        in_json = {(c["row"], c["column"]): c for c in read_json(files[f"{stem}.json"])["cells"]}
        sheet = read_sheet(files[f"{stem}.xlsx"])
        placed = {cell.key: cell for line in table_grid(table).lines for cell in line if cell.key}
        assert len(rows) == len(cells) == len(in_csv) == len(in_json) == len(placed)
        for key, cell in cells.items():
            value = sheet.cell(placed[key].row + 2, placed[key].column + 1).value
            assert in_json[key]["state"] == cell.kind.value
            if cell.kind is CellKind.NUMBER:
                assert in_csv[key] == cell.written
                assert Decimal(str(in_json[key]["value"])) == cell.number
                assert Decimal(str(value)) == cell.number
            else:
                assert in_csv[key] == ""
                assert in_json[key]["value"] is None
                assert value == (None if cell.kind is CellKind.BLANK else "—")


def test_each_kind_of_cell_stands_in_a_report() -> None:
    kinds = {
        "zero" if cell.number == 0 else cell.kind
        for path in REPORTS
        for cells in report(path).tables.values()
        for cell in cells.values()
    }
    assert kinds == {"zero", *CellKind}
