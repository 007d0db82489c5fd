"""Text → the numbers in it, as written and as meant.

A number counts as rounded where it is written with decimals or in 万, 亿, thousand, million …:
2.15万 says 21,450 up to 21,550. Every other number is exact unless a word beside it says more
(约, 余, nearly …; see `Closeness`), and then its last place that is not zero counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from portal.linking.figures import notations, numerals
from portal.model.figures import Closeness, FigureRules
from portal.model.language import Language

MASK = "\ufffc"
"""Stands for each character of a word in which a numeral is no number."""


@dataclass(frozen=True)
class Number:
    """A number as it stands in a text, from `start` to `end`.

    `value` is in single units (2.15万 is 21500, 95% is 0.95); `place` is what its last written
    place is worth.
    """

    start: int
    end: int
    text: str
    value: Decimal
    place: Decimal
    is_rounded: bool
    is_percent: bool
    sign: int
    closeness: Closeness
    is_decrease: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is digits or a numeral and nothing else, as years and list numbers are."""
        return not (self.is_percent or self.sign or self.is_rounded)


def _either(words: tuple[str, ...]) -> str:
    """Any of the words, the longest first; a word that matches nothing where there is none."""
    escaped = (re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len)[::-1])
    return f"(?:{'|'.join(escaped)})" if words else "(?!)"


def bounded(words: tuple[str, ...], language: Language) -> str:
    """Any of the words; English words and numerals are not found inside longer ones."""
    own = r"\w" if language is Language.EN else f"[0-9{numerals.CHINESE}]"
    found = []
    for word in sorted(words, key=len, reverse=True):
        escaped = re.escape(word).replace(r"\ ", r"\s+")
        ahead = rf"(?<!{own})" if re.match(own, word) else ""
        behind = rf"(?!{own})" if re.match(own, word[-1]) else ""
        found.append(f"{ahead}{escaped}{behind}")
    return f"(?:{'|'.join(found)})" if found else "(?!)"


