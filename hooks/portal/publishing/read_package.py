"""The data package of a report: what it lists is what is there, byte for byte."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from portal.model.problem import Location, Problem, problem

_DESCRIPTOR = "datapackage.json"
_SUMS = "SHA256SUMS"


def check_package(staging: Path, folder: str, archive: str) -> Iterator[Problem]:
    """Sizes and checksums of the descriptor, and the archive with the same files."""
    descriptor = json.loads((staging / folder / _DESCRIPTOR).read_bytes())
    names = [_DESCRIPTOR]
    for resource in descriptor["resources"]:
        names.append(resource["path"])
        content = (staging / folder / resource["path"]).read_bytes()
        given = (resource["bytes"], resource["hash"])
        if given != (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}"):
            yield _differs(folder + _DESCRIPTOR, resource["path"])
    with zipfile.ZipFile(io.BytesIO((staging / archive).read_bytes())) as packed:
        lines = packed.read(_SUMS).decode().splitlines()
        sums = dict(reversed(line.split("  ", 1)) for line in lines)
        if sorted(packed.namelist()) != sorted([*names, _SUMS]) or sorted(sums) != sorted(names):
            yield _differs(archive, _SUMS)
            return
        for name in names:
            content = packed.read(name)
            is_same = content == (staging / folder / name).read_bytes()
            if not is_same or sums[name] != hashlib.sha256(content).hexdigest():
                yield _differs(archive, name)


def _differs(path: str, file: str) -> Problem:
    return problem("READBACK-007", Location(path), file=file)
