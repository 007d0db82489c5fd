"""Publishing a release and going back to an earlier one."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from portal.model.problem import Problem
from portal.model.release import Stamp
from portal.publishing.exchange import Exchange, exchange, sync_file_system, sync_folder
from portal.publishing.failure import Failure, failing_at
from portal.publishing.manifest import is_intact, release_name, write_release
from portal.publishing.target import check_target
from portal.publishing.verification import verify
from portal.publishing.workplace import Journal, Switch, Workplace

KEPT = 3
"""How many earlier releases are kept beside the live one."""

Draw = Callable[[Path], Sequence[Problem]]
"""Writes the whole site into an empty folder; returns what went wrong while drawing."""


def publish(
    out: Path, root: Path, stamp: Stamp, draw: Draw, exchange: Exchange = exchange
) -> Sequence[Problem]:
    """Draws, verifies and publishes the site; returns the problems that prevented it, if any.

    Until the switch at the end, and whenever problems are returned or `Refused` or `Failure` is
    raised, the live site stays as it was, to the byte. Anything else that `draw` raises passes.
    """
    check_target(out, root)
    work = Workplace(out)
    with failing_at(out):
        _check_mount(out)
        with work.locked():
            journal = work.settle()
            try:
                work.staging.mkdir()
                found = draw(work.staging) or verify(work.staging, stamp.site)
                if not found:
                    new = write_release(work.staging, stamp)
                    sync_file_system(work.staging)
                    live = release_name(out)
                    _switch(work, journal, Switch(live, new, _order(journal, live, new)), exchange)
                return found
            finally:
                _tidy(work)


def rollback(out: Path, release: str | None = None, exchange: Exchange = exchange) -> str:
    """Makes an earlier release the live one again and returns its name.

    Without `release` it is the one before the live one, else the kept one whose name starts so.
    The release that is left stays at hand under its name until the next publications drop it.
    Raises `Failure` where there is no such release or it is not intact.
    """
    work = Workplace(out)
    with failing_at(out):
        if not work.folder.is_dir():
            raise Failure("PUBLISH-016", out)
        with work.locked():
            journal = work.settle()
            live = release_name(out)
            new = _earlier(journal, live, release)
            if new is None:
                raise Failure("PUBLISH-016", out)
            if not is_intact(work.previous / new):
                raise Failure("PUBLISH-017", out, release=new)
            try:
                # A kill from here on leaves a known release in staging: it goes back to its place.
                (work.previous / new).rename(work.staging)
                _switch(work, journal, Switch(live, new, journal.releases), exchange)
                return new
            finally:
                _tidy(work)


def kept_releases(out: Path) -> tuple[str, ...]:
    """The names of the releases at hand, the live one among them, the newest last."""
    work = Workplace(out)
    with failing_at(out):
        if not work.folder.is_dir():
            return ()
        with work.locked():
            return work.settle().releases


def _switch(work: Workplace, journal: Journal, switch: Switch, exchange: Exchange) -> None:
    work.write_journal(Journal(journal.releases, switch))
    if switch.old is None:
        # Missing or empty: a rename takes the place of an empty folder in one step, too.
        work.staging.rename(work.out)
    else:
        exchange(work.staging, work.out, work.aside)


def _tidy(work: Workplace) -> None:
    # What fails here changes nothing of the live site; the next start settles it or says why not.
    with suppress(OSError):
        work.settle()
        sync_folder(work.out.parent)


def _check_mount(out: Path) -> None:
    if out.is_mount():
        raise Failure("PUBLISH-014", out)


def _order(journal: Journal, live: str | None, new: str) -> tuple[str, ...]:
    earlier = [name for name in journal.releases if name not in (live, new)]
    if live is not None and live != new:
        earlier.append(live)
    return (*earlier[-KEPT:], new)


def _earlier(journal: Journal, live: str | None, release: str | None) -> str | None:
    names = journal.releases
    if release is not None:
        return _only(name for name in names if name != live and name.startswith(release))
    before = names[: names.index(live)] if live in names else names
    return before[-1] if before else None


def _only(names: Iterable[str]) -> str | None:
    found = list(names)
    return found[0] if len(found) == 1 else None
