"""Readers of single values: written text → what its field type means, or a problem."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from portal.model.field import DocumentNumber, Field, FieldType
from portal.model.written import WrittenText
from portal.validation.context import Checks

Scalar = Callable[[WrittenText, Field, Checks], Any]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/\S*)?")
_MARKUP = re.compile(r"<\s*/?\s*[A-Za-z!?]")
_NUMBER = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{1,12})\s*"
    r"[\[(\u3014\u3010\u300a\u2018'<{]\s*(?P<year>\d{4})\s*[\])\u3015\u3011\u300b\u2019'>}]\s*"
    r"(?:第\s*)?(?P<number>\d{1,5})\s*号?",
    re.ASCII,
)
_LOOKS = {
    "bool": ("真假值", "a truth value"),
    "int": ("整数", "an integer"),
    "float": ("小数", "a number"),
    "timestamp": ("日期", "a date"),
    "null": ("空值", "nothing"),
    "merge": ("合并符", "a merge key"),
    "value": ("特殊符号", "a special sign"),
}


def read_line(written: WrittenText, field: Field, checks: Checks) -> str | None:
    """One line of plain text, refused where another program would not read it as text."""
    if not written.quoted and written.looks_like in _LOOKS:
        kind, kind_en = _LOOKS[written.looks_like]
        checks.report(
            "FIELD-007",
            written.location,
            name=field.name,
            value=written.text,
            kind=kind,
            kind_en=kind_en,
        )
        return None
    text = written.text.strip("\n") if written.quoted else written.text
    if "\n" in text or text != text.strip():
        checks.report("FIELD-021", written.location, name=field.name)
        return None
    if _MARKUP.search(text):
        checks.report("FIELD-018", written.location, name=field.name, value=text)
        return None
    return text


def read_date(written: WrittenText, field: Field, checks: Checks) -> date | None:
    """A day that exists and, unless the field says otherwise, is not after the day of the build."""
    try:
        if not _DATE.fullmatch(written.text):
            raise ValueError
        found = date.fromisoformat(written.text)
    except ValueError:
        checks.report("FIELD-008", written.location, name=field.name, value=written.text)
        return None
    if found > checks.as_of and not field.future:
        checks.report("FIELD-009", written.location, name=field.name, value=found, day=checks.as_of)
        return None
    return found


def read_integer(written: WrittenText, field: Field, checks: Checks) -> int | None:
    """A whole number from 0 in ASCII digits."""
    if not _INTEGER.fullmatch(written.text):
        checks.report("FIELD-010", written.location, name=field.name, value=written.text)
        return None
    if written.text.startswith("-"):
        checks.report("FIELD-022", written.location, name=field.name, value=written.text)
        return None
    return int(written.text)


def read_decimal(written: WrittenText, field: Field, checks: Checks) -> Decimal | None:
    """A number in ASCII digits."""
    if not _DECIMAL.fullmatch(written.text):
        checks.report("FIELD-011", written.location, name=field.name, value=written.text)
        return None
    return Decimal(written.text)


def read_flag(written: WrittenText, field: Field, checks: Checks) -> bool | None:
    """`true` or `false`, nothing else that YAML would take for them."""
    if written.text not in ("true", "false"):
        checks.report("FIELD-012", written.location, name=field.name, value=written.text)
        return None
    return written.text == "true"


def read_choice(written: WrittenText, field: Field, checks: Checks) -> Any:
    """The declared option of that id."""
    if (option := field.option(written.text)) is not None:
        return option
    ids = [option.id for option in field.options]
    hint, hint_en = hints(written.text, ids)
    checks.report(
        "FIELD-013",
        written.location,
        name=field.name,
        value=written.text,
        options=", ".join(ids),
        hint=hint,
        hint_en=hint_en,
    )
    return None


def hints(wrong: str, known: list[str]) -> tuple[str, str]:
    """`，是否指…` and `; did you mean …` where a known name is near, else two empty texts."""
    near = get_close_matches(wrong, known, n=1, cutoff=0.6)
    return (f"，是否指“{near[0]}”", f'; did you mean "{near[0]}"') if near else ("", "")


def read_index_number(written: WrittenText, field: Field, checks: Checks) -> str | None:
    """索引号 in the pattern of the office."""
    if not re.fullmatch(checks.index_number, written.text, re.ASCII):
        checks.report(
            "FIELD-014",
            written.location,
            name=field.name,
            value=written.text,
            pattern=checks.index_number,
        )
        return None
    return written.text


def read_document_number(
    written: WrittenText, field: Field, checks: Checks
) -> DocumentNumber | None:
    """发文字号 in any style of brackets and width, taken apart."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", written.text).strip())
    if found is None:
        checks.report("FIELD-015", written.location, name=field.name, value=written.text)
        return None
    return DocumentNumber(found["agency"], int(found["year"]), int(found["number"]))


def _matching(pattern: re.Pattern[str], code: str) -> Scalar:
    def read(written: WrittenText, field: Field, checks: Checks) -> str | None:
        if not pattern.fullmatch(written.text):
            checks.report(code, written.location, name=field.name, value=written.text)
            return None
        return written.text

    return read


SCALARS: dict[FieldType, Scalar] = {
    FieldType.TEXT: read_line,
    FieldType.DATE: read_date,
    FieldType.INTEGER: read_integer,
    FieldType.DECIMAL: read_decimal,
    FieldType.FLAG: read_flag,
    FieldType.CHOICE: read_choice,
    FieldType.INDEX_NUMBER: read_index_number,
    FieldType.DOCUMENT_NUMBER: read_document_number,
    FieldType.SLUG: _matching(_SLUG, "FIELD-016"),
    FieldType.NAME: _matching(_NAME, "FIELD-016"),
    FieldType.URL: _matching(_URL, "FIELD-017"),
}
"""The reader of each field type that is written as one scalar."""
