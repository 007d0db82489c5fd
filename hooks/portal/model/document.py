"""Prose: a Markdown document in Chinese, its translation, and how far the two agree."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.model.field import Fingerprints, Values
from portal.model.figure_links import without_figures
from portal.model.language import Language

_FINGERPRINT_LENGTH = 12
_MARKER = re.compile(r"\[\[([a-z_]+):([a-z0-9_]+)\]\]")


def fingerprint(text: str) -> str:
    """A short stable name for a text, blind to how its lines are broken."""
    folded = re.sub(r"\s+", " ", text.strip())
    return hashlib.sha256(folded.encode()).hexdigest()[:_FINGERPRINT_LENGTH]


@dataclass(frozen=True)
class Block:
    """A top-level piece of Markdown (heading, paragraph, list, table) and its first line."""

    text: str
    line: int

    @property
    def fingerprint(self) -> str:
        """The name of this block's words; see `fingerprint`. Binding a figure changes no word."""
        return fingerprint(self.words)

    @property
    def words(self) -> str:
        """The Markdown with bound figures as readers see them."""
        return without_figures(self.text)

    @property
    def marker(self) -> tuple[str, str] | None:
        """Kind and id where the block only places something, as `[[table:requests]]` does."""
        found = _MARKER.fullmatch(self.text.strip())
        return (found[1], found[2]) if found else None


@dataclass(frozen=True)
class Prose:
    """One language of a document."""

    file: str
    title: str
    summary: str | None
    blocks: tuple[Block, ...]

    @property
    def fingerprints(self) -> Fingerprints:
        """What a fresh translation of this prose records."""
        return Fingerprints(
            title=fingerprint(self.title),
            summary=None if self.summary is None else fingerprint(self.summary),
            body=tuple(block.fingerprint for block in self.blocks),
        )


@dataclass(frozen=True)
class Translation:
    """How an English document stands to its Chinese source.

    `stale` holds the English blocks (by index) whose Chinese has changed since they were
    translated, `missing` the Chinese blocks nobody has translated yet, each with the index of
    the English block before which it belongs.
    """

    stale: frozenset[int] = frozenset()
    missing: tuple[tuple[int, Block], ...] = ()
    title_is_stale: bool = False
    summary_is_stale: bool = False

    @property
    def is_current(self) -> bool:
        """Whether nothing of it is out of date."""
        return not (self.stale or self.missing or self.title_is_stale or self.summary_is_stale)


@dataclass(frozen=True)
class Document:
    """A Chinese document with its values, and its English words where they exist."""

    id: str
    """Path below `content/zh/` without the suffix."""
    values: Values
    zh: Prose
    en: Prose | None = None
    recorded: Fingerprints | None = None
    translation: Translation = field(default_factory=Translation)

    def prose(self, language: Language) -> Prose:
        """The words in that language, or the Chinese words where there is no translation."""
        return self.zh if language is Language.ZH or self.en is None else self.en

    def has(self, language: Language) -> bool:
        """Whether the document exists in that language."""
        return language is Language.ZH or self.en is not None

    def address(self, language: Language) -> str:
        """The site-relative address of the document's page."""
        return address_of(self.id, language)

    def __iter__(self) -> Iterator[Prose]:
        return iter((self.zh,) if self.en is None else (self.zh, self.en))


def address_of(id: str, language: Language) -> str:
    """The site-relative address of the document of that id."""
    return f"{language.prefix}{id.replace('_', '-')}/"
