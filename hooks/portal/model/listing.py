"""Listings: every list of records that has a page, an address and downloads of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.model.collection import Collection
from portal.model.coverage import CoverageLine
from portal.model.field import FieldType, Option
from portal.model.language import LANGUAGES, Language, Localised
from portal.model.record import Record
from portal.model.site import Site

DOWNLOADS = ("csv", "xlsx", "json")
"""The suffixes under which each listing and each statutory table can be taken away."""

YEAR = "year"
"""The facet that every collection has: the year in the id of a record."""

STATE = "state"
"""The facet of a collection whose items have a state."""


@dataclass(frozen=True)
class Listing:
    """A list of one collection in one language: all of it, or what shares a value of a facet."""

    collection: Collection
    language: Language
    address: str
    """The site-relative address of the page of the list; ends in a slash."""
    title: Localised
    records: tuple[Record, ...]
    """Newest first, as in `Site.records`."""
    facet: str | None = None
    """`year`, `state` or the name of a field; None for the full list."""
    option: str | None = None
    """The year, or the id of the option, that all records of the list share."""
    value: Localised | None = None
    """What the shared value is called."""

    @property
    def stem(self) -> str:
        """The site-relative path of its downloads without the suffix."""
        return f"{self.address}{self.collection.id.replace('_', '-')}"

    def download(self, suffix: str) -> str:
        """The site-relative path of the download of that suffix (one of `DOWNLOADS`)."""
        return f"{self.stem}.{suffix}"


def listings(site: Site, collection: Collection, language: Language) -> tuple[Listing, ...]:
    """The full list, one for each year, newest first, one for each facet value with records."""
    records = site.records.get(collection.id, ())
    full = Listing(collection, language, collection.address(language), collection.title, records)
    found = [full]
    years = _divided(site, records, YEAR)
    found += [
        _part(full, YEAR, Option(year, Localised(year, year)), years[year])
        for year in sorted(years, key=int, reverse=True)
    ]
    for facet in collection.facets:
        shared = _divided(site, records, facet)
        found += [
            _part(full, facet, option, shared[option.id], folder=f"{facet.replace('_', '-')}/")
            for option in _options(collection, facet)
            if option.id in shared
        ]
    return tuple(found)


def _part(
    full: Listing, facet: str, option: Option, records: list[Record], folder: str = ""
) -> Listing:
    return replace(
        full,
        address=f"{full.address}{folder}{option.slug}/",
        title=_titled(full.collection, option.title),
        records=tuple(records),
        facet=facet,
        option=option.id,
        value=option.title,
    )


def _divided(site: Site, records: tuple[Record, ...], facet: str) -> dict[str, list[Record]]:
    """The records by value of the facet, in their order."""
    found: dict[str, list[Record]] = {}
    for record in records:
        for value in facet_values(site, record, facet):
            found.setdefault(value, []).append(record)
    return found


def site_listings(site: Site) -> tuple[Listing, ...]:
    """Every listing of every collection, in both languages."""
    return tuple(
        listing
        for collection in site.collections
        for language in LANGUAGES
        for listing in listings(site, collection, language)
    )


def facet_values(site: Site, record: Record, facet: str) -> tuple[str, ...]:
    """The values a record has for a facet: years as text, options as ids; none where it has none.

    Only fields that hold choices divide a list; any other field gives no values.
    """
    if facet == YEAR:
        return (str(record.year),)
    if facet == STATE and record.collection.state is not None:
        state = site.standing(record).state
        return () if state is None else (state.id,)
    return tuple(_chosen(record.values.get(facet)))


def _chosen(value: object) -> Iterator[str]:
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, Option):
            yield item.id


def _options(collection: Collection, facet: str) -> tuple[Option, ...]:
    if facet == STATE and collection.state is not None:
        return collection.state.options
    field = collection.field(facet)
    if field is None or field.type not in (FieldType.CHOICE, FieldType.CHOICES):
        return ()
    return field.options


def _titled(collection: Collection, value: Localised) -> Localised:
    title = collection.title
    if title.en is None or value.en is None:
        return Localised(f"{title.zh}：{value.zh}")
    return Localised(f"{title.zh}：{value.zh}", f"{title.en}: {value.en}")


def list_behind(site: Site, line: CoverageLine, language: Language) -> Listing | None:
    """The shortest list that has all records a total counts; None where none are held by design.

    Without any record it is the list of the year of the report, or the full list.
    """
    query = line.total.records
    collection = next((c for c in site.collections if query and c.id == query.collection), None)
    if collection is None or line.records is None:
        return None
    found = listings(site, collection, language)
    if not line.records:
        year = str(line.report.year)
        return next((part for part in found if (part.facet, part.option) == (YEAR, year)), found[0])
    counted = {record.id for record in line.records}
    holding = [part for part in found if counted <= {record.id for record in part.records}]
    return min(holding, key=lambda part: len(part.records))
