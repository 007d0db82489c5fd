"""English inflection taken off, lightly; `stem` in search.js has the same steps."""

import re
from functools import lru_cache

_STEPS = tuple(
    (re.compile(form), kept)
    for form, kept in (
        (r"(..)ie[sd]$", r"\1y"),
        (r"(..[^siu])s$", r"\1"),
        (r"(...ee)d$", r"\1"),
        (r"^(?!.?.?(?:ed|ing)$)(?!.*eed$)(.*[aeiouy].*)(?:ed|ing)$", r"\1"),
        (r"(....)ly$", r"\1"),
        (r"(....[st])ion$", r"\1"),
        (r"(...)e$", r"\1"),
        (r"(..[^aeiou])y$", r"\1i"),
        (r"(..)([^aeiouy])\2$", r"\1\2"),
    )
)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A key shared by the forms of a word (a-z): plural, -ed, -ing, -ly, -tion. No dictionary form.

    Words of up to three letters stay as they are.
    """
    for form, kept in _STEPS:
        word = form.sub(kept, word)
    return word
