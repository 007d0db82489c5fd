"""A tagged PDF by its structure: tables cell by cell, words in reading order, what it lacks.

Only what is tagged is read: what a screen reader would not find is not there.
"""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

from portal.publishing.readings import ReadCell

_CELLS = ("/TH", "/TD")
_HEX = rb"<([0-9A-Fa-f]+)>"
_CHARACTER = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*" + _HEX)
_SHOWING = {b"Tj", b"TJ", b"'", b'"'}


class ReadPdf:
    """A PDF file: its statutory tables and captions, all other words, and its faults."""

    def __init__(self, content: bytes, is_statutory: Iterable[bool]) -> None:
        """`is_statutory` tells of each table in order whether it is read cell by cell."""
        self._is_statutory = iter(is_statutory)
        self._reader = PdfReader(io.BytesIO(content))
        root: Any = self._reader.trailer["/Root"]
        self._root = root
        self._texts: dict[tuple[int, int], str] = {}
        self._fonts: dict[Any, dict[bytes, str]] = {}
        for number, page in enumerate(self._reader.pages):
            self._read_contents(number, page)
        self._pages = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(self._reader.pages)
            if page.indirect_reference is not None
        }
        self.tables: list[list[ReadCell]] = []
        self.captions: list[str] = []
        words: list[str] = []
        if "/StructTreeRoot" in self._root:
            self._read_structure(self._root["/StructTreeRoot"], None, words)
        self.words = "".join(words)

    def faults(self, language: str) -> Iterator[str]:
        """What a tagged PDF in that language must have and this one has not."""
        mark: Any = self._root.get("/MarkInfo", {})
        if "/StructTreeRoot" not in self._root or not mark.get("/Marked"):
            yield "StructTreeRoot"
        if not str(self._root.get("/Lang", "")).startswith(language):
            yield f"Lang {self._root.get('/Lang', '')}"
        if not (self._reader.metadata and self._reader.metadata.title):
            yield "Title"
        for name, font in self._all_fonts():
            inner = font.get("/DescendantFonts", [font])[0].get_object()
            descriptor = inner.get("/FontDescriptor", {})
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"FontFile {name}"

    def _all_fonts(self) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for page in self._reader.pages:
            resources: Any = page.get("/Resources", {})
            for font in resources.get("/Font", {}).values():
                name = str(font.get_object().get("/BaseFont", ""))
                if name not in seen:
                    seen.add(name)
                    yield name, font.get_object()

    def _read_contents(self, number: int, page: Any) -> None:
        """The text of each marked piece of a page, by its number."""
        fonts = page["/Resources"].get("/Font", {})
        contents = page.get_contents()
        if contents is None:
            return
        marked: list[int | None] = []
        letters: dict[bytes, str] = {}
        for operands, operator in ContentStream(contents, self._reader).operations:
            if operator in (b"BDC", b"BMC"):
                properties = operands[1] if operator == b"BDC" else {}
                has_id = hasattr(properties, "get") and "/MCID" in properties
                marked.append(int(properties["/MCID"]) if has_id else None)
            elif operator == b"EMC":
                marked.pop()
            elif operator == b"Tf":
                letters = self._letters(fonts.raw_get(operands[0]))
            elif operator in _SHOWING and (at := _innermost(marked)) is not None:
                text = self._texts.get((number, at), "")
                self._texts[number, at] = text + _decoded(operands[-1], letters)

    def _letters(self, reference: Any) -> dict[bytes, str]:
        """What each code of a font stands for; a code without meaning is drawn as a box."""
        key = getattr(reference, "idnum", id(reference))
        if key not in self._fonts:
            font = reference.get_object()
            found: dict[bytes, str] = {}
            if "/ToUnicode" in font:
                _read_map(font["/ToUnicode"].get_object().get_data(), found)
            self._fonts[key] = found
        return self._fonts[key]

    def _read_structure(self, element: Any, page: int | None, words: list[str]) -> None:
        element = element.get_object()
        if isinstance(element, list):
            for kid in element:
                self._read_structure(kid, page, words)
        elif isinstance(element, int):
            words.append("" if page is None else self._texts.get((page, int(element)), ""))
        elif element.get("/Type") == "/OBJR" or element.get("/S") == "/Lbl":
            return
        else:
            page = self._page_of(element, page)
            if element.get("/Type") == "/MCR":
                self._read_structure(element["/MCID"], page, words)
            elif element.get("/S") == "/Caption":
                caption: list[str] = []
                for kid in _all_kids(element):
                    self._read_structure(kid, page, caption)
                self.captions.append("".join(caption))
            elif element.get("/S") == "/Table" and next(self._is_statutory, False):
                self._read_table(element, page)
            elif "/K" in element:
                self._read_structure(element["/K"], page, words)

    def _page_of(self, element: Any, page: int | None) -> int | None:
        own = element.raw_get("/Pg") if "/Pg" in element else None
        return page if own is None else self._pages.get(own.idnum, page)

    def _read_table(self, table: Any, page: int | None) -> None:
        cells: list[ReadCell] = []
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(_below(table, "/TR")):
            column = 0
            for cell in _kids(row):
                while (at, column) in taken:
                    column += 1
                rows, columns = _span(cell, "/RowSpan"), _span(cell, "/ColSpan")
                for below in range(at, at + rows):
                    taken |= {(below, over) for over in range(column, column + columns)}
                text: list[str] = []
                self._read_structure(cell, self._page_of(row, page), text)
                is_head = cell.get("/S") == "/TH"
                cells.append(ReadCell(at, column, rows, columns, "".join(text), is_head))
        for kid in _kids(table):
            if kid.get("/S") == "/Caption":
                self._read_structure(kid, page, [])
        self.tables.append(cells)


def _innermost(marked: list[int | None]) -> int | None:
    return next((one for one in reversed(marked) if one is not None), None)


def _decoded(shown: Any, letters: dict[bytes, str]) -> str:
    pieces = shown if isinstance(shown, list) else [shown]
    found: list[str] = []
    for piece in pieces:
        if isinstance(piece, bytes | str):
            raw = getattr(piece, "original_bytes", piece)
            codes = raw if isinstance(raw, bytes) else raw.encode("latin-1")
            pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
            found += [letters.get(pair, "\ufffd") for pair in pairs]
    return "".join(found)


def _read_map(data: bytes, found: dict[bytes, str]) -> None:
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        for code, text in _CHARACTER.findall(part):
            found[bytes.fromhex(code.decode())] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        for first, last, text in _RANGE.findall(part):
            start = bytes.fromhex(text.decode()).decode("utf-16-be")
            for offset in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + offset).to_bytes(2, "big")
                found[code] = start[:-1] + chr(ord(start[-1]) + offset)


def _all_kids(element: Any) -> list[Any]:
    held = element.get("/K", [])
    return list(held) if isinstance(held, list) else [held]


def _kids(element: Any) -> list[Any]:
    found = [kid.get_object() for kid in _all_kids(element)]
    return [kid for kid in found if not isinstance(kid, int)]


def _below(element: Any, tag: str) -> Iterator[Any]:
    for kid in _kids(element):
        if kid.get("/S") == tag:
            yield kid
        elif kid.get("/S") not in _CELLS:
            yield from _below(kid, tag)


def _span(cell: Any, name: str) -> int:
    for one in cell.get("/A", []):
        if name in one.get_object():
            return int(one.get_object()[name])
    return 1
