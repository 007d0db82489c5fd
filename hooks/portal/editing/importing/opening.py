"""A file of any kind → its raw grids, or the problem that it cannot be read."""

import io
import struct
import zipfile
import zlib
from pathlib import PurePath

from portal.editing.importing.docx_file import read_docx
from portal.editing.importing.html_file import read_html
from portal.editing.importing.raw import RawDocument
from portal.editing.importing.text_file import decoded, read_plain_text
from portal.editing.importing.xlsx_file import is_safe_workbook, read_xlsx
from portal.model.problem import Location, Problem, problem

LARGEST_FILE, LARGEST_UNPACKED = 20_000_000, 100_000_000
_MOST_PARTS = 5_000
_SUFFIXES = (".docx", ".xlsx", ".html", ".htm", ".txt", ".md")
_MAIN_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARSERS_RAISE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)
"""What the parsers of foreign files raise on broken ones; lxml's errors are syntax errors."""


def open_file(content: bytes, name: str) -> tuple[RawDocument | None, list[Problem]]:
    """The grids of a file; `name` is the path that problems quote and whose ending says the kind.

    Never raises on what the file holds.
    """
    here = Location(name)
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        return None, [problem("IMPORT-001", here, suffix=suffix, allowed=" ".join(_SUFFIXES))]
    if not content.strip():
        return None, [problem("IMPORT-002", here)]
    if len(content) > LARGEST_FILE:
        return None, [problem("IMPORT-003", here, size=len(content), largest=LARGEST_FILE)]
    if content.startswith(_OLD_OR_ENCRYPTED):
        return None, [problem("IMPORT-005", here)]
    if suffix in _MAIN_PARTS:
        return _open_package(content, name, suffix)
    text = None if content.startswith((b"PK\x03\x04", b"%PDF")) else decoded(content)
    if text is None:
        return None, [problem("IMPORT-006", here)]
    try:
        return _read_text(text, name, suffix), []
    except _PARSERS_RAISE:
        return None, [problem("IMPORT-004", here, suffix=suffix)]


def _read_text(text: str, name: str, suffix: str) -> RawDocument:
    return read_html(text, name) if suffix in (".html", ".htm") else read_plain_text(text, name)


def _open_package(
    content: bytes, name: str, suffix: str
) -> tuple[RawDocument | None, list[Problem]]:
    here = Location(name)
    broken = problem("IMPORT-004", here, suffix=suffix)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            code = _danger(archive, suffix)
        if code is not None:
            return None, [
                problem(code, here, suffix=suffix, size=len(content), largest=LARGEST_UNPACKED)
            ]
        if suffix == ".docx":
            return read_docx(content, name), []
        if not is_safe_workbook(content):
            return None, [problem("IMPORT-007", here)]
        return read_xlsx(content, name), []
    except (*_PARSERS_RAISE, MemoryError):
        return None, [broken]


def _danger(archive: zipfile.ZipFile, suffix: str) -> str | None:
    """The code that refuses a package before any of it is parsed, or None."""
    parts = archive.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        return "IMPORT-005"
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        return "IMPORT-007"
    if _MAIN_PARTS[suffix] not in archive.namelist():
        return "IMPORT-004"
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                # The header may understate what is packed: never unpack more than is allowed.
                text = opened.read(LARGEST_UNPACKED + 1)
            if len(text) > LARGEST_UNPACKED:
                return "IMPORT-007"
            text = text.replace(b"\0", b"")
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                return "IMPORT-007"
    return None
