"""Links in Markdown: where they stand, what file they mean, and the headings they can reach."""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.model.document import Block

# Possessive, so that an unclosed link costs one pass and not one for each way to split it.
LINK = re.compile(r"(?<!\\)!?\[[^\[\]\n]*+\]\([^\S\n]*+<?([^\s)>]*+)>?[^)\n]*+\)")
CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_INLINE = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]|\\(?=[^\w\s])")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True)
class LocalLink:
    """A link to something of ours: the source file it means, and the anchor in it."""

    file: str
    anchor: str


def links_of(block: Block) -> Iterator[tuple[str, int]]:
    """Every link target written in a block with the line of the file it stands on."""
    for offset, line in enumerate(block.text.split("\n")):
        for match in LINK.finditer(CODE.sub("", line)):
            yield match[1], block.line + offset


def local_link(target: str, file: str) -> LocalLink | None:
    """What a link written in `file` means inside the sources; None for one that leads outside."""
    if _SCHEME.match(target) or target.startswith("//"):
        return None
    path, _, anchor = target.partition("#")
    if not path:
        return LocalLink(file, anchor)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    return LocalLink(joined, anchor)


@dataclass(frozen=True)
class HeadingLine:
    """A heading of a document with the anchor under which it is reached."""

    level: int
    title: str
    anchor: str


def anchor_of(title: str) -> str:
    """Letters, digits and ideographs of a heading in lower case, joined by hyphens."""
    folded = unicodedata.normalize("NFC", title).casefold()
    return re.sub(r"[^\w]+", "-", folded).strip("-") or "section"


def headings_of(blocks: Sequence[Block]) -> tuple[HeadingLine, ...]:
    """The headings of a document in order; equal ones are told apart by a number."""
    found: list[HeadingLine] = []
    used: set[str] = set()
    for block in blocks:
        if match := _HEADING.fullmatch(block.text):
            title = _INLINE.sub(lambda inline: inline[1] or "", match[2])
            anchor, number = anchor_of(title), 1
            while anchor in used:
                number += 1
                anchor = f"{anchor_of(title)}-{number}"
            used.add(anchor)
            found.append(HeadingLine(len(match[1]), title, anchor))
    return tuple(found)


def plain_text(block: Block) -> str:
    """The words of a block without the marks of Markdown, on one line."""
    text = re.sub(r"^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+)", "", block.text, flags=re.MULTILINE)
    text = re.sub(r"^[\s|:-]+$", "", text, flags=re.MULTILINE).replace("|", " ")
    return re.sub(r"\s+", " ", _INLINE.sub(lambda inline: inline[1] or "", text)).strip()
