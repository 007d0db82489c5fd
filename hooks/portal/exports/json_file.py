"""JSON files: UTF-8, keys in the order they were put in, numbers exact."""

import json
from decimal import Decimal
from typing import Any

from portal.model.language import Localised

_EXACT_DIGITS = 15
"""How many digits a double, which is what most programs read a number into, keeps exactly."""


def json_bytes(value: Any) -> bytes:
    """The file that holds this value."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def is_exact(number: Decimal) -> bool:
    """Whether spreadsheets and programs keep every digit of this number."""
    return len(number.normalize().as_tuple().digits) <= _EXACT_DIGITS


def json_number(number: Decimal) -> int | float | str:
    """The number, or its digits as text where a double would change them."""
    if not is_exact(number):
        return format(number, "f")
    return int(number) if number == number.to_integral_value() else float(number)


def both(text: Localised | None) -> dict[str, str | None] | None:
    """A text in both languages; English is null where there is none."""
    return None if text is None else {"zh": text.zh, "en": text.en}
