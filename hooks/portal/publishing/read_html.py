"""The statutory tables and the visible words of a drawn page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from portal.publishing.readings import ReadCell

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SILENT = frozenset({"head", "script", "style", "template"})
_UNSEEN = frozenset({"visually-hidden", "note-mark", "correction-mark"})
"""Classes of what stands in a cell beside its figure."""


@dataclass
class ReadTable:
    """A table of a page: the id of its caption and its cells."""

    caption: str = ""
    cells: list[ReadCell] = field(default_factory=list)


@dataclass
class ReadPage:
    """What a page shows."""

    tables: list[ReadTable] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def read_page(html: str) -> ReadPage:
    """Statutory tables in order, and all visible words, those of the tables included."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ReadPage()
        self._open: list[tuple[str, bool]] = []
        """Open elements with whether what is in them is unseen."""
        self._table: ReadTable | None = None
        self._row = -1
        self._cell: tuple[int, int, bool] | None = None
        """Rows, columns and role of the open cell."""
        self._text: list[str] = []
        self._taken: set[tuple[int, int]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag not in _VOID:
            is_unseen = tag in _SILENT or not _UNSEEN.isdisjoint(classes)
            self._open.append((tag, is_unseen or (bool(self._open) and self._open[-1][1])))
        if tag == "table" and "statutory" in classes:
            self._table, self._row, self._taken = ReadTable(), -1, set()
        elif self._table is None:
            return
        elif tag == "caption":
            self._table.caption = given.get("id", "")
        elif tag == "tr":
            self._row += 1
        elif tag in ("td", "th"):
            spans = int(given.get("rowspan", 1)), int(given.get("colspan", 1))
            self._cell, self._text = (*spans, tag == "th"), []

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if self._table is None:
            return
        if tag in ("td", "th") and self._cell is not None:
            self._close_cell(self._table, *self._cell)
        elif tag == "table":
            self.page.tables.append(self._table)
            self._table = None

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.page.words.append(data)
            self._text.append(data)

    def _close_cell(self, table: ReadTable, rows: int, columns: int, is_head: bool) -> None:
        column = 0
        while (self._row, column) in self._taken:
            column += 1
        for row in range(self._row, self._row + rows):
            self._taken |= {(row, at) for at in range(column, column + columns)}
        text = "".join(self._text)
        table.cells.append(ReadCell(self._row, column, rows, columns, text, is_head))
        self._cell = None
