"""JSON Schemas (2020-12) of what editors write, made from the same fields as the checks.

Titles are in Chinese, descriptions in English, as editors' tools show both. A schema says at the
keyboard what the gate would say later; where a rule needs more than one value, only the gate
knows it.
"""

from dataclasses import replace
from typing import Any

from portal.model.collection import Collection
from portal.model.field import Field, FieldType
from portal.model.settings import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_LINE: Schema = {"type": "string", "pattern": r"^\S(?:.*\S)?$"}
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_OPENING = "\\[［(（\\u3014\ufe59\ufe5d\\u3010\\u300a\\u2018'<＜{｛"
_CLOSING = "\\]］)）\\u3015\ufe5a\ufe5e\\u3011\\u300b\\u2019'>＞}｝"
_DOCUMENT_NUMBER = (
    rf"^[\u4e00-\u9fff]{{1,12}}\s*[{_OPENING}]\s*[0-9０-９]{{4}}\s*[{_CLOSING}]\s*"
    r"(?:第\s*)?[0-9０-９]{1,5}\s*号?$"
)
_LOCALISED: Schema = {
    "anyOf": [
        _LINE,
        {
            "type": "object",
            "properties": {"zh": _LINE, "en": _LINE},
            "required": ["zh"],
            "additionalProperties": False,
        },
    ]
}
_FINGERPRINT: Schema = {"type": "string", "pattern": "^[0-9a-f]+$"}

_PLAIN: dict[FieldType, Schema] = {
    FieldType.TEXT: _LINE,
    FieldType.TEXTS: {"type": "array", "items": _LINE},
    FieldType.LOCALISED: _LOCALISED,
    FieldType.SLUG: {"type": "string", "pattern": f"^{_SLUG}$"},
    FieldType.NAME: {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
    FieldType.DATE: {
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    },
    FieldType.INTEGER: {"type": "integer", "minimum": 0},
    FieldType.DECIMAL: {"type": "number"},
    FieldType.FLAG: {"type": "boolean"},
    FieldType.DOCUMENT_NUMBER: {"type": "string", "pattern": _DOCUMENT_NUMBER},
    FieldType.ATTACHMENTS: {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"file": _LINE, "title": _LOCALISED},
            "required": ["file", "title"],
            "additionalProperties": False,
        },
    },
    FieldType.URL: {"type": "string", "format": "uri", "pattern": r"^https?://\S+$"},
    FieldType.FINGERPRINTS: {
        "type": "object",
        "properties": {
            "title": _FINGERPRINT,
            "summary": _FINGERPRINT,
            "body": {"type": "array", "items": _FINGERPRINT},
        },
        "required": ["title", "body"],
        "additionalProperties": False,
    },
}
"""Types whose schema is the same for every field."""


def record_schema(collection: Collection, settings: Settings) -> Schema:
    """The schema of one record of a collection: the front matter of a document, or a row."""
    schema: Schema = {
        "$schema": DIALECT,
        "$id": f"{settings.url}{schema_path(collection)}",
        "title": collection.item.zh,
    }
    if collection.item.en is not None:
        schema["description"] = collection.item.en
    # The date that sorts an item is asked of every record, whatever its field declares.
    fields = tuple(
        replace(field, required=field.required or field.name == collection.dated)
        for field in collection.fields
    )
    return schema | fields_schema(fields, settings.index_number)


def schema_path(collection: Collection) -> str:
    """The site-relative path under which the schema of a collection is published."""
    return f"schemas/{collection.id}.schema.json"


def fields_schema(fields: tuple[Field, ...], index_number: str | None = None) -> Schema:
    """The schema of a mapping with these fields and no others.

    `index_number` is the pattern of `data/site.yml`; without it an index number is any one line.
    """
    schema: Schema = {
        "type": "object",
        "properties": {field.name: _field_schema(field, index_number) for field in fields},
    }
    if required := [field.name for field in fields if field.required]:
        schema["required"] = required
    return schema | {"additionalProperties": False}


def _field_schema(field: Field, index_number: str | None) -> Schema:
    """Words first, then what the value may be."""
    return {"title": field.title.zh, "description": _description(field)} | _value_schema(
        field, index_number
    )


def _value_schema(field: Field, index_number: str | None) -> Schema:
    match field.type:
        case FieldType.CHOICE:
            return {"enum": [option.id for option in field.options]}
        case FieldType.CHOICES:
            return {
                "type": "array",
                "items": {"enum": [option.id for option in field.options]},
                "uniqueItems": True,
            }
        case FieldType.INDEX_NUMBER:
            return _LINE if index_number is None else _matching(index_number)
        case FieldType.REFERENCES:
            items = _LINE if field.to is None else _matching(f"{field.to}/[0-9]{{4}}/{_SLUG}")
            return {"type": "array", "items": items, "uniqueItems": True}
        case FieldType.MAPPING:
            return fields_schema(field.fields, index_number)
        case FieldType.MAPPINGS:
            return {"type": "array", "items": fields_schema(field.fields, index_number)}
        case FieldType.TABLE if not field.fields:
            # What stands under a free name is decided elsewhere: the rows of a statutory table.
            return {"type": "object"}
        case FieldType.TABLE:
            group = fields_schema(field.fields, index_number)
            return {"type": "object", "additionalProperties": group}
        case _:
            return _PLAIN[field.type]


def _matching(pattern: str) -> Schema:
    """Text that matches the pattern from end to end, as the gate reads patterns."""
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def _description(field: Field) -> str:
    """The English label, the note in both languages, and what each option is called."""
    lines = [field.title.en or field.title.zh]
    if field.note is not None:
        lines += [field.note.zh, *([] if field.note.en is None else [field.note.en])]
    for option in field.options:
        english = "" if option.title.en is None else f" ({option.title.en})"
        lines.append(f"{option.id}: {option.title.zh}{english}")
    return "\n".join(lines)
