"""Which cells of the formats no series holds, and names that a format does not have."""

from collections.abc import Collection, Iterable, Mapping

from portal.model.field import Values
from portal.model.problem import Location
from portal.model.report import CellKey, Format, Header
from portal.model.series import all_headers
from portal.validation.context import Checks
from portal.validation.scalars import hints

_SHOWN = 3
"""How many of the cells without a series a message names."""

Taken = set[tuple[str, str, CellKey]]
"""Format, table and key of cells."""


def unknown(
    item: Values, kind: str, name: str, known: list[str], where: str, checks: Checks
) -> None:
    """Report a name that is not declared where it should be, with the nearest one that is."""
    hint, hint_en = hints(name, known)
    checks.report(
        "SERIES-001" if kind in ("table", "row", "column") else "SERIES-002",
        item.place(kind),
        kind=kind,
        name=name,
        where=where,
        hint=hint,
        hint_en=hint_en,
    )


def read_left_out(
    values: Values, formats: Mapping[str, Format], refused: Collection[str], checks: Checks
) -> Taken:
    """The cells that are declared to be in no series; names that do not exist are reported."""
    found: Taken = set()
    for item in values.get("without", ()):
        if item["format"] in formats:
            found |= _left_out(item, formats[item["format"]], checks)
        elif item["format"] not in refused:
            unknown(item, "format", item["format"], list(formats), "data/formats", checks)
    return found


def check_coverage(
    formats: Mapping[str, Format], taken: Taken, here: Location, checks: Checks
) -> None:
    """Name the cells of each table that are in no series and not declared to be in none."""
    for format in formats.values():
        for table in format.tables:
            free = [
                f"{row.title.zh} · {column.title.zh}"
                for _, row, column in table.cells()
                if (format.id, table.id, (row.id, column.id)) not in taken
            ]
            if free:
                checks.report(
                    "SERIES-003",
                    Location(here.file),
                    format=format.id,
                    table=table.id,
                    count=len(free),
                    cells="；".join(free[:_SHOWN]),
                )


def _left_out(item: Values, format: Format, checks: Checks) -> Taken:
    """The cells of the rows and columns that an entry of `without` names."""
    table = format.table(item["table"])
    if table is None:
        known = [table.id for table in format.tables]
        unknown(item, "table", item["table"], known, format.id, checks)
        return set()
    rows = [header for block in table.blocks for header in all_headers(block.rows)]
    columns = [header for block in table.blocks for header in all_headers(block.columns)]
    for axis, headers in (("row", rows), ("column", columns)):
        known = [header.id for header in headers]
        if axis in item and item[axis] not in known:
            unknown(item, axis, item[axis], known, table.id, checks)
    return {
        (format.id, table.id, (row.id, column.id))
        for _, row, column in table.cells()
        if row.id in _leaves(rows, item.get("row"))
        and column.id in _leaves(columns, item.get("column"))
    }


def _leaves(headers: Iterable[Header], id: str | None) -> set[str]:
    return {leaf.id for header in headers if id in (None, header.id) for leaf in header.leaves()}
