"""The text of a cell → a figure as the portal writes it, and what was not certain about it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from portal.editing.importing.labels import compact
from portal.editing.importing.words import words
from portal.model.report import CellType, Header

BLANK, NOT_APPLICABLE = "~", "n/a"
_DASHES = frozenset("-‐‑‒–−﹣─ーㄧ")
_LONG_DASHES = frozenset("—―⸺")
_SLASHES = frozenset("/\\∕⁄")
_MINUS = str.maketrans(dict.fromkeys("‐‑‒–−", "-"))
_LONGEST_UNIT, _LONGEST_NUMBER = 4, 20
_DECIMALS_OF_MONEY = 2


@dataclass(frozen=True)
class Figure:
    """`written` as in the portal's YAML; `doubt` is the code of what is uncertain, if anything."""

    written: str
    doubt: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is neither blank nor struck out."""
        return self.written not in (BLANK, NOT_APPLICABLE)


@cache
def _number_pattern() -> re.Pattern[str]:
    signs = "|".join(sorted(words()["signs"], key=len, reverse=True))
    return re.compile(
        rf"(?P<sign>[+-]|{signs})?¥?"
        r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
        rf"(?P<unit>[^\W\d_]{{0,{_LONGEST_UNIT}}})",
    )


def looks_like_figure(text: str) -> bool:
    """Whether the text can stand in a cell of data and is not blank."""
    found = compact(text)
    return bool(found) and (_sign_for_nothing(found) is not None or _match(text) is not None)


def read_figure(text: str, column: Header, unit: str, shown_unit: str | None) -> Figure | None:
    """The figure of a cell, or None where it cannot be read.

    `unit` is the declared unit of the column (Chinese, may be empty), `shown_unit` the one that its
    label names in the file, where it names one.
    """
    found = compact(text)
    if not found:
        return Figure(BLANK)
    nothing = _sign_for_nothing(found)
    if nothing is not None:
        return nothing
    match = _match(text)
    if match is None or len(match["digits"]) > _LONGEST_NUMBER:
        return None
    return _read_number(match, text, column, unit, shown_unit)


def _sign_for_nothing(found: str) -> Figure | None:
    letters = {c for c in found if c not in "()"}
    if found.strip("".join(_LONG_DASHES)) in words()["not_applicable"]:
        return Figure(NOT_APPLICABLE)
    if letters <= _LONG_DASHES:
        return Figure(NOT_APPLICABLE, "IMPORT-044")
    if letters <= _SLASHES:
        return Figure(NOT_APPLICABLE, "IMPORT-033")
    if letters <= _DASHES or found in words()["nothing"]:
        return Figure(BLANK, "IMPORT-032")
    return None


def _match(text: str) -> re.Match[str] | None:
    return _number_pattern().fullmatch(compact(text).translate(_MINUS))


def _read_number(
    match: re.Match[str], text: str, column: Header, unit: str, shown_unit: str | None
) -> Figure | None:
    digits = match["digits"].replace(",", "")
    sign = words()["signs"].get(match["sign"], match["sign"] or "")
    doubt = "IMPORT-035" if match["sign"] in words()["signs"] else None
    if re.search(r"\d\s+[\d.,]|[.,]\s+\d", text):
        doubt = "IMPORT-035"
    whole, _, decimals = digits.partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        whole, doubt = whole.lstrip("0") or "0", "IMPORT-035"
    number = f"{whole}.{decimals}" if decimals else whole
    own = match["unit"] or shown_unit or unit
    if own != unit:
        converted = _converted(Decimal(number), own, unit)
        if converted is None:
            if _multiple(own)[0] != _multiple(unit)[0]:
                return None
            doubt = doubt or "IMPORT-034"
        else:
            number, doubt = format(converted, "f"), "IMPORT-036"
    if column.type is not CellType.SIGNED_COUNT:
        if sign == "-" and Decimal(number) != 0:
            return None
        if sign:
            sign, doubt = "", doubt or "IMPORT-035"
    return _typed(sign, number, column.type, doubt)


def _typed(sign: str, number: str, type: CellType, doubt: str | None) -> Figure | None:
    whole, _, decimals = number.partition(".")
    if type in (CellType.COUNT, CellType.SIGNED_COUNT):
        if decimals.strip("0"):
            return None
        # 31.00 is 31; 31.000 may be a thousand written the other way.
        doubt = doubt or ("IMPORT-035" if len(decimals) > _DECIMALS_OF_MONEY else None)
        return Figure(sign + whole, doubt)
    if type is CellType.MONEY and len(decimals) > _DECIMALS_OF_MONEY:
        if decimals[_DECIMALS_OF_MONEY:].strip("0"):
            return None
        number, doubt = f"{whole}.{decimals[:_DECIMALS_OF_MONEY]}", doubt or "IMPORT-035"
    return Figure(number, doubt)


def _multiple(unit: str) -> tuple[int, str]:
    factor = 1
    while unit and unit[0] in words()["multiples"]:
        factor, unit = factor * words()["multiples"][unit[0]], unit[1:]
    return factor, unit


def _converted(number: Decimal, own: str, unit: str) -> Decimal | None:
    """The number in the declared unit, where both units differ only by a multiple."""
    factor, base = _multiple(own)
    declared, declared_base = _multiple(unit)
    if base not in ("", declared_base) or factor == declared:
        return None
    exact = number * factor / declared
    trimmed = exact.normalize()
    return trimmed if trimmed == exact else None
