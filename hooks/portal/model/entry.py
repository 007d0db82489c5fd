"""What search knows about a page: its words by section, and what a result shows."""

from dataclasses import dataclass
from datetime import date

from portal.model.language import Language


@dataclass(frozen=True)
class EntrySection:
    """Text under one heading; `anchor` is empty for what stands before the first."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Entry:
    """One searchable page; `address` is relative to the site."""

    address: str
    language: Language
    """The language of the words, not of the page around them."""
    title: str
    kind: str
    """What the page is, in its language (政策文件, Annual report …)."""
    number: str | None
    dated: date | None
    state: str | None
    sections: tuple[EntrySection, ...]
    is_sample: bool = False
