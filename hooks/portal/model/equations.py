"""Where the equations of a format hold: every instance with the cells of its two sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from portal.model.language import Localised
from portal.model.reconciliation import Equation, HoldsIn, Term
from portal.model.report import CellKey, Format, Header, StatutoryTable, leaves


@dataclass(frozen=True)
class Place:
    """A cell that an equation adds, or takes away."""

    table: StatutoryTable
    row: Header
    column: Header
    is_previous: bool
    is_minus: bool

    @property
    def key(self) -> CellKey:
        """Its row and column."""
        return (self.row.id, self.column.id)

    @property
    def unit(self) -> Localised | None:
        """The unit of its figure."""
        return self.column.unit or self.row.unit or self.table.unit


@dataclass(frozen=True)
class Instance:
    """An equation in one row, in one column, or in the only cell it speaks of."""

    equation: Equation
    line: Header | None
    """The row or column in which it is judged."""
    left: tuple[Place, ...]
    right: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The cells of both sides."""
        return (*self.left, *self.right)

    @property
    def units(self) -> frozenset[str]:
        """The units of its figures; more than one cannot be added up."""
        return frozenset(place.unit.zh if place.unit else "" for place in self.places)


def instances(equation: Equation, format: Format, before: Format) -> Iterator[Instance]:
    """Every row or column that has all terms of the equation.

    `before` is the format of the year before: a row or column that it does not have is not the
    same series, and the equation says nothing there.
    """
    table = format.table(equation.table)
    if table is None:
        return
    for line in _lines(equation, table):
        sides = []
        for terms in (equation.left, equation.right):
            places: list[Place] = []
            for term in terms:
                found = _places(term, equation, line, before if term.is_previous else format)
                if not found:
                    break
                places += found
            else:
                sides.append(tuple(places))
        if len(sides) == 2:
            yield Instance(equation, line, sides[0], sides[1])


def _lines(equation: Equation, table: StatutoryTable) -> tuple[Header | None, ...]:
    """The rows or columns in which it may hold, each once although blocks may share it."""
    if equation.holds_in is HoldsIn.ONE_CELL:
        return (None,)
    is_column = equation.holds_in is HoldsIn.EACH_COLUMN
    found: dict[str, Header] = {}
    for block in table.blocks:
        for line in leaves(block.columns if is_column else block.rows):
            found.setdefault(line.id, line)
    return tuple(found.values())


def _places(term: Term, equation: Equation, line: Header | None, format: Format) -> list[Place]:
    """The cells of a term in that line; none where the format has no such cell."""
    table = format.table(term.table)
    if table is None:
        return []
    own = line.id if line else None
    row = term.row or (own if equation.holds_in is HoldsIn.EACH_ROW else None)
    column = term.column or (own if equation.holds_in is HoldsIn.EACH_COLUMN else None)
    if row is None or column is None:
        return []
    return [
        Place(table, a_row, a_column, term.is_previous, term.is_minus)
        for block in table.blocks
        for a_row, a_column in product(_leaves(block.rows, row), _leaves(block.columns, column))
    ]


def _leaves(headers: tuple[Header, ...], id: str) -> tuple[Header, ...]:
    """The rows or columns of data that an id names, all parts of a group."""
    for header in headers:
        if header.id == id:
            return tuple(header.leaves())
        if found := _leaves(header.children, id):
            return found
    return ()
