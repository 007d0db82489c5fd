"""Which files the portal reads: regular files of allowed kinds below `content/` and `data/`."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from portal.model.problem import Location, Problem, problem

ATTACHMENT_SUFFIXES = frozenset(
    {".pdf", ".docx", ".xlsx", ".pptx", ".csv", ".png", ".jpg", ".jpeg", ".gif", ".svg"}
    | {".doc", ".xls", ".wps", ".et", ".ofd", ".zip"}
)
CONTENT_SUFFIXES = frozenset({".md"}) | ATTACHMENT_SUFFIXES
RESERVED = frozenset(
    {"assets", "search", "schemas", "en", "zh", "404", "status", "site-map", "glossary"}
)
"""First parts of addresses that the portal itself uses."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LEFTOVER = re.compile(r"~\$.*|.*~|\.~lock.*|.*\.(bak|orig|rej|swp|tmp)", re.IGNORECASE)
_IGNORED = frozenset({".DS_Store", "Thumbs.db", ".gitkeep", ".gitignore"})
_LARGEST = {".md": 2_000_000, ".yml": 10_000_000}
_LARGEST_ATTACHMENT = 50_000_000


@dataclass
class Tree:
    """The files found below one root, by path relative to it, and what was wrong with them."""

    root: Path
    files: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def below(self, folder: str, suffix: str) -> list[str]:
        """Paths of files with that suffix anywhere below a folder, sorted."""
        start = f"{folder}/"
        return [path for path in self.files if path.startswith(start) and path.endswith(suffix)]


def read_tree(root: Path) -> Tree:
    """The tree of sources; links, devices, leftovers and unknown kinds of file are problems."""
    tree = Tree(root)
    for folder in ("content", "data"):
        if (root / folder).is_dir():
            _walk(tree, folder)
        else:
            tree.problems.append(problem("FILE-001", Location(folder), folder=folder))
    tree.files = dict(sorted(tree.files.items()))
    _check_collisions(tree)
    return tree


def _walk(tree: Tree, folder: str) -> None:
    for entry in sorted(os.scandir(tree.root / folder), key=lambda entry: entry.name):
        path = f"{folder}/{entry.name}"
        if entry.name in _IGNORED:
            continue
        if found := _refusal(entry, path):
            tree.problems.append(found)
        elif entry.is_dir(follow_symlinks=False):
            _walk(tree, path)
        else:
            tree.files[path] = Path(entry.path)


def _refusal(entry: os.DirEntry[str], path: str) -> Problem | None:
    here = Location(path)
    if entry.is_symlink():
        return problem("FILE-002", here)
    if _LEFTOVER.fullmatch(entry.name):
        return problem("FILE-004", here, name=entry.name)
    if not _NAME.fullmatch(entry.name):
        return problem("FILE-005", here, name=entry.name)
    if entry.is_dir(follow_symlinks=False):
        return problem("FILE-008", here, name=entry.name) if _is_reserved(path) else None
    status = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode):
        return problem("FILE-003", here)
    return _kind_refusal(entry.name, path, status.st_size)


def _kind_refusal(name: str, path: str, size: int) -> Problem | None:
    here = Location(path)
    suffix = Path(name).suffix
    allowed = CONTENT_SUFFIXES if path.startswith("content/") else {".yml"}
    if suffix not in allowed:
        if suffix.lower() in allowed:
            return problem("FILE-006", here, suffix=suffix, right=suffix.lower())
        return problem("FILE-007", here, suffix=suffix or name, allowed=", ".join(sorted(allowed)))
    if _is_reserved(str(Path(path).with_suffix(""))):
        return problem("FILE-008", here, name=Path(path).stem)
    largest = _LARGEST.get(suffix, _LARGEST_ATTACHMENT)
    if size > largest:
        return problem("FILE-010", here, size=size, largest=largest)
    return None


def _is_reserved(path: str) -> bool:
    """Whether the path would publish at an address that belongs to the portal."""
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == "content" and parts[2] in RESERVED


def _check_collisions(tree: Tree) -> None:
    """Two names that a case-blind disk or an address would take for one."""
    seen: dict[str, str] = {}
    for path in tree.files:
        folded = unicodedata.normalize("NFC", path).casefold()
        if folded in seen:
            tree.problems.append(problem("FILE-009", Location(path), other=seen[folded]))
        seen.setdefault(folded, path)


def attachments_of(tree: Tree) -> Iterator[str]:
    """Paths of all files in `content/` that are no text of the site itself."""
    for path in tree.files:
        if path.startswith("content/") and Path(path).suffix in ATTACHMENT_SUFFIXES:
            yield path
