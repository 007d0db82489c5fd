"""Who is measured: the portal, and its peers on the same documents.

A further peer is one more `Contestant` in `PEERS`.
"""

import shutil
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tests.benchmark.corpus import AS_OF
from tests.benchmark.measuring import run

Commands = Sequence[Sequence[str]]


class Step(Enum):
    """What is measured of one contestant on one corpus, in this order."""

    COLD = "cold"
    """Nothing built yet."""
    UNCHANGED = "unchanged"
    """The same once more."""
    EDITED = "edited"
    """After one document was edited."""
    GATE = "gate"
    """The check of the sources alone."""


@dataclass(frozen=True)
class Contestant:
    """A generator: how its sources are laid out and which commands build them."""

    name: str
    prepare: Callable[[Path, Path], None]
    """Lay out its sources in a new folder (second) from the corpus in a tree (first)."""
    command: Callable[[Step, Path, Path, Path], Commands | None]
    """The commands of a step: tools, sources, folder of the site; None where it has no such step.
    """
    content: str
    """The folder of the documents in its sources; inside it they lie as in the corpus."""
    index: str
    """The file or folder of the search index in the site."""
    packages: tuple[str, ...] = ()
    """What is to be installed from PyPI into its folder of tools."""


def _portal_sources(tree: Path, folder: Path) -> None:
    shutil.copytree(tree, folder)


def _portal_command(step: Step, tools: Path, sources: Path, site: Path) -> Commands:
    start = [sys.executable, "-m", "portal"]
    given = ["--root", str(sources), "--as-of", AS_OF.isoformat()]
    if step is Step.GATE:
        return [[*start, "check", *given]]
    return [[*start, "build", *given, "--out", str(site)]]


_MATERIAL = """\
site_name: Benchmark
site_url: https://example.gov.cn/
theme: {name: material, language: zh, font: false}
plugins:
  - search: {lang: [zh, en]}
nav: [index.md]
validation: {omitted_files: ignore}
"""
"""Plain Material with its search. A navigation of one page, because one of all documents makes
every page hold all of them."""


def _material_sources(tree: Path, folder: Path) -> None:
    shutil.copytree(tree / "content", folder / "docs")
    (folder / "docs" / "index.md").write_text("# Benchmark\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_MATERIAL, encoding="utf-8")


def _material_command(step: Step, tools: Path, sources: Path, site: Path) -> Commands | None:
    if step is Step.GATE:
        return None
    config = ["--config-file", str(sources / "mkdocs.yml")]
    return [[str(tools / "bin" / "mkdocs"), "build", "-q", *config, "--site-dir", str(site)]]


PORTAL = Contestant("portal", _portal_sources, _portal_command, "content", "search")
PEERS = (
    Contestant(
        "material",
        _material_sources,
        _material_command,
        "docs",
        "search/search_index.json",
        ("mkdocs==1.6.*", "mkdocs-material==9.*"),
    ),
)


def install(contestant: Contestant, tools: Path, log: Path) -> None:
    """Put the contestant's packages into an environment of its own; one that exists is kept.

    Raises `CommandError` where they cannot be installed.
    """
    ready = tools / "installed"
    if not contestant.packages or ready.exists():
        return
    venv.create(tools, clear=True, with_pip=True)
    pip = [str(tools / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    run([[*pip, "--disable-pip-version-check", *contestant.packages]], log)
    ready.touch()
