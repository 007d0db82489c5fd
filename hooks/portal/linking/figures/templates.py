"""Declared templates with placeholders → where they stand in a text whose numbers are known.

For matching, a text has every number replaced by signs of equal length; so `{n}` is a whole number
however it is written, and `第{n}条` finds 第二十条.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.linking.figures.scanning import Number, bounded
from portal.model.figures import FigureRules, NumberKind, Opening, Quote
from portal.model.language import Language

_PLAIN, _YEAR, _OTHER, _REST = "\ue000", "\ue001", "\ue002", "\ue003"
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_YEAR_DIGITS = 4
_SENTENCE_END = "。；;！？!?"
_CLAUSE_END = f"{_SENTENCE_END}，,：:"
_GAP = {Language.ZH: 24, Language.EN: 48}
_OPENING = {
    Opening.SENTENCE: rf"(?m:^|[{_SENTENCE_END}：:“]|\.(?=\s))\s*",
    Opening.CLAUSE: rf"(?m:^|[{_CLAUSE_END}“（(]|\.(?=\s))\s*",
    None: "",
}
_PIECE = re.compile(r"(\{[a-z]+\}|…)")
_CONNECTED = 4
"""How many connecting words may stand between a phrase and its number: 予以公开的共有10件."""


def is_year(number: Number) -> bool:
    """Whether it is written as years are: four digits, nothing else."""
    return (
        number.is_plain
        and len(number.text) == _YEAR_DIGITS
        and _FIRST_YEAR <= number.value <= _LAST_YEAR
    )


def signed(text: str, numbers: Iterable[Number]) -> str:
    """The text with signs for its numbers, in place."""
    found = list(text)
    for number in numbers:
        sign = _YEAR if is_year(number) else _PLAIN if number.is_plain else _OTHER
        found[number.start : number.end] = [sign, *[_REST] * (number.end - number.start - 1)]
    return "".join(found)


def text_before(text: str, at: int, ends: str = _CLAUSE_END) -> str:
    """What stands between the last of those signs and a place."""
    return re.split(f"[{re.escape(ends)}\n]", text[:at])[-1]


def sentence_before(text: str, at: int) -> str:
    """What a sentence says before a place."""
    return text_before(text, at, _SENTENCE_END)


@dataclass(frozen=True)
class KindMatch:
    """Where numbers of a kind stand; `months` are the starts of names of months in it."""

    start: int
    end: int
    kind: NumberKind
    months: tuple[tuple[int, int, int], ...]
    """Start, end and number of each name of a month."""


@dataclass(frozen=True)
class QuoteMatch:
    """A phrase that quotes a cell; `number` is where its number begins, None for a none phrase."""

    start: int
    end: int
    quote: Quote
    number: int | None
    between: str
    """What stands in its gaps."""


@dataclass(frozen=True)
class Templates:
    """The declared templates of one language, ready for matching."""

    language: Language
    rules: FigureRules

    @cached_property
    def _kinds(self) -> list[tuple[NumberKind, re.Pattern[str]]]:
        return [
            (kind, self._pattern(template, kind.opens, is_quote=False))
            for kind in self.rules.kinds
            for template in sorted(kind.templates.get(self.language, ()), key=len, reverse=True)
        ]

    @cached_property
    def _quotes(self) -> list[tuple[Quote, re.Pattern[str]]]:
        return [
            (quote, self._pattern(phrase, opens=None, is_quote=True))
            for quote in self.rules.quotes
            for phrase in (
                *quote.phrases.get(self.language, ()),
                *quote.none.get(self.language, ()),
            )
        ]

    def kinds(self, text: str) -> Iterator[KindMatch]:
        """Numbers that are nothing to check, in a text with signs."""
        months = [month.lower() for month in self.rules.months.get(self.language, ())]
        for kind, pattern in self._kinds:
            for match in pattern.finditer(text):
                named = tuple(
                    (match.start(name), match.end(name), months.index(match[name].lower()) + 1)
                    for name in match.groupdict()
                    if name.startswith("month")
                )
                yield KindMatch(match.start(), match.end(), kind, named)

    def quotes(self, text: str) -> Iterator[QuoteMatch]:
        """Phrases that quote cells, in a text with signs."""
        for quote, pattern in self._quotes:
            for match in pattern.finditer(text):
                groups = match.groupdict()
                gaps = [value for name, value in groups.items() if name.startswith("gap")]
                number = next((n for n in groups if n.startswith("n")), None)
                at = None if number is None else match.start(number)
                yield QuoteMatch(match.start(), match.end(), quote, at, " ".join(gaps))

    def speaks_elsewhere(self, text: str) -> bool:
        """Whether words say that a phrase is about another year, body or part."""
        return self._elsewhere.search(text) is not None

    @cached_property
    def _elsewhere(self) -> re.Pattern[str]:
        words = self.rules.elsewhere.get(self.language, ())
        return re.compile(bounded(words, self.language), re.IGNORECASE)

    def _pattern(self, template: str, opens: Opening | None, is_quote: bool) -> re.Pattern[str]:
        pieces = [piece for piece in _PIECE.split(template) if piece]
        space = r"\s*" if self.language is Language.ZH else ""
        parts = [self._piece(piece, pieces[:at], at, is_quote) for at, piece in enumerate(pieces)]
        flags = 0 if "{month}" in template else re.IGNORECASE
        return re.compile(_OPENING[opens] + space.join(parts), flags)

    def _piece(self, piece: str, before: Sequence[str], at: int, is_quote: bool) -> str:
        if piece == "…":
            return (
                rf"(?P<gap{at}>[^{_CLAUSE_END}{_PLAIN}{_YEAR}{_OTHER}]{{0,{_GAP[self.language]}}}?)"
            )
        if piece == "{month}":
            months = self.rules.months.get(self.language, ())
            return rf"(?P<month{at}>{bounded(months, self.language)})"
        if piece == "{year}":
            return f"{_YEAR}{_REST}*"
        if piece == "{n}":
            return self._quoted_number(before, at) if is_quote else f"[{_PLAIN}{_YEAR}]{_REST}*"
        return self._literal(piece)

    def _quoted_number(self, before: Sequence[str], at: int) -> str:
        """A number of any form with the words that may stand directly around it."""
        number = f"(?P<n{at}>[{_PLAIN}{_YEAR}{_OTHER}]){_REST}*"
        after = self._any_of(w.get(self.language, ()) for w in self.rules.after.values())
        measure = self._any_of([self.rules.measures.get(self.language, ())])
        ahead = [w.get(self.language, ()) for w in self.rules.before.values()]
        connecting = self._any_of([self.rules.connecting.get(self.language, ()), *ahead])
        lead = rf"(?:\s*{connecting}){{0,{_CONNECTED}}}\s*" if before else ""
        return rf"{lead}{number}\s*{after}?\s*{measure}?"

    def _any_of(self, lists: Iterable[tuple[str, ...]]) -> str:
        return bounded(tuple(word for words in lists for word in words), self.language)

    def _literal(self, text: str) -> str:
        escaped = re.sub(r"(?:\\ )+", r"\\s+", re.escape(text))
        if self.language is Language.ZH:
            return escaped
        ahead = r"(?<!\w)" if re.match(r"\w", text) else ""
        behind = r"(?!\w)" if re.match(r"\w", text[-1]) else ""
        return f"{ahead}{escaped}{behind}"
