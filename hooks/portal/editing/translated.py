"""After a translator's work: record which Chinese text an English file translates."""

import re
from collections.abc import Iterator
from pathlib import Path

from portal.loading.front_matter import MarkdownFile, read_markdown
from portal.model.document import Prose
from portal.model.field import Fingerprints
from portal.model.problem import Location, Problem, problem
from portal.model.written import WrittenText

_KEY = "translation_of"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def renew_fingerprints(root: Path, file: Path) -> list[Problem]:
    """Rewrite `translation_of` in an English file; its other lines stay as they are.

    Refused with a problem where either file cannot be read or the blocks do not match one to one.
    """
    if not file.is_relative_to(root / "content" / "en"):
        return [problem("TRANSLATE-008", Location(str(file)))]
    name = file.relative_to(root).as_posix()
    chinese = root / "content" / "zh" / file.relative_to(root / "content" / "en")
    if not chinese.is_file():
        return [problem("TRANSLATE-007", Location(name), file=chinese.relative_to(root).as_posix())]
    en, problems = read_markdown(file.read_bytes(), name)
    zh, more = read_markdown(chinese.read_bytes(), chinese.relative_to(root).as_posix())
    if en is None or zh is None:
        return [*problems, *more]
    if len(en.blocks) != len(zh.blocks):
        return [
            problem(
                "TRANSLATE-006",
                Location(name, 1),
                count=len(en.blocks),
                expected=len(zh.blocks),
                file=name,
            )
        ]
    _rewrite(file, en, _words(zh).fingerprints)
    return []


def _words(file: MarkdownFile) -> Prose:
    title, summary = file.front.get("title"), file.front.get("summary")
    return Prose(
        file.file,
        title.text if isinstance(title, WrittenText) else "",
        summary.text if isinstance(summary, WrittenText) else None,
        file.blocks,
    )


def _rewrite(path: Path, file: MarkdownFile, marks: Fingerprints) -> None:
    """Put the fingerprints at the end of the front matter, or in place of earlier ones."""
    lines = _LINE.findall(path.read_bytes().decode())
    closing = next(at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    key = file.front.key(_KEY)
    start = end = closing
    if key is not None:
        start = key.location.line - 1
        end = start + 1
        while lines[end].startswith((" ", "\t", "]", "}")):
            end += 1
    line_end = lines[0][len(lines[0].rstrip("\r\n")) :]
    lines[start:end] = [line + line_end for line in _yaml(marks)]
    path.write_bytes("".join(lines).encode())


def _yaml(marks: Fingerprints) -> Iterator[str]:
    """The fingerprints as YAML; quoted, since some look like numbers to other programs."""
    yield f"{_KEY}:  # portal translated"
    yield f'  title: "{marks.title}"'
    if marks.summary is not None:
        yield f'  summary: "{marks.summary}"'
    yield "  body:"
    for mark in marks.body:
        yield f'    - "{mark}"'
