"""Files of a report: form, fonts, tags, sums, round the world the same bytes."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from portal.model.grid import Role, table_grid
from portal.model.language import Language
from portal.model.paper import TablePlace
from portal.model.report import CellKind
from portal.publishing.read_office import ReadWord, read_sheets
from portal.publishing.read_pdf import ReadPdf
from tests.exports.read import read_csv
from tests.paper.printing import EVERY, TYPST, Printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOTH = pytest.mark.parametrize(("year", "language"), EVERY)

MAKE = """
import hashlib, sys
from pathlib import Path
from tests.paper.printing import printed
for path, content in sorted(printed(Path(sys.argv[1])).files.items()):
    if "reports/" in path:
        print(hashlib.sha256(content).hexdigest(), path)
"""


def shown(reports: Printed, year: int, language: Language, key: tuple[str, str], id: str) -> str:
    """What a figure shows on paper, unit included."""
    report = reports.paper(year, language).report
    cell = report.tables[id][key]
    table = report.format.table(id)
    assert table is not None
    column = next(column for _, row, column in table.cells() if (row.id, column.id) == key)
    if cell.kind is not CellKind.NUMBER:
        return {CellKind.BLANK: "", CellKind.NOT_APPLICABLE: "—"}[cell.kind]
    unit = f" {column.unit.in_(language)}" if column.show_unit and column.unit else ""
    return cell.written + unit


def read_pdf(reports: Printed, year: int, language: Language) -> ReadPdf:
    """The PDF of a report, read by its structure."""
    tables = reports.paper(year, language).tables()
    content = reports.file(year, language, "pdf")
    return ReadPdf(content, [isinstance(table, TablePlace) for table in tables])


@BOTH
@pytest.mark.parametrize("suffix", ["docx", "pdf", "xlsx"])
def test_every_cell_is_where_the_form_has_it(
    reports: Printed, year: int, language: Language, suffix: str
) -> None:
    content = reports.file(year, language, suffix)
    tables = {
        "docx": lambda: ReadWord(content).tables,
        "pdf": lambda: read_pdf(reports, year, language).tables,
        "xlsx": lambda: read_sheets(content),
    }[suffix]()
    report = reports.paper(year, language).report
    assert len(tables) == len(report.format.tables)
    for table, cells in zip(report.format.tables, tables, strict=True):
        grid = [cell for line in table_grid(table).lines for cell in line]
        found = {(cell.row, cell.column): cell for cell in cells}
        assert len(found) == len(cells) == len(grid)
        for cell in grid:
            read = found[cell.row, cell.column]
            assert (read.rows, read.columns) == (cell.rows, cell.columns)
            if cell.key is None:
                text = cell.text.in_(language) if cell.text else ""
                assert " ".join(read.text.split()).startswith(text)
            else:
                expected = shown(reports, year, language, cell.key, table.id)
                assert read.text.strip().removeprefix("+") == expected.removeprefix("+") or (
                    suffix == "xlsx"
                    and float(read.text.split(" ")[0]) == float(expected.split()[0])
                )


@BOTH
def test_pdf_is_tagged(reports: Printed, year: int, language: Language) -> None:
    reader = PdfReader(io.BytesIO(reports.file(year, language, "pdf")))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language.value)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == reports.paper(year, language).title.text
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    kinds = [element["/S"] for element in elements(root["/StructTreeRoot"])]
    report = reports.paper(year, language).report
    grid = [c for table in report.format.tables for line in table_grid(table).lines for c in line]
    assert kinds.count("/H1") == len(report.format.sections)
    assert kinds.count("/Caption") == len(report.format.tables)
    heads = [cell for cell in grid if cell.role is not Role.DATA]
    # The table in the prose of 2020 has two; the English page shows it untranslated.
    extra = 2 if year == 2020 else 0
    assert kinds.count("/TH") == len(heads) + extra


@BOTH
def test_each_figure_of_the_pdf_names_its_labels(
    reports: Printed, year: int, language: Language
) -> None:
    """By the ids of header cells, those of rows included; every id leads to a header cell."""
    root: Any = PdfReader(io.BytesIO(reports.file(year, language, "pdf"))).trailer["/Root"]
    found = list(elements(root["/StructTreeRoot"]))
    ids = {element["/ID"]: element for element in found if "/ID" in element}
    tree = root["/StructTreeRoot"]["/IDTree"]["/Names"]
    assert list(tree[::2]) == sorted(tree[::2])
    assert set(tree[::2]) == set(ids)
    figures = 0
    tables = [element for element in found if element["/S"] == "/Table"]
    places = reports.paper(year, language).tables()
    for table, place in zip(tables, places, strict=True):
        if not isinstance(place, TablePlace):
            continue
        rows_have_labels = any(scope(e) == "/Row" for e in elements(table))
        for cell in elements(table):
            if cell["/S"] == "/TD":
                figures += 1
                headers = [ids[name] for name in attribute(cell, "/Headers")]
                assert {header["/S"] for header in headers} == {"/TH"}
                scopes = {scope(header) for header in headers}
                assert scopes == ({"/Row", "/Column"} if rows_have_labels else {"/Column"})
    report = reports.paper(year, language).report
    assert figures == sum(len(cells) for cells in report.tables.values())


def elements(element: Any) -> Any:
    """Every structure element below one, in order."""
    held = element.get("/K", [])
    for kid in held if isinstance(held, list) else [held]:
        item = kid.get_object()
        if not isinstance(item, int) and "/S" in item:
            yield item
            yield from elements(item)


def attribute(element: Any, name: str) -> Any:
    """An attribute of a structure element, or None."""
    for one in element.get("/A", []):
        if name in one.get_object():
            return one.get_object()[name]
    return None


def scope(element: Any) -> Any:
    """What a header cell heads."""
    return attribute(element, "/Scope")


@BOTH
def test_fonts_of_the_pdf_are_embedded_subsets(
    reports: Printed, year: int, language: Language
) -> None:
    reader = PdfReader(io.BytesIO(reports.file(year, language, "pdf")))
    names = set()
    for page in reader.pages:
        box = page.mediabox
        assert (round(box.width), round(box.height)) == (595, 842)
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile3" in inner["/FontDescriptor"]
            names.add(str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0])
    assert names == {"NotoSansSC", "NotoSerifSC"}


def test_every_page_has_its_header_and_footer(reports: Printed) -> None:
    paper = reports.paper(2020, Language.ZH)
    reader = PdfReader(io.BytesIO(reports.file(2020, Language.ZH, "pdf")))
    for number, page in enumerate(reader.pages, start=1):
        text = "".join(page.extract_text().split())
        assert paper.report.agency.zh in text
        assert paper.address in text
        assert f"第{number}页，共{len(reader.pages)}页" in text
        assert "2026-11-22" in text


def test_prose_is_data_for_the_typesetter(reports: Printed) -> None:
    shown = read_pdf(reports, 2020, Language.ZH).words.replace("\u00a0", " ")
    assert TYPST.replace("\\#", "#") in shown


@BOTH
def test_word_file_has_the_form_of_a_report(
    reports: Printed, year: int, language: Language
) -> None:
    paper = reports.paper(year, language)
    document: Any = docx.Document(io.BytesIO(reports.file(year, language, "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    sections = [section.title.in_(language) for section in paper.report.format.sections]
    assert [any(s in h for s in sections) for h in headings] == [True] * len(sections)
    properties = document.core_properties
    assert properties.title == paper.title.text
    assert properties.author == paper.report.agency.in_(language)
    assert properties.language == language.tag
    assert properties.created.year == 1980
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.element.body.iter(f"{W}tbl"):
        widths = [int(column.get(f"{W}w")) * 635 for column in table.iter(f"{W}gridCol")]
        assert sum(widths) <= room * 1.001
        for row in table.iter(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None


@pytest.mark.parametrize("language", list(Language))
def test_head_rows_of_word_tables_repeat(reports: Printed, language: Language) -> None:
    document: Any = docx.Document(io.BytesIO(reports.file(2020, language, "docx")))
    tables = [
        table
        for table in document.element.body.iter(f"{W}tbl")
        if table.find(f"{W}tblPr/{W}tblCaption") is not None
    ]
    report = reports.paper(2020, language).report
    for table, declared in zip(tables, report.format.tables, strict=True):
        assert len(list(table.iter(f"{W}tblHeader"))) == table_grid(declared).header_rows


def test_word_runs_name_their_language_and_font(reports: Printed) -> None:
    document: Any = docx.Document(io.BytesIO(reports.file(2020, Language.ZH, "docx")))
    for run in document.element.body.iter(f"{W}r"):
        language = run.find(f"{W}rPr/{W}lang")
        assert language is not None
        assert language.get(f"{W}eastAsia") == "zh-CN"
    fonts = document.styles["Normal"].element.find(f"{W}rPr/{W}rFonts")
    assert fonts.get(f"{W}eastAsia") == "仿宋"


def test_word_links_and_lists(reports: Printed) -> None:
    document: Any = docx.Document(io.BytesIO(reports.file(2020, Language.ZH, "docx")))
    targets = {r.target_ref for r in document.part.rels.values() if r.is_external}
    assert targets == {"https://www.gov.cn/", "https://fzggw.jiaxing.gov.cn/guide/"}
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    assert [p.text for p in numbered] == ["三", "四"]
    (number,) = {p._p.pPr.numPr.numId.val for p in numbered}
    numbering = document.part.numbering_part.element
    (own,) = [num for num in numbering.num_lst if num.numId == number]
    assert own.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "3"
    assert [p.text for p in document.paragraphs if p.style.name == "List Bullet"] == list("甲乙丙")


@BOTH
def test_package_describes_every_file(reports: Printed, year: int, language: Language) -> None:
    paper = reports.paper(year, language)
    folder = paper.report.address(language)
    package = json.loads(reports.files[f"{folder}datapackage.json"])
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["title"] == paper.title.text
    assert "licenses" not in package
    paths = [resource["path"] for resource in package["resources"]]
    tables = [table.id for table in paper.report.format.tables]
    assert sorted(paths) == sorted(
        [f"{id}.{kind}" for id in tables for kind in ("csv", "xlsx", "json")]
        + [f"{year}.{kind}" for kind in ("docx", "pdf", "xlsx")]
    )
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    for resource in package["resources"]:
        content = reports.files[folder + resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if resource["format"] == "csv":
            header, *rows = read_csv(content)
            fields = resource["schema"]["fields"]
            assert [field["name"] for field in fields] == header
            assert set(resource["schema"]["primaryKey"]) <= set(header)
            states = fields[-1]["constraints"]["enum"]
            for row in rows:
                assert row[-1] in states
                assert row[8] == "" or float(row[8]) is not None


@BOTH
def test_archive_holds_every_file_and_its_sum(
    reports: Printed, year: int, language: Language, tmp_path: Path
) -> None:
    folder = reports.paper(year, language).report.address(language)
    with zipfile.ZipFile(io.BytesIO(reports.file(year, language, "zip"))) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
        for name in archive.namelist():
            if name != "SHA256SUMS":
                assert archive.read(name) == reports.files[folder + name]
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, check=False
    )
    assert done.returncode == 0


def test_same_bytes_in_another_folder_time_zone_and_hash_order(
    reports: Printed, tmp_path: Path
) -> None:
    tree = tmp_path / "另一个 folder"
    shutil.copytree(reports.plan.site.root, tree)
    there = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "99", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", MAKE, tree],
        env=os.environ | there,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [
        f"{hashlib.sha256(content).hexdigest()} {path}"
        for path, content in sorted(reports.files.items())
        if "reports/" in path
    ]
    assert done.stdout.splitlines() == expected
