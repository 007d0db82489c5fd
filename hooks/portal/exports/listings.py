"""Downloads of a listing: one row for each record, every declared field in declared order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from portal.exports.addresses import absolute
from portal.exports.csv_file import csv_bytes
from portal.exports.json_file import both, json_bytes
from portal.exports.listing_values import flat, structured
from portal.exports.listing_workbook import listing_workbook
from portal.model.collection import Collection, Source
from portal.model.field import Field, FieldType
from portal.model.language import Language
from portal.model.page import Artifact
from portal.model.record import Record
from portal.model.site import Site

_NOT_FACTS = frozenset({"title", "sample", "draft", "publish_on"})
"""Fields with a column of their own, and those that only steer publication."""
_SUMMARY = "summary"


@dataclass(frozen=True)
class _Column:
    """A column of a download: its heading, and how a record fills it."""

    heading: str
    value: Callable[[Record], Any]


def listing_files(
    site: Site, collection: Collection, language: Language, records: Sequence[Record], stem: str
) -> list[Artifact]:
    """The records as CSV, JSON and XLSX at `stem` (site-relative, without the suffix)."""
    columns = _columns(site, collection, language)
    headings = [column.heading for column in columns]
    rows = [
        [flat(site, language, column.value(record)) for column in columns] for record in records
    ]
    title = collection.title.in_(language)
    return [
        Artifact(f"{stem}.csv", csv_bytes([headings, *rows])),
        Artifact(f"{stem}.json", listing_json(site, collection, language, records)),
        Artifact(f"{stem}.xlsx", listing_workbook(title, headings, rows)),
    ]


def listing_json(
    site: Site, collection: Collection, language: Language, records: Sequence[Record]
) -> bytes:
    """The records with the texts of both languages; addresses are those of `language`."""
    return json_bytes(
        {
            "collection": collection.id,
            "title": both(collection.title),
            "records": [
                {
                    "id": record.id,
                    "title": both(record.title),
                    "address": absolute(site.settings, record.address(language)),
                    "sample": record.is_sample,
                    "state": structured(site, site.standing(record).state),
                    "fields": {
                        field.name: structured(site, _value(record, field))
                        for field in _facts(collection)
                    },
                }
                for record in records
            ],
        }
    )


def _facts(collection: Collection) -> tuple[Field, ...]:
    # The id of a row is the last part of the id of its record.
    left_out = _NOT_FACTS | ({"id"} if collection.source is Source.ROWS else set())
    return tuple(
        field
        for field in collection.fields
        if field.name not in left_out and field.type is not FieldType.FINGERPRINTS
    )


def _value(record: Record, field: Field) -> Any:
    """What the record has for the field; words come with their translation."""
    return record.summary if field.name == _SUMMARY else record.values.get(field.name)


def _columns(site: Site, collection: Collection, language: Language) -> list[_Column]:
    def label(key: str) -> str:
        return site.labels[key].in_(language)

    columns = [
        _Column(label("export_id"), lambda record: record.id),
        _Column(label("export_title"), lambda record: record.title),
        _Column(
            label("export_address"),
            lambda record: absolute(site.settings, record.address(language)),
        ),
    ]
    columns += [_field_column(field, language) for field in _facts(collection)]
    if collection.state is not None:
        heading = collection.state.title.in_(language)
        columns.append(_Column(heading, lambda record: site.standing(record).state))
    if site.production:
        return columns
    return [*columns, _Column(label("sample"), lambda record: record.is_sample)]


def _field_column(field: Field, language: Language) -> _Column:
    return _Column(field.title.in_(language), lambda record: _value(record, field))
