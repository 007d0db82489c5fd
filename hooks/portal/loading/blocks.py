"""Markdown lines → top-level blocks, so that prose is compared and translated by the piece.

The pieces are those that Python-Markdown makes top-level elements of.
"""

import re
from collections.abc import Sequence

from portal.model.document import Block

_BULLET = re.compile(r" {0,3}[-*+]\s")
_NUMBER = re.compile(r" {0,3}\d+\.\s")
_QUOTE = re.compile(r" {0,3}>")
_CODE = re.compile(r" {4}|\t")
_HEADING = re.compile(r"#{1,6}\s")
_RULE = re.compile(r" {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,})\s*")
_UNDERLINE = re.compile(r"(?:=+|-+)\s*")
_FENCE = re.compile(r"(`{3,}|~{3,}) *(?:\{.*\}|\.?[\w#.+-]*)\s*")


def read_blocks(lines: Sequence[str], first_line: int) -> tuple[Block, ...]:
    """Split at blank lines; lists, quotes and indented code go on over them.

    A heading, a rule and a fenced piece of code are blocks of their own even without blank lines
    around them. `first_line` is the line of the file on which `lines` start.
    """
    pieces: list[list[str]] = []
    starts: list[int] = []
    is_open = False
    blanks = 0
    at = 0
    while at < len(lines):
        line, start, end = lines[at], at, _fence_end(lines, at)
        at = end or at + 1
        if end is not None:
            pieces.append(list(lines[start:end]))
            starts.append(start)
            is_open, blanks = False, 0
        elif not line.strip():
            is_open, blanks = False, blanks + 1
        elif pieces and (_goes_on if is_open else _continues)(pieces[-1], line):
            pieces[-1] += [*[""] * blanks, line]
            is_open, blanks = True, 0
        else:
            pieces.append([line])
            starts.append(start)
            is_open, blanks = True, 0
    return tuple(
        Block("\n".join(piece).rstrip(), first_line + start)
        for piece, start in zip(pieces, starts, strict=True)
    )


def is_fenced(block: Block) -> bool:
    """Whether a block is a piece of code between two fences: shown to the letter."""
    lines = block.text.split("\n")
    return _fence_end(lines, 0) == len(lines)


def _fence_end(lines: Sequence[str], at: int) -> int | None:
    """The line after the fence that closes the one at `at`; a fence without end is none."""
    opened = _FENCE.fullmatch(lines[at])
    if opened is None:
        return None
    following = range(at + 1, len(lines))
    return next((end + 1 for end in following if lines[end].rstrip() == opened[1]), None)


def _goes_on(piece: Sequence[str], line: str) -> bool:
    """Whether the line belongs to the piece directly above it."""
    first = piece[0]
    if _HEADING.match(line) or _HEADING.match(first) or _RULE.fullmatch(first):
        return False
    if _CODE.match(first) and not _CODE.match(line):
        return False
    if _RULE.fullmatch(line):
        # Markdown takes it for the underline of a heading; the gate refuses that.
        return len(piece) == 1 and bool(_UNDERLINE.fullmatch(line))
    is_paragraph = not any(kind.match(first) for kind in (_BULLET, _NUMBER, _QUOTE))
    return not (is_paragraph and _QUOTE.match(line) and "|" not in first)


def _continues(piece: Sequence[str], line: str) -> bool:
    """Whether a line after a blank one still belongs to the piece before."""
    first = piece[0]
    if _HEADING.match(first) or _RULE.fullmatch(first) or _RULE.fullmatch(line):
        return False
    if _BULLET.match(first) or _NUMBER.match(first):
        same = _BULLET if _BULLET.match(first) else _NUMBER
        return bool(_CODE.match(line) or same.match(line))
    return any(kind.match(first) and kind.match(line) for kind in (_QUOTE, _CODE))
