"""勾稽关系: an equation of a format with the figures of a report, and of the year before."""

from dataclasses import dataclass
from decimal import Decimal

from portal.model.equations import Instance, Place
from portal.model.language import LANGUAGES, Language, Localised
from portal.model.reconciliation import HoldsIn, Relation
from portal.model.report import Cell, CellKind, Report


@dataclass(frozen=True)
class Addend:
    """A cell that an equation adds, with what it is called there and the report it is from."""

    title: Localised
    place: Place
    report: Report

    @property
    def cell(self) -> Cell:
        """The cell itself."""
        return self.report.tables[self.place.table.id][self.place.key]

    @property
    def amount(self) -> Decimal:
        """What it adds; a blank or a cell struck out adds nothing beside numbers."""
        number = self.cell.number or Decimal(0)
        return -number if self.place.is_minus else number


@dataclass(frozen=True)
class Side:
    """One side of an equation in one row or column."""

    addends: tuple[Addend, ...]
    shows_years: bool

    @property
    def total(self) -> Decimal:
        """The sum of its figures."""
        return sum((addend.amount for addend in self.addends), Decimal(0))

    @property
    def has_numbers(self) -> bool:
        """Whether anything is written there but blanks and cells struck out."""
        return any(addend.cell.kind is CellKind.NUMBER for addend in self.addends)

    def written(self, language: Language) -> str:
        """`自然人 31 + 其他 1 = 32`: what is not zero, and the sum."""
        if len(self.addends) == 1:
            return self._term(self.addends[0], language)
        text = ""
        for addend in self.addends:
            if addend.cell.number:
                sign = " − " if addend.place.is_minus else " + " if text else ""
                text += sign + self._term(addend, language)
        return f"{text.strip() or '0'} = {self.total}"

    def _term(self, addend: Addend, language: Language) -> str:
        year = f"[{addend.report.year}] " if self.shows_years else ""
        return f"{year}{addend.title.in_(language)} {addend.cell.written or '~'}"


@dataclass(frozen=True)
class Judged:
    """An equation in one row or column, with the figures of a report and of the year before."""

    instance: Instance
    left: Side
    right: Side

    @property
    def is_unfilled(self) -> bool:
        """Whether a total stands alone: real reports fill in nothing but 总计."""
        sides = sorted((self.left, self.right), key=lambda side: len(side.addends))
        return len(sides[0].addends) == 1 and not sides[1].has_numbers

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to judge."""
        return not (self.left.has_numbers or self.right.has_numbers)

    @property
    def is_broken(self) -> bool:
        """Whether the figures contradict the equation."""
        if self.instance.equation.relation is Relation.AT_MOST:
            return self.left.total > self.right.total
        return self.left.total != self.right.total

    @property
    def addends(self) -> tuple[Addend, ...]:
        """The cells of both sides."""
        return (*self.left.addends, *self.right.addends)

    @property
    def stated(self) -> Addend:
        """The cell an editor looks at first: the total, which stands on the shorter side.

        A rule over years begins at the cell of the later year that it is about.
        """
        if self.instance.equation.is_over_years:
            return next(addend for addend in self.addends if not addend.place.is_previous)
        return min((self.left, self.right), key=lambda side: len(side.addends)).addends[-1]


def judged(instance: Instance, report: Report, before: Report | None = None) -> Judged:
    """An instance with the figures of a report; `before` is that of the year before."""
    sides = []
    for places in (instance.left, instance.right):
        addends = tuple(
            Addend(
                _title(place, instance),
                place,
                before if before is not None and place.is_previous else report,
            )
            for place in places
        )
        sides.append(Side(addends, instance.equation.is_over_years))
    return Judged(instance, *sides)


def _title(place: Place, instance: Instance) -> Localised:
    """What tells a term from the others: its row or its column, and its table if it is another."""
    parts = [place.row.title, place.column.title]
    line = instance.line.id if instance.line else None
    holds_in = instance.equation.holds_in
    if holds_in is HoldsIn.EACH_COLUMN and place.column.id == line:
        parts = [place.row.title]
    elif holds_in is HoldsIn.EACH_ROW and place.row.id == line:
        parts = [place.column.title]
    if place.table.id != instance.equation.table:
        parts = [place.table.title, *parts]
    return Localised(*(" / ".join(p.in_(language) for p in parts) for language in LANGUAGES))
