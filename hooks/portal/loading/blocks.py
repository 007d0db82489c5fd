"""Markdown lines → top-level blocks, so that prose is compared and translated by the piece."""

import re
from collections.abc import Sequence

from portal.model.document import Block

_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.)\s")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r"#{1,6}\s")


def read_blocks(lines: Sequence[str], first_line: int) -> tuple[Block, ...]:
    """Split at blank lines; an indented piece, or a list item after a list, joins the one before.

    A heading is a block of its own even without a blank line after it. `first_line` is the line
    of the file on which `lines` start.
    """
    pieces: list[list[str]] = []
    starts: list[int] = []
    is_open = False
    fence = ""
    for number, line in enumerate(lines, first_line):
        if fence:
            pieces[-1].append(line)
            if line.strip().startswith(fence):
                fence = ""
            continue
        if not line.strip():
            is_open = False
            continue
        if not is_open and pieces and _continues(pieces[-1][0], line):
            pieces[-1] += ["", line]
        elif is_open and not _HEADING.match(line) and not _HEADING.match(pieces[-1][0]):
            pieces[-1].append(line)
        else:
            pieces.append([line])
            starts.append(number)
        is_open = True
        if opened := _FENCE.match(line):
            fence = opened[1][:3]
    return tuple(
        Block("\n".join(piece).rstrip(), start) for piece, start in zip(pieces, starts, strict=True)
    )


def _continues(first: str, line: str) -> bool:
    """Whether a line after a blank one still belongs to the list that began with `first`."""
    if not _LIST_ITEM.match(first):
        return False
    return line.startswith(("    ", "\t")) or bool(_LIST_ITEM.match(line))
