"""What a release depends on: the sources and the day, and nothing else."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.site.commands import DAY, mkdocs, portal
from tests.site.drawn import AS_OF, ROOT, Drawn, publish
from tests.site.trees import copy_tree, replace, snapshot

NEXT_DAY = date(2026, 11, 23)
_DAYS = re.compile("2026年11月2[23]日|2[23] November 2026|还有[0-9]+天|[0-9]+ days left".encode())
DATED = re.compile(r".*(\.html|\.pdf|\.zip|datapackage\.json|feed\.xml)")
"""Files that state the day of the build."""

ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "America/St_Johns",
    # Python 3.11 cannot start from a folder with a Chinese name in the locale C.
    "LC_ALL": "C" if sys.prefix.isascii() else "C.UTF-8",
    "LANG": "de_DE.UTF-8",
    "HOME": "/nonexistent",
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources in another folder."""
    return copy_tree(tmp_path_factory.mktemp("另一处 elsewhere") / "tree")


def test_same_sources_and_day_give_the_same_bytes_anywhere(site: Drawn, elsewhere: Path) -> None:
    built = portal(elsewhere, "build", "--as-of", DAY, **ELSEWHERE)
    assert built.returncode == 0, built.stderr
    other = Drawn(elsewhere / "site", site.url)
    assert other.manifest == site.manifest
    assert other.read("release.json") == site.read("release.json")
    assert other.files == site.files


def test_plain_mkdocs_draws_the_same_files_into_a_folder_of_its_own(
    site: Drawn, elsewhere: Path
) -> None:
    live = elsewhere / "site"
    before = snapshot(live) if live.exists() else None
    built = mkdocs(elsewhere, "build", "--strict")
    assert built.returncode == 0, built.stderr
    drawn = snapshot(elsewhere / "build/mkdocs")
    published = snapshot(site.folder)
    del published["release.json"]
    assert drawn.keys() == published.keys()
    assert [path for path, content in drawn.items() if content != published[path]] == []
    assert (snapshot(live) if live.exists() else None) == before


def test_plain_mkdocs_is_stopped_by_the_gate_before_it_cleans(elsewhere: Path) -> None:
    folder = elsewhere / "build/mkdocs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("the last good site", encoding="utf-8")
    before = snapshot(folder)
    report = elsewhere / "data/reports/2020.yml"
    written = report.read_text(encoding="utf-8")
    replace(report, "newly_received:           [31,", "newly_received:           [32,")
    try:
        built = mkdocs(elsewhere, "build", "--strict")
    finally:
        report.write_text(written, encoding="utf-8")
    assert built.returncode != 0
    assert "data/reports/2020.yml:" in built.stderr
    assert "SUM-001" in built.stderr
    assert "勾稽关系 R1 不成立" in built.stderr
    assert snapshot(folder) == before


def test_another_day_changes_only_what_states_the_day(site: Drawn, tmp_path: Path) -> None:
    assert AS_OF.isoformat() == DAY
    later = publish(ROOT, tmp_path / "site", NEXT_DAY)
    assert later.files == site.files
    changed = {path for path in site.manifest if site.manifest[path] != later.manifest[path]}
    assert {path for path in changed if not DATED.fullmatch(path)} == set()
    for path in changed:
        if path.endswith(".html"):
            assert _DAYS.sub(b"", later.read(path)) == _DAYS.sub(b"", site.read(path)), path
