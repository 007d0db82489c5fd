"""Downloads of a statutory table: CSV, XLSX and JSON say what the report says."""

from dataclasses import replace
from decimal import Decimal

import pytest

from portal.exports.table_workbook import table_workbook
from portal.exports.tables import table_csv, table_files, table_json
from portal.model.grid import Role, table_grid
from portal.model.language import LANGUAGES, Language
from portal.model.report import CellKey, CellKind, StatutoryTable, paths
from tests.exports.build import BLOCKS, CELLS, FORMAT, MATRIX, ONE_LINE, REPORT, SITE, number
from tests.exports.read import by_path, read_csv, read_json, read_sheet

TABLES = pytest.mark.parametrize("table", FORMAT.tables, ids=lambda table: table.id)
BOTH = pytest.mark.parametrize("language", LANGUAGES)


def test_each_table_has_three_files_in_each_language() -> None:
    assert sorted(by_path(table_files(SITE, REPORT))) == sorted(
        f"{prefix}reports/2020/{table}.{suffix}"
        for prefix in ("", "en/")
        for table in ("proactive", "requests", "reviews")
        for suffix in ("csv", "xlsx", "json")
    )


@TABLES
@BOTH
def test_csv_equals_the_report(table: StatutoryTable, language: Language) -> None:
    header, *rows = read_csv(table_csv(SITE, REPORT, table, language))
    assert len(header) == len(set(header)) == 11
    found: dict[CellKey, tuple[str, str]] = {}
    for row in rows:
        assert len(row) == len(header)
        assert row[0] == "2020"
        assert row[1] == REPORT.agency.in_(language)
        found[row[4], row[6]] = (row[10], row[8])
    assert list(found) == [(row.id, column.id) for _, row, column in table.cells()]
    for key, cell in CELLS[table.id].items():
        assert found[key] == (cell.kind.value, cell.written if cell.number is not None else "")


def test_csv_names_every_label_of_a_figure() -> None:
    rows = read_csv(table_csv(SITE, REPORT, MATRIX, Language.ZH))
    assert rows[0][:6] == ["年度", "机关", "表", "分组", "行标识", "行"]
    assert rows[-1] == [
        "2020",
        "示例机关",
        "申请情况",
        "",
        "law",
        "二、结果 / （二）不予公开 / 2.法律禁止",
        "total",
        "申请人情况 / 总计",
        "33",
        "件",
        "number",
    ]


def test_csv_keeps_signs_blanks_units_and_guards_labels() -> None:
    rows = read_csv(table_csv(SITE, REPORT, BLOCKS, Language.EN))[1:]
    assert [row[3:] for row in rows[:6]] == [
        [
            "Article 20 (5)",
            "licences",
            "Licences",
            "last_year",
            "Last year",
            "10",
            "items",
            "number",
        ],
        ["Article 20 (5)", "licences", "Licences", "change", "Change", "+8", "documents", "number"],
        [
            "Article 20 (5)",
            "licences",
            "Licences",
            "decided",
            "Decisions",
            "",
            "documents",
            "blank",
        ],
        [
            "Article 20 (5)",
            "other",
            "'=Other matters",
            "last_year",
            "Last year",
            "3",
            "items",
            "number",
        ],
        [
            "Article 20 (5)",
            "other",
            "'=Other matters",
            "change",
            "Change",
            "-3",
            "documents",
            "number",
        ],
        [
            "Article 20 (5)",
            "other",
            "'=Other matters",
            "decided",
            "Decisions",
            "",
            "documents",
            "not_applicable",
        ],
    ]
    assert rows[7][8:10] == ["2147332.50", "yuan"]


@TABLES
def test_json_equals_the_report(table: StatutoryTable) -> None:
    found = read_json(table_json(REPORT, table))
    assert (found["id"], found["format"], found["year"]) == (table.id, "cn-test", 2020)
    assert found["agency"] == {"zh": "示例机关", "en": "Example agency"}
    assert len(found["cells"]) == len(CELLS[table.id])
    for cell in found["cells"]:
        expected = CELLS[table.id][cell["row"], cell["column"]]
        assert cell["state"] == expected.kind.value
        assert cell["value"] == (None if expected.number is None else float(expected.number))
    for block, written in zip(table.blocks, found["blocks"], strict=True):
        for axis, headers in (("rows", block.rows), ("columns", block.columns)):
            assert [
                [*(group["title"]["en"] for group in label["groups"]), label["title"]["en"]]
                for label in written[axis]
            ] == [[header.title.en for header in path] for path in paths(headers)]


