"""A report as it is taken away on paper (Word, PDF): its words in order, free of any markup."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from portal.model.language import Language
from portal.model.report import Report, StatutoryTable


class Emphasis(Enum):
    """How a stretch of text is set off."""

    NONE = "none"
    EMPHASISED = "emphasised"
    STRONG = "strong"
    LITERAL = "literal"
    """As typed: code, commands."""


@dataclass(frozen=True)
class Run:
    """Visible text in one language and one look; `link` is an absolute address."""

    text: str
    language: Language
    emphasis: Emphasis = Emphasis.NONE
    link: str | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading below the title: level 1 is a section of the report."""

    level: int
    runs: Runs


class ParagraphKind(Enum):
    """What a paragraph is."""

    TEXT = "text"
    QUOTE = "quote"
    MARK = "mark"
    """A remark of the portal on the text that follows, such as a missing translation."""
    NOTE = "note"
    """A note under a table."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of prose."""

    runs: Runs
    kind: ParagraphKind = ParagraphKind.TEXT


@dataclass(frozen=True)
class Listing:
    """A list; each item holds pieces of its own. `start` is None where it is not numbered."""

    items: tuple[tuple["Piece", ...], ...]
    start: int | None = None


@dataclass(frozen=True)
class ProseTable:
    """A table that an editor wrote in the prose; the first `heads` rows head its columns."""

    rows: tuple[tuple[Runs, ...], ...]
    heads: int


@dataclass(frozen=True)
class TablePlace:
    """Where a statutory table stands, and what is noted under it."""

    table: StatutoryTable
    notes: tuple[Runs, ...] = ()


Piece: TypeAlias = Heading | Paragraph | Listing | ProseTable | TablePlace


@dataclass(frozen=True)
class Paper:
    """One report in one language, ready to be set."""

    report: Report
    language: Language
    title: Run
    address: str
    """The absolute address of the page with the same content."""
    remarks: tuple[Runs, ...]
    """What is said over the text: that a translation is for reference only."""
    pieces: tuple[Piece, ...]

    @property
    def stem(self) -> str:
        """Site-relative address of the files of the whole report, without their suffix."""
        return f"{self.report.address(self.language)}{self.report.year}"

    def texts(self) -> Iterator[str]:
        """The words of all that is printed outside the statutory tables, in reading order."""
        yield self.title.text
        for runs in self.remarks:
            yield words(runs)
        yield from _texts(self.pieces)

    def tables(self) -> Iterator["ProseTable | TablePlace"]:
        """Every table in reading order, those inside lists included."""
        yield from _tables(self.pieces)

    def page_texts(self) -> Iterator[str]:
        """The words that stand on the page of the report as well, in the same order."""
        yield self.title.text
        yield from _texts(self.pieces)


def words(runs: Runs) -> str:
    """The text of runs, without their looks."""
    return "".join(run.text for run in runs)


def _tables(pieces: tuple[Piece, ...]) -> Iterator[ProseTable | TablePlace]:
    for piece in pieces:
        match piece:
            case ProseTable() | TablePlace():
                yield piece
            case Listing():
                for item in piece.items:
                    yield from _tables(item)


def _texts(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        match piece:
            case Heading() | Paragraph():
                yield words(piece.runs)
            case Listing():
                for item in piece.items:
                    yield from _texts(item)
            case ProseTable():
                yield from (words(cell) for row in piece.rows for cell in row)
            case TablePlace():
                yield from (words(note) for note in piece.notes)
