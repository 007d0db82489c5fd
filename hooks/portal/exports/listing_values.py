"""Values of a record as downloads hold them: flat in a cell, structured in JSON."""

from datetime import date
from decimal import Decimal
from typing import Any

from portal.exports.addresses import attachment_address
from portal.exports.json_file import both, json_number
from portal.model.field import Attachment, DocumentNumber, Option, Reference
from portal.model.language import Language, Localised
from portal.model.site import Site

Flat = str | int | Decimal | date | None
"""What one cell of a spreadsheet holds."""

_BETWEEN = "; "


def flat(site: Site, language: Language, value: Any) -> Flat:
    """The value for one cell: choices by title, references by id, files by absolute address."""
    match value:
        case bool():
            return site.labels["flag_yes" if value else "flag_no"].in_(language)
        case None | str() | int() | Decimal() | date():
            return value
        case Localised():
            return value.in_(language)
        case Option():
            return value.title.in_(language)
        case DocumentNumber():
            return str(value)
        case Reference():
            return value.id
        case Attachment():
            return attachment_address(site.settings, value)
        case tuple():
            return _BETWEEN.join(str(flat(site, language, item)) for item in value) or None
        case _:
            raise TypeError(type(value))


def structured(site: Site, value: Any) -> Any:
    """The value for JSON: dates in ISO form, choices with id and titles, files with size."""
    match value:
        case None | bool() | str() | int():
            return value
        case Decimal():
            return json_number(value)
        case date():
            return value.isoformat()
        case Localised():
            return both(value)
        case Option():
            return {"id": value.id, "zh": value.title.zh, "en": value.title.en}
        case DocumentNumber():
            return str(value)
        case Reference():
            return value.id
        case Attachment():
            return {
                "title": both(value.title),
                "address": attachment_address(site.settings, value),
                "type": value.kind,
                "size": value.size,
            }
        case tuple():
            return [structured(site, item) for item in value]
        case _:
            raise TypeError(type(value))
