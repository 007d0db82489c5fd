"""`data/figures.yml` → the vocabulary by which numbers in the prose of reports are understood."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from portal.model.field import Field, FieldType, Values
from portal.model.figures import (
    PLACEHOLDERS,
    Closeness,
    FigureRules,
    Meaning,
    NumberKind,
    Opening,
    Quote,
    Words,
)
from portal.model.language import LANGUAGES
from portal.model.report import Format, Header
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.shapes import NAME, TITLE, field, needs
from portal.validation.values import read_values

T = FieldType
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _words(name: str, zh: str, en: str, *, required: bool = False) -> Field:
    """Lists of words or templates, one for each language."""
    lists = (field("zh", T.TEXTS, "中文", "Chinese"), field("en", T.TEXTS, "英文", "English"))
    return field(name, T.MAPPING, zh, en, required=required, fields=lists)


def _beside(closeness: Closeness, zh: str, en: str) -> Field:
    before = _words("before", "写在数字前的词", "Words before the number")
    after = _words("after", "写在数字后的词", "Words after the number")
    return field(closeness.value, T.MAPPING, zh, en, fields=(before, after))


_KIND = (
    NAME,
    TITLE,
    field(
        "opens",
        T.CHOICE,
        "只在句首或分句之首",
        "Only where a sentence or a clause opens",
        options=tuple(opening.value for opening in Opening),
    ),
    field("compared", T.FLAG, "两种语言须一致", "Both languages must have it (default: true)"),
    _words("templates", "模板", "Templates", required=True),
)
_QUOTE = (
    needs("cells", T.TEXTS, "引用的单元格（其一）", "Cells quoted, any of them"),
    _words("phrases", "短语", "Phrases"),
    _words("none", "表示没有的短语", "Phrases that say there was none"),
    _words("about", "段落或标题须含的词", "Words that the block or its headings must have"),
)
FIGURES = (
    _words("words", "不是数字的词", "Words in which a numeral is no number"),
    _words("months", "月份名称", "Names of months, January first"),
    field(
        "meanings",
        T.MAPPINGS,
        "绑定后表示数的词",
        "Words that mean a number where they are bound",
        fields=(
            needs("value", T.DECIMAL, "数值", "Value"),
            _words("words", "词", "Words", required=True),
        ),
    ),
    field(
        "approximate",
        T.MAPPING,
        "约数",
        "Approximations",
        fields=(
            _beside(Closeness.EXACT, "并非约数的词", "Words that only look like these"),
            _beside(Closeness.ABOUT, "大约", "About"),
            _beside(Closeness.OVER, "多于", "More than"),
            _beside(Closeness.UNDER, "不足", "Less than"),
        ),
    ),
    _words("decrease", "减少", "Words of decrease"),
    _words("measures", "量词", "Words of measure"),
    _words("connecting", "连接词", "Words between a phrase and its number"),
    _words("elsewhere", "另有所指的词", "Words by which a phrase speaks of something else"),
    field("kinds", T.MAPPINGS, "无须核对的数字", "Numbers that quote nothing", fields=_KIND),
    field("quotes", T.MAPPINGS, "引用单元格的短语", "Phrases that quote a cell", fields=_QUOTE),
)


def read_figure_rules(
    written: WrittenMap, formats: Iterable[Format] | None, checks: Checks
) -> FigureRules | None:
    """The vocabulary, or None where something in it is wrong.

    Each cell is in one of the formats; None where these are not known.
    """
    before = len(checks.problems)
    values = read_values(written, FIGURES, checks)
    if len(checks.problems) > before:
        return None
    cells = None if formats is None else {name for f in formats for name in _cells(f)}
    near = values.get("approximate", Values({}, {}, values.location))
    found = FigureRules(
        measures=_lists(values, "measures"),
        connecting=_lists(values, "connecting"),
        before={c: _lists(_group(near, c.value), "before") for c in Closeness},
        after={c: _lists(_group(near, c.value), "after") for c in Closeness},
        decrease=_lists(values, "decrease"),
        meanings=tuple(
            Meaning(item["value"], _lists(item, "words")) for item in values.get("meanings", ())
        ),
        words=_lists(values, "words"),
        months=_lists(values, "months"),
        kinds=tuple(_kind(item, checks) for item in values.get("kinds", ())),
        quotes=tuple(_quote(item, cells, checks) for item in values.get("quotes", ())),
        elsewhere=_lists(values, "elsewhere"),
    )
    return found if len(checks.problems) == before else None


def _group(values: Values, name: str) -> Values:
    found: Values = values.get(name, Values({}, {}, values.location))
    return found


def _lists(values: Values, name: str) -> Words:
    group: Mapping[str, Any] = _group(values, name).read
    return {language: tuple(group.get(language.value, ())) for language in LANGUAGES}


def _kind(item: Values, checks: Checks) -> NumberKind:
    templates = _lists(item, "templates")
    _check_templates(item, "templates", templates, checks, is_number_needed=True)
    return NumberKind(
        item["id"],
        item["title"],
        templates,
        Opening(item["opens"].id) if "opens" in item else None,
        item.get("compared", True),
    )


def _quote(item: Values, cells: set[str] | None, checks: Checks) -> Quote:
    phrases, none = _lists(item, "phrases"), _lists(item, "none")
    _check_templates(item, "phrases", phrases, checks, is_number_needed=True)
    _check_templates(item, "none", none, checks, is_number_needed=False)
    for target in item["cells"]:
        for term in target.split("+"):
            if cells is not None and term not in cells:
                checks.report("DECLARE-002", item.place("cells"), name=term, kind="cell")
    return Quote(item["cells"], phrases, none, _lists(item, "about"), item.location)


def _check_templates(
    item: Values, name: str, templates: Words, checks: Checks, *, is_number_needed: bool
) -> None:
    """A template has known placeholders only, and a number where it is about one."""
    for texts in templates.values():
        for text in texts:
            used = set(_PLACEHOLDER.findall(text))
            if used - set(PLACEHOLDERS) or bool(used) != is_number_needed or _is_bare(text):
                known = ", ".join(f"{{{mark}}}" for mark in PLACEHOLDERS)
                checks.report("FIGURE-013", item.place(name), template=text, known=known)


def _is_bare(text: str) -> bool:
    """Whether a template has no words and would take every number."""
    return (
        not _PLACEHOLDER.sub("", text).replace("…", "").strip()
        and "{n}" in text
        and ("{month}" not in text)
    )


def _cells(format: Format) -> Iterable[str]:
    for table in format.tables:
        for block in table.blocks:
            for row in _all(block.rows):
                for column in _all(block.columns):
                    yield f"{table.id}/{row}/{column}"


def _all(headers: tuple[Header, ...]) -> Iterable[str]:
    for header in headers:
        yield header.id
        yield from _all(header.children)
