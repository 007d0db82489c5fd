"""Attachments: what they are, and what is in them, wherever it hides."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from docx import Document
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter

from tests.gate import tree as trees
from tests.gate.tree import Tree

FOLDER = "content/zh/policies/2021/fees-files"
CARD = "330402190001010018"
MOBILE = "13800000001"


def attach(tree: Tree, name: str, content: bytes) -> str:
    """Put the file beside a record that publishes it; return its path."""
    tree.write(f"{FOLDER}/{name}", content)
    item = f"topic: price\nattachments:\n  - {{file: fees-files/{name}, title: 附件}}"
    tree.edit(trees.FEES, "topic: price", item)
    return f"{FOLDER}/{name}"


def saved(document: object) -> bytes:
    """The bytes of a document, workbook or PDF."""
    stream = io.BytesIO()
    document.save(stream) if hasattr(document, "save") else document.write(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def word(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    return saved(document)


def split_word(text: str) -> bytes:
    """A number over three runs, as Word writes it after spell-checking."""
    document = Document()
    paragraph = document.add_paragraph()
    for part in (text[:5], text[5:11], text[11:]):
        paragraph.add_run(part)
    return saved(document)


def commented_word(text: str) -> bytes:
    document = Document()
    run = document.add_paragraph("正文").runs[0]
    document.add_comment(run, text=text, author="某处", initials="某")
    return saved(document)


def revised_word(text: str) -> bytes:
    """A deleted text that the file still holds."""
    packed = io.BytesIO(word("正文"))
    target = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(target, "w") as archive:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                deleted = (
                    f'<w:p><w:del w:id="1"><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p>'
                )
                content = content.replace(b"<w:sectPr", deleted.encode() + b"<w:sectPr", 1)
            archive.writestr(part, content)
    return target.getvalue()


def book(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    workbook = openpyxl.Workbook()
    change(workbook)
    return saved(workbook)


def _cell(workbook: openpyxl.Workbook) -> None:
    workbook.worksheets[0]["B3"] = CARD


def _number(workbook: openpyxl.Workbook) -> None:
    workbook.worksheets[0]["B3"] = int(MOBILE)


def _hidden_sheet(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.create_sheet("名单")
    sheet["A1"] = CARD
    sheet.sheet_state = "hidden"


def _hidden_column(workbook: openpyxl.Workbook) -> None:
    workbook.worksheets[0]["D1"] = CARD
    workbook.worksheets[0].column_dimensions["D"].hidden = True


def _comment(workbook: openpyxl.Workbook) -> None:
    workbook.worksheets[0]["A1"].comment = Comment(CARD, "某处")


def _defined_name(workbook: openpyxl.Workbook) -> None:
    workbook.defined_names["who"] = DefinedName("who", attr_text=f'"{CARD}"')


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (_cell, ["PRIVACY-011"]),
        (_number, ["PRIVACY-012"]),
        (_hidden_sheet, ["PRIVACY-011", "PRIVACY-018"]),
        (_hidden_column, ["PRIVACY-011"]),
        (_comment, ["PRIVACY-011", "PRIVACY-017"]),
        (_defined_name, ["PRIVACY-011"]),
    ],
)
def test_workbooks(
    tree: Tree, change: Callable[[openpyxl.Workbook], None], codes: list[str]
) -> None:
    path = attach(tree, "list.xlsx", book(change))
    assert tree.problems() == [f"{code} {path}" for code in codes]


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (word("正文"), []),
        (word(f"号码{CARD}"), ["PRIVACY-011"]),
        (split_word(CARD), ["PRIVACY-011"]),
        (commented_word(CARD), ["PRIVACY-011", "PRIVACY-017"]),
        (revised_word(CARD), ["PRIVACY-011", "PRIVACY-017"]),
        (word("0573-80000000"), ["PRIVACY-013"]),
        (word("6222020000000000000"), ["PRIVACY-014"]),
        (word("someone@example.com office@example.gov.cn"), ["PRIVACY-015"]),
    ],
)
def test_documents(tree: Tree, content: bytes, codes: list[str]) -> None:
    path = attach(tree, "note.docx", content)
    assert tree.problems() == [f"{code} {path}" for code in codes]


def test_properties_of_a_pdf(tree: Tree) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Subject": CARD})
    path = attach(tree, "scan.pdf", saved(writer))
    assert tree.problems() == [f"PRIVACY-011 {path}"]


def test_a_picture_that_says_where_it_was_taken(tree: Tree) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (30.0, 45.0, 0.0), 3: "E", 4: (120.0, 45.0, 0.0)}
    stream = io.BytesIO()
    Image.new("RGB", (4, 4)).save(stream, "JPEG", exif=exif)
    path = attach(tree, "site.jpg", stream.getvalue())
    assert tree.problems() == [f"PRIVACY-016 {path}"]


def test_words_in_a_picture(tree: Tree) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", MOBILE)
    stream = io.BytesIO()
    Image.new("RGB", (4, 4)).save(stream, "PNG", pnginfo=words)
    path = attach(tree, "plan.png", stream.getvalue())
    assert tree.problems() == [f"PRIVACY-012 {path}"]


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 250_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.pdf", b"<html><script>alert(1)</script>", "FILE-014"),
        ("x.png", b"\xff\xd8\xff\xe0", "FILE-014"),
        ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "FILE-014"),
        ("x.svg", b"<html></html>", "FILE-014"),
        ("x.xlsx", _bomb(), "FILE-015"),
        (
            "x.pdf",
            b"version https://git-lfs.github.com/spec/v1\noid 0\n",
            "FILE-016",
        ),
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "FILE-017"),
        ("x.svg", b'<svg onload="a()"></svg>', "FILE-017"),
        ("x.svg", b'<svg><image href="https://example.com/x.png"/></svg>', "FILE-017"),
        ("x.zip", b"PK\x03\x04broken", "FILE-018"),
        ("x.pdf", b"%PDF-1.7 nothing", "FILE-018"),
        ("x.jpg", b"\xff\xd8\xff\xe0 nothing", "FILE-018"),
    ],
)
def test_files_that_are_not_what_they_seem(
    tree: Tree, name: str, content: bytes, code: str
) -> None:
    path = attach(tree, name, content)
    assert tree.problems() == [f"{code} {path}"]


def test_a_plain_drawing(tree: Tree) -> None:
    drawing = (
        b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    )
    attach(tree, "x.svg", drawing)
    assert tree.problems() == []
