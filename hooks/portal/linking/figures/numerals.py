"""Numerals → numbers: ASCII and full-width digits, Chinese numerals, English number words."""

import re
import unicodedata
from decimal import Decimal

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2}
_DIGITS |= {digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SECTIONS = {"万": 10**4, "亿": 10**8}

CHINESE = "".join(_DIGITS) + "".join(_UNITS) + "".join(_SECTIONS)
CHINESE_FIRST = "".join(_DIGITS) + "十拾"
"""What a Chinese numeral begins with; 百姓, 千方百计 and 万元 are no numbers."""

_LONGEST_SPOKEN = 2
"""三四个 means three or four; three digits and more are read one by one, as 二〇二〇 is."""

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}

_ENGLISH = {word: value for value, word in enumerate(ONES)}
_ENGLISH |= {word: 10 * value for value, word in enumerate(TENS, 2)}
_ENGLISH |= {"a": 1, "an": 1}


def plain_digits(text: str) -> Decimal:
    """A number in ASCII or full-width digits, with or without group separators."""
    return Decimal(re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", text)))


def chinese(text: str) -> Decimal | None:
    """三, 十二, 一百零五, 二〇二〇, 两万, 二点五万; None for what is no definite number (三四)."""
    whole, _, decimals = text.partition("点")
    scale = 1
    while decimals and decimals[-1] in _SECTIONS:
        scale *= _SECTIONS[decimals[-1]]
        decimals = decimals[:-1]
    number = _spoken(whole) if whole else None
    if number is None or any(digit not in _DIGITS for digit in decimals):
        return None
    places = "".join(str(_DIGITS[digit]) for digit in decimals)
    return Decimal(f"{number}.{places}" if places else number) * scale


def _spoken(text: str) -> int | None:
    if all(digit in _DIGITS for digit in text):
        is_definite = len(text) != _LONGEST_SPOKEN or any(digit in "零〇○" for digit in text)
        return int("".join(str(_DIGITS[digit]) for digit in text)) if is_definite else None
    for sign, scale in reversed(_SECTIONS.items()):
        if sign in text:
            high, _, low = text.rpartition(sign)
            above = _spoken(high) if high else 1
            below = _lower(low, scale)
            return None if above is None or below is None else above * scale + below
    total, digit = 0, None
    for at, sign in enumerate(text):
        if sign in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[sign]
            digit = None
        elif digit:
            return None
        else:
            digit = _DIGITS[sign]
            if at == len(text) - 1 and at and text[at - 1] in _UNITS:
                return total + _lower_digit(digit, _UNITS[text[at - 1]])
    return total + (digit or 0)


def _lower(text: str, scale: int) -> int | None:
    """What follows 万 or 亿: 三万二 is 32000."""
    if len(text) == 1 and text in _DIGITS:
        return _lower_digit(_DIGITS[text], scale)
    return _spoken(text) if text else 0


def _lower_digit(digit: int, unit: int) -> int:
    """A last digit counts the next lower unit: 一百五 is 150, 十五 is 15."""
    return digit * max(unit // 10, 1)


def english(text: str) -> Decimal | None:
    """three, twenty-one, one hundred and five, ten thousand; None for anything else."""
    total = part = 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in _ENGLISH:
            part += _ENGLISH[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in ENGLISH_SCALES:
            total += (part or 1) * ENGLISH_SCALES[word]
            part = 0
        elif word != "and":
            return None
    return Decimal(total + part)
