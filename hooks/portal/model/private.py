"""Personal data in a text: what it looks like, and how it is masked wherever it is quoted.

条例第十五条、第三十二条; 个人信息保护法第二十五条、第二十八条. A pattern alone would raise false
alarms on ordinary figures, so every number must also pass the checks that its kind has.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum


class PrivateKind(Enum):
    """What a piece of personal data is."""

    IDENTITY_CARD = "identity_card"
    """居民身份证号码 (GB 11643): region, date of birth, order, check digit."""

    MOBILE = "mobile"
    """A mobile telephone number of the mainland."""

    TELEPHONE = "telephone"
    """A fixed telephone number with area code, or one that is named as such."""

    BANK_CARD = "bank_card"
    """A card number with the prefix of an issuer and a check digit (ISO/IEC 7812)."""

    EMAIL = "email"
    """An e-mail address."""


@dataclass(frozen=True)
class PrivateData:
    """Personal data found in a text; `start` and `end` are offsets in it."""

    kind: PrivateKind
    start: int
    end: int
    value: str
    """Without separators, in ASCII; for comparison only, never to be shown."""

    @property
    def masked(self) -> str:
        """What may be shown of it, and by what an exception names it."""
        shown = 1 if self.kind is PrivateKind.EMAIL else 3
        return f"{self.value[:shown]}****{self.value[-2:]}"


_NARROW = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2013: "-"}
)
"""Full-width forms as ASCII, character for character, so that offsets stay."""

_START, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|\.\d)"
_GAP = r"[ -]?"
_AMOUNT = r"(?!\s*(?:[元万亿吨千平立公个人次件项条%]|yuan|[Mm]illion|[Bb]illion))"
_AREA = r"(?:\(0\d{2,3}\)|0\d{2,3}[ -])"

_PATTERNS = {
    PrivateKind.IDENTITY_CARD: rf"{_START}[1-8](?:{_GAP}\d){{16}}{_GAP}[0-9Xx]{_END}",
    PrivateKind.BANK_CARD: rf"{_START}[3-6]\d{{3}}(?:{_GAP}\d){{11,15}}{_END}{_AMOUNT}",
    PrivateKind.MOBILE: rf"{_START}(?:\+?86{_GAP})?1[3-9]\d(?:{_GAP}\d){{8}}{_END}{_AMOUNT}",
    PrivateKind.TELEPHONE: (
        rf"{_START}{_AREA}\s?\d{{7,8}}{_END}"
        r"|(?<=电话)[:号码为是\s]{0,4}\d{7,8}(?!\d)|(?<=传真)[:号码为是\s]{0,4}\d{7,8}(?!\d)"
    ),
    PrivateKind.EMAIL: r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
}
_COMPILED = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS.items()]
_PROMISING = re.compile(r"@|\d(?:[ ()-]?\d){6}")

_PROVINCES = frozenset(
    {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46}
    | {50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83}
)
"""First two digits of the codes of administrative divisions (GB/T 2260)."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_CARDS = (
    ("62", range(16, 20)),
    ("4", (16,)),
    ("51", (16,)),
    ("52", (16,)),
    ("53", (16,)),
    ("54", (16,)),
    ("55", (16,)),
    ("35", (16,)),
    ("34", (15,)),
    ("37", (15,)),
)
"""Prefixes of card issuers with the lengths of their numbers."""
_EARLIEST_BIRTH = 1900
_LATEST_BIRTH = 2099


def private_data(text: str) -> Iterator[PrivateData]:
    """Every piece of personal data in a text, in its order; none inside another."""
    narrow = text.translate(_NARROW)
    if not _PROMISING.search(narrow):
        return
    found: list[PrivateData] = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(narrow):
            value = _value(kind, match[0])
            covered = any(
                other.start < match.end() and match.start() < other.end for other in found
            )
            if not covered and _CHECKS[kind](value):
                start = match.end() - len(match[0].lstrip(": 号码为是"))
                found.append(PrivateData(kind, start, match.end(), value))
    yield from sorted(found, key=lambda item: item.start)


def masked(text: str) -> str:
    """The text with all personal data in it masked, fit for messages and logs."""
    shown = text
    for item in reversed(list(private_data(text))):
        shown = shown[: item.start] + item.masked + shown[item.end :]
    return shown


def plain_contact(written: str) -> str:
    """A telephone number or e-mail address in the form in which they are compared."""
    return _value(PrivateKind.EMAIL if "@" in written else PrivateKind.TELEPHONE, written)


def _value(kind: PrivateKind, written: str) -> str:
    narrow = written.translate(_NARROW)
    if kind is PrivateKind.EMAIL:
        return narrow.strip().lower()
    digits = re.sub(r"[^0-9Xx]", "", narrow).upper()
    return digits.removeprefix("86") if kind is PrivateKind.MOBILE else digits


def _is_identity_card(value: str) -> bool:
    if int(value[:2]) not in _PROVINCES:
        return False
    try:
        born = date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value, _WEIGHTS, strict=False))
    is_plausible = _EARLIEST_BIRTH <= born.year <= _LATEST_BIRTH
    return is_plausible and _CHECK_DIGITS[total % 11] == value[17]


def _is_bank_card(value: str) -> bool:
    if not any(value.startswith(prefix) and len(value) in lengths for prefix, lengths in _CARDS):
        return False
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(value)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _is_mobile(value: str) -> bool:
    # Round sums have the length of a mobile number, too.
    return not value.endswith("000000")


_CHECKS: dict[PrivateKind, Callable[[str], bool]] = {
    PrivateKind.IDENTITY_CARD: _is_identity_card,
    PrivateKind.BANK_CARD: _is_bank_card,
    PrivateKind.MOBILE: _is_mobile,
    PrivateKind.TELEPHONE: lambda _: True,
    PrivateKind.EMAIL: lambda _: True,
}
