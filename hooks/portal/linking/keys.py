"""What must be unique over all records: declared fields, and the addresses of pages."""

from collections.abc import Iterable, Iterator
from typing import Any

from portal.model.collection import Collection
from portal.model.document import Document
from portal.model.language import Language
from portal.model.problem import Location, Problem, problem
from portal.model.record import Record
from portal.model.settings import Column


def check_unique_fields(records: Iterable[Record]) -> Iterator[Problem]:
    """Two records with one value in a field declared unique; both places are named."""
    seen: dict[tuple[str, Any], Location] = {}
    for record in records:
        for field in record.collection.fields:
            if not field.unique or field.name not in record.values:
                continue
            value = record.values[field.name]
            # A document number names one document in the whole portal, an id one row of its list.
            scope = record.collection.id if field.name == "id" else field.type.value
            here = record.values.place(field.name)
            first = seen.setdefault((scope, value), here)
            if first != here:
                for at, other in ((first, here), (here, first)):
                    yield problem("KEY-001", at, name=field.name, value=value, other=other)


def check_addresses(owners: Iterable[tuple[str, Location]]) -> Iterator[Problem]:
    """Two sources that would be published at one address, or in each other's place."""
    seen: dict[str, Location] = {}
    for address, here in owners:
        first = seen.setdefault(address, here)
        if first != here:
            for at, other in ((first, here), (here, first)):
                yield problem("KEY-002", at, address=address, other=other)


def owners(
    records: Iterable[Record],
    pages: Iterable[Document],
    collections: Iterable[Collection],
    columns: Iterable[Column],
) -> Iterator[tuple[str, Location]]:
    """Each Chinese address that a source claims, with the source."""
    for collection in collections:
        here = Location(f"data/collections/{collection.id}.yml")
        yield collection.address(Language.ZH), here
    for column in columns:
        if column.page is None:
            yield column.address(Language.ZH), Location("data/site.yml")
    for page in pages:
        yield page.address(Language.ZH), Location(page.zh.file)
    for record in records:
        yield record.address(Language.ZH), record.values.location
