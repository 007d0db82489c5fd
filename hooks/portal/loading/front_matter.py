"""A Markdown file taken apart: front matter between two lines of `---`, and the body."""

from dataclasses import dataclass

from portal.loading.blocks import read_blocks
from portal.loading.text import read_text
from portal.loading.written_yaml import read_yaml
from portal.model.document import Block
from portal.model.problem import Location, Problem, problem
from portal.model.written import WrittenMap

_FENCE = "---"


@dataclass(frozen=True)
class MarkdownFile:
    """What a Markdown file says: its front matter as written, and its blocks with lines."""

    file: str
    front: WrittenMap
    blocks: tuple[Block, ...]


def read_markdown(content: bytes, file: str) -> tuple[MarkdownFile | None, list[Problem]]:
    """The file in parts; None where front matter is missing, unclosed or unreadable."""
    text, problems = read_text(content, file)
    if not text:
        if not problems:
            problems = [problem("FRONT-003", Location(file))]
        return None, problems
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, [*problems, problem("FRONT-001", Location(file, 1), line=lines[0])]
    closing = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if closing is None:
        return None, [*problems, problem("FRONT-002", Location(file, 1))]
    front, found = read_yaml("\n".join(lines[1:closing]), file, first_line=2)
    problems += found
    if not isinstance(front, WrittenMap):
        if not found:
            problems.append(problem("FRONT-004", Location(file, 2)))
        return None, problems
    blocks = read_blocks(lines[closing + 1 :], first_line=closing + 2)
    return MarkdownFile(file, front, blocks), problems
