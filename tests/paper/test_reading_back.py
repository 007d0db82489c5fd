"""What is published was read again: one wrong cell, word or byte in any file is found."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream

from portal.build import build
from portal.events import draw
from portal.exports.zip_file import zip_bytes
from portal.model.language import Language
from portal.publishing.reading_back import read_back
from tests.paper.printing import AS_OF, Printed, report_tree
from tests.site.trees import replace

Change = Callable[[bytes], bytes]


def in_text(old: str, new: str) -> Change:
    """One place of a text file changed."""

    def change(content: bytes) -> bytes:
        text = content.decode()
        assert text.count(old) >= 1, old
        return text.replace(old, new, 1).encode()

    return change


def in_part(name: str, old: str, new: str) -> Change:
    """One place in a part of an office file changed."""

    def change(content: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        parts[name] = in_text(old, new)(parts[name])
        return zip_bytes(parts)

    return change


def in_sheet(place: str, value: object) -> Change:
    """One cell of the first sheet of a workbook changed."""

    def change(content: bytes) -> bytes:
        workbook = load_workbook(io.BytesIO(content))
        workbook.worksheets[0][place].value = value
        target = io.BytesIO()
        workbook.save(target)
        return target.getvalue()

    return change


def in_json(row: str, column: str, **new: object) -> Change:
    """One cell of a JSON table changed."""

    def change(content: bytes) -> bytes:
        table = json.loads(content)
        (cell,) = [c for c in table["cells"] if (c["row"], c["column"]) == (row, column)]
        cell.update(new)
        return json.dumps(table).encode()

    return change


def untagged(content: bytes) -> bytes:
    """The PDF without its structure."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    del writer.root_object["/StructTreeRoot"]
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def without_embedded_fonts(content: bytes) -> bytes:
    """The PDF with names of fonts alone."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            inner["/FontDescriptor"].get_object().pop("/FontFile3", None)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


DOCUMENT = "word/document.xml"
CASES: list[tuple[str, str, Change, set[str]]] = [
    ("page, a figure", "index.html", in_text(">2147332.50", ">2147332.05"), {"READBACK-003"}),
    (
        "page, two rows swapped",
        "index.html",
        in_text('data-column="natural_person">31<', 'data-column="natural_person">0<'),
        {"READBACK-003"},
    ),
    ("page, a label", "index.html", in_text(">规范性文件<", ">规范文件<"), {"READBACK-005"}),
    ("page, a span", "index.html", in_text(' rowspan="8"', ' rowspan="7"'), {"READBACK-005"}),
    ("page, a head", "index.html", in_text("超期答复、", "答复、"), {"READBACK-004"}),
    ("csv, a figure", "requests.csv", in_text(",28,件,", ",82,件,"), {"READBACK-003"}),
    ("csv, a unit", "requests.csv", in_text(",28,件,", ",28,条,"), {"READBACK-003"}),
    ("csv, a state", "proactive.csv", in_text("not_applicable", "blank"), {"READBACK-003"}),
    (
        "csv, a line twice",
        "reviews.csv",
        lambda content: content + content.splitlines(keepends=True)[-1],
        {"READBACK-002"},
    ),
    (
        "json, a figure",
        "requests.json",
        in_json("not_held", "total", value=82),
        {"READBACK-003"},
    ),
    (
        "json, blank for struck out",
        "proactive.json",
        in_json("fees", "items_last_year", state="blank"),
        {"READBACK-003"},
    ),
    ("xlsx, a figure", "requests.xlsx", in_sheet("D5", 13), {"READBACK-003"}),
    ("xlsx, nought for blank", "proactive.xlsx", in_sheet("C16", 0), {"READBACK-003"}),
    ("xlsx, a label", "requests.xlsx", in_sheet("A5", "一、本年收到"), {"READBACK-005"}),
    ("xlsx, all tables", "2020.xlsx", in_sheet("B5", 3), {"READBACK-003"}),
    (
        "docx, a figure",
        "2020.docx",
        in_part(DOCUMENT, ">2147332.50<", ">2147332<"),
        {"READBACK-003"},
    ),
    ("docx, a unit", "2020.docx", in_part(DOCUMENT, "> 元<", "> 万元<"), {"READBACK-003"}),
    (
        "docx, a merged cell",
        "2020.docx",
        in_part(DOCUMENT, '<w:gridSpan w:val="7"/>', '<w:gridSpan w:val="6"/>'),
        {"READBACK-005"},
    ),
    ("docx, a word", "2020.docx", in_part(DOCUMENT, "及时整改到位", "整改到位"), {"READBACK-004"}),
    ("docx, no office file", "2020.docx", lambda _: b"PK", {"READBACK-002"}),
    ("pdf, untagged", "2020.pdf", untagged, {"READBACK-002", "READBACK-006"}),
    ("pdf, fonts by name", "2020.pdf", without_embedded_fonts, {"READBACK-006"}),
    ("pdf, broken", "2020.pdf", lambda content: content[:900], {"READBACK-002"}),
    ("zip, a file", "2020.zip", in_part("requests.csv", ",28,件,", ",82,件,"), set()),
    (
        "package, a sum",
        "datapackage.json",
        lambda content: re.sub(rb"sha256:.", b"sha256:x", content, count=1),
        set(),
    ),
]


@pytest.fixture
def release(staged: Path, tmp_path: Path) -> Path:
    """A copy of the staged files, to be spoilt."""
    return Path(shutil.copytree(staged, tmp_path / "release"))


def codes(release: Path, reports: Printed) -> dict[str, set[str]]:
    """The codes of what differs, by file, in the Chinese report of 2020."""
    found: dict[str, set[str]] = {}
    for problem in read_back(release, [reports.paper(2020, Language.ZH)]):
        found.setdefault(problem.location.file, set()).add(problem.code)
    return found


def test_what_is_made_is_what_the_data_says(staged: Path, reports: Printed) -> None:
    assert len(reports.plan.papers) == 4
    assert read_back(staged, reports.plan.papers) == []


@pytest.mark.parametrize(
    ("file", "change", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_spoilt_file_is_found(
    file: str, change: Change, expected: set[str], release: Path, reports: Printed
) -> None:
    path = release / "reports/2020" / file
    path.write_bytes(change(path.read_bytes()))
    found = codes(release, reports)
    if file not in ("index.html", "2020.zip", "datapackage.json"):
        # The package has the sums of every file, so that it tells as well.
        assert found.pop("reports/2020/2020.zip", set()) | found.pop(
            "reports/2020/datapackage.json", set()
        ) >= {"READBACK-007"}
    if not expected:
        assert {code for told in found.values() for code in told} == {"READBACK-007"}
    else:
        assert set(found) == {f"reports/2020/{file}"}
        assert found[f"reports/2020/{file}"] >= expected


def test_a_missing_file_is_found(release: Path, reports: Printed) -> None:
    (release / "reports/2020/2020.pdf").unlink()
    assert codes(release, reports)["reports/2020/2020.pdf"] == {"READBACK-002"}


def test_a_figure_of_the_pdf_is_found(release: Path, reports: Printed) -> None:
    """One place of the page shows what another shows; the structure around it stays."""
    path = release / "reports/2020/2020.pdf"
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(path.read_bytes())))
    page = writer.pages[2]
    contents = ContentStream(page.get_contents(), writer)
    operations = contents.operations
    shown = [at for at, (_, operator) in enumerate(operations) if operator in (b"Tj", b"TJ")]
    # Header and footer come first and last: they are not text to a reader.
    middle = {str(operations[at][0]): at for at in shown[len(shown) // 3 : -len(shown) // 3]}
    first, *_, last = middle.values()
    operations[first] = operations[last]
    contents.operations = operations
    page.replace_contents(contents)
    target = io.BytesIO()
    writer.write(target)
    path.write_bytes(target.getvalue())
    assert codes(release, reports)["reports/2020/2020.pdf"] & {
        "READBACK-003",
        "READBACK-004",
        "READBACK-005",
    }


def test_a_fault_of_a_template_stops_publication(tmp_path: Path) -> None:
    """Two columns swapped where a template draws them: nothing is published."""
    tree = report_tree(tmp_path / "tree")
    replace(
        tree / "overrides/components/statutory.html",
        "{% else %}{{ figure_text(figure, cell.header) }}{% endif %}",
        "{% else %}{{ figure_text(figure, cell.header) | replace('28', '82') }}{% endif %}",
    )
    findings = build(tree, tmp_path / "site", AS_OF, True, draw)
    assert {problem.code for problem in findings.errors} == {"READBACK-003"}
    assert not (tmp_path / "site").exists()


def test_a_character_that_reaches_the_page_by_a_detour_stops_publication(tmp_path: Path) -> None:
    """The gate reads the source; what the typesetter cannot show is told all the same."""
    tree = report_tree(tmp_path / "tree")
    replace(tree / "content/zh/reports/2020.md", "引文“一”", "引文&#x1F600;")
    findings = build(tree, tmp_path / "site", AS_OF, True, draw)
    assert {problem.code for problem in findings.errors} == {"READBACK-001"}
    assert not (tmp_path / "site").exists()


def test_without_fonts_nothing_is_published(tmp_path: Path) -> None:
    tree = report_tree(tmp_path / "tree")
    (tmp_path / "fonts").mkdir()
    findings = build(tree, tmp_path / "site", AS_OF, True, draw, fonts=tmp_path / "fonts")
    assert [problem.code for problem in findings.errors] == ["PAPER-001", "PAPER-001"]
    assert not (tmp_path / "site").exists()
