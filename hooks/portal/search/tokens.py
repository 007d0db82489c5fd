"""Text → tokens: overlapping pairs of Han, stemmed words, numbers; `tokens` in search.js as well.

Both sides cut alike, and no dictionary decides where a Chinese word ends: a phrase is found
wherever it stands because all its pairs are.
"""

import re

from portal.search.normalise import HAN, LETTERS
from portal.search.stemming import stem

LONGEST = 32
"""Characters of a token that count."""

_RUN = re.compile(f"[{HAN}]+|[0-9]+(?:[.,][0-9]+)*|[{LETTERS}]+(?:'s(?![{LETTERS}]))?")
_GROUPED = re.compile("[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?")
_DECIMAL = re.compile("[0-9]+[.][0-9]+")
_ENGLISH = re.compile("[a-z]+")
_DIGIT_BREAK = re.compile("[.,]")
_FIRST_HAN = HAN[0]
"""No letter or digit of folded text comes after it."""


def tokens(folded: str) -> list[str]:
    """The tokens of folded text in order, as a query is cut.

    A Han run of one character is a token of one character; digits with thousands separators are
    one number (2,147,332 = 2147332), other digits with dots or commas are one decimal or pieces.
    """
    return [token for run in _RUN.findall(folded) for token in _cut(run)]


def indexed_tokens(folded: str, *, singles: bool = False) -> list[str]:
    """The tokens under which a text is filed: those of a query and the pieces of grouped digits.

    With `singles` each Han character is filed as well, so that one character finds titles.
    """
    found: list[str] = []
    for run in _RUN.findall(folded):
        cut = _cut(run)
        found += cut
        if run[0] <= "9":
            pieces = _DIGIT_BREAK.split(run)
            found += (piece[:LONGEST] for piece in pieces if len(cut) < len(pieces))
        elif singles and run[0] >= _FIRST_HAN and len(run) > 1:
            found += run
    return found


def _cut(run: str) -> list[str]:
    if run[0] >= _FIRST_HAN:
        return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    if run[0] <= "9":
        if _GROUPED.fullmatch(run):
            return [run.replace(",", "")[:LONGEST]]
        if _DECIMAL.fullmatch(run):
            return [run[:LONGEST]]
        return [piece[:LONGEST] for piece in _DIGIT_BREAK.split(run)]
    word = run.removesuffix("'s")
    return [(stem(word) if _ENGLISH.fullmatch(word) else word)[:LONGEST]]
