"""Two wordings of a passage → what was deleted and what was inserted, so that it reads well."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import takewhile

_TOKEN = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*[%％]?|[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z]+)*|\s+|.", re.DOTALL
)
_MOST_WORK = 250_000
"""Pairs of equal tokens beyond which a stretch is replaced as a whole, so that no text is slow."""
_ALIKE = 0.4
"""From which likeness on a passage counts as rewritten, not as taken away and put in anew."""
_CONTEXT = 12


class Mark(Enum):
    """What became of a stretch of text."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Stretch:
    """A stretch of text with its mark."""

    mark: Mark
    text: str


def marked(old: str, new: str) -> tuple[Stretch, ...]:
    """The text with its deletions and insertions, a deletion before what stands in its place.

    Numbers and foreign words change whole, Chinese by the character; a lone character that
    happens to be the same between two changes belongs to them.
    """
    runs: list[tuple[list[str], list[str], list[str]]] = []
    for same, gone, come in _steps(_tokens(old), _tokens(new)):
        is_island = len("".join(same).strip()) <= 1
        if runs and (runs[-1][1] or runs[-1][2]) and is_island and (gone or come):
            runs[-1][1].extend([*same, *gone])
            runs[-1][2].extend([*same, *come])
        else:
            runs.append((list(same), list(gone), list(come)))
    found: list[Stretch] = []
    for run in runs:
        for mark, tokens in zip((Mark.SAME, Mark.DELETED, Mark.INSERTED), run, strict=True):
            if tokens:
                found.append(Stretch(mark, "".join(tokens)))
    return tuple(found)


def are_alike(old: str, new: str) -> bool:
    """Whether one wording can be taken for a revision of the other."""
    before, after = (Counter(t for t in _tokens(text) if t.strip()) for text in (old, new))
    shared = sum((before & after).values())
    return 2 * shared >= _ALIKE * (before.total() + after.total())


def excerpts(old: str, new: str) -> tuple[str, str]:
    """The two wordings around their differences alone, short enough for a message."""
    before, after = _tokens(old), _tokens(new)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return _cut(before, start, end), _cut(after, start, end)


def _cut(tokens: Sequence[str], start: int, end: int) -> str:
    first = max(0, start - _CONTEXT)
    last = min(len(tokens), len(tokens) - end + _CONTEXT)
    text = "".join(tokens[first:last])
    return ("…" if first else "") + text + ("…" if last < len(tokens) else "")


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens both start with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _steps(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """What stays the same, then what is gone and what came in its place; again and again."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    same: Sequence[str] = old[:start]
    counts = Counter(after)
    if sum(counts[token] for token in before) > _MOST_WORK:
        yield same, before, after
    else:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for step, a, a_end, b, b_end in matcher.get_opcodes():
            if step == "equal":
                same = [*same, *before[a:a_end]]
            else:
                yield same, before[a:a_end], after[b:b_end]
                same = []
        if same:
            yield same, [], []
            same = []
    if end:
        yield old[len(old) - end :], [], []