@dataclass(frozen=True)
class Scanner:
    """Reads numbers in texts of one language."""

    language: Language
    rules: FigureRules

    @cached_property
    def _words(self) -> re.Pattern[str]:
        words = self.rules.words.get(self.language, ())
        return re.compile(bounded(words, self.language), re.IGNORECASE)

    @cached_property
    def _number(self) -> re.Pattern[str]:
        after = _either(self._after(Closeness.OVER)) if self.language is Language.ZH else "(?!)"
        scales = "".join(notations.SCALES)
        if self.language is Language.ZH:
            spoken = (
                rf"(?P<half>一半|半数|过半)|(?P<spoken>(?:[{numerals.CHINESE_FIRST}]"
                rf"|(?<=[破超过逾近约达上])[百千万亿])"
                rf"[{numerals.CHINESE}]*(?:点[{numerals.CHINESE}]+)?)"
                rf"(?:(?P<more_spoken>{after})(?P<scale_spoken>[万亿]+))?"
            )
            digits = (
                rf"(?P<digits>{notations.DIGITS})(?:(?P<more>{after})?(?P<scale>[{scales}]+)"
                rf"(?:(?<=亿)(?P<rest>{notations.DIGITS})(?P<rest_scale>[千百十]*万))?)?"
            )
        else:
            spoken = rf"(?P<half>\bhalf\b)|(?P<spoken>{notations.ENGLISH})"
            scale = rf"(?P<scale>{notations.DIGIT_SCALE})"
            digits = rf"(?P<digits>{notations.DIGITS})(?:{scale}|(?:st|nd|rd|th)\b)?"
        sign = rf"{notations.NOT_A_NAME}(?P<sign>{notations.SIGN}){notations.NOT_A_NAME}"
        return re.compile(
            rf"(?P<part>{notations.PERCENT_BEFORE})?(?:{sign}{digits}|{spoken})"
            rf"(?P<percent>{notations.PERCENT_AFTER})?",
            re.IGNORECASE,
        )

    @cached_property
    def _beside(self) -> tuple[tuple[Closeness, re.Pattern[str], re.Pattern[str]], ...]:
        measure = rf"(?:{_either(self.rules.measures.get(self.language, ()))}\s*)"
        return tuple(
            (
                closeness,
                re.compile(rf"{self._edge}{_either(self._before(closeness))}\s*$", re.IGNORECASE),
                re.compile(rf"\s*{measure}?{_either(self._after(closeness))}", re.IGNORECASE),
            )
            for closeness in Closeness
        )

    @cached_property
    def _decrease(self) -> re.Pattern[str]:
        words = self.rules.decrease.get(self.language, ())
        return re.compile(
            rf"{self._edge}{_either(words)}[^\s，。；、,.;]{{0,2}}\s*$", re.IGNORECASE
        )

    @property
    def _edge(self) -> str:
        return "" if self.language is Language.ZH else r"\b"

    def _before(self, closeness: Closeness) -> tuple[str, ...]:
        return self.rules.before.get(closeness, {}).get(self.language, ())

    def _after(self, closeness: Closeness) -> tuple[str, ...]:
        return self.rules.after.get(closeness, {}).get(self.language, ())

    def masked(self, text: str) -> str:
        """The text with the words in which a numeral is no number blotted out.

        三分之一 stays a number, although 之一 is none elsewhere.
        """
        fractions = [fraction.end() for fraction in notations.FRACTION.finditer(text)]
        return self._words.sub(
            lambda word: word[0] if word.end() in fractions else MASK * len(word[0]), text
        )

    def numbers(self, text: str) -> Iterator[Number]:
        """Every number of a text; words in which a numeral is none are to be masked before."""
        for match in self._number.finditer(text):
            if (read := self._read(match)) is not None:
                value, place, is_rounded = read
                yield self._number_of(text, match, value, place, is_rounded)

    def _read(self, match: re.Match[str]) -> tuple[Decimal, Decimal, bool] | None:
        """Value, worth of the last place, and whether the value is rounded to it."""
        groups = match.groupdict()
        if groups.get("half"):
            return Decimal("0.5"), Decimal("0.5"), False
        scale_text = (groups.get("scale") or groups.get("scale_spoken") or "").lower()
        scale = _scale(scale_text)
        if (digits := groups["digits"]) is not None:
            number: Decimal | None = numerals.plain_digits(digits)
        elif self.language is Language.ZH:
            number = numerals.chinese(groups["spoken"])
            scale_text += groups["spoken"][-1]
        else:
            number = numerals.english(groups["spoken"])
            scale_text += groups["spoken"].lower()
        if number is None:
            return None
        exponent = number.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        place = Decimal(1).scaleb(-decimals) * scale
        is_rounded = decimals > 0 or any(word in scale_text for word in notations.ROUNDING)
        value = number * scale
        if groups.get("more") or groups.get("more_spoken"):
            place = _last_place(number) * scale
        elif digits is None and is_rounded:
            place = _last_place(value)
        if rest := groups.get("rest"):
            place = Decimal(_scale(groups["rest_scale"] or ""))
            value += numerals.plain_digits(rest) * place
        return value, place, is_rounded

    def _number_of(
        self, text: str, match: re.Match[str], value: Decimal, place: Decimal, is_rounded: bool
    ) -> Number:
        groups = match.groupdict()
        factor = Decimal(1)
        if part := (groups["part"] or "").removesuffix("分之"):
            factor = notations.PARTS.get(part) or 1 / (numerals.chinese(part) or Decimal(1))
        elif groups["percent"]:
            factor = notations.PERCENT
        before, after = text[: match.start()], text[match.end() :]
        closeness = self._closeness(before, after, groups)
        if closeness is not Closeness.EXACT and not is_rounded:
            place = _last_place(value)
        sign = (groups["sign"] or "").strip()
        return Number(
            match.start(),
            match.end(),
            match[0],
            value * factor,
            place * factor,
            is_rounded,
            factor != 1,
            0 if not sign else 1 if sign in "+＋" else -1,
            closeness,
            self._decrease.search(before[-16:]) is not None,
        )

    def _closeness(self, before: str, after: str, groups: dict[str, str | None]) -> Closeness:
        if groups.get("more") or groups.get("more_spoken"):
            return Closeness.OVER
        for closeness, ahead, behind in self._beside:
            if behind.match(after[:16]) or ahead.search(before[-24:]):
                return closeness
        return Closeness.EXACT


def _scale(text: str) -> int:
    """What 万, 百万, ten thousand … multiply by."""
    scale = 1
    for sign in text:
        scale *= notations.SCALES.get(sign, 1)
    for word in text.split():
        scale *= {"ten": 10, "hundred": 100, **numerals.ENGLISH_SCALES}.get(word, 1)
    return scale


def _last_place(value: Decimal) -> Decimal:
    """What the last digit that is not zero is worth: 100 for 1300."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
