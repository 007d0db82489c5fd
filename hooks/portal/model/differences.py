"""Two versions of a report → what a reader of the one sees otherwise than a reader of the other."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from portal.model.language import LANGUAGES, Language
from portal.model.report import Cell, CellKind
from portal.model.revision import (
    Axis,
    CellChange,
    Change,
    Exchange,
    Part,
    Passage,
    ReportVersion,
    TextChange,
)
from portal.model.wording import are_alike

_MOST_PAIRS = 400
"""Beyond so many pairs of passages the likeness of their words is not asked for."""


def difference(old: ReportVersion, new: ReportVersion) -> Change:
    """What a reader of the new version sees otherwise than a reader of the old one."""
    texts: list[TextChange] = []
    for language in LANGUAGES:
        if language in old.texts and language in new.texts:
            texts += _text_changes(language, old.texts[language], new.texts[language])
    cells = tuple(_cell_changes(old, new))
    return Change(
        cells,
        tuple(texts),
        tuple(_exchanges(old, new, cells)),
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


def _exchanges(
    old: ReportVersion, new: ReportVersion, changes: Sequence[CellChange]
) -> Iterator[Exchange]:
    for table in dict.fromkeys(change.table for change in changes):
        for axis, at in ((Axis.ROWS, 1), (Axis.COLUMNS, 2)):
            ids = list(dict.fromkeys(c.place[at] for c in changes if c.table == table))
            before, after = (_lines(version, table, at) for version in (old, new))
            while ids:
                first = ids.pop(0)
                for second in ids:
                    if (before.get(first), before.get(second)) == (
                        after.get(second),
                        after.get(first),
                    ):
                        yield Exchange(table, axis, first, second)
                        ids.remove(second)
                        break


def _lines(
    version: ReportVersion, table: str, at: int
) -> dict[str, dict[str, tuple[CellKind, str] | None]]:
    """The figures of each row (or column) of a table by the column (or row) they stand in."""
    found: dict[str, dict[str, tuple[CellKind, str] | None]] = {}
    for place, cell in version.cells.items():
        if place[0] == table:
            found.setdefault(place[at], {})[place[3 - at]] = _shown(cell)
    return found


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