@TABLES
@BOTH
def test_workbook_equals_the_grid(table: StatutoryTable, language: Language) -> None:
    sheet = read_sheet(table_workbook(SITE, REPORT, table, language))
    grid = table_grid(table)
    assert (sheet.max_row, sheet.max_column) == (len(grid.lines) + 1, grid.width)
    merged = {str(area) for area in sheet.merged_cells.ranges}
    drawn = 0
    for cell in (cell for line in grid.lines for cell in line):
        top, left = cell.row + 2, cell.column + 1
        found = sheet.cell(top, left)
        if cell.rows * cell.columns > 1:
            corner = sheet.cell(top + cell.rows - 1, left + cell.columns - 1)
            assert f"{found.coordinate}:{corner.coordinate}" in merged
            drawn += 1
        if cell.role is not Role.DATA:
            words = cell.text.in_(language) if cell.text else None
            if (unit := grid.unit_of(cell)) is not None:
                mark = {Language.ZH: "（{}）", Language.EN: " ({})"}[language]
                words = f"{words}{mark.format(unit.in_(language))}"
            assert found.value == words
            continue
        assert cell.key is not None
        expected = CELLS[table.id][cell.key]
        if expected.kind is CellKind.NUMBER:
            assert found.data_type == "n"
            assert Decimal(str(found.value)) == expected.number
        else:
            assert found.value == (None if expected.kind is CellKind.BLANK else "—")
    assert len(merged) == drawn + 1  # the title


@BOTH
def test_workbook_has_no_formula_and_no_link(language: Language) -> None:
    sheet = read_sheet(table_workbook(SITE, REPORT, BLOCKS, language))
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in cells if str(cell.value).startswith("=")] == [
        "=其他事项" if language is Language.ZH else "=Other matters"
    ]


def test_the_unit_of_every_figure_stands_in_its_head_or_its_cell() -> None:
    sheet = read_sheet(table_workbook(SITE, REPORT, BLOCKS, Language.ZH))
    heads = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "s"]
    assert "上一年项目数量（项）" in heads
    assert [head for head in heads if "元）" in head] == []  # it stands in the cell


def test_workbook_shows_units_signs_and_decimals_as_on_paper() -> None:
    sheet = read_sheet(table_workbook(SITE, REPORT, BLOCKS, Language.ZH))
    formats = {cell.value: cell.number_format for row in sheet.iter_rows() for cell in row}
    assert formats[2147332.5] == '0.00" 元"'
    assert formats[8] == "+0;-0;0"
    assert formats[10] == "0"


def test_workbook_is_named_titled_and_printed_on_one_page_width() -> None:
    for language, name, title in (
        (Language.ZH, "主动公开：情况 1", "示例机关2020年度：主动公开：情况/1（单位：件）"),
        (
            Language.EN,
            "Proactive disclosure of all…",
            "Example agency, 2020: Proactive disclosure of all government information"
            " (unit: documents)",
        ),
    ):
        sheet = read_sheet(table_workbook(SITE, REPORT, BLOCKS, language))
        assert sheet.title == name
        assert sheet["A1"].value == title
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide is what the file format takes for granted; 0 is as many as needed.
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)


@TABLES
def test_every_cell_has_a_border_and_wraps(table: StatutoryTable) -> None:
    sheet = read_sheet(table_workbook(SITE, REPORT, table, Language.EN))
    for cell in (cell for line in table_grid(table).lines for cell in line):
        found = sheet.cell(cell.row + 2, cell.column + 1)
        assert found.border.left.style == "thin"
        assert found.alignment.wrap_text


def test_a_number_beyond_the_reach_of_a_double_stays_exact() -> None:
    cells = {**CELLS, "reviews": {**CELLS["reviews"]}}
    cells["reviews"]["review", "upheld"] = number("12345678901234567")
    report = replace(REPORT, tables=cells)
    assert read_json(table_json(report, ONE_LINE))["cells"][0]["value"] == "12345678901234567"
    sheet = read_sheet(table_workbook(SITE, report, ONE_LINE, Language.ZH))
    assert "12345678901234567" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert read_csv(table_csv(SITE, report, ONE_LINE, Language.ZH))[1][8] == "12345678901234567"
