"""One step of one contestant, in fresh processes: time, processor time, memory, bytes."""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""getrusage counts kibibytes on Linux and bytes on macOS."""


class CommandError(Exception):
    """A command of a contestant ended with an error; the text is its last output."""


@dataclass(frozen=True)
class Usage:
    """What one step took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time, user and system, of all processes of the step."""
    memory: int
    """Bytes of the largest process at its largest; processes side by side are not added up.

    A process starts as a copy of this one, so that this one's own size is the least that is seen.
    """


def run(commands: Sequence[Sequence[str]], log: Path) -> Usage:
    """Run the commands one after the other, each in a fresh process; their output goes to `log`.

    Raises `CommandError` as soon as one ends with anything but 0.
    """
    wall = cpu = 0.0
    memory = 0
    for command in commands:
        with log.open("wb") as output:
            start = time.monotonic()
            child = os.posix_spawnp(
                command[0],
                list(command),
                os.environ | {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
                file_actions=[(os.POSIX_SPAWN_DUP2, output.fileno(), at) for at in (1, 2)],
            )
            _, status, used = os.wait4(child, 0)
            wall += time.monotonic() - start
        cpu += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss * _MAXRSS_UNIT)
        if code := os.waitstatus_to_exitcode(status):
            tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise CommandError(f"{' '.join(command)} ended with {code}\n{tail}")
    return Usage(wall, cpu, memory)


@dataclass(frozen=True)
class Output:
    """What a build wrote."""

    pages: int
    """HTML files."""
    files: int
    size: int
    """Bytes of all files."""
    index: int
    """Bytes of the search index."""


def output_of(folder: Path, index: Path) -> Output:
    """Count the files of a site; `index` is the file or folder of its search index."""
    sizes = _sizes(folder)
    inside = _sizes(index) if index.is_dir() else {index: index.stat().st_size}
    pages = sum(path.suffix == ".html" for path in sizes)
    found = sum(size for path, size in inside.items() if path.suffix != ".html")
    return Output(pages, len(sizes), sum(sizes.values()), found)


def _sizes(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}
