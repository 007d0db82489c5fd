"""What the hosting notes tell an administrator to do, done."""

import re
import subprocess
import tarfile
from datetime import date
from pathlib import Path

import pytest

from portal.model.problem import Problem
from portal.model.release import Stamp
from portal.publishing.archive import archive
from portal.publishing.manifest import is_intact
from portal.publishing.publication import publish

DOCS = Path(__file__).parents[1] / "docs"
STAMP = Stamp("0.1.0", date(2021, 1, 31), True, "https://example.gov.cn/open/")


def blocks(name: str) -> list[str]:
    """The examples of a page of the documentation, each without its remarks."""
    text = (DOCS / name).read_text(encoding="utf-8")
    found = re.findall(r"^```\w+\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r"\s{2,}# .*", "", block) for block in found]


def test_both_languages_give_the_same_commands() -> None:
    assert blocks("hosting.md") == blocks("hosting.zh.md")
    assert len(blocks("hosting.md")) == 8


class Server:
    """A host laid out as the notes say, and the machine that builds."""

    def __init__(self, folder: Path) -> None:
        self.root, self.home = folder / "root", folder / "srv"
        self.root.mkdir()
        (self.home / "releases").mkdir(parents=True)
        (script,) = (block for block in blocks("hosting.md") if block.startswith("#!/bin/sh"))
        (self.home / "switch").write_text(script, encoding="utf-8")
        (self.home / "switch").chmod(0o755)

    def receive(self, text: str) -> str:
        """Builds a site, brings its archive to the host and unpacks it; returns its name."""

        def draw(staging: Path) -> list[Problem]:
            (staging / "index.html").write_text(
                f'<html lang="zh-CN"><title>{text}</title><h1>{text}</h1>', encoding="utf-8"
            )
            (staging / "附件 一.txt").write_text(text, encoding="utf-8")
            return []

        publish(self.root / "site", self.root, STAMP, draw)
        name = archive(self.root / "site", self.home / "site.tar.gz")
        with tarfile.open(self.home / "site.tar.gz") as tar:
            tar.extractall(self.home / "releases", filter="data")
        return name

    def switch(self, *arguments: str) -> int:
        """Runs the script from somewhere else."""
        command = [str(self.home / "switch"), *arguments]
        return subprocess.run(command, cwd="/", capture_output=True, check=False).returncode

    @property
    def shown(self) -> str:
        """What a visitor sees."""
        return (self.home / "current/附件 一.txt").read_text(encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """A host without a release."""
    return Server(tmp_path)


def test_a_release_goes_live_and_back(server: Server) -> None:
    first, second = server.receive("一"), server.receive("二")
    assert is_intact(server.home / "releases" / first)
    assert server.switch(first) == 0
    assert server.shown == "一"
    assert server.switch(second) == 0
    assert server.shown == "二"
    assert server.switch() == 0
    assert server.shown == "一"
    assert server.switch() == 0
    assert server.shown == "二"
    assert server.switch(second) == 0
    assert server.switch() == 0
    assert server.shown == "一"


def test_what_is_not_whole_does_not_go_live(server: Server) -> None:
    first, second = server.receive("一"), server.receive("二")
    assert server.switch() != 0
    assert server.switch("none") != 0
    assert server.switch(first) == 0
    assert server.switch() != 0
    (server.home / "releases" / second / "附件 一.txt").write_text("cut", encoding="utf-8")
    assert server.switch(second) != 0
    (server.home / "releases" / second / "附件 一.txt").unlink()
    assert server.switch(second) != 0
    (server.home / "releases" / second / "release.json").write_text("{}", encoding="utf-8")
    assert server.switch(second) != 0
    assert server.shown == "一"
