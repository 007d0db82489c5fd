"""Word files that are the same bytes on every machine: page, styles, fonts, numbering, properties.

Together with `word_report`, the only module that imports python-docx.
"""

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from portal.exports.zip_file import normalised_zip
from portal.model.language import Language

CELL_SIZE = 9.0
LINE_WIDTH = Mm(210 - 2 * 20)
_FIRST_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - the library takes naive times as UTC
_WESTERN = "Times New Roman"
_SONG, _HEI, _FANG, _KAI = "宋体", "黑体", "仿宋", "楷体"
_BLACK = RGBColor(0, 0, 0)

HEADING_STYLES = {1: "Heading 1", 2: "Heading 2", 3: "Heading 3"}
TITLE, BODY, CAPTION, QUOTE, REMARK, CELL, BULLETS, NUMBERS = (
    "Title",
    "Normal",
    "Caption",
    "Quote",
    "Portal Remark",
    "Portal Cell",
    "List Bullet",
    "List Number",
)


class WordFile:
    """A document under construction."""

    def __init__(self, language: Language, title: str, author: str) -> None:
        self.document: Any = docx.Document()
        self._language = language
        self._set_page()
        self._set_styles()
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by = title, author, author
        properties.language, properties.comments, properties.revision = language.tag, "", 1
        properties.created = properties.modified = _FIRST_DAY
        self._drop_thumbnail()

    def content(self) -> bytes:
        """The finished file."""
        target = io.BytesIO()
        self.document.save(target)
        return normalised_zip(target.getvalue())

    def paragraph(self, style: str, start: int | None = None) -> Any:
        """A new paragraph at the end; `start` begins a numbered list of its own."""
        return self.document.add_paragraph(style=style)

    def number_from(self, start: int) -> int:
        """A numbered list of its own that begins at `start`: the id its items carry."""
        numbering = self.document.part.numbering_part.element
        style = self.document.styles[NUMBERS].element
        used = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
        kind = next(n for n in numbering.num_lst if str(n.numId) == used).abstractNumId.val
        number = numbering.add_num(kind)
        number.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(number.numId)

    def footer(self, before: str, between: str, after: str) -> None:
        """A line at the foot of every page with its number and how many there are."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            if text:
                paragraph.add_run(text)
            if field:
                _add_field(paragraph, field)

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin, section.bottom_margin = Mm(25), Mm(22)

    def _set_styles(self) -> None:
        is_chinese = self._language is Language.ZH
        styles = self.document.styles
        body = 16 if is_chinese else 12
        for name in (REMARK, CELL):
            styles.add_style(name, 1).base_style = styles[BODY]
        table: dict[str, tuple[str, float]] = {
            BODY: (_FANG, body),
            TITLE: (_SONG, 22 if is_chinese else 18),
            HEADING_STYLES[1]: (_HEI, 16 if is_chinese else 14),
            HEADING_STYLES[2]: (_KAI, 16 if is_chinese else 12),
            HEADING_STYLES[3]: (_FANG, body),
            CAPTION: (_HEI, 12 if is_chinese else 10),
            QUOTE: (_KAI, body),
            REMARK: (_SONG, 10),
            CELL: (_SONG, CELL_SIZE),
            BULLETS: (_FANG, body),
            NUMBERS: (_FANG, body),
            "Footer": (_SONG, 10),
            "Header": (_SONG, 9),
        }
        for name, (font, size) in table.items():
            self._set_style(styles[name], font, size, name)
        normal = styles[BODY].paragraph_format
        normal.line_spacing_rule, normal.space_after = WD_LINE_SPACING.SINGLE, Pt(6)
        if is_chinese:
            normal.line_spacing, normal.space_after = Pt(28), Pt(0)
            normal.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        for name in (CELL, CAPTION, "Footer", "Header", REMARK, TITLE):
            styles[name].paragraph_format.line_spacing = 1.0
            styles[name].paragraph_format.first_line_indent = Emu(0)
        cell = styles[CELL].paragraph_format
        cell.space_before = cell.space_after = Pt(1)
        cell.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for name in (TITLE, CAPTION):
            held = styles[name].paragraph_format
            held.alignment, held.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
            held.space_before, held.space_after = Pt(6), Pt(12 if name == TITLE else 6)
        for name in HEADING_STYLES.values():
            held = styles[name].paragraph_format
            held.keep_with_next, held.space_before, held.space_after = True, Pt(6), Pt(0)

    def _set_style(self, style: Any, font: str, size: float, name: str) -> None:
        style.font.size, style.font.color.rgb = Pt(size), _BLACK
        style.font.bold = name in (TITLE, *([HEADING_STYLES[3]]))
        style.font.italic = False
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for attribute in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(attribute), _WESTERN)
        fonts.set(qn("w:eastAsia"), font)
        set_language(properties, self._language)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)

    def _drop_thumbnail(self) -> None:
        """The library's template brings a picture of another document."""
        package = self.document.part.package
        for key, relation in list(package.rels.items()):
            if relation.reltype.endswith("/thumbnail"):
                package.rels.pop(key)


def set_language(properties: Any, language: Language) -> None:
    """Say in which language a run or a style is, so that it is spelt and read out right.

    Digits and Latin letters are English in either: else they are broken anywhere at a line's end.
    Quotation marks and dashes, which both scripts have, are Chinese inside Chinese.
    """
    if language is Language.ZH:
        properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), "en-US")
    element.set(qn("w:eastAsia"), Language.ZH.tag)
    later = {qn(f"w:{name}") for name in ("eastAsianLayout", "specVanish", "oMath")}
    place = next((at for at, child in enumerate(properties) if child.tag in later), None)
    properties.insert(len(properties) if place is None else place, element)


def _add_field(paragraph: Any, field: str) -> None:
    for kind, text in (("begin", ""), ("", field), ("separate", ""), ("result", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "result" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
