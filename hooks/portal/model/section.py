"""What a format asks of a report beside its tables: sections, what they say, and a deadline."""

from dataclasses import dataclass
from datetime import date

from portal.model.language import Localised


@dataclass(frozen=True)
class Duty:
    """Something that a section must speak of: any of the words shows that it does."""

    title: Localised
    words: tuple[str, ...]


@dataclass(frozen=True)
class Deadline:
    """When a report must be public: a day of the year after its own, and how early to tell."""

    month: int
    day: int
    note_days: int
    """From how many days before on what is missing is noted."""
    warning_days: int
    """From how many days before on it is a warning."""
    overdue_days: int
    """For how many days after the deadline it still is one."""

    def of(self, year: int) -> date:
        """The last day for the report of that year."""
        return date(year + 1, self.month, self.day)


@dataclass(frozen=True)
class Section:
    """A section that the format prescribes: its number, its heading, the table it holds."""

    id: str
    number: Localised
    """一、二、三 …, as each language counts its sections."""
    title: Localised
    table: str | None
    must_cover: tuple[Duty, ...] = ()
