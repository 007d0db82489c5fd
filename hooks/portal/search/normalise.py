"""The one folding of text before it is cut into tokens; `fold` in search.js does the same.

Each code point is folded alone, so that the browser can say where in a text a match stands. That
Python and a browser know different versions of Unicode changes nothing: the decomposition of a
character never changes, and `FOLDABLE` leaves out the blocks where new ones are still added.

1. Invisible and combining characters (`DROPPED`) vanish.
2. Characters in `FOLDABLE` become lower-case NFKD: full-width and enclosed forms, ligatures,
   accented letters and compatibility ideographs turn into what they stand for.
3. Every kind of bracket, dash and apostrophe becomes `(`, `)`, `-` or `'`.
4. Han, letters, digits and `( ) , - . '` stay; all else is a space.
"""

import re
import unicodedata

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Chinese characters, for use inside a character class."""

LETTERS = "a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u04ff"
"""Letters of folded text (Latin, Greek, Cyrillic), for use inside a character class."""

DROPPED = "\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
FOLDABLE = (
    "\x00-\u04ff\u1e00-\u1eff\u2000-\u33ff\uf900-\uffef\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f"
)

_DROPPED = re.compile(f"[{DROPPED}]")
_FOLDABLE = re.compile(f"[{FOLDABLE}]")
_KEPT = re.compile(f"[{HAN}{LETTERS}0-9(),.'-]")
_UNIFIED = (
    (re.compile(r"[\[{<〈《「『【〔〖〘〚]"), "("),
    (re.compile(r"[\]}>〉》」』】〕〗〙〛]"), ")"),
    (re.compile("[\u2010-\u2015\u2212]"), "-"),
    (re.compile("[`\u2018\u2019]"), "'"),
)


def _folded(character: str) -> str:
    if _DROPPED.match(character):
        return ""
    if _FOLDABLE.match(character):
        character = unicodedata.normalize("NFKD", character).lower()
    character = _DROPPED.sub("", character)
    for pattern, replacement in _UNIFIED:
        character = pattern.sub(replacement, character)
    return "".join(c if _KEPT.match(c) else " " for c in character)


class _Table(dict[int, str]):
    """Code point → folded text, filled as code points are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """The text over the small alphabet of the tokens; folding twice changes nothing more."""
    return text.translate(_TABLE)
