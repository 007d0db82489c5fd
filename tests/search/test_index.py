"""The files of the index."""

import json
import os
import subprocess
import sys
from pathlib import PurePosixPath
from typing import Any

from portal.model.page import Artifact
from portal.search import search_files
from portal.search.index import fnv1a
from portal.search.numbers import shard_key
from tests.search.conftest import ROOT
from tests.search.entries import ENTRIES, entry

_DIGEST = """
import hashlib
from portal.search import search_files
from tests.search.entries import ENTRIES
print(hashlib.sha256(repr(search_files(ENTRIES)).encode()).hexdigest())
"""


def _read(artifacts: list[Artifact]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The manifest, and the other files by their path below the folder of the index."""
    files = {artifact.path: json.loads(artifact.content) for artifact in artifacts}
    manifest = files.pop("search/index.json")
    folder = PurePosixPath("search/index", manifest["index"])
    return manifest, {str(PurePosixPath(path).relative_to(folder)): files[path] for path in files}


def test_order_of_entries_changes_nothing() -> None:
    expected = search_files(ENTRIES)
    assert search_files(ENTRIES[::-1]) == expected
    assert search_files(ENTRIES[7:] + ENTRIES[:7]) == expected


def test_hash_seed_changes_nothing() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"hooks{os.pathsep}."},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(digests) == 1


def test_folder_is_named_by_content() -> None:
    before, _ = _read(search_files([entry("a/", "标题", "文字")]))
    after, _ = _read(search_files([entry("a/", "标题", "文本")]))
    assert before["index"] != after["index"]


def test_no_entries() -> None:
    manifest, files = _read(search_files([]))
    assert manifest["entries"] == 0
    assert files == {"postings/0.json": {}}


def test_small_site_has_few_files() -> None:
    assert len(search_files(ENTRIES)) < 20


def test_large_site_is_cut_into_shards_and_blocks() -> None:
    many = [
        entry(f"p/{i}/", f"标题{i}", "".join(chr(0x4E00 + (i + 7) * j % 397) for j in range(500)))
        for i in range(200)
    ]
    manifest, files = _read(search_files(many))
    shards = [files[f"postings/{n}.json"] for n in range(manifest["shards"])]
    assert 64 <= manifest["shards"] <= 256
    assert max(len(json.dumps(shard)) for shard in shards) < 40_000
    for number, shard in enumerate(shards):
        assert {fnv1a(shard_key(token)) % len(shards) for token in shard} <= {number}
    cards = [card for n in range(13) for card in files[f"cards/{n}.json"]]
    assert [card[0] for card in cards] == sorted(f"p/{i}/" for i in range(200))
    for address, *_, block, position in cards:
        i = int(address.split("/")[1])
        assert files[f"texts/{block}.json"][position] == [["", "", many[i].sections[0].text]]


def test_standing_of_tokens() -> None:
    texts = ("丙丁丙丁丙丁", "戊己，另见丙文〔2020〕7号")
    _, files = _read(search_files([entry("a/", "甲乙", *texts, number="丙文〔2021〕8号")]))
    shard = files["postings/0.json"]
    assert {token: shard[token] for token in ("甲乙", "甲", "丙丁", "戊己", "#2020-7")} == {
        "甲乙": [0], "甲": [0], "丙丁": [1], "戊己": [2], "#2020-7": [2],
    }  # fmt: skip
    own = ("#丙文2021-8", "#文2021-8", "#2021-8")
    assert [shard[token] for token in own] == [[0], [1], [0]]


def test_hash_is_fnv1a() -> None:
    assert [fnv1a(text) for text in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]
