"""Attachments: whether a file is what its name says, and every text in it, shown or hidden.

Office files are read as the packages of XML that they are, so that nothing hides: hidden sheets
and columns, comments, revisions, defined names, caches. Nothing is unpacked beyond a limit.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

_PACKAGE, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".docx": (_PACKAGE,),
    ".xlsx": (_PACKAGE,),
    ".pptx": (_PACKAGE,),
    ".ofd": (_PACKAGE,),
    ".zip": (_PACKAGE, b"PK\x05\x06"),
    ".doc": (_OLE,),
    ".xls": (_OLE,),
    ".wps": (_OLE, _PACKAGE),
    ".et": (_OLE, _PACKAGE),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
}
_MAIN_PARTS = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".pptx": "ppt/presentation.xml",
    ".ofd": "OFD.xml",
}
_LARGEST_UNPACKED = 200_000_000
_LARGEST_TEXT = 20_000_000
_MOST_PARTS = 10_000
_MOST_PAGES = 2_000
_LFS = b"version https://git-lfs"
_ENDS = re.compile(r"</(?:w:p|a:p|si|c|row|f|definedName|text|s|is)>|<(?:w:br|w:tab|a:br)/?>")
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r'\s(?:v|name|val|author|w:author)="([^"]*)"')
_REVISIONS = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\s")
_HIDDEN = re.compile(rb'state="(?:hidden|veryHidden)"')
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<svg\b", re.DOTALL
)
_SVG_DANGER = re.compile(
    rb"<\s*script|\son[a-z]+\s*=|javascript:|<!ENTITY|<!DOCTYPE[^>]*\[|<\s*foreignObject"
    rb"|(?:href|src)\s*=\s*[\"'](?!#|data:image/)|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)
_GPS_BLOCK = 0x8825


@dataclass(frozen=True)
class Attached:
    """What an attachment holds beside what it shows."""

    texts: tuple[str, ...] = ()
    """All texts in it, shown or hidden."""
    has_revisions: bool = False
    """Changes or comments that were left in a document."""
    has_hidden_sheets: bool = False
    has_place: bool = False
    """A picture says where it was taken."""


def refusal(content: bytes, suffix: str) -> str | None:
    """The code of the problem that keeps a file from being published, or None."""
    if content.startswith(_LFS):
        return "FILE-016"
    beginnings = _BEGINNINGS.get(suffix)
    if beginnings is not None and not content.startswith(beginnings):
        return "FILE-014"
    if suffix == ".svg":
        return _svg_refusal(content)
    return _package_refusal(content, suffix) if content.startswith(_PACKAGE) else None


def _svg_refusal(content: bytes) -> str | None:
    if not re.match(
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<svg\b", content, re.DOTALL
    ):
        return "FILE-014"
    return "FILE-017" if _SVG_DANGER.search(content) else None


def _package_refusal(content: bytes, suffix: str) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > _LARGEST_UNPACKED:
                return "FILE-015"
            main = _MAIN_PARTS.get(suffix)
            return "FILE-014" if main and main not in archive.namelist() else None
    except (zipfile.BadZipFile, ValueError, OverflowError):
        return "FILE-018"


def attached(content: bytes, suffix: str) -> Attached | None:
    """What is in a file that passed `refusal`; None where it cannot be read as what it is."""
    try:
        if suffix in (".docx", ".xlsx", ".pptx"):
            return _office(content)
        if suffix == ".pdf":
            return Attached(tuple(_pdf_texts(content)))
        if suffix in (".png", ".jpg", ".jpeg", ".gif"):
            return _picture(content)
        if suffix in (".svg", ".csv"):
            return Attached((content.decode("utf-8", "replace"),))
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        PyPdfError,
        UnidentifiedImageError,
        ArithmeticError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
    ):
        return None
    return Attached()


def _office(content: bytes) -> Attached:
    texts: list[str] = []
    has_revisions = has_hidden = False
    left = _LARGEST_TEXT
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            name = part.filename
            if not name.endswith((".xml", ".rels", ".vml")) or left <= 0:
                continue
            with archive.open(part) as opened:
                # The directory may understate what is packed.
                raw = opened.read(left)
            left -= len(raw)
            has_revisions |= bool(_REVISIONS.search(raw)) or "comments" in name.lower()
            has_hidden |= name == "xl/workbook.xml" and bool(_HIDDEN.search(raw))
            texts.append(_text_of(raw.decode("utf-8", "replace")))
    return Attached(tuple(texts), has_revisions, has_hidden)


def _text_of(xml: str) -> str:
    """The words between the tags, a line for each paragraph or cell, and values of attributes."""
    values = "\n".join(_VALUE.findall(xml))
    return unescape(f"{_TAG.sub('', _ENDS.sub(chr(10), xml))}\n{values}")


def _pdf_texts(content: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    for page in reader.pages[:_MOST_PAGES]:
        yield page.extract_text()
    if reader.metadata:
        yield "\n".join(str(value) for value in reader.metadata.values())


def _picture(content: bytes) -> Attached:
    with Image.open(io.BytesIO(content)) as image:
        exif = image.getexif()
        texts = [str(value) for value in (*exif.values(), *image.info.values())]
        has_place = bool(exif.get_ifd(_GPS_BLOCK)) or b"GPSLatitude" in content
    return Attached(tuple(texts), has_place=has_place)
