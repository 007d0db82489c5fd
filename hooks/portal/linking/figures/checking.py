"""The prose of each report against its sources: rule R9, and figures bound to nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from portal.linking.figures.comparing import agrees
from portal.linking.figures.languages import compare_blocks, compare_languages
from portal.linking.figures.reading import Figure, ReadBlock, Reader
from portal.linking.figures.scanning import Number
from portal.linking.figures.sources import Finder, PhraseQuote, Suggestion
from portal.linking.figures.targets import Quoted, Targets
from portal.model.document import Document, Prose
from portal.model.figures import (
    BoundFigures,
    Closeness,
    Contradiction,
    FigureState,
    ListedFigure,
)
from portal.model.language import LANGUAGES, Language
from portal.model.notes import Acknowledgement
from portal.model.problem import Location, Problem, problem
from portal.model.report import Report

RULE = "R9"
"""The reconciliation rule that figures in the prose equal those of the tables."""

_SHOWN = 60
_ZERO = Number(0, 0, "0", Decimal(0), Decimal(1), False, False, 0, Closeness.EXACT)


@dataclass
class ReportFigures:
    """All figures of one report's prose, and what is wrong with them."""

    report: Report
    targets: Targets
    readers: Mapping[Language, Reader] | None
    """None where no vocabulary is declared: then bound figures alone are checked."""
    listed: list[ListedFigure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    _used: set[Acknowledgement] = field(default_factory=set)
    _addresses: dict[str, tuple[str, str]] = field(default_factory=dict)

    def check(self, plain: Mapping[Language, Reader]) -> Report:
        """Check everything; the report with what its page needs of its figures."""
        document = self.report.document
        if document is None:
            return self.report
        read = {language: self._read(document, language, plain) for language in LANGUAGES}
        for language in LANGUAGES:
            if document.has(language):
                self._check_prose(document.prose(language), language, read[language])
        if self.readers is not None and document.en is not None:
            self.problems += compare_languages(document, read[Language.ZH][0], read[Language.EN][0])
            for zh, en in zip(read[Language.ZH][1], read[Language.EN][1], strict=False):
                self.problems += compare_blocks(zh, en)
        for said in self.report.notes.acknowledged:
            if said.rule == RULE and said not in self._used:
                self.problems.append(problem("FIGURE-012", said.location, rule=RULE))
        figures = BoundFigures(
            dict(self._addresses), tuple(self.contradictions), tuple(self.listed)
        )
        return replace(self.report, figures=figures)

    def _read(
        self, document: Document, language: Language, plain: Mapping[Language, Reader]
    ) -> tuple[list[ReadBlock], list[ReadBlock]]:
        """The blocks of a language, and its title and summary."""
        if not document.has(language):
            return [], []
        prose = document.prose(language)
        reader = (self.readers or plain)[language]
        here = Location(prose.file, 2)
        places = [here, here]
        if language is Language.ZH:
            places = [document.values.place("title"), document.values.place("summary")]
        texts = zip((prose.title, prose.summary), places, strict=True)
        lines = [reader.line(text, place) for text, place in texts if text is not None]
        return reader.blocks(prose), lines

    def _check_prose(
        self, prose: Prose, language: Language, read: tuple[list[ReadBlock], list[ReadBlock]]
    ) -> None:
        blocks, lines = read
        said = {
            number.value
            for block in blocks
            for figure in block.figures
            if figure.state in (FigureState.BOUND, FigureState.FREE)
            for number in figure.numbers
        }
        for block in blocks:
            self._check_block(block, language, set(), is_line=False)
        for line in lines:
            self._check_block(line, language, said, is_line=True)

    def _check_block(
        self, block: ReadBlock, language: Language, said: set[Decimal], *, is_line: bool
    ) -> None:
        """`said` are the numbers that the body binds; a title or summary may repeat them."""
        finder = Finder(self.report, self.targets)
        phrases = self._phrases(finder, block, language)
        for figure in block.figures:
            phrase = phrases.get(figure.start)
            suggestion = None
            if figure.state in (FigureState.BOUND, FigureState.FREE):
                self._check_bound(figure, block)
            elif phrase is not None and not phrase.holds:
                self._contradict(
                    figure.written,
                    figure.location,
                    block,
                    figure.start,
                    phrase.source,
                    "FIGURE-003",
                )
            elif figure.state is FigureState.UNBOUND and self.readers is not None:
                suggestion = finder.suggestion(figure, phrase)
                if figure.numbers[0].value not in said:
                    self.problems.append(_unbound(figure, block, suggestion))
            self.listed.append(_listed(figure, block, suggestion, is_line))

    def _phrases(
        self, finder: Finder, block: ReadBlock, language: Language
    ) -> dict[int, PhraseQuote]:
        """By the start of each number its phrase; phrases that say there was none are checked."""
        if self.readers is None:
            return {}
        found: dict[int, PhraseQuote] = {}
        for phrase in finder.phrases(block, self.readers[language].templates, _ZERO):
            match = phrase.match
            if match.number is not None:
                found[match.number] = phrase
            elif not phrase.holds and not any(
                match.start < span.end and span.start < match.end for span in block.visible.bound
            ):
                written = block.visible.text[match.start : match.end]
                here = block.visible.location(match.start)
                self._contradict(written, here, block, match.start, phrase.source, "FIGURE-003")
        return found

    def _check_bound(self, figure: Figure, block: ReadBlock) -> None:
        here, written = figure.location, figure.written
        if not figure.numbers:
            self.problems.append(problem("FIGURE-005", here, written=written))
            return
        if figure.state is FigureState.FREE:
            return
        quoted = self.targets.all(figure.target)
        if quoted is None:
            near = self.targets.nearest(figure.target)
            hint, hint_en = (f"，是否指 {near}", f"; did you mean {near}") if near else ("", "")
            self.problems.append(
                problem("FIGURE-004", here, target=figure.target, hint=hint, hint_en=hint_en)
            )
            return
        self._place(figure.target, quoted)
        if len(figure.numbers) > 1:
            shown = ", ".join(number.text for number in figure.numbers)
            self.problems.append(problem("FIGURE-006", here, written=written, numbers=shown))
            return
        for source in quoted:
            if not agrees(figure.numbers[0], source):
                self._contradict(written, here, block, figure.start, source, "FIGURE-002")

    def _place(self, target: str, quoted: Iterable[Quoted]) -> None:
        """Note where a bound figure leads: to the first cell of what it quotes."""
        for quote in quoted:
            for source in quote.sources:
                if source.anchor:
                    report = self.targets.series.get(source.year or 0, self.report)
                    self._addresses.setdefault(target, (report.id, source.anchor))

    def _contradict(
        self, written: str, here: Location, block: ReadBlock, at: int, source: Quoted, code: str
    ) -> None:
        said = self._acknowledgement(source)
        if said is not None:
            self._used.add(said)
            line = block.visible.block.line
            self.contradictions.append(
                Contradiction(here.file, line, written, source.title, source.written, said.reason)
            )
            return
        self.problems.append(
            problem(
                code,
                here,
                written=written,
                source=source.title.zh,
                source_en=source.title.en or source.title.zh,
                value=source.written,
                place=source.sources[0].location,
                target=source.target,
                sentence=_cut(block.sentence(at)),
            )
        )

    def _acknowledgement(self, quoted: Quoted) -> Acknowledgement | None:
        cells = [source.cell for source in quoted.sources]
        for said in self.report.notes.acknowledged:
            wanted = (said.table, said.row, said.column)
            if said.rule == RULE and any(_is_meant(wanted, cell) for cell in cells):
                return said
        return None


def _is_meant(wanted: tuple[str | None, ...], cell: tuple[str, str, str] | None) -> bool:
    """Whether an acknowledgement speaks of a cell; one without a table speaks of all sources."""
    if cell is None:
        return not any(wanted)
    return all(name is None or name == part for name, part in zip(wanted, cell, strict=True))


def _listed(
    figure: Figure, block: ReadBlock, suggestion: Suggestion | None, is_line: bool
) -> ListedFigure:
    return ListedFigure(
        figure.state,
        figure.location,
        figure.written,
        block.sentence(figure.start),
        figure.target,
        figure.kind.title if figure.kind else None,
        suggestion.target if suggestion else "",
        suggestion is not None and suggestion.has_phrase and not is_line,
    )


def _unbound(figure: Figure, block: ReadBlock, suggestion: Suggestion | None) -> Problem:
    hint = hint_en = ""
    if suggestion is not None:
        bound = f"[{figure.written}](figure:{suggestion.target})"
        hint, hint_en = f"，是否写作 {bound}", f"; is it {bound}?"
    return problem(
        "FIGURE-007",
        figure.location,
        written=figure.written,
        sentence=_cut(block.sentence(figure.start)),
        hint=hint,
        hint_en=hint_en,
    )


def _cut(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _SHOWN else f"{folded[:_SHOWN]}…"
