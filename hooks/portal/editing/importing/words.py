"""The words that the import reads and writes; they stand in `words.yml`."""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from portal.model.language import Localised


@cache
def words() -> dict[str, Any]:
    """All words by key."""
    source = resources.files(__package__) / "words.yml"
    declared: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return declared


def place(kind: str, **values: object) -> Localised:
    """Where a cell stands, in both languages."""
    told = words()["place"][kind]
    return Localised(told["zh"].format(**values), told["en"].format(**values))
