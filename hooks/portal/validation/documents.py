"""Markdown files → documents: a Chinese text, its values, and the words of its translation."""

import re
from collections.abc import Iterator

from portal.loading.front_matter import MarkdownFile
from portal.model.document import Document, Prose
from portal.model.field import Field, FieldType
from portal.model.language import Localised
from portal.model.problem import Location
from portal.validation.context import Checks
from portal.validation.markup import check_markup
from portal.validation.values import read_values

TRANSLATION = (
    Field("title", FieldType.TEXT, Localised("标题", "Title"), required=True),
    Field("summary", FieldType.TEXT, Localised("内容概述", "Summary")),
    Field("translation_of", FieldType.FINGERPRINTS, Localised("译文指纹", "What it translates")),
)
"""The front matter of an English file: words, and fingerprints of what they translate."""

PLAIN_PAGE = (
    Field("title", FieldType.TEXT, Localised("标题", "Title"), required=True),
    Field("summary", FieldType.TEXT, Localised("内容概述", "Summary")),
    Field("draft", FieldType.FLAG, Localised("草稿", "Draft")),
)
REPORT_PAGE = (
    *PLAIN_PAGE,
    Field("year", FieldType.INTEGER, Localised("年度", "Year"), required=True),
    Field("published", FieldType.DATE, Localised("发布日期", "Date of publication")),
)

_HEADING = re.compile(r"#\s+(.+?)\s*#*")


def read_document(
    id: str,
    zh: MarkdownFile,
    en: MarkdownFile | None,
    fields: tuple[Field, ...],
    checks: Checks,
) -> Document | None:
    """The document, or None where its title is not known."""
    values = read_values(zh.front, fields, checks)
    prose = _prose(zh, values.get("title"), values.get("summary"), checks)
    markers = {"table"} if fields is REPORT_PAGE else set()
    for file in (zh, en):
        if file is not None:
            _check_markers(file, markers, checks)
    english = recorded = None
    if en is not None:
        words = read_values(en.front, TRANSLATION, checks)
        english = _prose(en, words.get("title"), words.get("summary"), checks)
        recorded = words.get("translation_of")
        _check_same_shape(prose, english, checks)
    if prose is None:
        return None
    return Document(id, values, prose, english, recorded)


def _prose(
    file: MarkdownFile, title: str | None, summary: str | None, checks: Checks
) -> Prose | None:
    checks.problems += check_markup(file)
    if title is None:
        return None
    for heading, line in _headings(file):
        if heading.replace(" ", "") != title.replace(" ", ""):
            checks.report("PROSE-001", Location(file.file, line), heading=heading, title=title)
    return Prose(file.file, title, summary, file.blocks)


def _check_markers(file: MarkdownFile, known: set[str], checks: Checks) -> None:
    """Only a report places anything; `linking` knows which tables it has."""
    for block in file.blocks:
        if block.marker is not None and block.marker[0] not in known:
            checks.report("PROSE-002", Location(file.file, block.line), name=block.text.strip())


def _headings(file: MarkdownFile) -> Iterator[tuple[str, int]]:
    """First-level headings: the page shows its title as the only one."""
    for block in file.blocks:
        if found := _HEADING.fullmatch(block.text):
            yield found[1], block.line


def _check_same_shape(zh: Prose | None, en: Prose | None, checks: Checks) -> None:
    """A translation has the summary that the Chinese has; fingerprints compare the rest."""
    if zh and en and zh.summary and not en.summary:
        checks.report("TRANSLATE-005", Location(en.file, 1), file=zh.file)
