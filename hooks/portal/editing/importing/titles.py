"""Whose report a file is, and of which year, as its title says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.editing.importing.labels import compact

_TITLE = re.compile(
    r"(?P<agency>[\u4e00-\u9fff()]{2,40}?)?(?P<year>20\d{2})(?P<span>年度|年)"
    r"(?:政府信息公开[\u4e00-\u9fff]{0,8}?(?:年度)?报告(?:\([^()]*\))?$|:)"
)
_LONGEST = 80


@dataclass(frozen=True)
class Title:
    """A title: the agency where it stands in the same line, and how the year is worded."""

    agency: str | None
    year: int
    span: str


def titles(texts: Sequence[str]) -> list[Title]:
    """Every line that is the title of an annual report on information disclosure."""
    found: list[Title] = []
    for text in texts:
        line = compact(text)
        match = _TITLE.match(line) if len(line) <= _LONGEST else None
        if match is not None:
            found.append(Title(match["agency"], int(match["year"]), match["span"]))
    return found


def is_same_agency(found: str, agency: str) -> bool:
    """Whether a title names that agency, with or without the names of the places above it."""
    one, other = compact(found), compact(agency)
    return one.endswith(other) or other.endswith(one)
