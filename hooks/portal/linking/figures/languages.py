"""The figures of the English prose against those of the Chinese, sentence by sentence."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from portal.linking.figures.reading import Figure, ReadBlock
from portal.model.document import Block, Document
from portal.model.problem import Location, Problem, problem

_SHOWN = 60


@dataclass(frozen=True)
class _Piece:
    """A sentence, a block or several blocks: where it begins, its words, its figures."""

    location: Location
    text: str
    figures: tuple[Figure, ...]


def compare_languages(
    document: Document, zh: Sequence[ReadBlock], en: Sequence[ReadBlock]
) -> Iterator[Problem]:
    """Problems of all sentences whose figures differ.

    Where the sentences of a pair of blocks differ in number, the blocks are compared whole; where
    blocks cannot be paired, the texts. A block that is marked as out of date differs with a
    warning only, since its page says so.
    """
    by_line = {(read.visible.file, read.visible.block.line): read for read in (*zh, *en)}
    pairs = _pairs(document)
    if pairs is None:
        yield from _differences(_whole(zh), _whole(en), "FIGURE-008")
        return
    for left, right, is_stale in pairs:
        chinese = by_line.get((document.zh.file, left.line))
        english = by_line.get((document.en.file, right.line)) if document.en else None
        if chinese is not None and english is not None:
            code = "FIGURE-011" if is_stale else "FIGURE-008"
            yield from compare_blocks(chinese, english, code)


def compare_blocks(zh: ReadBlock, en: ReadBlock, code: str = "FIGURE-008") -> Iterator[Problem]:
    """Problems of one block and its translation."""
    left, right = _sentences(zh), _sentences(en)
    if len(left) == len(right):
        for one, other in zip(left, right, strict=True):
            yield from _differences(one, other, code)
    else:
        yield from _differences(_whole([zh]), _whole([en]), code)


def _pairs(document: Document) -> list[tuple[Block, Block, bool]] | None:
    """Each Chinese block with its English one, and whether that is out of date."""
    if document.en is None:
        return []
    chinese, english = document.zh.blocks, document.en.blocks
    recorded = document.recorded
    if recorded is None or len(recorded.body) != len(english):
        if len(chinese) != len(english):
            return None
        return [(zh, en, False) for zh, en in zip(chinese, english, strict=True)]
    current = [block.fingerprint for block in chinese]
    steps = SequenceMatcher(None, recorded.body, current, autojunk=False).get_opcodes()
    found = []
    for step, old, old_end, new, new_end in steps:
        for en, zh in zip(range(old, old_end), range(new, new_end), strict=False):
            found.append((chinese[zh], english[en], step != "equal"))
    return found


def _sentences(read: ReadBlock) -> list[_Piece]:
    found = []
    for text, figures in read.sentences():
        here = figures[0].location if figures else read.visible.location(0)
        found.append(_Piece(here, text, figures))
    return found


def _whole(blocks: Sequence[ReadBlock]) -> _Piece:
    figures = tuple(figure for read in blocks for figure in read.figures)
    first = blocks[0].visible if blocks else None
    here = first.location(0) if first else Location("")
    text = " ".join(blocks[0].visible.text.split()) if blocks else ""
    return _Piece(here, text, figures)


def _differences(zh: _Piece, en: _Piece, code: str) -> Iterator[Problem]:
    left, right = _counted(zh.figures), _counted(en.figures)
    if left == right:
        return
    yield problem(
        code,
        en.location,
        zh_place=zh.location,
        zh_only=_told(zh.figures, left - right),
        en_only=_told(en.figures, right - left),
        zh_all=_all(zh.figures),
        en_all=_all(en.figures),
        sentence=_cut(zh.text),
        sentence_en=_cut(en.text),
    )


def _counted(figures: Sequence[Figure]) -> Counter[Decimal]:
    """How often each number stands; that there was none may take one word or several."""
    counted: Counter[Decimal] = Counter()
    for figure in figures:
        if figure.is_none:
            counted[Decimal(0)] = 1
        elif figure.is_compared:
            counted.update(abs(number.value) for number in figure.numbers)
    return counted


def _told(figures: Sequence[Figure], only: Counter[Decimal]) -> str:
    """The figures that the other language lacks, as written."""
    left, shown = Counter(only), []
    for figure in figures:
        for number in figure.numbers:
            if figure.is_compared and left[abs(number.value)] > 0:
                left[abs(number.value)] -= 1
                shown.append(figure.written if figure.is_none else number.text)
    return ", ".join(shown) or "—"


def _all(figures: Sequence[Figure]) -> str:
    return ", ".join(f.written for f in figures if f.is_compared) or "—"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
