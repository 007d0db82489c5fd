"""Site → what can be found: documents, records, reports with their tables, ordinary pages."""

from collections.abc import Iterator, Sequence

from portal.model.document import Document
from portal.model.entry import Entry, EntrySection
from portal.model.field import Field, FieldType, Option
from portal.model.language import LANGUAGES, Language, Localised
from portal.model.links import headings_of, plain_text
from portal.model.record import Record
from portal.model.report import Report, StatutoryTable, leaves
from portal.model.site import Site
from portal.search.years_entries import years_entries

_WORDS = (FieldType.TEXT, FieldType.TEXTS, FieldType.LOCALISED, FieldType.INDEX_NUMBER)


def site_entries(site: Site) -> list[Entry]:
    """Every searchable page, once for each language that its words exist in."""
    found: list[Entry] = []
    for language in LANGUAGES:
        for collection in site.collections:
            found += (
                _record_entry(site, record, language)
                for record in site.records.get(collection.id, ())
                if record.has(language)
            )
        found += (_report_entry(site, report, language) for report in site.reports)
        found += years_entries(site, language)
        found += (_page_entry(site, page, language) for page in site.pages if page.has(language))
    return found


def _record_entry(site: Site, record: Record, language: Language) -> Entry:
    state = site.standing(record).state
    about = [record.summary.in_(language)] if record.summary else []
    about += [
        text for field in record.collection.fields for text in _field(record, field, language)
    ]
    sections = [EntrySection("", "", " ".join(about))]
    if record.document is not None:
        sections += _sections(record.document, language)
    return Entry(
        address=record.address(language),
        language=language,
        title=record.title.in_(language),
        kind=record.collection.title.in_(language),
        number=record.number,
        dated=record.dated,
        state=state.title.in_(language) if state else None,
        sections=tuple(sections),
        is_sample=record.is_sample,
    )


def _field(record: Record, field: Field, language: Language) -> Iterator[str]:
    """The words of a field: texts as they are, choices by their titles."""
    value = record.values.get(field.name)
    if value is None or field.name in ("title", "summary", "id"):
        return
    items = value if isinstance(value, tuple) else (value,)
    for item in items:
        if isinstance(item, Option):
            yield item.title.in_(language)
        elif field.type in _WORDS:
            yield item.in_(language) if isinstance(item, Localised) else str(item)


def _sections(document: Document, language: Language) -> list[EntrySection]:
    """The text of a document, cut at its headings."""
    blocks = document.prose(language).blocks
    headings = iter(headings_of(blocks))
    found: list[EntrySection] = []
    anchor, title = "", ""
    words: list[str] = []
    for block in blocks:
        if headings_of((block,)):
            _close(found, anchor, title, words)
            heading = next(headings)
            is_title = heading.level == 1
            anchor, title = ("", "") if is_title else (heading.anchor, heading.title)
        elif block.marker is None:
            words.append(plain_text(block))
    _close(found, anchor, title, words)
    return found


def _close(found: list[EntrySection], anchor: str, title: str, words: list[str]) -> None:
    if words or title:
        found.append(EntrySection(anchor, title, " ".join(words)))
    words.clear()


def _report_entry(site: Site, report: Report, language: Language) -> Entry:
    document = report.document
    sections: list[EntrySection] = []
    if document is not None and document.has(language):
        sections += _sections(document, language)
    sections += [_table_section(report, table, language) for table in report.format.tables]
    label = site.labels["report_of_year"].in_(language)
    title = label.format(agency=report.agency.in_(language), year=report.year)
    if document is not None and document.has(language):
        title = document.prose(language).title
    return Entry(
        address=report.address(language),
        language=language,
        title=title,
        kind=site.labels["reports"].in_(language),
        number=None,
        dated=document.values.get("published") if document else None,
        state=None,
        sections=tuple(sections),
    )


def _table_section(report: Report, table: StatutoryTable, language: Language) -> EntrySection:
    """A statutory table in words: each row with the columns in which it has figures."""
    cells = report.tables[table.id]
    lines: list[str] = []
    for block in table.blocks:
        for row in leaves(block.rows):
            figures = [
                f"{column.title.in_(language)} {cells[(row.id, column.id)].written}"
                for column in leaves(block.columns)
                if cells[(row.id, column.id)].number
            ]
            lines.append(f"{row.title.in_(language)} {' '.join(figures)}".strip())
    anchor = f"{table.id.replace('_', '-')}-caption"
    return EntrySection(anchor, table.title.in_(language), "; ".join(lines))


def _page_entry(site: Site, page: Document, language: Language) -> Entry:
    prose = page.prose(language)
    first: Sequence[EntrySection] = (EntrySection("", "", prose.summary),) if prose.summary else ()
    return Entry(
        address=page.address(language),
        language=language,
        title=prose.title,
        kind=site.labels["plain_page"].in_(language),
        number=None,
        dated=None,
        state=None,
        sections=(*first, *_sections(page, language)),
    )
