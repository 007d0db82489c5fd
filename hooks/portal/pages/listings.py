"""Lists of a collection: all, by year, by each facet; divided into pages, with their downloads."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from portal.model.collection import Collection, Rate
from portal.model.field import FieldType
from portal.model.language import Language, Localised
from portal.model.listing import DOWNLOADS, STATE, Listing, listings
from portal.model.page import Page
from portal.model.record import Record, meets
from portal.model.site import Site
from portal.pages.crumbs import collection_crumbs, column_crumbs, column_head, section_of
from portal.pages.views import (
    Download,
    FacetGroup,
    FacetLink,
    Fact,
    ListingRow,
    ListingView,
    PagerLink,
    RateView,
)

_AROUND = 2
"""How many pages before and after the current one are linked."""


def listing_pages(site: Site, collection: Collection, language: Language) -> Iterator[Page]:
    """Every page of every list of the collection in that language."""
    found = listings(site, collection, language)
    for listing in found:
        yield from _pages_of(site, listing, found)


def _pages_of(site: Site, listing: Listing, siblings: Sequence[Listing]) -> Iterator[Page]:
    collection, language = listing.collection, listing.language
    length = collection.page_length
    samples = sample_count(listing.records)
    count = max(1, -(-len(listing.records) // length))
    is_full = listing.facet is None
    crumbs = (
        column_crumbs(site, collection.column, language)
        if is_full
        else collection_crumbs(site, collection, language)
    )
    for number in range(1, count + 1):
        records = listing.records[(number - 1) * length : number * length]
        address = _page_address(listing.address, number)
        view = ListingView(
            title=listing.title,
            total=len(listing.records) - samples,
            samples=samples,
            rows=tuple(listing_row(site, record, language) for record in records),
            facets=tuple(_facets(site, listing, siblings)),
            pager=_pager(listing.address, number, count),
            downloads=listing_downloads(listing),
            rates=tuple(_rate(site, collection, rate) for rate in collection.rates)
            if is_full and number == 1
            else (),
        )
        yield Page(
            address=address,
            language=language,
            template="listing.html",
            title=_page_title(site, listing, number),
            context={"collection": collection, "listing": view, "filter": listing.value},
            description=collection.description.in_(language),
            section=section_of(site, collection.column, language),
            counterpart=_counterpart(address, language),
            crumbs=crumbs,
            is_indexed=len(listing.records) > samples,
            source=f"data/collections/{collection.id}.yml",
            modified=_newest(listing.records),
            head=column_head(
                listing.title, collection.description, collection.column_type, language
            ),
        )


def _pager(address: str, number: int, count: int) -> tuple[PagerLink, ...]:
    """The first and the last page and those around this one: few, however long the list."""
    if count == 1:
        return ()
    near = range(max(1, number - _AROUND), min(count, number + _AROUND) + 1)
    return tuple(
        PagerLink(n, _page_address(address, n), n == number) for n in sorted({1, count, *near})
    )


def _page_title(site: Site, listing: Listing, number: int) -> str:
    title = listing.title.in_(listing.language)
    if number == 1:
        return title
    label = site.labels["page_number"].in_(listing.language)
    return f"{title} {label.format(number=number)}"


def _page_address(address: str, number: int) -> str:
    return address if number == 1 else f"{address}page/{number}/"


def _counterpart(address: str, language: Language) -> str:
    """The same page in the other language: lists stand alike in both."""
    if language is Language.ZH:
        return Language.EN.prefix + address
    return address.removeprefix(Language.EN.prefix)


def _newest(records: Sequence[Record]) -> date | None:
    return next((record.dated for record in records), None)


def sample_count(records: Sequence[Record]) -> int:
    """How many of the records are invented; they count in no figure."""
    return sum(record.is_sample for record in records)


def listing_downloads(listing: Listing) -> tuple[Download, ...]:
    """The files of one list; the feed belongs to the full list alone."""
    files = tuple(Download(kind.upper(), listing.download(kind)) for kind in DOWNLOADS)
    if listing.facet is None:
        return (*files, Download("ATOM", f"{listing.address}feed.xml"))
    return files


def listing_row(site: Site, record: Record, language: Language) -> ListingRow:
    """A record as lists show it."""
    return ListingRow(
        record=record,
        address=record.address(language),
        state=site.standing(record).state,
        cells=record_facts(site, record, record.collection.listed),
    )


def record_facts(site: Site, record: Record, names: Sequence[str]) -> tuple[Fact, ...]:
    """The named fields that the record has, in that order; `state` stands for its state."""
    found: list[Fact] = []
    for name in names:
        if name == STATE:
            state = site.standing(record).state
            rule = record.collection.state
            if state is not None and rule is not None:
                found.append(Fact(rule.title, FieldType.CHOICE, state))
        elif (field := record.collection.field(name)) is not None and name in record.values:
            found.append(Fact(field.title, field.type, record.values[name]))
    return tuple(found)


def _facets(site: Site, current: Listing, siblings: Sequence[Listing]) -> Iterator[FacetGroup]:
    """The facets in declared order, each with the lists that have items."""
    for facet in current.collection.facets:
        links = tuple(
            FacetLink(
                listing.value or listing.title,
                listing.address,
                len(listing.records) - sample_count(listing.records),
                sample_count(listing.records),
                listing.address == current.address,
            )
            for listing in siblings
            if listing.facet == facet
        )
        if links:
            yield FacetGroup(_facet_title(site, current.collection, facet), links)


def _facet_title(site: Site, collection: Collection, facet: str) -> Localised:
    if facet == STATE and collection.state is not None:
        return collection.state.title
    field = collection.field(facet)
    return field.title if field else site.labels["facet_year"]


def _rate(site: Site, collection: Collection, rate: Rate) -> RateView:
    """A rate over real records; without any it cannot be computed and says so."""
    whole = [r for r in site.counted(collection) if meets(r, rate.of)]
    share = [r for r in whole if meets(r, rate.where)]
    percent = (
        (Decimal(100 * len(share)) / len(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if whole
        else None
    )
    return RateView(rate.title, percent, len(share), len(whole))
