"""The sentences of every problem code, one YAML file an area, read once per run."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from portal.model.private import masked
from portal.model.problem import Problem

_QUOTED_LENGTH = 120
_WHOLE = frozenset({"left", "right", "left_en", "right_en"})
"""Values that are never cut: the sides of an equation end with their sum."""


@dataclass(frozen=True)
class Message:
    """Templates of one code: what is wrong in Chinese and in English, and how to mend it."""

    zh: str
    en: str
    fix: str


@cache
def messages() -> dict[str, Message]:
    """Every problem code the portal knows, in code order."""
    found: dict[str, Message] = {}
    for source in sorted(resources.files(__package__).iterdir(), key=lambda path: path.name):
        if source.name.endswith(".yml"):
            declared = yaml.safe_load(source.read_text(encoding="utf-8"))
            for code, texts in declared.items():
                found[code] = Message(**texts)
    return dict(sorted(found.items()))


def sentence(template: str, found: Problem) -> str:
    """The template with the problem's values quoted safely: no personal data, no control marks."""
    values = {name: masked(value) for name, value in found.values.items()}
    return template.format(
        **{
            name: _escaped(value) if name in _WHOLE else log_safe(value)
            for name, value in values.items()
        }
    )


def log_safe(text: str) -> str:
    """The text with control and direction marks escaped, cut where it is very long."""
    shown = _escaped(text)
    return shown if len(shown) <= _QUOTED_LENGTH else f"{shown[:_QUOTED_LENGTH]}…"


def _escaped(text: str) -> str:
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character)[0] == "C" else character
        for character in text
    )
