"""After an editor's yes: numbers of the prose are bound where they stand."""

import re
from collections.abc import Iterable
from pathlib import Path

from portal.model.figures import ListedFigure

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def write_bindings(root: Path, listed: Iterable[ListedFigure]) -> list[str]:
    """Bind every number that is certain; the files that were written, by path from the root.

    Nothing else in them changes. A number that does not stand where it was found stays as it is.
    """
    certain = [item for item in listed if item.is_certain]
    written: list[str] = []
    for file in sorted({item.location.file for item in certain}):
        path = root / file
        before = path.read_bytes().decode("utf-8-sig")
        lines = _LINE.findall(before)
        here = [item for item in certain if item.location.file == file]
        for item in sorted(here, key=lambda item: item.location, reverse=True):
            at, start = item.location.line - 1, item.location.column - 1
            line, end = lines[at], start + len(item.written)
            if line[start:end] == item.written:
                bound = f"[{item.written}](figure:{item.suggestion})"
                lines[at] = line[:start] + bound + line[end:]
        if (after := "".join(lines)) != before:
            path.write_bytes(after.encode())
            written.append(file)
    return written
