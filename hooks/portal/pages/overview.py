"""Pages that lead to other pages: home, columns, ordinary pages, search, site map."""

from collections.abc import Iterator

from portal.model.collection import Collection
from portal.model.document import Document
from portal.model.language import LANGUAGES, Language, Localised
from portal.model.listing import listings
from portal.model.page import Page
from portal.model.settings import Column
from portal.model.site import Site
from portal.pages.coverage import coverage_address
from portal.pages.crumbs import REPORTS_COLUMN, column_head, home_crumb
from portal.pages.listings import listing_row, sample_count
from portal.pages.own import own_page
from portal.pages.reports import key_figures, report_links
from portal.pages.texts import Texts, contents
from portal.pages.views import CollectionCard, ColumnCard, SiteMapGroup

_LATEST = 3
_HOME_TYPE = "首页"
_SEARCH_LABELS = "search_result_"


def overview_pages(site: Site, texts: Texts) -> Iterator[Page]:
    """Home, the columns without a page of their own, ordinary pages, search and site map."""
    for language in LANGUAGES:
        yield _home_page(site, language)
        for column in site.settings.columns:
            if column.page is None and column.id != REPORTS_COLUMN:
                yield _column_page(site, column, language)
        for document in site.pages:
            yield _plain_page(site, document, language, texts)
        if site.glossary:
            yield _glossary_page(site, language)
        yield _search_page(site, language)
        yield _site_map_page(site, language)


def _card(site: Site, collection: Collection, language: Language) -> CollectionCard:
    records = site.records.get(collection.id, ())
    samples = sample_count(records)
    return CollectionCard(
        collection.title,
        collection.description,
        collection.address(language),
        len(records) - samples,
        samples,
        tuple(listing_row(site, record, language) for record in records[:_LATEST]),
    )


def _cards(site: Site, language: Language) -> tuple[CollectionCard, ...]:
    return tuple(_card(site, collection, language) for collection in site.collections)


def _home_page(site: Site, language: Language) -> Page:
    newest = site.own_reports[0] if site.own_reports else None
    return Page(
        address=language.prefix,
        language=language,
        template="home.html",
        title=site.settings.name.in_(language),
        context={
            "columns": tuple(
                ColumnCard(column.title, column.description, column.address(language))
                for column in site.settings.columns
            ),
            "latest": tuple(card for card in _cards(site, language) if card.latest),
            "figures": key_figures(site, newest, language) if newest else (),
        },
        description=site.settings.tagline.in_(language),
        section=language.prefix,
        counterpart=language.other.prefix,
        head={"ColumnType": _HOME_TYPE},
    )


def _column_page(site: Site, column: Column, language: Language) -> Page:
    address = column.address(language)
    return Page(
        address=address,
        language=language,
        template="column.html",
        title=column.title.in_(language),
        context={
            "column": column,
            "body": (),
            "cards": tuple(
                _card(site, collection, language)
                for collection in site.collections
                if collection.column == column.id
            ),
        },
        description=column.description.in_(language),
        section=address,
        counterpart=column.address(language.other),
        crumbs=(home_crumb(site, language),),
        head=column_head(column.title, column.description, "信息公开目录", language),
    )


def _plain_page(site: Site, document: Document, language: Language, texts: Texts) -> Page:
    address = document.address(language)
    prose = document.prose(language)
    is_here = document.has(language)
    return Page(
        address=address,
        language=language,
        template="plain.html",
        title=prose.title,
        context={"document": document, "body": texts.segments(document, language, address)},
        description=prose.summary or "",
        section=address,
        counterpart=document.address(language.other),
        is_pair=document.has(Language.EN),
        is_indexed=is_here,
        content_language=None if is_here else Language.ZH,
        crumbs=(home_crumb(site, language),),
        toc=contents(document, language),
        source=prose.file,
        head={"ColumnName": prose.title},
    )


def _glossary_page(site: Site, language: Language) -> Page:
    return own_page(
        site,
        language,
        "glossary",
        {"terms": site.glossary},
        description=site.labels["glossary_about"].in_(language),
        source="data/glossary.yml",
    )


def _search_page(site: Site, language: Language) -> Page:
    context = {
        "texts": {
            key.removeprefix(_SEARCH_LABELS): label.in_(language)
            for key, label in site.labels.items()
            if key.startswith(_SEARCH_LABELS)
        },
        "cards": _cards(site, language),
        "groups": tuple(_groups(site, language)),
    }
    return own_page(site, language, "search", context, is_indexed=False)


def _site_map_page(site: Site, language: Language) -> Page:
    return own_page(site, language, "site-map", {"groups": tuple(_groups(site, language))})


def _groups(site: Site, language: Language) -> Iterator[SiteMapGroup]:
    """Everything there is but the single items: ordinary pages, lists, reports."""
    yield SiteMapGroup(
        site.labels["home"],
        language.prefix,
        (
            *((page.prose(language).title, page.address(language)) for page in site.pages),
            *_glossary_link(site, language),
        ),
    )
    for column in site.settings.columns:
        if column.id == REPORTS_COLUMN:
            links = tuple(report_links(site, language))
            if (coverage := coverage_address(site, language)) is not None:
                links = (*links, (site.labels["coverage"].in_(language), coverage))
            yield SiteMapGroup(column.title, f"{language.prefix}reports/", links)
        for collection in site.collections:
            if collection.column == column.id:
                yield SiteMapGroup(
                    collection.title,
                    collection.address(language),
                    tuple(
                        (_text(listing.value, language), listing.address)
                        for listing in listings(site, collection, language)
                        if listing.facet is not None
                    ),
                )


def _glossary_link(site: Site, language: Language) -> Iterator[tuple[str, str]]:
    if site.glossary:
        yield site.labels["glossary"].in_(language), f"{language.prefix}glossary/"


def _text(value: Localised | None, language: Language) -> str:
    return "" if value is None else value.in_(language)
