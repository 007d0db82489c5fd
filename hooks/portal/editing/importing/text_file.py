"""Plain text as scanned → grids: rows of fields with tabs (or Markdown bars) between them."""

import codecs
import re

from portal.editing.importing.html_file import read_html
from portal.editing.importing.raw import MOST_COLUMNS, MOST_ROWS, GridDrawing, RawCell, RawDocument
from portal.editing.importing.words import place

_LOOSE_LINES = 2
"""A page break puts so few lines of text between the rows of a table; more is prose."""
_RULE = re.compile(r"[\s|:-]+")


def decoded(content: bytes) -> str | None:
    """The text in UTF-8, UTF-16 with its mark, or GB 18030; None where it is none of them."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def read_plain_text(text: str, file: str) -> RawDocument:
    """Every run of rows as a grid; a table written as HTML inside the text is read as HTML."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[: MOST_ROWS * 10]
    grids: list[GridDrawing] = []
    drawing: GridDrawing | None = None
    waiting: list[tuple[int, str]] = []
    texts: list[str] = []
    for number, line in enumerate(lines, start=1):
        fields = _fields(line)
        if fields is None:
            if line.strip():
                texts.append(line.strip().lstrip("#").strip())
                waiting.append((number, line))
            if line.startswith("#") or len(waiting) > _LOOSE_LINES:
                drawing, waiting = None, []
            continue
        if drawing is None:
            drawing, waiting = GridDrawing(is_ragged=True), []
            grids.append(drawing)
        for at, loose in waiting:
            _place(drawing, file, at, [loose.strip()], is_loose=True)
        waiting = []
        if fields:
            _place(drawing, file, number, fields)
    html = read_html(text, file).grids if "<table" in text.lower() else ()
    return RawDocument((*(grid.finished() for grid in grids), *html), tuple(texts))


def _fields(line: str) -> list[str] | None:
    """The fields of a row; none for the rule under a Markdown header, None for other text."""
    if "\t" in line:
        return line.split("\t")[:MOST_COLUMNS]
    if line.strip().startswith("|") and line.count("|") > 1:
        if _RULE.fullmatch(line) and "-" in line:
            return []
        return line.strip().strip("|").split("|")[:MOST_COLUMNS]
    return None


def _place(
    drawing: GridDrawing, file: str, number: int, fields: list[str], is_loose: bool = False
) -> None:
    row = drawing.height
    for column, field in enumerate(fields):
        here = place("line", line=number, column=column + 1)
        drawing.place(RawCell(field, file, here, number, row, column, is_loose=is_loose))
