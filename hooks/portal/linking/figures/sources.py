"""What a number of the prose may quote: by a phrase beside it, or because one source has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from portal.linking.figures.comparing import agrees
from portal.linking.figures.reading import Figure, ReadBlock
from portal.linking.figures.scanning import Number
from portal.linking.figures.targets import FACTS, Quoted, Targets
from portal.linking.figures.templates import (
    QuoteMatch,
    Templates,
    is_year,
    sentence_before,
    text_before,
)
from portal.model.report import Report

_COMPARING = ("比", "较", "与", "和", "同", "自", "than ", "with ", "from ", "to ", "since ")
"""Before a year, words by which the sentence does not go on to speak of that year."""


@dataclass(frozen=True)
class PhraseQuote:
    """A phrase that quotes a source; `holds` is whether the number is that of the source."""

    match: QuoteMatch
    source: Quoted
    holds: bool


@dataclass(frozen=True)
class Suggestion:
    """The target that a number seems to quote; `has_phrase` where a declared phrase says so."""

    target: str
    has_phrase: bool


@dataclass(frozen=True)
class Finder:
    """Finds what the numbers of one report's prose quote."""

    report: Report
    targets: Targets

    def phrases(
        self, block: ReadBlock, templates: Templates, zero: Number
    ) -> Iterator[PhraseQuote]:
        """The phrases of a block that quote a cell of this report, each with what it quotes.

        Of several phrases around one number that one counts which holds.
        """
        chosen: dict[int, PhraseQuote] = {}
        numbers = {number.start: number for f in block.figures for number in f.numbers}
        for match in block.quotes:
            at = match.start if match.number is None else match.number
            number = zero if match.number is None else numbers.get(at)
            if number is None or number.is_percent or not self._applies(match, block, templates):
                continue
            sources = [self.targets.quoted(target) for target in match.quote.targets]
            known = [
                source for source in sources if source is not None and source.value is not None
            ]
            if not known:
                continue
            right = [source for source in known if agrees(number, source)]
            found = PhraseQuote(match, (right or known)[0], bool(right))
            if at not in chosen or (found.holds and not chosen[at].holds):
                chosen[at] = found
        yield from (chosen[at] for at in sorted(chosen))

    def _applies(self, match: QuoteMatch, block: ReadBlock, templates: Templates) -> bool:
        """Whether the phrase speaks of this body and this year, and of what the cell counts."""
        text = block.visible.text
        words = match.quote.about.get(templates.language, ())
        context = f"{block.headings} {text}".lower()
        if words and not any(word.lower() in context for word in words):
            return False
        ahead = text_before(text, match.start)
        if templates.speaks_elsewhere(f"{ahead} {match.between}"):
            return False
        return self._is_of_this_year(block, match.start)

    def _is_of_this_year(self, block: ReadBlock, at: int) -> bool:
        text = block.visible.text
        start = at - len(sentence_before(text, at))
        years = [
            number
            for figure in block.figures
            for number in figure.numbers
            if figure.kind is not None
            and is_year(number)
            and start <= number.start < at
            and not text[: number.start].lower().endswith(_COMPARING)
        ]
        return not years or int(years[-1].value) == self.report.year

    def suggestion(self, figure: Figure, phrase: PhraseQuote | None) -> Suggestion | None:
        """The target to bind a number to: by its phrase, or the only source that has its value."""
        if phrase is not None and phrase.holds:
            return Suggestion(phrase.source.target, has_phrase=True)
        number = figure.numbers[0]
        if not number.value:
            return None
        facts = [quoted for quoted in self._facts if agrees(number, quoted)]
        cells = [quoted for quoted in self._cells if agrees(number, quoted)]
        fitting = [*facts, *cells]
        return Suggestion(fitting[0].target, has_phrase=False) if len(fitting) == 1 else None

    @cached_property
    def _facts(self) -> list[Quoted]:
        names = (f"{FACTS}/{fact.id}" for fact in self.report.notes.facts)
        return [quoted for name in names if (quoted := self.targets.quoted(name)) is not None]

    @cached_property
    def _cells(self) -> list[Quoted]:
        names = (
            f"{table.id}/{row.id}/{column.id}"
            for table in self.report.format.tables
            for _, row, column in table.cells()
        )
        return [quoted for name in names if (quoted := self.targets.quoted(name)) is not None]
