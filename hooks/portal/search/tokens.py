"""Text → tokens: overlapping pairs of Han, stemmed words, numbers; `tokens` in search.js as well.

Both sides cut alike, and no dictionary decides where a Chinese word ends: a phrase is found
wherever it stands because all its pairs are.
"""

import re
from collections.abc import Iterator

from portal.search.normalise import HAN, LETTERS
from portal.search.stemming import stem

LONGEST = 32
"""Characters of a token that count."""

_RUN = re.compile(f"[{HAN}]+|[0-9]+(?:[.,][0-9]+)*|[{LETTERS}]+(?:'s(?![{LETTERS}]))?")
_GROUPED = re.compile("[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?")
_DECIMAL = re.compile("[0-9]+[.][0-9]+")
_ENGLISH = re.compile("[a-z]+")
_DIGIT_BREAK = re.compile("[.,]")


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
        cut = list(_cut(run))
        found += cut
        if run[0] in "0123456789":
            pieces = _DIGIT_BREAK.split(run)
            found += (piece[:LONGEST] for piece in pieces if len(cut) < len(pieces))
        elif singles and len(cut[0]) > 1 and _is_han(run):
            found += run
    return found


def _is_han(run: str) -> bool:
    return re.match(f"[{HAN}]", run) is not None


def _cut(run: str) -> Iterator[str]:
    if _is_han(run):
        yield from (run[i : i + 2] for i in range(max(1, len(run) - 1)))
    elif run[0] in "0123456789":
        if _GROUPED.fullmatch(run):
            yield run.replace(",", "")[:LONGEST]
        elif _DECIMAL.fullmatch(run):
            yield run[:LONGEST]
        else:
            yield from (piece[:LONGEST] for piece in _DIGIT_BREAK.split(run))
    else:
        word = run.removesuffix("'s")
        yield (stem(word) if _ENGLISH.fullmatch(word) else word)[:LONGEST]
