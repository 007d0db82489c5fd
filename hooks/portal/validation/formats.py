"""`data/formats/*.yml` → statutory formats; every term of an equation must be in its table."""

from portal.model.field import Values
from portal.model.report import (
    CellType,
    Format,
    Header,
    Layout,
    StatutoryTable,
    TableBlock,
)
from portal.model.section import Deadline, Duty, Section
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.format_equations import check_terms, read_equation
from portal.validation.report_shapes import FORMAT
from portal.validation.values import read_values


def read_format(written: WrittenMap, checks: Checks) -> Format | None:
    """The format that a file declares, or None where something in it is wrong."""
    before = len(checks.problems)
    values = read_values(written, FORMAT, checks)
    if len(checks.problems) > before:
        return None
    found = Format(
        id=values["id"],
        title=values["title"],
        document_number=values["document_number"],
        first_year=values["years"]["from"],
        last_year=values["years"].get("to"),
        sections=tuple(
            Section(item["id"], item["number"], item["title"], item.get("table"), _duties(item))
            for item in values["sections"]
        ),
        tables=tuple(_table(item, checks) for item in values["tables"]),
        equations=tuple(read_equation(item) for item in values["equations"]),
        due=_deadline(values["due"], checks) if "due" in values else None,
    )
    if len(checks.problems) == before:
        _check_names(found, values, checks)
        check_terms(found, values["equations"], checks)
    return found if len(checks.problems) == before else None


def _duties(section: Values) -> tuple[Duty, ...]:
    return tuple(Duty(item["title"], item["words"]) for item in section.get("must_cover", ()))


def _deadline(values: Values, checks: Checks) -> Deadline | None:
    found = Deadline(
        values["month"],
        values["day"],
        values["note_days"],
        values["warning_days"],
        values["overdue_days"],
    )
    try:
        found.of(1)
    except (ValueError, OverflowError):
        day = f"{found.month}-{found.day}"
        checks.report("DUE-005", values.location, name=day)
        return None
    return found


def _headers(items: tuple[Values, ...], part: str) -> tuple[Header, ...]:
    return tuple(
        Header(
            id=item["id"],
            title=item["title"],
            children=_headers(item.get(part, ()), part),
            type=CellType(item["type"].id) if "type" in item else CellType.COUNT,
            unit=item.get("unit"),
            show_unit=item.get("show_unit", False),
        )
        for item in items
    )


def _block(values: Values, checks: Checks) -> TableBlock:
    for part in ("rows", "columns"):
        if not values.get(part):
            checks.report("DECLARE-003", values.location, name=values["id"], needs=part)
    return TableBlock(
        values["id"],
        values.get("caption"),
        _headers(values.get("columns", ()), "columns"),
        _headers(values.get("rows", ()), "rows"),
    )


def _table(values: Values, checks: Checks) -> StatutoryTable:
    layout = Layout(values["layout"].id)
    needs = "blocks" if layout is Layout.BLOCKS else "rows"
    if needs not in values:
        checks.report("DECLARE-003", values.location, name=values["id"], needs=needs)
    parts = values.get("blocks", ()) if layout is Layout.BLOCKS else (values,)
    return StatutoryTable(
        id=values["id"],
        title=values["title"],
        layout=layout,
        blocks=tuple(_block(part, checks) for part in parts),
        corner=values.get("corner"),
        row_header=values.get("row_header"),
        unit=values.get("unit"),
    )


def _check_names(found: Format, values: Values, checks: Checks) -> None:
    """Tables that sections place are declared, ids are unique."""
    for section, item in zip(found.sections, values["sections"], strict=True):
        if section.table is not None and found.table(section.table) is None:
            checks.report("DECLARE-002", item.location, name=section.table, kind="table")
    for table, item in zip(found.tables, values["tables"], strict=True):
        rows = [row.id for block in table.blocks for row in _all(block.rows)]
        for name in sorted({name for name in rows if rows.count(name) > 1}):
            checks.report("DECLARE-004", item.location, name=name)


def _all(headers: tuple[Header, ...]) -> list[Header]:
    found: list[Header] = []
    for header in headers:
        found += [header, *_all(header.children)]
    return found
