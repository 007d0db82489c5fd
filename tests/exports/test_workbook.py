"""Workbooks: names of sheets, text beyond the limits, files without a clock."""

import io
import zipfile

import pytest

from portal.exports.workbook import sheet_name, workbook_bytes, write_text
from tests.exports.read import read_sheet


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("政策文件", "政策文件"),
        ("增/减：[一]*?", "增 减： 一"),
        ("'quoted'", "quoted"),
        ("字" * 40, "字" * 30 + "…"),
        ("Administrative review and administrative litigation", "Administrative review and…"),
    ],
)
def test_sheet_names_keep_to_what_spreadsheets_allow(text: str, name: str) -> None:
    assert sheet_name(text) == name
    assert len(name) <= 31


def test_text_beyond_the_limit_of_a_cell_ends_in_an_ellipsis() -> None:
    content = workbook_bytes([("x", lambda _, sheet: write_text(sheet, 0, 0, "长" * 40_000))])
    assert read_sheet(content)["A1"].value == "长" * 32_766 + "…"


def test_no_file_inside_has_the_time_of_the_build() -> None:
    content = workbook_bytes([("x", lambda _, sheet: sheet.write_blank(0, 0, None))])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in parts.read("docProps/core.xml")
