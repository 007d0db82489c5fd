"""What the gate found wrong: a stable code, a place, and the values its message quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """How bad a problem is; `data/severity.yml` says which code has which."""

    ERROR = "error"
    """Nothing is published."""

    WARNING = "warning"
    """Published, and listed for the editor on every run."""

    NOTE = "note"
    """Something the editor may want to know."""


@dataclass(frozen=True, order=True)
class Location:
    """A place in a source: path relative to the root, 1-based line and column (0: not known)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True)
class Problem:
    """One thing wrong at one place; its sentences come from `model/messages/` by code."""

    code: str
    location: Location
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def order(self) -> tuple[Location, str, Sequence[tuple[str, str]]]:
        """Sort key: place, code, values, so that every run lists problems alike."""
        return (self.location, self.code, sorted(self.values.items()))


def problem(code: str, location: Location, **values: object) -> Problem:
    """A problem whose message quotes the given values."""
    return Problem(code, location, {name: str(value) for name, value in values.items()})
