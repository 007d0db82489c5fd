"""勾稽关系: the rules that tie figures together, one list over all formats."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from portal.model.language import Localised
from portal.model.notes import Acknowledgement, ReportNotes
from portal.model.problem import Location


class RuleSeverity(Enum):
    """What happens where a rule does not hold."""

    ERROR = "error"
    """Nothing is published until the figures are mended."""

    ACKNOWLEDGE = "acknowledge"
    """Nothing is published until they are mended, or the office says why they differ."""

    WARNING = "warning"
    """An expectation: published, and listed for the editor unless the office says why."""


class Basis(Enum):
    """What a rule rests on."""

    READ = "read"
    """It is printed in the form."""

    INFERRED = "inferred"
    """It follows from arithmetic or from what the columns mean."""


@dataclass(frozen=True)
class Rule:
    """A reconciliation rule; the formats say with which rows and columns it is judged."""

    id: str
    title: Localised
    severity: RuleSeverity
    basis: Basis
    note: Localised | None
    location: Location


Rules = Mapping[str, Rule]
"""The rules by id, in the order of `data/reconciliation.yml`."""


class HoldsIn(Enum):
    """Where an equation is judged."""

    EACH_COLUMN = "each_column"
    """Terms are rows; it is judged in every column that has them all."""

    EACH_ROW = "each_row"
    """Terms are columns; it is judged in every row that has them all."""

    ONE_CELL = "one_cell"
    """Each term names a row and a column; it is judged once."""


class Relation(Enum):
    """How the sum of the left terms stands to that of the right ones."""

    EQUAL = "equal"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Term:
    """What an equation adds: a row, a column or a cell; a group stands for all its parts."""

    table: str
    row: str | None
    column: str | None
    is_previous: bool
    """Whether it stands in the report of the year before."""
    is_minus: bool


@dataclass(frozen=True)
class Equation:
    """How a rule applies to the tables of one format."""

    rule: str
    table: str
    holds_in: HoldsIn
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    relation: Relation
    location: Location

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of both sides."""
        return (*self.left, *self.right)

    @property
    def is_over_years(self) -> bool:
        """Whether it ties the figures of two years together."""
        return any(term.is_previous for term in self.terms)


@dataclass(frozen=True)
class Breach:
    """A rule that does not hold for a report, at the cell that an editor looks at first.

    A figure of the prose that quotes no cell has no table, row and column.
    """

    rule: str
    table: str | None
    row: str | None
    column: str | None
    left: Localised
    """The sides written out, each with its terms: `自然人 31 + 其他 1 = 32`."""
    right: Localised


@dataclass(frozen=True)
class Explained:
    """A rule that does not hold, and what the office says of it."""

    breach: Breach
    said: Acknowledgement


def acknowledged(
    notes: ReportNotes, rule: str, table: str | None, row: str | None, column: str | None
) -> Acknowledgement | None:
    """What the office says of that rule at that cell; of several the one that names most."""
    place = {"table": table, "row": row, "column": column}
    matching = [
        said
        for said in notes.acknowledged
        if said.rule == rule
        and all(getattr(said, part) in (None, name) for part, name in place.items())
    ]
    return max(matching, key=_named, default=None)


def _named(said: Acknowledgement) -> int:
    return sum(part is not None for part in (said.table, said.row, said.column))


def unneeded(
    notes: ReportNotes, judged: Collection[str], breaches: Iterable[Breach]
) -> tuple[Acknowledgement, ...]:
    """What the office says of the judged rules although nothing is broken there any more."""
    used = {
        id(acknowledged(notes, breach.rule, breach.table, breach.row, breach.column))
        for breach in breaches
    }
    return tuple(
        said for said in notes.acknowledged if said.rule in judged and id(said) not in used
    )
