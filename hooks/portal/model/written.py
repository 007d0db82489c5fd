"""YAML as an editor wrote it: every scalar still text, every value with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.problem import Location


@dataclass(frozen=True)
class WrittenText:
    """A scalar, character for character; `looks_like` names the YAML type a plain one implies."""

    text: str
    location: Location
    quoted: bool = False
    looks_like: str = "str"

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written (an empty value, `~` or `null`, or only white space)."""
        return not self.text.strip() or (not self.quoted and self.looks_like == "null")


@dataclass(frozen=True)
class WrittenList:
    """A sequence of values."""

    items: tuple["Written", ...]
    location: Location

    def __iter__(self) -> Iterator["Written"]:
        return iter(self.items)


@dataclass(frozen=True)
class WrittenMap:
    """A mapping in the order of the file; keys are text with a place of their own."""

    pairs: tuple[tuple[WrittenText, "Written"], ...]
    location: Location

    def get(self, name: str) -> "Written | None":
        """The value of that key, or None."""
        return next((value for key, value in self.pairs if key.text == name), None)

    def key(self, name: str) -> WrittenText | None:
        """The key itself, for its place."""
        return next((key for key, _ in self.pairs if key.text == name), None)


Written = WrittenText | WrittenList | WrittenMap
