"""The commands, run as people run them: in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

TIMEOUT = 120
DAY = "2026-11-22"
PORTAL = (sys.executable, "-m", "portal")


def environment(tree: Path, **more: str) -> dict[str, str]:
    """The environment of a command that works with the engine of that tree."""
    found = filter(None, (str(tree / "hooks"), os.environ.get("PYTHONPATH")))
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(found),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
        **more,
    }


def portal(tree: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """`portal …` in a tree; the caller judges the exit code."""
    return subprocess.run(
        [*PORTAL, *words],
        cwd=tree,
        env=environment(tree, **more),
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )


def mkdocs(tree: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """`mkdocs …` in a tree, as of the day of the tests."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        cwd=tree,
        env=environment(tree, PORTAL_AS_OF=DAY),
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )
