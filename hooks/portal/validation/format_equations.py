"""The equations of a format as declared; every term of one must be in its table."""

from portal.model.equations import instances
from portal.model.field import Values
from portal.model.reconciliation import Equation, HoldsIn, Relation, Term
from portal.model.report import Format, Header
from portal.validation.context import Checks

_NEEDS = {
    HoldsIn.EACH_COLUMN: ("row",),
    HoldsIn.EACH_ROW: ("column",),
    HoldsIn.ONE_CELL: ("row", "column"),
}
"""What each term must name; where it holds in every row, the row need not be named."""


def read_equation(values: Values) -> Equation:
    """An equation as declared."""
    return Equation(
        rule=values["rule"],
        table=values["table"],
        holds_in=HoldsIn(values["holds_in"].id),
        left=tuple(_term(item, values["table"]) for item in values["left"]),
        right=tuple(_term(item, values["table"]) for item in values["right"]),
        relation=Relation(values["relation"].id) if "relation" in values else Relation.EQUAL,
        location=values.location,
    )


def _term(values: Values, table: str) -> Term:
    return Term(
        table=values.get("table", table),
        row=values.get("row"),
        column=values.get("column"),
        is_previous="year" in values,
        is_minus=values.get("minus", False),
    )


def check_terms(format: Format, declared: tuple[Values, ...], checks: Checks) -> None:
    """Every term names what its table has; terms can be added up, and hold somewhere."""
    for equation, item in zip(format.equations, declared, strict=True):
        before = len(checks.problems)
        if format.table(equation.table) is None:
            checks.report("DECLARE-002", item.location, name=equation.table, kind="table")
            continue
        for side in ("left", "right"):
            if not item[side]:
                checks.report("DECLARE-003", item.location, name=equation.rule, needs=side)
            for term, written in zip(getattr(equation, side), item[side], strict=True):
                _check_term(term, written, equation, format, checks)
        if len(checks.problems) > before:
            continue
        found = tuple(instances(equation, format, format))
        if not found or all(term.is_previous for term in equation.terms):
            checks.report("DECLARE-010", item.location, name=equation.rule)
        for units in sorted({instance.units for instance in found if len(instance.units) > 1}):
            mixed = ", ".join(sorted(units))
            checks.report("DECLARE-011", item.location, name=equation.rule, units=mixed)


def _check_term(
    term: Term, written: Values, equation: Equation, format: Format, checks: Checks
) -> None:
    for part in _NEEDS[equation.holds_in]:
        if part not in written:
            checks.report("DECLARE-003", written.location, name=equation.rule, needs=part)
    table = format.table(term.table)
    if table is None:
        checks.report("DECLARE-002", written.place("table"), name=term.table, kind="table")
        return
    rows = {id for block in table.blocks for id in _ids(block.rows)}
    columns = {id for block in table.blocks for id in _ids(block.columns)}
    for part, name, known in (("row", term.row, rows), ("column", term.column, columns)):
        if name is not None and name not in known:
            checks.report("DECLARE-002", written.place(part), name=name, kind=part)


def _ids(headers: tuple[Header, ...]) -> set[str]:
    return {id for header in headers for id in (header.id, *_ids(header.children))}
