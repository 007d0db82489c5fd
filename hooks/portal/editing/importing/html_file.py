"""HTML → grids: tables with rowspan and colspan, each nested one for itself."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from portal.editing.importing.raw import GridDrawing, RawCell, RawDocument, RawGrid
from portal.editing.importing.words import place

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNREAD = frozenset("script style template noscript select del s".split())
_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li title caption section article header td th".split())
_WIDEST_SPAN, _HIGHEST_SPAN = 40, 100


@dataclass
class _Table:
    number: int
    drawing: GridDrawing = field(default_factory=GridDrawing)
    row: int = -1
    column: int = 0
    spans: tuple[int, int] = (1, 1)
    text: list[str] | None = None


@dataclass
class _Collector(HTMLParser):
    """Collects tables and paragraphs; never refuses anything."""

    file: str
    tables: list[_Table] = field(default_factory=list)
    open: list[_Table] = field(default_factory=list)
    texts: list[str] = field(default_factory=lambda: [""])
    hidden: list[str] = field(default_factory=list)
    has_pictures: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.has_pictures |= tag == "img"
        if self.hidden:
            if tag == self.hidden[0]:
                self.hidden.append(tag)
            return
        if tag not in _VOID and (tag in _UNREAD or _is_hidden(dict(attrs))):
            self.hidden.append(tag)
            return
        if tag == "table":
            table = _Table(len(self.tables) + 1)
            self.tables.append(table)
            self.open.append(table)
        elif tag == "tr" and self.open:
            self._close_cell()
            self.open[-1].row += 1
            self.open[-1].column = 0
        elif tag in ("td", "th") and self.open:
            self._open_cell(dict(attrs))
        elif tag == "br":
            self.handle_data("\n")
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag == self.hidden[0]:
                self.hidden.pop()
            return
        if tag == "table" and self.open:
            self._close_cell()
            self.open.pop()
        elif tag in ("td", "th", "tr") and self.open:
            self._close_cell()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if self.open and self.open[-1].text is not None:
            self.open[-1].text.append(data)
        else:
            self.texts[-1] += data

    def _break(self) -> None:
        if self.open and self.open[-1].text is not None:
            self.open[-1].text.append("\n")
        else:
            self.texts.append("")

    def _open_cell(self, attrs: dict[str, str | None]) -> None:
        self._close_cell()
        table = self.open[-1]
        table.row = max(table.row, 0)
        columns = min(_count(attrs.get("colspan")), _WIDEST_SPAN)
        rows = min(_count(attrs.get("rowspan")), _HIGHEST_SPAN)
        table.spans, table.text = (rows, columns), []

    def _close_cell(self) -> None:
        table = self.open[-1]
        if table.text is None:
            return
        column = table.drawing.free_column(table.row, table.column)
        rows, columns = table.spans
        here = place("table", table=table.number, row=table.row + 1, column=column + 1)
        text = "".join(table.text).strip()
        table.drawing.place(RawCell(text, self.file, here, 0, table.row, column, rows, columns))
        table.column, table.text = column + columns, None

    def grids(self) -> tuple[RawGrid, ...]:
        """Every table that has a row."""
        return tuple(
            table.drawing.finished(table.row + 1) for table in self.tables if table.row >= 0
        )


def _is_hidden(attrs: dict[str, str | None]) -> bool:
    style = (attrs.get("style") or "").replace(" ", "").lower()
    return "hidden" in attrs or "display:none" in style


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and 0 < len(text) < 6 else 1


def read_html(text: str, file: str) -> RawDocument:
    """The tables of a page in order, and its other text by paragraph."""
    collector = _Collector(file)
    collector.feed(text)
    collector.close()
    while collector.open:
        collector.handle_endtag("table")
    texts = tuple(found for text in collector.texts if (found := text.strip()))
    return RawDocument(collector.grids(), texts, has_pictures=collector.has_pictures)
