"""Copies of this repository's sources, to be changed by a test."""

import shutil
from pathlib import Path

from tests.site.drawn import ROOT

_SOURCES = ("content", "data", "hooks", "overrides")


def copy_tree(target: Path) -> Path:
    """Everything that a build reads, in a folder of its own."""
    for folder in _SOURCES:
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / folder, target / folder, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def copy_small_tree(target: Path) -> Path:
    """The same without the documents of collections: it builds in a moment."""
    copy_tree(target)
    for declared in (target / "data/collections").glob("*.yml"):
        for language in ("zh", "en"):
            shutil.rmtree(target / "content" / language / declared.stem, ignore_errors=True)
    return target


def replace(path: Path, old: str, new: str) -> None:
    """Change one place of a file, as an editor would."""
    written = path.read_text(encoding="utf-8")
    assert written.count(old) == 1, (path, old, written.count(old))
    path.write_text(written.replace(old, new), encoding="utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
