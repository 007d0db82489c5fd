"""A published report as it stood on its days, and what each day changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from portal.model.language import Language, Localised
from portal.model.notes import Correction
from portal.model.report import Cell, Format, Header, StatutoryTable, leaves, paths

SECTION = "published-corrections"
"""The id of the corrections on the report's page; all ids there start with it."""

CellPlace = tuple[str, str, str]
"""Table, row and column of a cell."""


class Part(Enum):
    """Which part of a text a passage is."""

    TITLE = "title"
    SUMMARY = "summary"
    BLOCK = "block"


class Axis(Enum):
    """What has exchanged its figures."""

    ROWS = "rows"
    COLUMNS = "columns"


@dataclass(frozen=True)
class Passage:
    """A piece of prose as a reader sees it, without marks and links, and the line it stands on."""

    part: Part
    text: str
    line: int = field(compare=False)


@dataclass(frozen=True)
class ReportVersion:
    """A report as it stood from one day on; without a translation it has no English texts."""

    day: date
    cells: Mapping[CellPlace, Cell]
    texts: Mapping[Language, tuple[Passage, ...]]
    noted: frozenset[date] = frozenset()
    """The days of the notes about corrections that came with it."""
    format: str = ""
    """The id of its statutory format, as written."""

    @property
    def is_complete(self) -> bool:
        """Whether it has figures and Chinese text, so that it could be published."""
        return bool(self.cells and self.texts.get(Language.ZH))


@dataclass(frozen=True)
class CellChange:
    """A cell whose figure changed; None where that version had no such cell."""

    place: CellPlace
    old: Cell | None
    new: Cell | None

    @property
    def table(self) -> str:
        """The id of the table."""
        return self.place[0]


@dataclass(frozen=True)
class TextChange:
    """A passage that was changed, taken away (no new text) or added (no old text)."""

    language: Language
    part: Part
    old: str | None
    new: str | None
    line: int
    """Where the new text stands in its file, or the line after what was taken away."""


@dataclass(frozen=True)
class Exchange:
    """Two rows, or two columns, of a table that have exchanged all their figures."""

    table: str
    axis: Axis
    first: str
    second: str


@dataclass(frozen=True)
class Change:
    """All that differs for a reader between two versions."""

    cells: tuple[CellChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    """What explains changes of cells as an exchange; no sum of a row or column shows it."""
    translation_added: bool = False
    translation_removed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether a reader sees no difference."""
        return not (self.cells or self.texts or self.translation_added or self.translation_removed)

    @property
    def needs_reason(self) -> bool:
        """Whether figures or the official Chinese wording changed, not the translation alone."""
        return bool(self.cells) or any(t.language is Language.ZH for t in self.texts)

    def texts_in(self, language: Language) -> tuple[TextChange, ...]:
        """The passages of one language that changed."""
        return tuple(text for text in self.texts if text.language is language)


@dataclass(frozen=True)
class Revision:
    """What one day changed in a published report, and what the office says of it."""

    day: date
    change: Change
    notes: tuple[Correction, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the day on the report's page."""
        return f"{SECTION}-{self.day.isoformat()}"

    @staticmethod
    def cell_anchor(place: CellPlace) -> str:
        """The id of the mark in a cell that was changed."""
        return "-".join((SECTION, *place)).replace("_", "-")


@dataclass(frozen=True)
class CellLabels:
    """The words that a cell stands under: its table, and its row and column with their groups."""

    table: StatutoryTable
    row: tuple[Header, ...]
    column: tuple[Header, ...]


def cell_labels(format: Format, place: CellPlace) -> CellLabels | None:
    """The labels of a cell, or None where the format has no such cell (any more)."""
    table = format.table(place[0])
    for block in table.blocks if table else ():
        rows = {path[-1].id: path for path in paths(block.rows)}
        columns = {path[-1].id: path for path in paths(block.columns)}
        if table and place[1] in rows and place[2] in columns:
            return CellLabels(table, rows[place[1]], columns[place[2]])
    return None


def line_labels(format: Format, exchange: Exchange) -> tuple[Localised, Localised] | None:
    """The labels of the two rows or columns, or None where the format has them no more."""
    table = format.table(exchange.table)
    found: dict[str, Localised] = {}
    for block in table.blocks if table else ():
        headers = block.rows if exchange.axis is Axis.ROWS else block.columns
        found |= {header.id: header.title for header in leaves(headers)}
    if exchange.first not in found or exchange.second not in found:
        return None
    return found[exchange.first], found[exchange.second]


def last_correction(revisions: Sequence[Revision], place: CellPlace) -> Revision | None:
    """The newest revision that changed a cell."""
    changed = (r for r in reversed(revisions) if any(c.place == place for c in r.change.cells))
    return next(changed, None)
