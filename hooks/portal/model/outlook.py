"""What the next report still lacks before its deadline, and which years are not held."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from portal.model.language import Localised
from portal.model.report import Format, Report


class Need(Enum):
    """What a complete report has; the label of each is `need_<value>`."""

    FIGURES = "figures"
    """The figures of the statutory tables are there."""

    TABLES = "tables"
    """No table is wholly blank."""

    TEXT = "text"
    """The prose is there."""

    SECTIONS = "sections"
    """Every section of the format is there and says something."""

    PLACED = "placed"
    """Every table stands in the text."""

    DUTIES = "duties"
    """Sections speak of what the format asks for, such as processing fees."""

    TRANSLATION = "translation"
    """There is an English text."""

    CURRENT = "current"
    """The English text is that of the Chinese as it is now."""


REPORT = (Need.FIGURES, Need.TABLES, Need.TEXT)
"""Without these there is no report: it is overdue as long as one is missing."""


@dataclass(frozen=True)
class Item:
    """A line of the checklist; `names` are the parts that are still missing, where it has parts."""

    need: Need
    is_done: bool
    names: tuple[Localised, ...] = ()


@dataclass(frozen=True)
class Checklist:
    """What the report of a year has and lacks; `days` is negative after the deadline."""

    year: int
    format: Format
    due: date
    days: int
    report: Report | None
    items: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is still to be done."""
        return tuple(item for item in self.items if not item.is_done)


@dataclass(frozen=True)
class Outlook:
    """The reports of the portal's own agency on one day."""

    next: Checklist | None = None
    """The report whose deadline comes next."""
    overdue: Checklist | None = None
    """The report before it, where its deadline has passed lately and something is missing."""
    absent: tuple[int, ...] = ()
    """Years since the first report, overdue ones apart, of which the portal holds none."""
