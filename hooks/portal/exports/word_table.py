"""Tables of Word files, cell by cell: the library's own way walks the whole table for each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from portal.exports.word_file import LINE_WIDTH

_EMU_OF_A_TWIP = 635
_MARGIN = "57"
"""A millimetre at both sides of a cell, so that table three fits the page."""


@dataclass(frozen=True)
class Span:
    """A cell of a table to be made: where it stands and how far it reaches."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


class WordTable:
    """A table at the end of a document; `style` is that of the paragraphs in its cells."""

    def __init__(
        self,
        document: Any,
        style: str,
        widths: Sequence[float],
        lines: Sequence[Sequence[Span]],
        heads: int,
        caption: str = "",
    ) -> None:
        self._widths = [int(LINE_WIDTH * share) for share in widths]
        self._document, self._style = document, document.styles[style].style_id
        self.element = self._frame(caption)
        self._paragraphs: dict[tuple[int, int], Any] = {}
        above: dict[int, Span] = {}
        for at, line in enumerate(lines):
            self._row(at, line, above, is_head=at < heads)
        document.element.body.insert_element_before(self.element, "w:sectPr")

    def paragraph(self, row: int, column: int) -> WordParagraph:
        """The paragraph of the cell that begins there."""
        return WordParagraph(self._paragraphs[row, column], self._document._body)

    def _frame(self, caption: str) -> Any:
        table = OxmlElement("w:tbl")
        properties = _add(table, "w:tblPr")
        _add(properties, "w:tblStyle", val=self._document.styles["Table Grid"].style_id)
        _add(properties, "w:tblW", type="dxa", w=str(_twips(sum(self._widths))))
        _add(properties, "w:jc", val="center")
        _add(properties, "w:tblLayout", type="fixed")
        margins = _add(properties, "w:tblCellMar")
        for side in ("left", "right"):
            _add(margins, f"w:{side}", w=_MARGIN, type="dxa")
        if caption:
            # The name of the table for those who cannot see it.
            _add(properties, "w:tblCaption", val=caption)
        grid = _add(table, "w:tblGrid")
        for width in self._widths:
            _add(grid, "w:gridCol", w=str(_twips(width)))
        return table

    def _row(self, at: int, line: Sequence[Span], above: dict[int, Span], is_head: bool) -> None:
        row = _add(self.element, "w:tr")
        properties = _add(row, "w:trPr")
        _add(properties, "w:cantSplit")
        if is_head:
            _add(properties, "w:tblHeader")
        begins = {span.column: span for span in line}
        column = 0
        while column < len(self._widths):
            if column in begins:
                span = begins[column]
                self._cell(row, span, "restart" if span.rows > 1 else None)
                above[column] = span
            else:
                span = above[column]
                self._cell(row, span, "continue")
            column += span.columns

    def _cell(self, row: Any, span: Span, merge: str | None) -> None:
        cell = _add(row, "w:tc")
        properties = _add(cell, "w:tcPr")
        width = sum(self._widths[span.column : span.column + span.columns])
        _add(properties, "w:tcW", type="dxa", w=str(_twips(width)))
        if span.columns > 1:
            _add(properties, "w:gridSpan", val=str(span.columns))
        if merge:
            _add(properties, "w:vMerge", val=merge)
        _add(properties, "w:vAlign", val="center")
        paragraph = _add(cell, "w:p")
        _add(_add(paragraph, "w:pPr"), "w:pStyle", val=self._style)
        if merge != "continue":
            self._paragraphs[span.row, span.column] = paragraph


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def _twips(width: int) -> int:
    return round(width / _EMU_OF_A_TWIP)
