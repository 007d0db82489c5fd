"""Every rule on every report: inside a table, across tables, across the years of one body."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from portal.linking.acknowledgements import check_acknowledgements
from portal.linking.equations import Judged, judged
from portal.model.equations import instances
from portal.model.language import Language, Localised
from portal.model.problem import Problem, problem
from portal.model.reconciliation import (
    Breach,
    Equation,
    Explained,
    HoldsIn,
    Rule,
    Rules,
    RuleSeverity,
    acknowledged,
    unneeded,
)
from portal.model.report import CellKey, Format, Report, StatutoryTable, in_series

_CODES = {
    RuleSeverity.ERROR: "SUM-001",
    RuleSeverity.ACKNOWLEDGE: "SUM-003",
    RuleSeverity.WARNING: "SUM-004",
}
"""The code of a rule that does not hold."""


@dataclass(frozen=True)
class _Broken:
    """An equation that does not hold, and the cell that an editor looks at first."""

    judged: Judged
    table: StatutoryTable
    key: CellKey
    report: Report
    before: Report | None

    @property
    def equation(self) -> Equation:
        return self.judged.instance.equation

    @property
    def breach(self) -> Breach:
        left, right = (
            Localised(side.written(Language.ZH), side.written(Language.EN))
            for side in (self.judged.left, self.judged.right)
        )
        return Breach(self.equation.rule, self.table.id, *self.key, left, right)


def reconcile(
    reports: Iterable[Report], formats: Iterable[Format], rules: Rules
) -> tuple[dict[str, tuple[Explained, ...]], list[Problem]]:
    """What does not reconcile although the office says why, by report id; and every problem.

    A report is compared with that of the year before if it is of the same body.
    """
    declared = tuple(formats)
    problems = [*_unknown_rules(declared, rules)]
    judged_rules = {equation.rule for format in declared for equation in format.equations}
    explained: dict[str, tuple[Explained, ...]] = {}
    for series in in_series(reports).values():
        by_year = {report.year: report for report in series}
        for report in series:
            before = by_year.get(report.year - 1)
            said, found = _reconciled(report, before, rules, judged_rules)
            problems += found
            if said:
                explained[report.id] = said
    return explained, problems


def check_equations(report: Report, rules: Rules) -> Iterator[Problem]:
    """Each broken equation of one report alone, with its place and both sides written out."""
    for found in _within(report, rules):
        yield found if isinstance(found, Problem) else _problem(found, rules)


def _reconciled(
    report: Report, before: Report | None, rules: Rules, judged_rules: Collection[str]
) -> tuple[tuple[Explained, ...], list[Problem]]:
    problems = [*check_acknowledgements(report, rules)]
    refused = {found.location for found in problems}
    explained: list[Explained] = []
    breaches: list[Breach] = []
    over_years = () if before is None else _over_years(report, before, rules)
    for found in (*_within(report, rules), *over_years):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        breach = found.breach
        breaches.append(breach)
        said = acknowledged(report.notes, breach.rule, breach.table, breach.row, breach.column)
        if said is None or rules[breach.rule].severity is RuleSeverity.ERROR:
            problems.append(_problem(found, rules))
        else:
            explained.append(Explained(breach, said))
    for said in unneeded(report.notes, judged_rules, breaches):
        if said.location not in refused:
            problems.append(problem("SUM-008", said.location, rule=said.rule))
    return tuple(explained), problems


def _unknown_rules(formats: Iterable[Format], rules: Rules) -> Iterator[Problem]:
    """Equations of rules that nobody has declared; without any rules that is said elsewhere."""
    for format in formats:
        for equation in format.equations:
            if rules and equation.rule not in rules:
                yield problem("DECLARE-002", equation.location, name=equation.rule, kind="rule")


def _over_years(report: Report, before: Report, rules: Rules) -> Iterator[_Broken]:
    """The rules that tie a report to that of the year before.

    What the year before leaves blank or strikes out is not known, and nothing is said of it.
    """
    for equation in report.format.equations:
        if equation.rule not in rules or not equation.is_over_years:
            continue
        for instance in instances(equation, report.format, before.format):
            found = judged(instance, report, before)
            is_known = any(a.place.is_previous and a.cell.number is not None for a in found.addends)
            has_both = found.left.has_numbers and found.right.has_numbers
            if len(instance.units) == 1 and is_known and has_both and found.is_broken:
                place = found.stated.place
                yield _Broken(found, place.table, place.key, report, before)


def _within(report: Report, rules: Rules) -> Iterator[_Broken | Problem]:
    """The rules inside one report, table by table, and the totals that stand alone.

    Where one row and one column of a table are broken, the cell in which they cross is the wrong
    one, and both point at it.
    """
    for table in report.format.tables:
        found = [
            judgement
            for equation in report.format.equations
            if equation.table == table.id and equation.rule in rules and not equation.is_over_years
            for instance in instances(equation, report.format, report.format)
            if not (judgement := judged(instance, report)).is_blank
        ]
        unfilled = [one for one in found if one.is_unfilled]
        broken = [one for one in found if one.is_broken and not one.is_unfilled]
        if _crossing(report, table, [one for one in unfilled if one.is_broken]) is not None:
            # A row and a column each lack their only figure: it was left out.
            broken += [one for one in unfilled if one.is_broken]
            unfilled = [one for one in unfilled if not one.is_broken]
        if unfilled:
            yield problem(
                "SUM-002",
                unfilled[0].stated.cell.location,
                count=len(unfilled),
                table=table.title.zh,
                table_en=table.title.en or table.id,
            )
        crossing = _crossing(report, table, broken) or _crossing(
            report, table, [*broken, *(one for one in unfilled if one.is_broken)]
        )
        for one in broken:
            place = one.stated.place
            if crossing is None:
                yield _Broken(one, place.table, place.key, report, None)
            else:
                yield _Broken(one, table, crossing, report, None)


def _crossing(report: Report, table: StatutoryTable, broken: list[Judged]) -> CellKey | None:
    """The only cell that explains all broken rows and columns of a table, if there is one."""
    lines: dict[HoldsIn, set[str]] = {place: set() for place in HoldsIn}
    for one in broken:
        if one.instance.line is not None:
            lines[one.instance.equation.holds_in].add(one.instance.line.id)
    rows, columns = lines[HoldsIn.EACH_ROW], lines[HoldsIn.EACH_COLUMN]
    if len(rows) == 1 and len(columns) == 1:
        key = (rows.pop(), columns.pop())
        return key if key in report.tables[table.id] else None
    return None


def _problem(found: _Broken, rules: Rules) -> Problem:
    rule: Rule = rules[found.equation.rule]
    report, before, table, breach = found.report, found.before, found.table, found.breach
    _, row, column = next(cell for cell in table.cells() if (cell[1].id, cell[2].id) == found.key)
    reports = (report,) if before is None else (report, before)
    return problem(
        _CODES[rule.severity],
        report.tables[table.id][found.key].location,
        rule=rule.id,
        rule_zh=rule.title.zh,
        rule_en=rule.title.en or rule.title.zh,
        table=table.title.zh,
        table_en=table.title.en or table.id,
        table_id=table.id,
        row=row.title.zh,
        row_en=row.title.en or row.id,
        row_id=row.id,
        column=column.title.zh,
        column_en=column.title.en or column.id,
        column_id=column.id,
        left=breach.left.zh,
        right=breach.right.zh,
        left_en=breach.left.en,
        right_en=breach.right.en,
        files=", ".join(one.location.file for one in reports),
        notes=report.notes.file or f"data/report-notes/{report.id}.yml",
    )
