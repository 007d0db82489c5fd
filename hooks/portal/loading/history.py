"""The earlier versions of files, from the history of Git that led to the working tree.

Only the line of first parents counts: what was merged is one change, made on the day of its merge.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from portal.loading.git import GitError, ask_git, is_in_repository, read_blobs
from portal.model.office import OFFICE_TIME

_LOG = (
    "log",
    "--first-parent",
    "-m",
    "--raw",
    "--relative",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-notes",
    "--no-color",
    "--format=commit %H %ct %D",
)
_COMMIT = re.compile(r"commit ([0-9a-f]+) (-?\d+) ?(.*)")
_CHANGE = re.compile(r":\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\t(.+)")
_FILE_MODES = ("100644", "100755")


@dataclass(frozen=True)
class Commit:
    """A commit that changed files asked for: its day in China, and their blobs after it.

    A file that is gone, or is no regular file any more, has None for its blob.
    """

    id: str
    day: date
    blobs: Mapping[str, str | None]


@dataclass(frozen=True)
class History:
    """All such commits, the oldest first; a commit's day is never before that of the one before."""

    commits: tuple[Commit, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """Contents of the blobs by id."""
    cut: frozenset[str] = frozenset()
    """Files whose history goes further back than a shallow clone holds."""


def read_history(root: Path, folders: Sequence[str]) -> History | None:
    """The history of everything below those folders of the root; None where there is no Git.

    Raises GitError where a repository is there but cannot be read.
    """
    if not is_in_repository(root):
        return None
    try:
        answer = ask_git(root, *_LOG, "--", *folders)
    except GitError as error:
        if _is_absence(error):
            return None
        raise
    commits: list[Commit] = []
    cut: frozenset[str] = frozenset()
    for id, seconds, decoration, blobs in _parsed(answer.decode(errors="replace")):
        commits.append(Commit(id, _day(seconds), blobs))
        if "grafted" in decoration.split(", "):
            cut = frozenset(blobs)
    ordered: list[Commit] = []
    for commit in reversed(commits):
        day = max(commit.day, ordered[-1].day) if ordered else commit.day
        ordered.append(Commit(commit.id, day, commit.blobs))
    ids = {id for commit in ordered for id in commit.blobs.values() if id is not None}
    return History(tuple(ordered), read_blobs(root, ids), cut)


def _is_absence(error: GitError) -> bool:
    """Whether there simply is nothing to ask: no program, no repository, no commit yet."""
    if isinstance(error.__cause__, FileNotFoundError):
        return True
    said = str(error)
    return "not a git repository" in said or "does not have any commits yet" in said


def _parsed(answer: str) -> list[tuple[str, int, str, dict[str, str | None]]]:
    found: list[tuple[str, int, str, dict[str, str | None]]] = []
    for line in answer.split("\n"):
        if match := _COMMIT.fullmatch(line):
            found.append((match[1], int(match[2]), match[3], {}))
        elif found and (match := _CHANGE.fullmatch(line)):
            is_file = match[1] in _FILE_MODES
            found[-1][3].setdefault(match[3], match[2] if is_file else None)
    return found


def _day(seconds: int) -> date:
    """The date in China; a commit may carry any number, also one that is no date."""
    try:
        return datetime.fromtimestamp(seconds, OFFICE_TIME).date()
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC).date()
