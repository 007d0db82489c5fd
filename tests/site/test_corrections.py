"""A corrected report as it is published: the same from every clone, and readable everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gate.histories import Repository, start
from tests.gate.tree import Tree
from tests.site.drawn import Drawn, publish
from tests.site.serving import served
from tests.site.test_reading import RULES, axe
from tests.site.trees import copy_small_tree, snapshot
from tests.site.visiting import Visit

PAGES = ("reports/2020/", "en/reports/2020/")
NOTE = """corrections:
  - on: 2021-07-05
    reason: {zh: 漏计一件，现予更正。, en: One document had not been counted.}
"""
EDITS = (
    ("data/reports/2020.yml", "total_public: 33}", "total_public: 34}"),
    (
        "data/reports/2020.yml",
        "sued_after_review:     [0, 0, 0, 0, 0]",
        "sued_after_review:     [0, ~, ~, 0, 0]",
    ),
    ("content/zh/reports/2020.md", "完成依申请公开[31]", "办结依申请公开[31]"),
    ("content/en/reports/2020.md", "posts in all", "articles in all"),
)
_CUT = """() => [...document.querySelectorAll("table.statutory td")].filter(
  (cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.outerHTML)"""


@pytest.fixture(scope="module")
def clones(tmp_path_factory: pytest.TempPathFactory) -> tuple[Drawn, Drawn]:
    """The sites of two clones of one repository, whose report was corrected."""
    root = tmp_path_factory.mktemp("corrections")
    tree = Tree(copy_small_tree(root / "origin"))
    repository: Repository = start(tree)
    for path, find, replace in EDITS:
        tree.edit(path, find, replace)
    notes = "data/report-notes/2020.yml"
    tree.write(notes, tree.read(notes) + NOTE)
    repository.commit("2021-07-05")
    first, second = (_published(repository, root / name) for name in ("one", "二 two"))
    return first, second


def _published(repository: Repository, target: Path) -> Drawn:
    target.mkdir()
    return publish(repository.clone(target / "clone").tree.root, target / "site")


@pytest.fixture(scope="module")
def corrected(clones: tuple[Drawn, Drawn]) -> Iterator[str]:
    """Where the corrected report is served."""
    with served(clones[0].folder, "/") as address:
        yield address


def test_two_clones_publish_the_same_bytes(clones: tuple[Drawn, Drawn]) -> None:
    first, second = (snapshot(clone.folder) for clone in clones)
    assert first == second
    assert "reports/2020/corrections.json" in first


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_corrections_are_readable(
    corrected: str, visit: Visit, address: str, width: int, scheme: str
) -> None:
    page = visit(width=width, color_scheme=scheme).page
    page.goto(f"{corrected}{address}")
    assert page.locator(".corrections h3").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page, RULES) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_mark_leads_to_its_correction_and_back(
    corrected: str, visit: Visit, address: str
) -> None:
    page = visit().page
    page.goto(f"{corrected}{address}")
    marks = page.locator("table.statutory a.correction-mark")
    assert marks.count() == 3
    marks.first.click()
    assert page.url.endswith("#published-corrections-2021-07-05")
    page.locator("table.changes a").first.click()
    assert page.evaluate("document.querySelector(':target').className") == "correction-mark"


@pytest.mark.parametrize("address", PAGES)
def test_no_marked_figure_is_cut_on_paper(corrected: str, visit: Visit, address: str) -> None:
    page = visit(width=680).page
    page.emulate_media(media="print")
    page.goto(f"{corrected}{address}")
    assert page.evaluate(_CUT) == []
    assert page.locator(".corrections del").first.is_visible()
