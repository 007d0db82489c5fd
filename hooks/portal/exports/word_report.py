"""A report as a Word file in the statutory form: headings, prose, tables merged as on paper."""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from portal.exports.printed_table import PrintedTable, printed_table
from portal.exports.word_file import (
    BODY,
    BULLETS,
    CAPTION,
    CELL,
    CELL_SIZE,
    HEADING_STYLES,
    NUMBERS,
    QUOTE,
    REMARK,
    TITLE,
    WordFile,
    set_language,
)
from portal.exports.word_table import Span, WordTable
from portal.model.grid import Role
from portal.model.language import Language
from portal.model.paper import (
    Emphasis,
    Heading,
    Listing,
    Paper,
    Paragraph,
    ParagraphKind,
    Piece,
    ProseTable,
    Run,
    Runs,
    TablePlace,
)
from portal.model.site import Site

_STYLES = {
    ParagraphKind.TEXT: BODY,
    ParagraphKind.QUOTE: QUOTE,
    ParagraphKind.MARK: REMARK,
    ParagraphKind.NOTE: REMARK,
}
_ALIGNED = {Role.ROW: WD_ALIGN_PARAGRAPH.LEFT, Role.DATA: WD_ALIGN_PARAGRAPH.RIGHT}


def word_report(site: Site, paper: Paper) -> bytes:
    """The file; its bytes depend on the report alone, not on the day."""
    return _Writer(site, paper).content()


class _Writer:
    def __init__(self, site: Site, paper: Paper) -> None:
        agency = paper.report.agency.in_(paper.language)
        self._site, self._paper = site, paper
        self._size: float | None = None
        """The size of the type in a table that is wider than the page at the usual size."""
        self._file = WordFile(paper.language, paper.title.text, agency)

    def content(self) -> bytes:
        """Title, remarks, pieces, page numbers."""
        paper = self._paper
        self._write(self._file.paragraph(TITLE), (paper.title,))
        for remark in paper.remarks:
            self._write(self._file.paragraph(REMARK), remark)
        self._pieces(paper.pieces)
        words = self._site.labels["paper_page"].in_(paper.language)
        before, _, rest = words.partition("{page}")
        between, _, after = rest.partition("{pages}")
        self._file.footer(before, between, after)
        return self._file.content()

    def _pieces(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            match piece:
                case Heading():
                    self._write(self._file.paragraph(HEADING_STYLES[piece.level]), piece.runs)
                case Paragraph():
                    paragraph = self._file.paragraph(_STYLES[piece.kind])
                    if piece.kind is ParagraphKind.TEXT and self._paper.language is Language.ZH:
                        _indent_two_characters(paragraph)
                    self._write(paragraph, piece.runs)
                case Listing():
                    self._listing(piece, 0)
                case ProseTable():
                    self._prose_table(piece)
                case TablePlace():
                    self._statutory(piece)

    def _listing(self, listing: Listing, level: int) -> None:
        style = BULLETS if listing.start is None else NUMBERS
        number = None if listing.start is None else self._file.number_from(listing.start)
        for item in listing.items:
            for at, piece in enumerate(item):
                if isinstance(piece, Listing):
                    self._listing(piece, level + 1)
                elif isinstance(piece, Paragraph):
                    paragraph = self._file.paragraph(style if at == 0 else BODY)
                    if at == 0 and number is not None:
                        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                        properties.get_or_add_ilvl().val = 0
                        properties.get_or_add_numId().val = number
                    if level or at:
                        paragraph.paragraph_format.left_indent = Pt(18 * (level + 1))
                    self._write(paragraph, piece.runs)
                else:
                    self._pieces((piece,))

    def _write(self, paragraph: Any, runs: Runs) -> None:
        for run in runs:
            parent = paragraph._p
            if run.link is not None:
                parent = _hyperlink(paragraph, run.link)
            self._run(paragraph, parent, run)

    def _run(self, paragraph: Any, parent: Any, run: Run) -> None:
        made = paragraph.add_run()
        for at, part in enumerate(run.text.split("\n")):
            if at:
                made.add_break(WD_BREAK.LINE)
            made.add_text(part)
        made.bold = True if run.emphasis is Emphasis.STRONG else None
        made.italic = True if run.emphasis is Emphasis.EMPHASISED else None
        made.underline = True if run.link else None
        set_language(made._r.get_or_add_rPr(), run.language)
        if self._size is not None:
            made.font.size = Pt(self._size)
        if parent is not paragraph._p:
            parent.append(made._r)

    def _prose_table(self, piece: ProseTable) -> None:
        width = max(len(row) for row in piece.rows)
        lines = [[Span(at, column) for column in range(width)] for at in range(len(piece.rows))]
        table = WordTable(self._file.document, CELL, (1 / width,) * width, lines, piece.heads)
        for row, cells in enumerate(piece.rows):
            for column in range(width):
                paragraph = table.paragraph(row, column)
                self._write(paragraph, cells[column] if column < len(cells) else ())
        self._file.paragraph(CELL)

    def _statutory(self, place: TablePlace) -> None:
        language, labels = self._paper.language, self._site.labels
        printed = printed_table(self._paper.report, place.table, language, labels)
        caption = self._file.paragraph(CAPTION)
        self._write(caption, (Run(printed.caption + printed.unit, printed.language),))
        self._fill(printed)
        for note in place.notes:
            self._write(self._file.paragraph(REMARK), note)
        if not place.notes:
            # Two tables that follow each other would grow together.
            self._file.paragraph(CELL)

    def _fill(self, printed: PrintedTable) -> None:
        lines = [[Span(c.row, c.column, c.rows, c.columns) for c in line] for line in printed.lines]
        heads, widths = printed.header_rows, printed.widths
        table = WordTable(self._file.document, CELL, widths, lines, heads, printed.caption)
        self._size = CELL_SIZE * printed.scale if printed.scale < 1 else None
        for cell in (cell for line in printed.lines for cell in line):
            paragraph = table.paragraph(cell.row, cell.column)
            paragraph.alignment = _ALIGNED.get(cell.role, WD_ALIGN_PARAGRAPH.CENTER)
            is_head = cell.role in (Role.COLUMN, Role.CAPTION)
            # The head of a block stays with the figures below it.
            paragraph.paragraph_format.keep_with_next = True if is_head and not heads else None
            emphasis = Emphasis.STRONG if is_head else Emphasis.NONE
            texts = (cell.text, cell.unit)
            self._write(paragraph, tuple(Run(t, cell.language, emphasis) for t in texts if t))
        self._size = None


def _indent_two_characters(paragraph: Any) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")


def _hyperlink(paragraph: Any, address: str) -> Any:
    element = OxmlElement("w:hyperlink")
    part = paragraph.part
    element.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(element)
    return element
