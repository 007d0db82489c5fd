"""Bytes → text: UTF-8 only, one kind of line end, nothing invisible that misleads a reader."""

import re
import unicodedata

from portal.model.problem import Location, Problem, problem

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2028\u2029\u2060\ufeff\ufffe\uffff]"
)
_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_UNIFIED = frozenset("\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29")
"""Ordinary ideographs, although they stand among the compatibility ones."""


def read_text(content: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text with line feeds only and without a byte-order mark; empty where it is unreadable."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [problem("TEXT-002", Location(file), encoding="UTF-16")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(content, error.start, file)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, _misleading(text, file)


def _not_utf8(content: bytes, start: int, file: str) -> Problem:
    line = content.count(b"\n", 0, start) + 1
    begin = content.rfind(b"\n", 0, start) + 1
    column = len(content[begin:start].decode("utf-8", "replace")) + 1
    try:
        content[begin:].split(b"\n", 1)[0].decode("gb18030")
    except UnicodeDecodeError:
        return problem("TEXT-003", Location(file, line, column), byte=f"{content[start]:#04x}")
    return problem("TEXT-001", Location(file, line, column), encoding="GBK")


def _misleading(text: str, file: str) -> list[Problem]:
    """Marks that turn the reading direction, control characters, and look-alike ideographs."""
    found = []
    for code, pattern in (("TEXT-004", _BIDI), ("TEXT-005", _CONTROL), ("TEXT-006", _RADICAL)):
        for match in pattern.finditer(text):
            if match[0] in _UNIFIED:
                continue
            right = unicodedata.normalize("NFKC", match[0])
            # Unicode gives no ordinary form for most radicals of simplified characters.
            known = "TEXT-007" if code == "TEXT-006" and right == match[0] else code
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            found.append(
                problem(
                    known,
                    Location(file, line, column),
                    character=f"U+{ord(match[0]):04X}",
                    right=right,
                )
            )
    return found
