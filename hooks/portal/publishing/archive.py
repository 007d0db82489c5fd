"""The live site as one file for an ordinary host, the same bytes for the same release."""

import gzip
import os
import tarfile
from pathlib import Path, PurePosixPath

from portal.publishing.failure import Failure, Refused, failing_at
from portal.publishing.manifest import is_intact, release_name, walk
from portal.publishing.workplace import Workplace


def archive(out: Path, target: Path) -> str:
    """Writes the live release as a gzipped tar with one folder, named like the release it returns.

    Raises `Refused` where the target lies in the site, `Failure` where the site is no release or
    was changed since it was published. A target that exists is replaced in one step.
    """
    if target.resolve().is_relative_to(out.resolve()):
        raise Refused("PUBLISH-006", target)
    work = Workplace(out)
    with failing_at(target):
        if not out.is_dir() and not work.folder.is_dir():
            raise Failure("PUBLISH-018", out)
        with work.locked():
            work.settle()
            name = release_name(out)
            if name is None:
                raise Failure("PUBLISH-018", out)
            if not is_intact(out):
                raise Failure("PUBLISH-017", out, release=name)
            draft = target.with_name(f"{target.name}.part")
            try:
                _write(out, name, draft)
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)
            return name


def _write(out: Path, name: str, target: Path) -> None:
    files = [PurePosixPath(path) for path, _ in walk(out)]
    folders = {folder for file in files for folder in file.parents}
    with (
        target.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted([*files, *folders]):
            entry = tarfile.TarInfo(str(PurePosixPath(name) / path))
            if path in folders:
                entry.type, entry.mode = tarfile.DIRTYPE, 0o755
                tar.addfile(entry)
            else:
                entry.mode = 0o644
                with (out / path).open("rb") as source:
                    entry.size = os.fstat(source.fileno()).st_size
                    tar.addfile(entry, source)
