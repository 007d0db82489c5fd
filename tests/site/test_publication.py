"""`portal build`: a site is published whole or stays as it was, to the byte."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.site.commands import DAY, PORTAL, TIMEOUT, environment, portal
from tests.site.trees import copy_small_tree, replace, snapshot

BUILD = ("build", "--as-of", DAY, "--out", "site")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tree whose site is published."""
    tree = copy_small_tree(tmp_path_factory.mktemp("published") / "tree")
    built = portal(tree, *BUILD)
    assert built.returncode == 0, built.stdout + built.stderr
    return tree


def test_broken_source_stops_publication_and_is_named(published: Path) -> None:
    before = snapshot(published / "site")
    report = published / "data/reports/2020.yml"
    written = report.read_text(encoding="utf-8")
    report.write_text(f"{written}  broken: [1, 2\n", encoding="utf-8")
    built = portal(published, *BUILD)
    report.write_text(written, encoding="utf-8")
    assert built.returncode == 1
    assert "data/reports/2020.yml:" in built.stdout
    assert "YAML-" in built.stdout
    assert snapshot(published / "site") == before


def test_wrong_total_stops_publication_and_names_the_cell(published: Path) -> None:
    before = snapshot(published / "site")
    report = published / "data/reports/2020.yml"
    written = report.read_text(encoding="utf-8")
    replace(report, "not_held:                 [28,", "not_held:                 [29,")
    built = portal(published, *BUILD)
    line = written[: written.index("not_held:")].count("\n") + 1
    report.write_text(written, encoding="utf-8")
    assert built.returncode == 1
    assert f"data/reports/2020.yml:{line}:" in built.stdout
    for word in ("本机关不掌握相关政府信息", "自然人", "Natural persons", "29", "28"):
        assert word in built.stdout
    assert snapshot(published / "site") == before


def test_killed_build_leaves_the_site_and_the_next_build_publishes(published: Path) -> None:
    before = snapshot(published / "site")
    staging = published / ".site.portal/staging"
    about = published / "content/zh/about.md"
    replace(about, "查文件、查数据、查答复。", "查文件、查数据、查答复，一处查全。")
    process = subprocess.Popen(
        [*PORTAL, *BUILD],
        cwd=published,
        env=environment(published),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + TIMEOUT
    while not (staging.is_dir() and any(staging.iterdir())):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.kill()
    assert process.wait(TIMEOUT) == -signal.SIGKILL
    assert staging.is_dir()
    assert snapshot(published / "site") == before
    built = portal(published, *BUILD)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "一处查全" in (published / "site/about/index.html").read_text(encoding="utf-8")
    assert not staging.exists()


def test_folder_that_is_no_release_is_refused_and_untouched(published: Path, folder: Path) -> None:
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    built = portal(published, "build", "--as-of", DAY, "--out", str(folder))
    assert built.returncode == 2
    assert "PUBLISH-" in built.stderr
    assert snapshot(folder) == {"letter.txt": b"mine"}


def test_wrong_usage_is_told_apart_from_problems(published: Path) -> None:
    assert portal(published, "build", "--as-of", "yesterday").returncode == 2
    assert portal(published, "build", "--root", "no/such/folder").returncode == 2
    assert portal(published, "publish").returncode == 2


def test_failure_outside_the_sources_is_told_apart(published: Path, folder: Path) -> None:
    (folder / "file").write_text("", encoding="utf-8")
    built = portal(published, "build", "--as-of", DAY, "--out", str(folder / "file/site"))
    assert built.returncode == 3
    assert "Traceback" not in built.stderr
