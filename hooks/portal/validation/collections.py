"""`data/collections/*.yml` → collections; what a declaration refers to must exist in it."""

from collections.abc import Mapping
from typing import Any

from portal.model.collection import Collection, Rate, Source, StateRule, ValidityRule, WindowRule
from portal.model.field import Field, FieldType, Option, Values
from portal.model.language import Localised
from portal.model.settings import Settings, Vocabularies
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.shapes import COLLECTION
from portal.validation.values import read_values

VALIDITY_STATES = ("pending", "in_force", "expiring", "amended", "lapsed", "repealed")
WINDOW_STATES = ("coming", "open", "closed", "result")

_COMMON = (
    Field("summary", FieldType.TEXT, Localised("内容概述", "Summary")),
    Field("sample", FieldType.FLAG, Localised("示例数据", "Sample data")),
    Field("draft", FieldType.FLAG, Localised("草稿", "Draft")),
    Field("publish_on", FieldType.DATE, Localised("定时发布", "Publish on"), future=True),
)
_DOCUMENT_FIELDS = (
    Field("title", FieldType.TEXT, Localised("标题", "Title"), required=True),
    *_COMMON,
)
_ROW_FIELDS = (
    Field("id", FieldType.SLUG, Localised("标识", "Id"), required=True, unique=True),
    Field("title", FieldType.LOCALISED, Localised("名称", "Name"), required=True),
    Field("summary", FieldType.LOCALISED, Localised("内容概述", "Summary")),
    *_COMMON[1:],
)


def common_fields(source: Source) -> tuple[Field, ...]:
    """The fields that every item of that source has, before the declared ones."""
    return _DOCUMENT_FIELDS if source is Source.DOCUMENTS else _ROW_FIELDS


def read_collection(
    written: WrittenMap, settings: Settings, vocabularies: Vocabularies, checks: Checks
) -> Collection | None:
    """The collection that a file declares, or None where something in it is wrong."""
    before = len(checks.problems)
    values = read_values(written, COLLECTION, checks)
    if len(checks.problems) > before:
        return None
    source = Source(values["source"].id)
    declared = tuple(_field(item, vocabularies, checks) for item in values["fields"])
    fields = (*common_fields(source), *declared)
    state = _state(values["state"], fields, checks) if "state" in values else None
    _check_names(values, fields, settings, checks)
    if len(checks.problems) > before:
        return None
    return Collection(
        id=values["id"],
        title=values["title"],
        item=values["item"],
        description=values["description"],
        source=source,
        column=values["column"],
        column_type=values["column_type"],
        fields=fields,
        facts=values["facts"],
        listed=values["listed"],
        facets=values["facets"],
        dated=values["dated"],
        number=values.get("number"),
        state=state,
        rates=tuple(_rate(item) for item in values.get("rates", ())),
        page_length=values.get("page_length", 25),
        order=values.get("order", 0),
    )


def read_options(items: tuple[Values, ...]) -> tuple[Option, ...]:
    """Declared options in their order."""
    return tuple(Option(item["id"], item["title"], item.get("mark", "")) for item in items)


def _field(values: Values, vocabularies: Vocabularies, checks: Checks) -> Field:
    type = FieldType(values["type"].id)
    options = read_options(values.get("options", ()))
    vocabulary = values.get("vocabulary")
    if vocabulary is not None:
        options = vocabularies.get(vocabulary, ())
        if not options:
            checks.report(
                "DECLARE-002", values.place("vocabulary"), name=vocabulary, kind="vocabulary"
            )
    if type in (FieldType.CHOICE, FieldType.CHOICES) and not options and vocabulary is None:
        checks.report("DECLARE-003", values.location, name=values["name"], needs="options")
    if type is FieldType.REFERENCES and not ("to" in values and "inverse" in values):
        checks.report("DECLARE-003", values.location, name=values["name"], needs="to, inverse")
    return Field(
        values["name"],
        type,
        values["title"],
        required=values.get("required", False),
        unique=values.get("unique", False),
        future=values.get("future", False),
        options=options,
        to=values.get("to"),
        inverse=values.get("inverse"),
        note=values.get("note"),
    )


def _state(values: Values, fields: tuple[Field, ...], checks: Checks) -> StateRule | None:
    options = read_options(values["options"])
    is_validity = values["rule"].id == "validity"
    states = VALIDITY_STATES if is_validity else WINDOW_STATES
    needs = ("effective", "expires", "amends", "repeals") if is_validity else ("opens", "closes")
    missing = [name for name in needs if name not in values]
    missing += sorted(set(states) - {option.id for option in options})
    if missing:
        checks.report("DECLARE-003", values.location, name="state", needs=", ".join(missing))
        return None
    names = {field.name for field in fields}
    for name in (*needs, "result"):
        if name in values and values[name] not in names:
            checks.report("DECLARE-002", values.place(name), name=values[name], kind="field")
    if is_validity:
        return ValidityRule(
            effective=values["effective"],
            expires=values["expires"],
            amends=values["amends"],
            repeals=values["repeals"],
            expiring_days=values.get("expiring_days", 0),
            options=options,
            title=values["title"],
        )
    return WindowRule(
        values["opens"], values["closes"], values.get("result"), options, values["title"]
    )


def _rate(values: Values) -> Rate:
    def conditions(items: tuple[Values, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((item["field"], item["is"]) for item in items)

    return Rate(
        values["id"], values["title"], conditions(values["of"]), conditions(values["where"])
    )


def _check_names(
    values: Values,
    fields: tuple[Field, ...],
    settings: Settings,
    checks: Checks,
) -> None:
    """Every field, column and option that the declaration names is declared."""
    types = {field.name: field.type for field in fields}
    if len(types) < len(fields):
        names = [field.name for field in fields]
        twice = sorted({name for name in names if names.count(name) > 1})
        checks.report("DECLARE-004", values.place("fields"), name=", ".join(twice))
    virtual = {"state"} & set(values.read)
    for part in ("facts", "listed"):
        for name in values[part]:
            if name not in types and name not in virtual:
                checks.report("DECLARE-002", values.place(part), name=name, kind="field")
    for name in values["facets"]:
        kind = types.get(name)
        if name not in virtual | {"year"} and kind not in (FieldType.CHOICE, FieldType.CHOICES):
            checks.report("DECLARE-002", values.place("facets"), name=name, kind="choice field")
    if types.get(values["dated"]) is not FieldType.DATE:
        checks.report("DECLARE-002", values.place("dated"), name=values["dated"], kind="date field")
    if "number" in values and values["number"] not in types:
        checks.report("DECLARE-002", values.place("number"), name=values["number"], kind="field")
    if values["column"] not in {column.id for column in settings.columns}:
        checks.report("DECLARE-002", values.place("column"), name=values["column"], kind="column")
    _check_rates(values.get("rates", ()), {field.name: field for field in fields}, checks)


def _check_rates(rates: tuple[Any, ...], fields: Mapping[str, Field], checks: Checks) -> None:
    for rate in rates:
        for condition in (*rate["of"], *rate["where"]):
            field = fields.get(condition["field"])
            is_flag = field is not None and field.type is FieldType.FLAG
            if field is None or (field.option(condition["is"]) is None and not is_flag):
                checks.report(
                    "DECLARE-002",
                    condition.location,
                    name=f"{condition['field']}: {condition['is']}",
                    kind="choice option",
                )
