"""`data/reports/*.yml` → a year's figures, cell by cell; blank, zero and not applicable differ."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePosixPath

from portal.model.field import Field, FieldType, Values
from portal.model.language import Localised
from portal.model.problem import Location
from portal.model.report import (
    Cell,
    CellKey,
    CellKind,
    CellType,
    Format,
    Header,
    Report,
    StatutoryTable,
    leaves,
)
from portal.model.settings import Settings
from portal.model.written import Written, WrittenList, WrittenMap, WrittenText
from portal.validation.context import Checks
from portal.validation.scalars import hints
from portal.validation.values import read_values

NOT_APPLICABLE = "n/a"

_SHAPE = (
    Field("year", FieldType.INTEGER, Localised("年度", "Year"), required=True),
    Field("format", FieldType.SLUG, Localised("格式", "Format"), required=True),
    Field("agency", FieldType.LOCALISED, Localised("机关", "Agency")),
)
_TABLE_KEYS = ("columns", "rows")
_PATTERNS = {
    CellType.COUNT: (re.compile(r"0|[1-9]\d*", re.ASCII), "CELL-001"),
    CellType.SIGNED_COUNT: (re.compile(r"[+-]?(?:0|[1-9]\d*)", re.ASCII), "CELL-002"),
    CellType.MONEY: (re.compile(r"(?:0|[1-9]\d*)(?:\.\d{1,2})?", re.ASCII), "CELL-003"),
    CellType.DECIMAL: (re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII), "CELL-003"),
}


def report_fields() -> tuple[Field, ...]:
    """The keys of a report file beside `tables`."""
    return _SHAPE


def read_report(
    written: WrittenMap, formats: Mapping[str, Format], settings: Settings, checks: Checks
) -> Report | None:
    """The report of one year, or None where a cell or the frame around the cells is wrong."""
    before = len(checks.problems)
    frame = WrittenMap(
        tuple(pair for pair in written.pairs if pair[0].text != "tables"), written.location
    )
    values = read_values(frame, _SHAPE, checks)
    file = written.location.file
    _check_year(values, file, checks)
    tables = written.get("tables")
    if not isinstance(tables, WrittenMap):
        checks.report("FIELD-001", written.location, name="tables", title="表")
    format = formats.get(values.get("format", ""))
    # A format that has mistakes of its own has them reported where it is declared.
    is_declared = f"data/formats/{values.get('format')}.yml" in checks.files
    if format is None and "format" in values and not is_declared:
        hint, hint_en = hints(values["format"], list(formats))
        checks.report(
            "REPORT-002", values.place("format"), name=values["format"], hint=hint, hint_en=hint_en
        )
    if format is None or not isinstance(tables, WrittenMap):
        return None
    if not _applies(format, values, checks):
        return None
    found = {table.id: _read_table(tables, table, checks) for table in format.tables}
    for key, _ in tables.pairs:
        if format.table(key.text) is None:
            _unknown("CELL-005", key, [table.id for table in format.tables], checks)
    if len(checks.problems) > before:
        return None
    agency = values.get("agency") or settings.agency
    return Report(values["year"], format, agency, found, None, written.location)


def _check_year(values: Values, file: str, checks: Checks) -> None:
    stem = PurePosixPath(file).stem
    if "year" in values and str(values["year"]) != stem:
        checks.report("REPORT-001", values.place("year"), year=values["year"], expected=stem)


def _applies(format: Format, values: Values, checks: Checks) -> bool:
    """Whether the format is that of the year; else every row and column would seem wrong."""
    year = values.get("year", format.first_year)
    if format.first_year <= year <= (format.last_year or year):
        return True
    years = f"{format.first_year}–{format.last_year or ''}"
    checks.report("REPORT-003", values.place("format"), year=year, name=format.id, years=years)
    return False


def _unknown(code: str, key: WrittenText, known: list[str], checks: Checks) -> None:
    hint, hint_en = hints(key.text, known)
    checks.report(code, key.location, name=key.text, hint=hint, hint_en=hint_en)


def _read_table(
    tables: WrittenMap, table: StatutoryTable, checks: Checks
) -> Mapping[CellKey, Cell]:
    written = tables.get(table.id)
    if not isinstance(written, WrittenMap):
        here = tables.location if written is None else written.location
        checks.report("CELL-004", here, table=table.id, title=table.title.zh)
        return {}
    for key, _ in written.pairs:
        if key.text not in _TABLE_KEYS:
            _unknown("CELL-006", key, list(_TABLE_KEYS), checks)
    rows = written.get("rows")
    if not isinstance(rows, WrittenMap):
        here = written.location if rows is None else rows.location
        checks.report("FIELD-005", here, name="rows")
        return {}
    cells: dict[CellKey, Cell] = {}
    known: list[str] = []
    for block in table.blocks:
        columns = _column_order(written, leaves(block.columns), checks)
        for row in leaves(block.rows):
            known.append(row.id)
            value = rows.get(row.id)
            if value is None:
                checks.report(
                    "CELL-007", rows.location, row=row.id, label=row.title.zh, table=table.title.zh
                )
            else:
                cells.update(_read_row(value, table, row, columns, checks))
    for key, _ in rows.pairs:
        if key.text not in known:
            _unknown("CELL-008", key, known, checks)
    return cells


def _column_order(
    written: WrittenMap, columns: tuple[Header, ...], checks: Checks
) -> tuple[Header, ...]:
    """The columns in the order that the file declares for its rows, or that of the format."""
    order = written.get("columns")
    if order is None:
        return columns
    by_id = {column.id: column for column in columns}
    names = (
        [item.text for item in order if isinstance(item, WrittenText)]
        if isinstance(order, WrittenList)
        else []
    )
    if sorted(names) != sorted(by_id):
        checks.report("CELL-009", order.location, columns=", ".join(by_id))
        return columns
    return tuple(by_id[name] for name in names)


def _read_row(
    value: Written,
    table: StatutoryTable,
    row: Header,
    columns: tuple[Header, ...],
    checks: Checks,
) -> Mapping[CellKey, Cell]:
    written: list[tuple[Header, Written]] = []
    if isinstance(value, WrittenList):
        if len(value.items) != len(columns):
            checks.report(
                "CELL-010",
                value.location,
                row=row.title.zh,
                table=table.title.zh,
                count=len(value.items),
                expected=len(columns),
            )
            return {}
        written = list(zip(columns, value.items, strict=True))
    elif isinstance(value, WrittenMap):
        by_id = {column.id: column for column in columns}
        for key, item in value.pairs:
            if key.text in by_id:
                written.append((by_id[key.text], item))
            else:
                _unknown("CELL-011", key, list(by_id), checks)
        for name in sorted(set(by_id) - {key.text for key, _ in value.pairs}):
            checks.report(
                "CELL-012", value.location, row=row.title.zh, column=by_id[name].title.zh, id=name
            )
    elif len(columns) == 1:
        written = [(columns[0], value)]
    else:
        checks.report("FIELD-004", value.location, name=row.id)
    return {
        (row.id, column.id): _read_cell(item, table, row, column, checks)
        for column, item in written
    }


def _read_cell(
    written: Written, table: StatutoryTable, row: Header, column: Header, checks: Checks
) -> Cell:
    here: Location = written.location
    if not isinstance(written, WrittenText):
        checks.report("FIELD-003", here, name=row.id)
        return Cell(CellKind.BLANK, None, "", here)
    if written.is_blank:
        return Cell(CellKind.BLANK, None, "", here)
    text = written.text
    if text == NOT_APPLICABLE:
        return Cell(CellKind.NOT_APPLICABLE, None, text, here)
    pattern, code = _PATTERNS[column.type]
    if not pattern.fullmatch(text):
        checks.report(
            code,
            here,
            value=text,
            table=table.title.zh,
            table_en=table.title.en or table.id,
            row=row.title.zh,
            row_en=row.title.en or row.id,
            column=column.title.zh,
            column_en=column.title.en or column.id,
        )
        return Cell(CellKind.BLANK, None, text, here)
    return Cell(CellKind.NUMBER, Decimal(text), text, here)
