"""`data/site.yml`, `labels.yml`, `vocabularies.yml`, `severity.yml` → what the office decided."""

import re
from typing import Any

from portal.model.field import Field, FieldType, Values
from portal.model.language import Localised
from portal.model.messages import messages
from portal.model.problem import Severity
from portal.model.settings import (
    Column,
    KeyFigure,
    Labels,
    OpenFact,
    Settings,
    Term,
    Vocabularies,
)
from portal.model.written import Written, WrittenMap
from portal.validation.collections import read_options
from portal.validation.context import Checks
from portal.validation.shapes import GLOSSARY_TERM, LABEL, OPTION, SETTINGS
from portal.validation.values import read_value, read_values

_ALWAYS_ERRORS = frozenset(
    {"CELL", "DECLARE", "FIELD", "FILE", "FRONT", "KEY", "PUBLISH", "RECORD", "TEXT", "YAML"}
)
"""Areas in which a problem means that something could not be read: it would be lost silently."""

_ERRORS = frozenset({"SUM-001"})
"""Figures that contradict each other inside one report are never published."""


def read_settings(written: WrittenMap, checks: Checks) -> Settings | None:
    """The settings of the portal, or None where something in them is wrong."""
    before = len(checks.problems)
    values = read_values(written, SETTINGS, checks)
    if len(checks.problems) > before:
        return None
    try:
        re.compile(values["index_number"])
    except re.error as error:
        place = values.place("index_number")
        checks.report("DECLARE-008", place, name=values["index_number"], reason=error)
        return None
    return Settings(
        url=values["url"].rstrip("/") + "/",
        name=values["name"],
        agency=values["agency"],
        tagline=values["tagline"],
        source=values.get("source"),
        index_number=values["index_number"],
        show_samples=values["show_samples"],
        columns=tuple(
            Column(item["id"], item["title"], item["description"], item.get("page"))
            for item in values["columns"]
        ),
        navigation=values.get("navigation", ()),
        facts=tuple(
            OpenFact(item["id"], item["title"], item.get("value"), item.location)
            for item in values["facts"]
        ),
        key_figures=tuple(_key_figure(item) for item in values["key_figures"]),
    )


def _key_figure(item: Values) -> KeyFigure:
    return KeyFigure(item["title"], item["format"], item["table"], item["row"], item["column"])


def _table(written: WrittenMap, fields: tuple[Field, ...], checks: Checks) -> dict[str, Values]:
    shape = Field("file", FieldType.TABLE, Localised("文件", "File"), fields=fields)
    found: dict[str, Values] = read_value(written, shape, checks) or {}
    return found


def read_labels(written: WrittenMap, checks: Checks) -> Labels:
    """The words of the site's own pages by key."""
    return {
        key: Localised(values["zh"], values["en"])
        for key, values in _table(written, LABEL, checks).items()
        if "zh" in values and "en" in values
    }


def read_glossary(written: Written, checks: Checks) -> tuple[Term, ...]:
    """The terms of the field; one English rendering each."""
    shape = Field(
        "glossary", FieldType.MAPPINGS, Localised("术语表", "Glossary"), fields=GLOSSARY_TERM
    )
    found: dict[str, Term] = {}
    for item in read_value(written, shape, checks) or ():
        if "zh" in item and "en" in item:
            if item["zh"] in found:
                checks.report("DECLARE-004", item.location, name=item["zh"])
            found[item["zh"]] = Term(item["zh"], item["en"], item.get("note"))
    return tuple(found.values())


def read_vocabularies(written: WrittenMap, checks: Checks) -> Vocabularies:
    """Shared lists of allowed values by name."""
    found: dict[str, Any] = {}
    for key, value in written.pairs:
        shape = Field(key.text, FieldType.MAPPINGS, Localised(key.text), fields=OPTION)
        items = read_value(value, shape, checks)
        if items is not None:
            complete = tuple(item for item in items if "id" in item and "title" in item)
            found[key.text] = read_options(complete)
    return found


def read_severities(written: WrittenMap, checks: Checks) -> dict[str, Severity]:
    """Which codes are not errors."""
    shape = tuple(
        Field(severity.value, FieldType.TEXTS, Localised(severity.value))
        for severity in (Severity.WARNING, Severity.NOTE)
    )
    values = read_values(written, shape, checks)
    found: dict[str, Severity] = {}
    for field in shape:
        for code in values.get(field.name, ()):
            if code not in messages():
                checks.report("DECLARE-005", values.place(field.name), name=code)
            elif code in _ERRORS or code.split("-")[0] in _ALWAYS_ERRORS:
                checks.report("DECLARE-009", values.place(field.name), name=code)
                continue
            found[code] = Severity(field.name)
    return found
