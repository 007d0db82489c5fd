"""The prose of a report → every number in it: bound, of a kind, or bound to nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from portal.linking.figures.scanning import Number, Scanner
from portal.linking.figures.templates import QuoteMatch, Templates, signed
from portal.linking.figures.visible import BoundSpan, VisibleBlock, plain_line, visible_block
from portal.model.document import Prose
from portal.model.figure_links import FREE
from portal.model.figures import Closeness, FigureRules, FigureState, NumberKind
from portal.model.language import Language
from portal.model.problem import Location

_HEADING = re.compile(r"(#{1,6})\s")
_FENCES = ("```", "~~~")
_SENTENCE = re.compile(
    r".+?(?:[。！？!?]+[”’」』）)]*"
    r"|(?<=\S)(?<!\A\d)(?<!\A\d\d)\.[”’\"')]*(?=\s+[“\"'(]*[A-Z])|\Z)",
    re.DOTALL,
)
"""A full stop ends a sentence before a capital letter; that of No. 17 and of `1.` does not."""


@dataclass(frozen=True)
class Figure:
    """A number of the prose; several or none where a bound text does not hold exactly one."""

    state: FigureState
    written: str
    location: Location
    start: int
    numbers: tuple[Number, ...]
    target: str = ""
    kind: NumberKind | None = None
    is_word: bool = False
    """Whether it is a word that means a number: 未发生, both."""

    @property
    def is_compared(self) -> bool:
        """Whether the other language must have it too."""
        return self.kind is None or self.kind.compared

    @property
    def is_none(self) -> bool:
        """Whether it says that there was none."""
        return self.is_word and all(number.value == 0 for number in self.numbers)


@dataclass(frozen=True)
class ReadBlock:
    """A block of prose with its numbers in order, and the phrases that quote cells."""

    visible: VisibleBlock
    figures: tuple[Figure, ...]
    quotes: tuple[QuoteMatch, ...]
    signed: str
    headings: str
    """The headings over it."""

    def sentences(self) -> Iterator[tuple[str, tuple[Figure, ...]]]:
        """Each sentence with its numbers."""
        at = 0
        for match in _SENTENCE.finditer(self.visible.text):
            if not match[0].strip():
                continue
            end = match.end()
            found = tuple(figure for figure in self.figures if at <= figure.start < end)
            yield " ".join(match[0].split()), found
            at = end

    def sentence(self, at: int) -> str:
        """The sentence around a place."""
        text = self.visible.text
        for match in _SENTENCE.finditer(text):
            if match.start() <= at < match.end():
                return " ".join(match[0].split())
        return " ".join(text.split())


@dataclass(frozen=True)
class Reader:
    """Reads prose of one language by the declared vocabulary."""

    language: Language
    rules: FigureRules

    @cached_property
    def scanner(self) -> Scanner:
        """What finds numbers."""
        return Scanner(self.language, self.rules)

    @cached_property
    def templates(self) -> Templates:
        """What finds kinds and quotes."""
        return Templates(self.language, self.rules)

    def blocks(self, prose: Prose) -> list[ReadBlock]:
        """Every block of a prose but pieces of code and markers."""
        found: list[ReadBlock] = []
        headings: list[tuple[int, str]] = []
        for block in prose.blocks:
            if block.marker is not None or block.text.startswith(_FENCES):
                continue
            visible = visible_block(prose.file, block)
            if heading := _HEADING.match(block.text):
                level = len(heading[1])
                headings = [over for over in headings if over[0] < level]
                headings.append((level, visible.text))
            found.append(self.block(visible, " ".join(text for _, text in headings)))
        return found

    def line(self, text: str, place: Location) -> ReadBlock:
        """A title or a summary; nothing in it can be bound."""
        return self.block(plain_line(text, place), "")

    def block(self, visible: VisibleBlock, headings: str) -> ReadBlock:
        """One block with everything that is known of its numbers."""
        masked = self.scanner.masked(visible.text)
        numbers = list(self.scanner.numbers(masked))
        bound = [self._bound(visible, span, numbers) for span in visible.bound]
        taken = {number.start for figure in bound for number in figure.numbers}
        text = signed(masked, numbers)
        kinds = sorted(
            self.templates.kinds(text), key=lambda match: match.end - match.start, reverse=True
        )
        found = [*bound]
        for number in numbers:
            if number.start in taken:
                continue
            kind = next((k.kind for k in kinds if k.start <= number.start < k.end), None)
            state = FigureState.UNBOUND if kind is None else FigureState.KIND
            here = visible.location(number.start)
            found.append(Figure(state, number.text, here, number.start, (number,), kind=kind))
        months = {month: match.kind for match in kinds for month in match.months}
        for (start, end, value), named in months.items():
            number = _number(start, visible.text[start:end], Decimal(value))
            here = visible.location(start)
            found.append(Figure(FigureState.KIND, number.text, here, start, (number,), kind=named))
        found.sort(key=lambda figure: figure.start)
        return ReadBlock(visible, tuple(found), tuple(self.templates.quotes(text)), text, headings)

    def _bound(self, visible: VisibleBlock, span: BoundSpan, numbers: list[Number]) -> Figure:
        written = visible.text[span.start : span.end]
        inside = [n for n in numbers if n.start < span.end and n.end > span.start]
        is_word = False
        if not inside:
            inside = [
                replace(number, start=number.start + span.start, end=number.end + span.start)
                for number in self.scanner.numbers(written)
            ]
        if not inside and (value := self._meaning(written)) is not None:
            inside, is_word = [_number(span.start, written, value)], True
        return Figure(
            FigureState.FREE if span.target == FREE else FigureState.BOUND,
            written,
            visible.location(span.start),
            span.start,
            tuple(inside),
            span.target,
            is_word=is_word,
        )

    def _meaning(self, written: str) -> Decimal | None:
        """The number that a bound word stands for."""
        word = " ".join(written.lower().split())
        for meaning in self.rules.meanings:
            if word in meaning.words.get(self.language, ()):
                return meaning.value
        return None


def _number(start: int, text: str, value: Decimal) -> Number:
    return Number(
        start, start + len(text), text, value, Decimal(1), False, False, 0, Closeness.EXACT
    )
