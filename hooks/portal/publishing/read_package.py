"""The data package of a report: what it lists is what is there, byte for byte."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from portal.model.downloads import PACKAGE, SUMS
from portal.model.problem import Location, Problem, problem


def check_package(staging: Path, folder: str, archive: str) -> Iterator[Problem]:
    """Sizes and checksums of the descriptor, and the archive with the same files."""
    descriptor = json.loads((staging / folder / PACKAGE).read_bytes())
    names = [PACKAGE]
    for resource in descriptor["resources"]:
        names.append(resource["path"])
        content = (staging / folder / resource["path"]).read_bytes()
        given = (resource["bytes"], resource["hash"])
        if given != (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}"):
            yield _differs(folder + PACKAGE, resource["path"])
    with zipfile.ZipFile(io.BytesIO((staging / archive).read_bytes())) as packed:
        lines = packed.read(SUMS).decode().splitlines()
        sums = {name: value for value, _, name in (line.partition("  ") for line in lines)}
        if sorted(packed.namelist()) != sorted([*names, SUMS]) or sorted(sums) != sorted(names):
            yield _differs(archive, SUMS)
            return
        for name in names:
            content = packed.read(name)
            is_same = content == (staging / folder / name).read_bytes()
            if not is_same or sums[name] != hashlib.sha256(content).hexdigest():
                yield _differs(archive, name)


def _differs(path: str, file: str) -> Problem:
    return problem("READBACK-007", Location(path), file=file)
