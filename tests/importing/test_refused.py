"""What cannot be read for certain: no text, a code, a place; and nothing foreign ever raises."""

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from portal.editing.importing.report import Wanted, import_report
from portal.model.language import Localised
from portal.model.messages import messages, sentence
from tests.importing.imports import HUAIAN, JIAXING, codes, formats, imported, report, source
from tests.importing.papers import (
    WRITERS,
    Boxes,
    Paper,
    as_docx,
    as_html,
    as_text,
    as_xlsx,
    insert_row,
    paper,
    remove_row,
)

KINDS = tuple(WRITERS)
SUFFIXES = (".docx", ".xlsx", ".html", ".htm", ".txt", ".md")


def figure(text: str) -> Callable[[Paper], Paper]:
    """Another text in one cell of table two."""
    return lambda of: of.row("规范性文件", "2", text, "33")


def table(at: int, change: Callable[[Boxes], Boxes]) -> Callable[[Paper], Paper]:
    """One table changed."""
    return lambda of: of.with_table(at, change)


def title(old: str, new: str) -> Callable[[Paper], Paper]:
    """The title changed."""
    return lambda of: replace(of, title=of.title.replace(old, new))


def doubled_line(boxes: Boxes) -> Boxes:
    """The last line once more."""
    return [*boxes, *(replace(box, row=4) for box in boxes if box.row == 3)]


UNREADABLE: dict[str, tuple[Callable[[Paper], Paper], str]] = {
    "words in a cell": (figure("约5"), "IMPORT-018"),
    "a negative count": (figure("-5"), "IMPORT-018"),
    "a broken count": (figure("1.5"), "IMPORT-018"),
    "odd thousands": (figure("1,00"), "IMPORT-018"),
    "two numbers": (figure("3/4"), "IMPORT-018"),
    "three decimals of yuan": (lambda of: of.changed("2147332", "2147.333"), "IMPORT-018"),
    "another multiple": (lambda of: of.changed("2147332", "214万美元"), "IMPORT-018"),
    "a row is missing": (table(1, lambda b: remove_row(b, "2.重复申请")), "IMPORT-015"),
    "a row stands twice": (
        table(0, lambda b: insert_row(b, "规章", "规章", ["1", "2", "3"])),
        "IMPORT-016",
    ),
    "a table is missing": (lambda of: replace(of, tables=of.tables[:2]), "IMPORT-014"),
    "two reports in one file": (lambda of: replace(of, tables=of.tables * 2), "IMPORT-016"),
    "two lines of figures": (table(2, doubled_line), "IMPORT-021"),
    "another year": (title("2020", "2019"), "IMPORT-012"),
    "another agency": (title("嘉兴", "湖州"), "IMPORT-013"),
    "no statutory table": (
        lambda of: of.each(lambda box: replace(box, text="甲")),
        "IMPORT-008",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", UNREADABLE)
def test_no_text_and_a_code(case: str, kind: str) -> None:
    spoil, code = UNREADABLE[case]
    name, write = WRITERS[kind]
    found = imported(write(spoil(paper(report(2020)))), name, 2020)
    assert found.text is None
    assert code in codes(found)
    for problem in found.problems:
        message = messages()[problem.code]
        for template in (message.zh, message.en, message.fix):
            assert sentence(template, problem)


def test_form_of_another_year() -> None:
    content = as_text(replace(paper(report(2020)), title="嘉兴市发展和改革委员会"))
    found = import_report([(content, "report.txt")], Wanted(2024, JIAXING, True), formats())
    assert (found.text, codes(found)) == (None, ["IMPORT-011"])


def test_unreadable_cell_is_named_by_line_and_field() -> None:
    content = as_text(figure("约5")(PAPER))
    (problem,) = imported(content, "report.txt", 2020).problems
    assert problem.location.line == 6
    assert problem.values["place"] == "第 6 行第 3 栏"
    assert problem.values["text"] == "约5"


@pytest.mark.parametrize(
    ("write", "name", "place"),
    [
        (as_docx, "report.docx", "第 1 张表第 4 行第 3 列"),
        (as_html, "report.html", "第 1 张表第 4 行第 3 列"),
        (as_xlsx, "report.xlsx", "工作表“Sheet”单元格 C5"),
    ],
)
def test_unreadable_cell_is_named_in_words(
    write: Callable[[Paper], bytes], name: str, place: str
) -> None:
    (problem,) = imported(write(figure("约5")(PAPER)), name, 2020).problems
    assert problem.values["place"] == place


def test_agency_named_otherwise_is_a_doubt_when_the_editor_names_it() -> None:
    content = as_text(
        replace(paper(report(2024)), title="淮安市政府2024年度政府信息公开工作年度报告")
    )
    found = import_report([(content, "report.txt")], Wanted(2024, HUAIAN, False), formats())
    assert codes(found) == ["IMPORT-023"]
    assert found.text is not None


def test_short_rows_of_a_text_that_lost_its_tabs() -> None:
    stripped = as_text(paper(report(2020)).row("规章", "1", "", "")).decode()
    lines = "\n".join(line.rstrip() for line in stripped.split("\n"))
    found = imported(lines.encode(), "report.txt", 2020)
    assert codes(found) == ["IMPORT-039"]
    assert found.text is not None
    assert "{made: 1, newly_public: ~, total_public: ~}" in found.text


def test_shifted_row_with_blank_ends_is_not_guessed() -> None:
    text = as_text(paper(report(2020))).decode()
    shifted = text.replace("\t\t（七）总计\t", "\t\t\t（七）总计\t").replace(
        "\t（七）总计\t\t31\t0\t0\t0\t0\t0\t31", "\t（七）总计\t\t\t31\t0\t0\t0\t0\t\t"
    )
    assert shifted != text
    found = imported(shifted.encode(), "report.txt", 2020)
    assert (found.text, codes(found)) == (None, ["IMPORT-019"])


def test_formula_that_no_program_has_worked_out() -> None:
    workbook = load_workbook(io.BytesIO(as_xlsx(paper(report(2020)))))
    workbook.worksheets[0]["B4"].value = "=1+1"
    target = io.BytesIO()
    workbook.save(target)
    assert codes(imported(target.getvalue(), "report.xlsx", 2020)) == ["IMPORT-018"]


def test_hidden_sheet_is_not_read_and_told() -> None:
    workbook = load_workbook(io.BytesIO(as_xlsx(paper(report(2020)))))
    hidden = workbook.copy_worksheet(workbook.worksheets[0])
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    workbook.save(target)
    found = imported(target.getvalue(), "report.xlsx", 2020)
    assert codes(found) == ["IMPORT-045"]
    assert found.text is not None


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts[name])
    return _zip(parts)


def _pictures() -> bytes:
    document = docx.Document()
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
        "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
    )
    document.add_picture(io.BytesIO(png))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _wide_merge() -> bytes:
    workbook = Workbook()
    target = io.BytesIO()
    workbook.save(target)
    merge = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return _with_part(
        target.getvalue(),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merge).replace(
            b"<sheetData/>", b"<sheetData/>" + merge
        ),
    )


BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
PAPER = paper(report(2020))
DOCX, XLSX = as_docx(PAPER), as_xlsx(PAPER)

FOREIGN: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.docx", b"", "IMPORT-002"),
    "white space only": ("a.txt", b" \n\t\n", "IMPORT-002"),
    "another suffix": ("a.pdf", b"%PDF-1.7", "IMPORT-001"),
    "no suffix": ("report", b"x", "IMPORT-001"),
    "old Word": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "IMPORT-005"),
    "html named docx": ("a.docx", as_html(PAPER), "IMPORT-004"),
    "html named xlsx": ("a.xlsx", as_html(PAPER), "IMPORT-004"),
    "xlsx named docx": ("a.docx", XLSX, "IMPORT-004"),
    "docx named xlsx": ("a.xlsx", DOCX, "IMPORT-004"),
    "docx named txt": ("a.txt", DOCX, "IMPORT-006"),
    "docx named html": ("a.html", DOCX, "IMPORT-006"),
    "cut in half": ("a.docx", DOCX[: len(DOCX) // 2], "IMPORT-004"),
    "cut workbook": ("a.xlsx", XLSX[: len(XLSX) // 2], "IMPORT-004"),
    "other zip": ("a.docx", _zip({"a.txt": b"a"}), "IMPORT-004"),
    "zip bomb": ("a.docx", _zip({"word/document.xml": b"\0" * 100_000_001}), "IMPORT-007"),
    "entities": ("a.docx", _with_part(DOCX, "word/document.xml", lambda _: BOMB), "IMPORT-007"),
    "entities in UTF-16": (
        "a.xlsx",
        _with_part(XLSX, "xl/workbook.xml", lambda _: BOMB.decode().encode("utf-16")),
        "IMPORT-007",
    ),
    "merge over a whole sheet": ("a.xlsx", _wide_merge(), "IMPORT-007"),
    "broken XML": (
        "a.docx",
        _with_part(DOCX, "word/document.xml", lambda xml: xml[:-200]),
        "IMPORT-004",
    ),
    "broken sheet": (
        "a.xlsx",
        _with_part(XLSX, "xl/worksheets/sheet1.xml", lambda xml: xml[:-200]),
        "IMPORT-004",
    ),
    "pictures only": ("a.docx", _pictures(), "IMPORT-009"),
    "prose only": ("a.txt", "一、总体情况\n无。".encode(), "IMPORT-008"),
    "binary text": ("a.txt", b"\x00\x01\x02\xff", "IMPORT-006"),
    "huge spans": (
        "a.html",
        b"<table><tr><td colspan=99999 rowspan=99999>1</td></tr></table>" * 50,
        "IMPORT-008",
    ),
    "tables in tables": ("a.html", b"<table><tr><td>" * 2_000, "IMPORT-008"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_foreign_file(case: str) -> None:
    name, content, code = FOREIGN[case]
    found = imported(content, name, 2020)
    assert found.text is None
    assert codes(found) == [code]


def test_password() -> None:
    marked = bytearray(DOCX)
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = marked.find(start)
        while at >= 0:
            marked[at + (6 if start[2] == 3 else 8)] |= 1
            at = marked.find(start, at + 1)
    assert codes(imported(bytes(marked), "a.docx", 2020)) == ["IMPORT-005"]


@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_random_bytes_never_raise(content: bytes, suffix: str) -> None:
    assert imported(content, f"a{suffix}", 2020).text is None


@given(st.text(max_size=300), st.sampled_from((".html", ".txt", ".md")))
def test_random_text_never_raises(text: str, suffix: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    assert imported(content, f"a{suffix}", 2020).text is None


@pytest.mark.parametrize(("content", "name"), [(DOCX, "a.docx"), (XLSX, "a.xlsx")])
def test_damaged_packages_never_raise(content: bytes, name: str) -> None:
    random.seed(7)
    for _ in range(60):
        damaged = bytearray(content)
        for _ in range(random.randint(1, 30)):  # noqa: S311
            damaged[random.randrange(len(damaged))] = random.randrange(256)  # noqa: S311
        imported(bytes(damaged), name, 2020)


@pytest.mark.parametrize(
    ("content", "name", "part"),
    [(DOCX, "a.docx", "word/document.xml"), (XLSX, "a.xlsx", "xl/worksheets/sheet2.xml")],
)
def test_damaged_parts_never_raise(content: bytes, name: str, part: str) -> None:
    random.seed(7)
    for _ in range(60):

        def damage(xml: bytes) -> bytes:
            at = random.randrange(len(xml))  # noqa: S311
            return xml[:at] + xml[at + random.randrange(40) :]  # noqa: S311

        imported(_with_part(content, part, damage), name, 2020)


@given(st.data())
def test_damaged_text_is_read_right_or_not_at_all(data: st.DataObject) -> None:
    """A field lost from a scan never shifts a figure without a word."""
    lines = as_text(PAPER).decode().split("\n")
    at = data.draw(st.sampled_from([n for n, line in enumerate(lines) if line.count("\t") > 2]))
    fields = lines[at].split("\t")
    lost = data.draw(st.integers(1, len(fields) - 1))
    lines[at] = "\t".join([*fields[:lost], *fields[lost + 1 :]])
    found = imported("\n".join(lines).encode(), "a.txt", 2020)
    assert found.text in (None, source(2020)) or found.problems


def test_one_format_only() -> None:
    only = tuple(format for format in formats() if format.last_year is not None)
    found = import_report([(as_text(PAPER), "a.txt")], Wanted(2020, JIAXING, True), only)
    assert codes(found) == []


def test_no_format_declared() -> None:
    found = import_report(
        [(as_text(PAPER), "a.txt")], Wanted(2020, Localised("示例机关"), True), ()
    )
    assert found.text is None
