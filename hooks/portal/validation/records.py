"""Documents and rows of a collection → records, each checked alone."""

import re
from pathlib import PurePosixPath
from typing import Any

from portal.loading.front_matter import MarkdownFile
from portal.model.collection import Collection
from portal.model.field import FieldType, Values
from portal.model.language import Localised
from portal.model.problem import Location
from portal.model.record import Record
from portal.model.written import Written, WrittenList, WrittenMap
from portal.validation.context import Checks
from portal.validation.documents import read_document
from portal.validation.values import read_values

_YEAR = re.compile(r"(?:19|20)\d\d")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_document_record(
    id: str, zh: MarkdownFile, en: MarkdownFile | None, collection: Collection, checks: Checks
) -> Record | None:
    """The record of a Markdown file at `<collection>/<year>/<slug>`, or None where it is wrong."""
    before = len(checks.problems)
    parts = PurePosixPath(id).parts
    if len(parts) != 3 or not _YEAR.fullmatch(parts[1]) or not _SLUG.fullmatch(parts[2]):
        checks.report("RECORD-001", Location(zh.file), collection=parts[0])
        return None
    document = read_document(id, zh, en, collection.fields, checks)
    if document is None:
        return None
    _check_values(document.values, parts[1], collection, checks)
    if len(checks.problems) > before:
        return None
    summary = document.zh.summary
    title = Localised(document.zh.title, document.en.title if document.en else None)
    return Record(
        id=id,
        collection=collection,
        values=document.values,
        title=title,
        summary=Localised(summary, document.en.summary if document.en else None)
        if summary
        else None,
        document=document,
    )


def read_rows(written: Written, collection: Collection, checks: Checks) -> list[Record]:
    """The records of a register: the mappings under `rows`."""
    rows = written.get("rows") if isinstance(written, WrittenMap) else None
    if not isinstance(written, WrittenMap) or not isinstance(rows, WrittenList):
        checks.report("RECORD-003", written.location)
        return []
    for key, _ in written.pairs:
        if key.text != "rows":
            checks.report(
                "FIELD-002", key.location, name=key.text, hint="", hint_en="", known="rows"
            )
    found = (_read_row(row, collection, checks) for row in rows)
    return [record for record in found if record is not None]


def _read_row(row: Written, collection: Collection, checks: Checks) -> Record | None:
    before = len(checks.problems)
    if not isinstance(row, WrittenMap):
        checks.report("FIELD-005", row.location, name="rows")
        return None
    values = read_values(row, collection.fields, checks)
    if "id" not in values or "title" not in values or collection.dated not in values:
        if len(checks.problems) == before:
            checks.report("RECORD-004", row.location, name=collection.dated)
        return None
    year = values[collection.dated].year
    if len(checks.problems) > before:
        return None
    return Record(
        id=f"{collection.id}/{year}/{values['id']}",
        collection=collection,
        values=values,
        title=values["title"],
        summary=values.get("summary"),
        document=None,
    )


def _check_values(values: Values, year: str, collection: Collection, checks: Checks) -> None:
    """What holds between the fields of one record."""
    dated: Any = values.get(collection.dated)
    field_of_date = collection.field(collection.dated)
    is_asked = field_of_date is not None and field_of_date.required  # and so reported already
    if dated is None and collection.dated not in values.places and not is_asked:
        checks.report("RECORD-004", values.location, name=collection.dated)
    elif dated is not None and str(dated.year) != year:
        checks.report(
            "RECORD-002",
            values.place(collection.dated),
            name=collection.dated,
            day=dated,
            year=year,
        )
    for field in collection.fields:
        if field.type is FieldType.REFERENCES:
            seen: set[str] = set()
            for reference in values.get(field.name, ()):
                if reference.id in seen:
                    checks.report(
                        "FIELD-023", reference.location, name=field.name, value=reference.id
                    )
                seen.add(reference.id)
