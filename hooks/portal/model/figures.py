"""What is declared of figures in prose (`data/figures.yml`), and what has become of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from portal.model.language import Language, Localised
from portal.model.problem import Location

Words = Mapping[Language, tuple[str, ...]]
"""Words or phrases of each language."""


class Closeness(Enum):
    """How a written number stands to the one it quotes."""

    EXACT = "exact"
    """The number itself, or rounded where it is written with decimals or in 万.

    Words declared for it only look like words of another closeness: carried over.
    """

    OVER = "over"
    """1300余: the number or more, and less than one more of its last place."""

    UNDER = "under"
    """近1400: less than the number, and by no more than one of its last place."""

    ABOUT = "about"
    """约1400: rounded to its last place that is not zero."""


PLACEHOLDERS = {
    "n": "a number",
    "year": "a year in four digits",
    "month": "the name of a month",
}
"""What may stand in braces in a template; `…` stands for a few words within a clause."""


class Opening(Enum):
    """Where alone a template counts."""

    SENTENCE = "sentence"
    """Where a line or a sentence opens."""

    CLAUSE = "clause"
    """Where a line, a sentence or a clause opens."""


@dataclass(frozen=True)
class NumberKind:
    """Numbers that quote no figure: years, dates, document numbers, articles, list numbers."""

    id: str
    title: Localised
    templates: Words
    opens: Opening | None = None
    """None where the templates count everywhere."""
    compared: bool = True
    """Whether both languages must have the same ones."""


@dataclass(frozen=True)
class Quote:
    """Phrases that quote a cell: 予以公开{n}件. Each of `targets` may be what is meant."""

    targets: tuple[str, ...]
    phrases: Words
    none: Words
    """Phrases that say that there was none."""
    about: Words
    """Words of which the block or its heading must have one."""
    location: Location


@dataclass(frozen=True)
class Meaning:
    """Words that stand for a number where they are bound: 未发生, no, both."""

    value: Decimal
    words: Words


@dataclass(frozen=True)
class FigureRules:
    """The vocabulary by which numbers in prose are understood."""

    measures: Words = field(default_factory=dict)
    """Words of measure that may follow a quoted number."""
    connecting: Words = field(default_factory=dict)
    """Words that may stand between a phrase and its number."""
    before: Mapping[Closeness, Words] = field(default_factory=dict)
    after: Mapping[Closeness, Words] = field(default_factory=dict)
    decrease: Words = field(default_factory=dict)
    meanings: tuple[Meaning, ...] = ()
    words: Words = field(default_factory=dict)
    """Words in which a numeral is no number."""
    months: Words = field(default_factory=dict)
    kinds: tuple[NumberKind, ...] = ()
    quotes: tuple[Quote, ...] = ()
    elsewhere: Words = field(default_factory=dict)
    """Words before a phrase by which it speaks of another year, another body or a part."""


@dataclass(frozen=True)
class Contradiction:
    """An acknowledged contradiction between prose and source, printed where the prose stands."""

    file: str
    line: int
    """The first line of the block."""
    written: str
    source: Localised
    value: str
    reason: Localised


class FigureState(Enum):
    """What a number of the prose is."""

    BOUND = "bound"
    FREE = "free"
    """Declared in place to quote nothing."""

    KIND = "kind"
    """Of a declared kind that quotes nothing."""

    UNBOUND = "unbound"


@dataclass(frozen=True)
class ListedFigure:
    """A number of the prose as an editor is shown it."""

    state: FigureState
    location: Location
    written: str
    sentence: str
    target: str
    kind: Localised | None
    suggestion: str
    """The target that it seems to quote, or nothing."""
    is_certain: bool
    """Whether a declared phrase says so, in a place where it can be bound."""


@dataclass(frozen=True)
class BoundFigures:
    """What is known of the figures in the prose of one report."""

    addresses: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Target → report id and anchor it leads to; targets that lead nowhere are left out."""
    contradictions: tuple[Contradiction, ...] = ()
    listed: tuple[ListedFigure, ...] = ()
    """Every number of the prose, in both languages."""
