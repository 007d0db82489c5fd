"""勾稽关系: the declared equations of a format, evaluated on every report at every build."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.model.problem import Problem, problem
from portal.model.report import (
    Axis,
    Cell,
    CellKey,
    CellKind,
    Equation,
    Header,
    Report,
    StatutoryTable,
    TableBlock,
    leaves,
)


def _name(header: Header, language: str) -> str:
    return header.title.zh if language == "zh" else header.title.en or header.id


@dataclass(frozen=True)
class _Side:
    """One side of an equation in one row or column: its terms with their cells."""

    terms: tuple[tuple[Header, CellKey, Cell], ...]

    @property
    def total(self) -> Decimal:
        return sum((c.number for _, _, c in self.terms if c.number is not None), Decimal(0))

    @property
    def has_numbers(self) -> bool:
        return any(cell.kind is CellKind.NUMBER for _, _, cell in self.terms)

    def written(self, language: str) -> str:
        """`自然人 31 + 其他 1 = 32`: what is not zero, and the sum."""
        shown = [
            f"{_name(term, language)} {cell.written or '~'}"
            for term, _, cell in self.terms
            if cell.number or len(self.terms) == 1
        ]
        if len(self.terms) == 1:
            return shown[0]
        return f"{' + '.join(shown) or '0'} = {self.total}"


@dataclass(frozen=True)
class _Instance:
    """An equation in one row or column of one table."""

    equation: Equation
    line: Header
    left: _Side
    right: _Side

    @property
    def is_unfilled(self) -> bool:
        """Whether a total stands alone: real reports fill in nothing but 总计."""
        sides = sorted((self.left, self.right), key=lambda side: len(side.terms))
        return len(sides[0].terms) == 1 and not sides[1].has_numbers

    @property
    def is_blank(self) -> bool:
        return not (self.left.has_numbers or self.right.has_numbers)

    @property
    def is_broken(self) -> bool:
        return self.left.total != self.right.total

    @property
    def stated(self) -> tuple[Header, CellKey, Cell]:
        """The cell an editor looks at first: the total, which stands on the shorter side."""
        return min((self.left, self.right), key=lambda side: len(side.terms)).terms[-1]


def check_equations(report: Report) -> Iterator[Problem]:
    """Each broken equation with its table, row and column, and both sides written out.

    Blanks count as nothing beside numbers. Where one row and one column of a table are broken,
    the cell in which they cross is the wrong one, and the problems point at it.
    """
    for table in report.format.tables:
        found = [
            instance
            for equation in report.format.equations
            if equation.table == table.id
            for block in table.blocks
            for instance in _instances(report, equation, table, block)
            if not instance.is_blank
        ]
        unfilled = [instance for instance in found if instance.is_unfilled]
        broken = [i for i in found if i.is_broken and not i.is_unfilled]
        if unfilled:
            here = unfilled[0].stated[2].location
            yield problem(
                "SUM-002",
                here,
                count=len(unfilled),
                table=table.title.zh,
                table_en=table.title.en or table.id,
            )
        crossing = _crossing(report, table, broken)
        for instance in broken:
            yield _problem(report, table, instance, crossing)


def _instances(
    report: Report, equation: Equation, table: StatutoryTable, block: TableBlock
) -> Iterator[_Instance]:
    cells = report.tables[table.id]
    sums_rows = equation.sums is Axis.ROWS
    summed, each = (block.rows, block.columns) if sums_rows else (block.columns, block.rows)
    for line in leaves(each):
        sides = []
        for names in (equation.left, equation.right):
            terms = []
            for term in _terms(summed, names):
                key = (term.id, line.id) if sums_rows else (line.id, term.id)
                terms.append((term, key, cells[key]))
            sides.append(_Side(tuple(terms)))
        yield _Instance(equation, line, *sides)


def _terms(headers: tuple[Header, ...], names: tuple[str, ...]) -> list[Header]:
    """The rows or columns of data named by the terms; a group stands for all its parts."""
    by_id: dict[str, Header] = {}
    pending = list(headers)
    while pending:
        header = pending.pop()
        by_id[header.id] = header
        pending += header.children
    return [leaf for name in names if name in by_id for leaf in by_id[name].leaves()]


def _crossing(report: Report, table: StatutoryTable, broken: list[_Instance]) -> CellKey | None:
    """The only cell that explains all broken rows and columns of a table, if there is one."""
    columns = {i.line.id for i in broken if i.equation.sums is Axis.ROWS}
    rows = {i.line.id for i in broken if i.equation.sums is Axis.COLUMNS}
    if len(rows) == 1 and len(columns) == 1:
        key = (rows.pop(), columns.pop())
        return key if key in report.tables[table.id] else None
    return None


def _problem(
    report: Report, table: StatutoryTable, instance: _Instance, crossing: CellKey | None
) -> Problem:
    key = crossing or instance.stated[1]
    names = {header.id: header for block in table.blocks for header in leaves(block.rows)}
    heads = {header.id: header for block in table.blocks for header in leaves(block.columns)}
    row, column = names[key[0]], heads[key[1]]
    equation = instance.equation
    return problem(
        "SUM-001",
        report.tables[table.id][key].location,
        rule=equation.id,
        rule_zh=equation.title.zh,
        rule_en=equation.title.en or equation.title.zh,
        table=table.title.zh,
        table_en=table.title.en or table.id,
        row=row.title.zh,
        row_en=row.title.en or row.id,
        column=column.title.zh,
        column_en=column.title.en or column.id,
        left=instance.left.written("zh"),
        right=instance.right.written("zh"),
        left_en=instance.left.written("en"),
        right_en=instance.right.written("en"),
    )
