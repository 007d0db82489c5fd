"""The page of a record: its facts, its text, what it is connected with, its place in the list."""

from collections.abc import Iterator

from portal.model.collection import Collection
from portal.model.language import Language
from portal.model.page import Page
from portal.model.record import Record
from portal.model.site import Site
from portal.pages.crumbs import collection_crumbs, section_of
from portal.pages.listings import record_facts
from portal.pages.texts import Texts, contents
from portal.pages.views import Place


def record_pages(
    site: Site, collection: Collection, language: Language, texts: Texts
) -> Iterator[Page]:
    """A page for each record of the collection."""
    records = site.records.get(collection.id, ())
    for at, record in enumerate(records):
        place = Place(
            number=at + 1,
            total=len(records),
            newer=records[at - 1] if at else None,
            older=records[at + 1] if at + 1 < len(records) else None,
        )
        yield _record_page(site, record, language, texts, place)


def _record_page(
    site: Site, record: Record, language: Language, texts: Texts, place: Place
) -> Page:
    collection, document = record.collection, record.document
    address = record.address(language)
    is_translated = record.has(Language.EN)
    return Page(
        address=address,
        language=language,
        template="record.html",
        title=record.title.in_(language),
        context={
            "record": record,
            "standing": site.standing(record),
            "facts": record_facts(site, record, collection.facts),
            "body": texts.segments(document, language, address) if document else (),
            "place": place,
            "collection": collection,
        },
        description=record.summary.in_(language) if record.summary else "",
        section=section_of(site, collection.column, language),
        counterpart=record.address(language.other),
        is_pair=is_translated,
        is_indexed=not record.is_sample and record.has(language),
        content_language=None if record.has(language) else Language.ZH,
        crumbs=collection_crumbs(site, collection, language),
        toc=contents(document, language) if document else (),
        source=_source(record, language),
        modified=record.dated,
        head=_head(site, record, language),
    )


def _source(record: Record, language: Language) -> str:
    if record.document is None:
        return record.values.location.file
    return record.document.prose(language).file


def _head(site: Site, record: Record, language: Language) -> dict[str, str]:
    """Head tags of an article (国办发〔2017〕47号)."""
    found = {
        "ColumnName": record.collection.title.in_(language),
        "ColumnType": record.collection.column_type,
        "ArticleTitle": record.title.in_(language),
    }
    if record.dated is not None:
        found["PubDate"] = record.dated.isoformat()
    found["ContentSource"] = site.settings.agency.in_(language)
    return found
