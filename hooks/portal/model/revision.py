"""What changed in a report after its publication: versions, and the differences between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from enum import Enum

from portal.model.language import LANGUAGES, Language
from portal.model.notes import Correction
from portal.model.report import Cell, CellKind, Format, Header, StatutoryTable, paths
from portal.model.wording import are_alike

CellPlace = tuple[str, str, str]
"""Table, row and column of a cell."""

_MOST_PAIRS = 400
"""Beyond so many pairs of passages the likeness of their words is not asked for."""


class Part(Enum):
    """Which part of a text a passage is."""

    TITLE = "title"
    SUMMARY = "summary"
    BLOCK = "block"


@dataclass(frozen=True)
class Passage:
    """A piece of prose as a reader sees it, without marks and links, and the line it stands on."""

    part: Part
    text: str
    line: int = field(compare=False)


@dataclass(frozen=True)
class ReportVersion:
    """A report as it stood from one day on; a language that is absent has no passages at all."""

    day: date
    cells: Mapping[CellPlace, Cell]
    texts: Mapping[Language, tuple[Passage, ...]]
    noted: frozenset[date] = frozenset()
    """The days of the notes about corrections that came with it."""


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
class Change:
    """All that differs for a reader between two versions."""

    cells: tuple[CellChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
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


def difference(old: ReportVersion, new: ReportVersion) -> Change:
    """What a reader of the new version sees otherwise than a reader of the old one."""
    texts: list[TextChange] = []
    for language in LANGUAGES:
        if language in old.texts and language in new.texts:
            texts += _text_changes(language, old.texts[language], new.texts[language])
    return Change(
        tuple(_cell_changes(old, new)),
        tuple(texts),
        translation_added=Language.EN in new.texts and Language.EN not in old.texts,
        translation_removed=Language.EN in old.texts and Language.EN not in new.texts,
    )


def _cell_changes(old: ReportVersion, new: ReportVersion) -> Iterator[CellChange]:
    for place in [*new.cells, *(place for place in old.cells if place not in new.cells)]:
        before, after = old.cells.get(place), new.cells.get(place)
        if _shown(before) != _shown(after):
            yield CellChange(place, before, after)


def _shown(cell: Cell | None) -> tuple[CellKind, str] | None:
    return None if cell is None else (cell.kind, cell.written)


def _text_changes(
    language: Language, old: Sequence[Passage], new: Sequence[Passage]
) -> Iterator[TextChange]:
    for part in Part:
        before = [passage for passage in old if passage.part is part]
        after = [passage for passage in new if passage.part is part]
        steps = SequenceMatcher(
            None, [p.text for p in before], [p.text for p in after], autojunk=False
        ).get_opcodes()
        for step, start, end, new_start, new_end in steps:
            if step == "equal":
                continue
            here = after[new_start].line if new_start < len(after) else 0
            pairs = _paired(before[start:end], after[new_start:new_end])
            for gone, come in pairs:
                yield TextChange(
                    language,
                    part,
                    gone.text if gone else None,
                    come.text if come else None,
                    come.line if come else here,
                )


def _paired(
    gone: Sequence[Passage], come: Sequence[Passage]
) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Rewritten passages beside what they were, in order; the others alone."""
    is_short = len(gone) * len(come) <= _MOST_PAIRS
    at = 0
    for passage in gone:
        match = next(
            (i for i in range(at, len(come)) if not is_short or _is_rewritten(passage, come[i])),
            None,
        )
        if match is None:
            yield passage, None
            continue
        for added in come[at:match]:
            yield None, added
        yield passage, come[match]
        at = match + 1
    for added in come[at:]:
        yield None, added


def _is_rewritten(old: Passage, new: Passage) -> bool:
    return old.part is not Part.BLOCK or are_alike(old.text, new.text)
