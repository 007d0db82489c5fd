"""A written mapping and the fields it may have → its values; every mistake in it is named."""

import posixpath
from typing import Any

from portal.model.field import Attachment, Field, FieldType, Fingerprints, Reference, Values
from portal.model.language import Localised
from portal.model.problem import Location
from portal.model.written import Written, WrittenList, WrittenMap, WrittenText
from portal.validation.context import Checks
from portal.validation.scalars import SCALARS, hints, read_line

_TEXT = Field("text", FieldType.TEXT, Localised("文字", "Text"))
_BODY = Field("body", FieldType.TEXTS, Localised("正文", "Body"), required=True)


def read_values(written: WrittenMap, fields: tuple[Field, ...], checks: Checks) -> Values:
    """The values of a mapping; unknown, missing, empty and wrong ones are problems."""
    known = {field.name: field for field in fields}
    read: dict[str, Any] = {}
    places: dict[str, Location] = {}
    for key, value in written.pairs:
        field = known.get(key.text)
        if field is None:
            _report_unknown(key, list(known), checks)
            continue
        places[field.name] = value.location
        found = read_value(value, field, checks)
        if found is not None:
            read[field.name] = found
    for field in fields:
        if field.required and written.key(field.name) is None:
            checks.report("FIELD-001", written.location, name=field.name, title=field.title.zh)
    return Values(read, places, written.location)


def _report_unknown(key: WrittenText, known: list[str], checks: Checks) -> None:
    hint, hint_en = hints(key.text, known)
    checks.report(
        "FIELD-002",
        key.location,
        name=key.text,
        hint=hint,
        hint_en=hint_en,
        known=", ".join(known),
    )


def read_value(written: Written, field: Field, checks: Checks) -> Any:
    """The value of one field, or None where it is wrong (reported) or left out."""
    if scalar := SCALARS.get(field.type):
        if not isinstance(written, WrittenText):
            checks.report("FIELD-003", written.location, name=field.name)
            return None
        if written.is_blank:
            checks.report("FIELD-006", written.location, name=field.name)
            return None
        return scalar(written, field, checks)
    match field.type:
        case FieldType.LOCALISED:
            return _read_localised(written, field, checks)
        case FieldType.MAPPING | FieldType.FINGERPRINTS:
            return _read_mapping(written, field, checks)
        case FieldType.TABLE:
            return _read_table(written, field, checks)
        case _:
            return _read_list(written, field, checks)


def _read_localised(written: Written, field: Field, checks: Checks) -> Localised | None:
    if isinstance(written, WrittenText):
        text = None if written.is_blank else read_line(written, field, checks)
        if written.is_blank:
            checks.report("FIELD-006", written.location, name=field.name)
        return None if text is None else Localised(text)
    if not isinstance(written, WrittenMap):
        checks.report("FIELD-005", written.location, name=field.name)
        return None
    parts = tuple(Field(name, FieldType.TEXT, field.title) for name in ("zh", "en"))
    values = read_values(written, parts, checks)
    if written.key("zh") is None:
        checks.report("FIELD-019", written.location, name=field.name)
    return Localised(values["zh"], values.get("en")) if "zh" in values else None


def _read_mapping(written: Written, field: Field, checks: Checks) -> Any:
    if not isinstance(written, WrittenMap):
        checks.report("FIELD-005", written.location, name=field.name)
        return None
    if field.type is FieldType.MAPPING:
        return read_values(written, field.fields, checks)
    parts = (
        Field("title", FieldType.TEXT, field.title, required=True),
        Field("summary", FieldType.TEXT, field.title),
        _BODY,
    )
    values = read_values(_as_quoted(written), parts, checks)
    if "title" not in values or "body" not in values:
        return None
    return Fingerprints(values["title"], values.get("summary"), values["body"])


def _as_quoted(written: Written) -> Any:
    """Fingerprints are text even where one happens to look like a number."""
    if isinstance(written, WrittenText):
        return WrittenText(written.text, written.location, quoted=True)
    if isinstance(written, WrittenList):
        return WrittenList(tuple(_as_quoted(item) for item in written), written.location)
    pairs = tuple((key, _as_quoted(value)) for key, value in written.pairs)
    return WrittenMap(pairs, written.location)


def _read_table(written: Written, field: Field, checks: Checks) -> Any:
    """Groups by free name; a dict of name to values, in the order of the file."""
    if not isinstance(written, WrittenMap):
        checks.report("FIELD-005", written.location, name=field.name)
        return None
    found: dict[str, Any] = {}
    for key, value in written.pairs:
        group = Field(key.text, FieldType.MAPPING, field.title, fields=field.fields)
        if (values := _read_mapping(value, group, checks)) is not None:
            found[key.text] = values
    return found


def _read_list(written: Written, field: Field, checks: Checks) -> Any:
    if not isinstance(written, WrittenList):
        checks.report("FIELD-004", written.location, name=field.name)
        return None
    found = [_read_item(item, field, checks) for item in written]
    return tuple(item for item in found if item is not None)


def _read_item(written: Written, field: Field, checks: Checks) -> Any:
    match field.type:
        case FieldType.MAPPINGS:
            return _read_mapping(
                written,
                Field(field.name, FieldType.MAPPING, field.title, fields=field.fields),
                checks,
            )
        case FieldType.ATTACHMENTS:
            return _read_attachment(written, field, checks)
        case FieldType.CHOICES:
            return read_value(
                written,
                Field(field.name, FieldType.CHOICE, field.title, options=field.options),
                checks,
            )
        case _:
            text = read_value(written, Field(field.name, FieldType.TEXT, field.title), checks)
            if text is not None and field.type is FieldType.REFERENCES:
                return Reference(text, written.location)
            return text


def _read_attachment(written: Written, field: Field, checks: Checks) -> Attachment | None:
    """A file beside the record (`file` relative to it) with the title readers see."""
    parts = (
        Field("file", FieldType.TEXT, Localised("文件", "File"), required=True),
        Field("title", FieldType.LOCALISED, Localised("标题", "Title"), required=True),
    )
    values = _read_mapping(
        written, Field(field.name, FieldType.MAPPING, field.title, fields=parts), checks
    )
    if values is None or "file" not in values or "title" not in values:
        return None
    here: Location = values.place("file")
    folder = posixpath.dirname(here.file)
    path = posixpath.normpath(posixpath.join(folder, values["file"]))
    if path not in checks.files or not path.startswith("content/zh/"):
        checks.report("FIELD-020", here, value=values["file"])
        return None
    size = checks.files[path].stat().st_size
    return Attachment(path.removeprefix("content/zh/"), values["title"], size, here)
