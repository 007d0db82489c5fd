"""The folder beside the live site where releases are staged, kept and switched."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.publishing.exchange import sync_folder
from portal.publishing.failure import Failure
from portal.publishing.manifest import release_name


@dataclass(frozen=True)
class Switch:
    """A switch that was begun: from one release to another, and the order once it is done."""

    old: str | None
    new: str
    releases: tuple[str, ...]


@dataclass(frozen=True)
class Journal:
    """The releases at hand, the one before the live one to its left, and a switch under way."""

    releases: tuple[str, ...] = ()
    switch: Switch | None = None


@dataclass(frozen=True)
class Workplace:
    """The work folder of one live site: `.<name>.portal` beside it, on the same file system."""

    out: Path

    @property
    def folder(self) -> Path:
        """The work folder itself."""
        return self.out.parent / f".{self.out.name}.portal"

    @property
    def staging(self) -> Path:
        """Where the next release is drawn."""
        return self.folder / "staging"

    @property
    def aside(self) -> Path:
        """Where the live release waits while it is replaced by renaming."""
        return self.folder / "aside"

    @property
    def previous(self) -> Path:
        """Where the earlier releases are kept, each under its name."""
        return self.folder / "previous"

    @property
    def journal(self) -> Path:
        """Where the order of the releases and a switch under way are written down."""
        return self.folder / "journal.json"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the site for one build; raises `Failure` at once where another one holds it."""
        self.previous.mkdir(parents=True, exist_ok=True)
        # Appending, so that opening never changes what another build may be holding.
        with (self.folder / "lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise Failure("PUBLISH-010", self.out) from held
            yield

    def read_journal(self) -> Journal:
        """The journal; where it is lost, the releases that are found, in the order of names."""
        try:
            declared = json.loads(self.journal.read_bytes())
            switch = declared["switch"]
            return Journal(
                tuple(declared["releases"]),
                switch and Switch(switch["old"], switch["new"], tuple(switch["releases"])),
            )
        except (FileNotFoundError, KeyError, TypeError, ValueError):
            found = sorted(self.previous.iterdir())
            return Journal(tuple(path.name for path in found if release_name(path) == path.name))

    def write_journal(self, journal: Journal) -> None:
        """Replaces the journal in one step; on return it is on the disk."""
        draft = self.journal.with_suffix(".new")
        with draft.open("w", encoding="utf-8") as target:
            json.dump(asdict(journal), target)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(self.journal)
        sync_folder(self.folder)

    def settle(self) -> Journal:
        """Ends whatever was begun: heals a broken switch, keeps known releases, clears the rest.

        The live site is only touched where a switch by renaming left none: then the release put
        aside comes back. Doing it twice is doing it once.
        """
        before = self.read_journal()
        if self.aside.is_dir() and not (self.out.is_dir() and any(self.out.iterdir())):
            self.aside.rename(self.out)
        live = release_name(self.out)
        begun = before.switch
        releases = begun.releases if begun and begun.new == live else before.releases
        for folder in (self.staging, self.aside):
            self._keep(folder, {*releases} - {live})
        for folder in sorted(self.previous.iterdir()):
            if folder.name == live or folder.name not in releases:
                discard(folder)
        after = Journal(
            tuple(name for name in releases if name == live or (self.previous / name).is_dir())
        )
        if after != before:
            self.write_journal(after)
        return after

    def _keep(self, folder: Path, names: set[str]) -> None:
        name = release_name(folder)
        if name in names and not (self.previous / str(name)).exists():
            folder.rename(self.previous / str(name))
        else:
            discard(folder)


def discard(path: Path) -> None:
    """Removes a folder with everything in it, or a file; a link is removed, never followed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
