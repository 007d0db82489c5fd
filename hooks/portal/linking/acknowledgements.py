"""What the office acknowledges: of rules that exist, at places that the format has."""

from collections.abc import Iterator

from portal.model.notes import Acknowledgement
from portal.model.problem import Problem, problem
from portal.model.reconciliation import Rules, RuleSeverity
from portal.model.report import Report


def check_acknowledgements(report: Report, rules: Rules) -> Iterator[Problem]:
    """Every acknowledgement that could never speak for anything, at its place."""
    for said in report.notes.acknowledged:
        rule = rules.get(said.rule)
        if rule is None:
            known = ", ".join(rules)
            yield problem("SUM-005", said.location, rule=said.rule, known=known)
        elif rule.severity is RuleSeverity.ERROR:
            yield problem("SUM-006", said.location, rule=rule.id, title=rule.title.zh)
        else:
            yield from _check_place(said, report)


def _check_place(said: Acknowledgement, report: Report) -> Iterator[Problem]:
    tables = [t for t in report.format.tables if said.table in (None, t.id)]
    known = {
        "table": [table.id for table in report.format.tables],
        "row": [row.id for table in tables for _, row, _ in table.cells()],
        "column": [column.id for table in tables for _, _, column in table.cells()],
    }
    for part, name in (("table", said.table), ("row", said.row), ("column", said.column)):
        if name is not None and name not in known[part]:
            yield problem("SUM-007", said.location, name=name, kind=part, format=report.format.id)
            return
