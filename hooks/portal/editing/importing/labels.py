"""Labels compared as people read them: white space, width, numbering and brackets aside."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from portal.editing.importing.words import words
from portal.model.report import Header

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.,:]|\([一二三四五六七八九十\d]+\)[、.,:]?|\d+[、.,:)]+"
    r"|\d+(?=[\u4e00-\u9fff]))"
)
_EXPLANATION = re.compile(r"\((?![一二三四五六七八九十]+\))[^()]*\)")
_CLOSE, _CLEAR, _SHORTEST = 0.7, 0.1, 4


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """The text in ordinary width without white space and invisible characters."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(c for c in normal if not c.isspace() and unicodedata.category(c) != "Cf")


def _letters(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The label without its number, punctuation and white space."""
    return _letters(_NUMBERING.sub("", compact(text)))


@lru_cache(maxsize=4096)
def core(text: str) -> str:
    """The bare label without what stands in brackets, which real reports add and leave out."""
    return _letters(_NUMBERING.sub("", _EXPLANATION.sub("", compact(text)))) or bare(text)


def is_numbered(text: str) -> bool:
    """Whether the label begins with a number of its own."""
    return _NUMBERING.match(compact(text)) is not None


def is_same(text: str, declared: str) -> bool:
    """Whether the text is that label for certain."""
    found = bare(text)
    return bool(found) and (found == bare(declared) or core(text) == core(declared))


def unit_named(text: str) -> str | None:
    """The unit that a label names in brackets: `（单位：万元）`; None where it names none."""
    found = re.search(rf"\({words()['unit']}[:,]?([^()]+)\)", compact(text))
    return found[1] if found else None


def same(text: str, headers: Iterable[Header]) -> list[Header]:
    """The labels among `headers` that the text is for certain; an equal one before a core one."""
    among = list(headers)
    equal = [header for header in among if bare(text) and bare(text) == bare(header.title.zh)]
    return equal or [header for header in among if is_same(text, header.title.zh)]


def closeness(text: str, declared: str) -> float:
    """From 0 to 1; a label cut short is close."""
    found, whole = bare(text), bare(declared)
    if len(found) >= _SHORTEST and whole.startswith(found):
        return 0.95
    pairs = ((found, whole), (core(text), core(declared)))
    return max(SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairs)


def nearest(text: str, headers: Iterable[Header]) -> Header | None:
    """The one label that the text most probably is, or None where none or two are close."""
    ranked = sorted(
        ((closeness(text, header.title.zh), header) for header in headers),
        key=lambda pair: -pair[0],
    )
    if not bare(text) or not ranked or ranked[0][0] < _CLOSE:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEAR:
        return None
    return ranked[0][1]
