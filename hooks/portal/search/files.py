"""How the index is written: compact JSON, numbered files in a folder named by their content."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from portal.model.page import Artifact

MANIFEST = "search/index.json"
FOLDER = "search/index"
FORMAT = 1
"""Raised when search.js must read something else; part of the folder's name."""

_NAME_LENGTH = 16


def encoded(value: object) -> bytes:
    """Compact JSON in UTF-8, the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def packed(values: Sequence[object], size: int) -> tuple[list[list[object]], list[list[int]]]:
    """Values laid into blocks of about `size` bytes in order; and each one's block and position.

    A value larger than that gets a block of its own.
    """
    blocks: list[list[object]] = []
    places: list[list[int]] = []
    filled = 0
    for value in values:
        length = len(encoded(value))
        if not blocks or filled + length > size:
            blocks.append([])
            filled = 0
        blocks[-1].append(value)
        filled += length
        places.append([len(blocks) - 1, len(blocks[-1]) - 1])
    return blocks, places


def index_artifacts(
    facts: Mapping[str, int], parts: Mapping[str, Sequence[object]]
) -> list[Artifact]:
    """The files of an index: `parts` numbered from 0 in their folders, then the manifest."""
    files = {
        f"{part}/{number}.json": encoded(block)
        for part, blocks in parts.items()
        for number, block in enumerate(blocks)
    }
    digest = hashlib.sha256(encoded([FORMAT, dict(facts)]))
    for path, content in files.items():
        digest.update(path.encode() + b"\0" + hashlib.sha256(content).digest())
    name = digest.hexdigest()[:_NAME_LENGTH]
    artifacts = [Artifact(f"{FOLDER}/{name}/{path}", content) for path, content in files.items()]
    manifest = {"format": FORMAT, "index": name, **facts}
    return [*artifacts, Artifact(MANIFEST, encoded(manifest))]
