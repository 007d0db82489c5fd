"""Which folder may be the live site: never one that holds sources or somebody else's files."""

from pathlib import Path

from portal.publishing.failure import Refused, failing_at
from portal.publishing.manifest import is_release

SOURCE_FOLDERS = (
    ".ci",
    ".git",
    ".github",
    ".venv",
    "content",
    "data",
    "docs",
    "hooks",
    "overrides",
    "tests",
)


def check_target(out: Path, root: Path) -> None:
    """Raises `Refused` unless `out` is missing, an empty folder or a release of this portal.

    Its parents may be symbolic links, `out` itself may not: the live site is a real folder.
    """
    if out.is_symlink():
        raise Refused("PUBLISH-002", out)
    place, home = out.resolve(), root.resolve()
    if home.is_relative_to(place):
        raise Refused("PUBLISH-003", out)
    if place.is_relative_to(home):
        # Folded, because some file systems take Content and content for the same folder.
        folder = place.relative_to(home).parts[0]
        if folder.casefold() in SOURCE_FOLDERS:
            raise Refused("PUBLISH-004", out, folder=folder)
    with failing_at(out):
        if out.exists() and not out.is_dir():
            raise Refused("PUBLISH-001", out)
        if out.is_dir() and any(out.iterdir()) and not is_release(out):
            raise Refused("PUBLISH-005", out)
