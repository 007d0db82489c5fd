"""`data/coverage.yml` → totals of reports; every table, cell, collection and option exists."""

from collections.abc import Collection as Names
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.model.collection import Collection, ValidityRule
from portal.model.coverage import RecordsQuery, StatedCell, Total
from portal.model.field import FieldType, Values
from portal.model.problem import Location
from portal.model.report import Format, StatutoryTable, leaves
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.report_shapes import TOTALS
from portal.validation.scalars import hints
from portal.validation.values import read_values

_WHEN = ("year", "until", "in_force")


@dataclass(frozen=True)
class Known:
    """What a total may name."""

    formats: Mapping[str, Format]
    collections: Mapping[str, Collection]
    facts: Names[str]
    """Ids of figures stated beside the tables of any report."""
    refused: Names[str] = ()
    """Ids of declarations that are wrong in themselves, which is said elsewhere."""


@dataclass(frozen=True)
class Totals:
    """The declared totals that are right, and whether those are all that are declared."""

    totals: tuple[Total, ...] = ()
    is_whole: bool = True


def read_totals(written: WrittenMap, known: Known, checks: Checks) -> Totals:
    """The declared totals; what is wrong with one is a problem, or was said elsewhere."""
    before = len(checks.problems)
    values = read_values(written, TOTALS, checks)
    items = values.get("totals", ())
    found: dict[str, Total] = {}
    for item in items:
        if (total := _total(item, known, checks)) is None:
            continue
        if total.id in found:
            checks.report("DECLARE-004", item.location, name=total.id)
        found[total.id] = total
    wrong = [found for found in checks.problems[before:] if found.code != "COVER-008"]
    return Totals(tuple(found.values()), not wrong and len(found) == len(items))


def _total(item: Values, known: Known, checks: Checks) -> Total | None:
    before = len(checks.problems)
    if "id" not in item or "title" not in item:
        return None
    for pair in (("cell", "fact"), ("records", "reason")):
        written = [name for name in pair if name in item.places]
        if len(written) != 1:
            checks.report("COVER-009", item.location, name=item["id"], parts=" / ".join(pair))
    cell = _cell(item["cell"], known, checks) if "cell" in item else None
    records = _records(item["records"], known, checks) if "records" in item else None
    fact = item.get("fact")
    hangs_on_refused = ("records" in item and records is None) or (
        cell is not None and bool(set(cell.formats) & set(known.refused))
    )
    if len(checks.problems) > before or hangs_on_refused:
        return None
    if fact is not None and fact not in known.facts:
        _unknown("COVER-008", item.place("fact"), fact, sorted(known.facts), checks)
    return Total(item["id"], item["title"], cell, fact, records, item.get("reason"), item.location)


def _unknown(
    code: str, here: Location, name: str, names: Sequence[str], checks: Checks, **more: object
) -> None:
    hint, hint_en = hints(name, list(names))
    checks.report(code, here, name=name, hint=hint, hint_en=hint_en, **more)


def _cell(values: Values, known: Known, checks: Checks) -> StatedCell | None:
    if not {"formats", "table", "row", "column"} <= set(values.read):
        return None
    cell = StatedCell(values["formats"], values["table"], values["row"], values["column"])
    for name in cell.formats:
        if name in known.formats:
            _check_cell(cell, known.formats[name], values, checks)
        elif name not in known.refused:
            here = values.place("formats")
            _unknown("COVER-004", here, name, list(known.formats), checks, kind="format")
    return cell


def _check_cell(cell: StatedCell, format: Format, values: Values, checks: Checks) -> None:
    table = format.table(cell.table)
    if table is None:
        names = [table.id for table in format.tables]
        _unknown("COVER-005", values.place("table"), cell.table, names, checks, format=format.id)
        return
    rows = [row.id for block in table.blocks for row in leaves(block.rows)]
    if cell.row not in rows:
        _unknown("COVER-005", values.place("row"), cell.row, rows, checks, format=format.id)
        return
    columns = _columns(table, cell.row)
    if cell.column not in columns:
        here = values.place("column")
        _unknown("COVER-005", here, cell.column, columns, checks, format=format.id)


def _columns(table: StatutoryTable, row: str) -> list[str]:
    """The columns of the block in which that row stands."""
    return [column.id for _, found, column in table.cells() if found.id == row]


def _records(values: Values, known: Known, checks: Checks) -> RecordsQuery | None:
    name = values.get("collection")
    if name is None or name in known.refused:
        return None
    collection = known.collections.get(name)
    if collection is None:
        here = values.place("collection")
        _unknown("COVER-004", here, name, list(known.collections), checks, kind="collection")
        return None
    if len([part for part in _WHEN if values.get(part)]) != 1:
        checks.report("COVER-009", values.location, name=name, parts=" / ".join(_WHEN))
    for part in ("year", "until"):
        if part in values:
            _check_field(values[part], values.place(part), collection, checks)
    if values.get("in_force") and not isinstance(collection.state, ValidityRule):
        checks.report("COVER-010", values.place("in_force"), name=name)
    where = tuple(
        (condition["field"], condition["is"])
        for condition in values.get("where", ())
        if _is_known(condition, collection, checks)
    )
    return RecordsQuery(
        name, values.get("year"), values.get("until"), values.get("in_force", False), where
    )


def _check_field(name: str, here: Location, collection: Collection, checks: Checks) -> None:
    dates = [field.name for field in collection.fields if field.type is FieldType.DATE]
    if name not in dates:
        _unknown("COVER-006", here, name, dates, checks, collection=collection.id)


def _is_known(condition: Values, collection: Collection, checks: Checks) -> bool:
    """Whether field and option of a condition exist in the collection."""
    if "field" not in condition or "is" not in condition:
        return False
    field = collection.field(condition["field"])
    kinds = (FieldType.CHOICE, FieldType.FLAG)
    if field is None or field.type not in kinds:
        names = [field.name for field in collection.fields if field.type in kinds]
        here = condition.place("field")
        _unknown("COVER-006", here, condition["field"], names, checks, collection=collection.id)
        return False
    flags = field.type is FieldType.FLAG
    options = ["true", "false"] if flags else [option.id for option in field.options]
    if condition["is"] not in options:
        here = condition.place("is")
        _unknown("COVER-007", here, condition["is"], options, checks, field=field.name)
        return False
    return True
