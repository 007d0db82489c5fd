"""Word files → grids: merged cells resolved, text inside revisions and content controls read."""

import io
from collections.abc import Iterator
from typing import Any

import docx

from portal.editing.importing.raw import (
    MOST_COLUMNS,
    GridDrawing,
    RawCell,
    RawDocument,
    RawGrid,
)
from portal.editing.importing.words import place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"))
_UNREAD = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}tbl", _FALLBACK})
_PICTURES = frozenset({f"{_W}drawing", f"{_W}pict", f"{_W}object"})


def read_docx(content: bytes, file: str) -> RawDocument:
    """The tables of a document in order, nested ones for themselves, and its other paragraphs.

    Raises what its parsers raise where the file is no document.
    """
    body: Any = docx.Document(io.BytesIO(content)).element.body
    grids = [
        grid
        for number, table in enumerate(body.iter(f"{_W}tbl"), start=1)
        if (grid := _grid(table, number, file)) is not None
    ]
    texts = [_text(item) for item in _below(body, f"{_W}p")]
    pictures = any(next(body.iter(tag), None) is not None for tag in _PICTURES)
    return RawDocument(tuple(grids), tuple(text for text in texts if text), has_pictures=pictures)


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """Children of that tag, those wrapped in revisions and content controls included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _below(child, tag)


def _grid(table: Any, number: int, file: str) -> RawGrid | None:
    """The grid of one table; a cell that continues the one above takes no place of its own."""
    found: list[list[tuple[Any, int, int, bool]]] = []
    for row in _below(table, f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is None:
            found.append(list(_row(row)))
    if not found:
        return None
    starts = [{column: cell for cell, column, _, _ in row} for row in found]
    continued = [{column for _, column, _, goes_on in row if goes_on} for row in found]
    drawing = GridDrawing()
    for at, row in enumerate(found):
        for cell, column, columns, goes_on in row:
            if goes_on and at and column in starts[at - 1]:
                continue
            rows = 1
            while at + rows < len(found) and column in continued[at + rows]:
                rows += 1
            here = place("table", table=number, row=at + 1, column=column + 1)
            drawing.place(RawCell(_text(cell), file, here, 0, at, column, rows, columns))
    return drawing.finished(len(found))


def _row(row: Any) -> Iterator[tuple[Any, int, int, bool]]:
    """Each cell of a row with its first column, its width, and whether it continues from above."""
    at = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
    for cell in _below(row, f"{_W}tc"):
        properties = cell.find(f"{_W}tcPr")
        wide, goes_on = 1, False
        if properties is not None:
            wide = max(1, _number(properties.find(f"{_W}gridSpan"), 1))
            merge = properties.find(f"{_W}vMerge")
            goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        if at >= MOST_COLUMNS:
            return
        yield cell, at, min(wide, MOST_COLUMNS - at), goes_on
        at += wide


def _number(element: Any, default: int) -> int:
    text = "" if element is None else element.get(f"{_W}val", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _text(element: Any) -> str:
    return "".join(_pieces(element)).strip()


def _pieces(element: Any) -> Iterator[str]:
    """The text of an element as the final document shows it, without tables inside it."""
    for child in element:
        if child.tag in _UNREAD or _is_hidden(child):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr", f"{_W}tab"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            yield from _pieces(child)
            if child.tag == f"{_W}p":
                yield "\n"


def _is_hidden(child: Any) -> bool:
    return child.tag == f"{_W}r" and child.find(f"{_W}rPr/{_W}vanish") is not None
