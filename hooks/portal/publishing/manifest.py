"""`release.json`: what a release says about itself, and every file it consists of."""

import hashlib
import json
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from portal.model.release import Stamp

RELEASE = "release.json"
SCHEMA = "transparency-portal/release/1"
_NAME_LENGTH = 16


@dataclass(frozen=True, order=True)
class PublishedFile:
    """One file of a release; `path` is relative to the site, `size` in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Release:
    """A release as its `release.json` describes it."""

    name: str
    """The first 16 hexadecimal digits of the SHA-256 of `release.json`."""
    stamp: Stamp
    files: tuple[PublishedFile, ...]


def walk(folder: Path) -> Iterator[tuple[str, bool]]:
    """Every entry below a folder that is no folder, by path: (relative path, is a regular file)."""
    pending = [folder]
    found: list[tuple[str, bool]] = []
    while pending:
        for path in pending.pop().iterdir():
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                pending.append(path)
            else:
                found.append((path.relative_to(folder).as_posix(), stat.S_ISREG(mode)))
    yield from sorted(found)


def published_files(folder: Path) -> tuple[PublishedFile, ...]:
    """Every file of a site as it stands on disk, by path, without `release.json` itself."""
    return tuple(_published(folder, path) for path, _ in walk(folder) if path != RELEASE)


def _published(folder: Path, path: str) -> PublishedFile:
    with (folder / path).open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        return PublishedFile(path, digest, source.tell())


def write_release(folder: Path, stamp: Stamp) -> str:
    """Writes `release.json` into a complete site and returns the name of the release."""
    declared = {
        "schema": SCHEMA,
        "portal": stamp.portal,
        "as_of": stamp.as_of.isoformat(),
        "production": stamp.production,
        "site": stamp.site,
        "files": [asdict(file) for file in published_files(folder)],
    }
    content = (json.dumps(declared, ensure_ascii=False, indent=1) + "\n").encode()
    (folder / RELEASE).write_bytes(content)
    return _name(content)


def release_name(folder: Path) -> str | None:
    """The name of the release in a folder; None where there is none of this portal."""
    read = _read(folder)
    return read[0] if read else None


def is_release(folder: Path) -> bool:
    """Whether a folder holds a release of this portal."""
    return _read(folder) is not None


def read_release(folder: Path) -> Release | None:
    """The release in a folder as it was published; None where it is missing or cannot be read."""
    read = _read(folder)
    if read is None:
        return None
    name, declared = read
    try:
        stamp = Stamp(
            portal=declared["portal"],
            as_of=date.fromisoformat(declared["as_of"]),
            production=declared["production"],
            site=declared["site"],
        )
        return Release(name, stamp, tuple(PublishedFile(**file) for file in declared["files"]))
    except (KeyError, TypeError, ValueError):
        return None


def is_intact(folder: Path) -> bool:
    """Whether a folder holds exactly the files that its `release.json` lists, unchanged."""
    release = read_release(folder)
    return (
        release is not None
        and all(is_regular for _, is_regular in walk(folder))
        and published_files(folder) == release.files
    )


def _read(folder: Path) -> tuple[str, dict[str, Any]] | None:
    path = folder / RELEASE
    if path.is_symlink() or not path.is_file():
        return None
    content = path.read_bytes()
    try:
        declared = json.loads(content)
    except ValueError:
        return None
    if not isinstance(declared, dict) or declared.get("schema") != SCHEMA:
        return None
    return _name(content), declared


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_NAME_LENGTH]
