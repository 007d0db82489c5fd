"""Prose read by the declared vocabulary of this repository."""

from datetime import date
from functools import cache

from portal.linking.figures.reading import ReadBlock, Reader
from portal.linking.figures.visible import visible_block
from portal.model.document import Block
from portal.model.figures import FigureRules
from portal.model.language import Language
from portal.validation.context import Checks
from portal.validation.figures import read_figure_rules
from tests.gate.test_reports import formats, written
from tests.gate.tree import REPOSITORY

ZH, EN = Language.ZH, Language.EN


@cache
def rules() -> FigureRules:
    """The vocabulary of `data/figures.yml`."""
    checks = Checks(date(2026, 1, 1))
    declared = written(REPOSITORY / "data/figures.yml")
    found = read_figure_rules(declared, formats().values(), checks)
    assert checks.problems == []
    assert found is not None
    return found


@cache
def reader(language: Language) -> Reader:
    """What reads prose of that language."""
    return Reader(language, rules())


def read(text: str, language: Language = ZH) -> ReadBlock:
    """A block of prose."""
    return reader(language).block(visible_block("report.md", Block(text, 1)), "")
