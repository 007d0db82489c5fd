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
