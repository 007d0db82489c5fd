"""`portal serve`: every edit shows, and a broken one is told and mended without a restart."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.site.commands import DAY, PORTAL, environment
from tests.site.trees import copy_small_tree, replace

PATIENCE = 60
"""Seconds within which an edit must show, on however busy a machine."""


@dataclass(frozen=True)
class Preview:
    """A running preview of a tree."""

    tree: Path
    address: str
    terminal: Path
    process: "subprocess.Popen[bytes]"

    def shows(self, page: str, words: str) -> None:
        """Return when the page has the words; fail when it does not within the patience."""
        self._until(lambda: words in self._page(page), f"{words!r} on {page!r}")

    def tells(self, words: str) -> None:
        """Return when the terminal has the words."""
        self._until(lambda: words in self.told(), f"{words!r} in the terminal")

    def told(self) -> str:
        """What the terminal says up to now."""
        return self.terminal.read_text(encoding="utf-8", errors="replace")

    def _page(self, page: str) -> str:
        try:
            with urlopen(self.address + page, timeout=PATIENCE) as answer:  # noqa: S310
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            return ""

    def _until(self, is_true: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not is_true():
            assert self.process.poll() is None, f"the preview has ended\n{self.told()}"
            assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}\n{self.told()}"
            time.sleep(0.2)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of a small tree with the tree's own engine, in a process group of its own."""
    base = tmp_path_factory.mktemp("preview of edits")
    tree = copy_small_tree(base / "tree")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    terminal = base / "terminal.txt"
    with terminal.open("wb") as output:
        process = subprocess.Popen(
            [*PORTAL, "serve", "--as-of", DAY, "--address", f"127.0.0.1:{port}"],
            cwd=tree,
            env=environment(tree),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        started = Preview(tree, f"http://127.0.0.1:{port}/", terminal, process)
        started.shows("", "政府信息公开")
        yield started
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def test_pages_are_served(preview: Preview) -> None:
    preview.shows("en/reports/2020/", "2147332")


def test_edit_of_content_shows(preview: Preview) -> None:
    replace(preview.tree / "content/zh/about.md", "查文件、查数据、查答复。", "查文件，改一改。")
    preview.shows("about/", "改一改")


def test_edit_of_a_row_of_data_shows(preview: Preview) -> None:
    register = preview.tree / "data/registers/decisions.yml"
    replace(register, "（示例）编制示例发展规划", "（示例）编制改后的发展规划")
    preview.shows("decisions/", "编制改后的发展规划")


def test_edit_of_a_template_shows(preview: Preview) -> None:
    footer = preview.tree / "overrides/partials/footer.html"
    replace(footer, '<p class="site-stamp">', '<p class="site-stamp">改过的模板 ')
    preview.shows("guide/", "改过的模板")


def test_edit_of_the_engine_shows(preview: Preview) -> None:
    drawing = preview.tree / "hooks/portal/pages/drawing.py"
    replace(drawing, "年{day.month}月{day.day}日", "年{day.month:02}月{day.day:02}日整")
    preview.shows("guide/", "2026年11月22日整")


def test_broken_edit_is_told_and_shows_once_it_is_mended(preview: Preview) -> None:
    guide = preview.tree / "content/zh/system.md"
    written = guide.read_text(encoding="utf-8")
    guide.write_text(written.replace("title: ", "title: [", 1), encoding="utf-8")
    preview.tells("content/zh/system.md:")
    guide.write_text(written.replace("title: ", "title: 改好的", 1), encoding="utf-8")
    preview.shows("system/", "改好的")


def test_broken_engine_is_told_and_shows_once_it_is_mended(preview: Preview) -> None:
    drawing = preview.tree / "hooks/portal/pages/drawing.py"
    written = drawing.read_text(encoding="utf-8")
    drawing.write_text("def broken(:\n", encoding="utf-8")
    preview.tells("SyntaxError")
    drawing.write_text(written.replace("日整", "日又改"), encoding="utf-8")
    preview.shows("guide/", "2026年11月22日又改")
