"""The repository's sources with edits that the repository itself has no example of."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.site.drawn import ROOT, Drawn, publish
from tests.site.trees import copy_tree, replace

SUB_PATH = "/open/government/"
URL = f"https://www.example.gov.cn{SUB_PATH}"
CHANGED = "公开是常态，不公开是例外。"
"""How the paragraph of the guide begins whose Chinese was changed after it was translated."""
ADDED = "这一段是后来补写的，还没有译文。"
"""A paragraph of the page about the site that nobody has translated."""
PAGED = "dated: replied_on\npage_length: 2"
"""A collection whose list takes more pages than the links of one page show."""
FIXTURE = ROOT / "tests/fixtures/reports/huaian-2024.yml"


@dataclass(frozen=True)
class Variant:
    """The tree with its edits, and the site that came of it."""

    tree: Path
    site: Drawn


def write_variant(target: Path) -> Variant:
    """Another address; a report of another agency, in the format of 2021 and without prose; one
    Chinese block changed and one added; short pages of replies; all
    as of the day on which the embargoed record is due.
    """
    tree = copy_tree(target / "tree")
    replace(tree / "data/site.yml", "url: https://fzggw.jiaxing.gov.cn/", f"url: {URL}")
    shutil.copy(FIXTURE, tree / "data/reports/2024.yml")
    replace(tree / "data/collections/replies.yml", "dated: replied_on", PAGED)
    replace(tree / "content/zh/guide.md", CHANGED, f"{CHANGED}本句为后来所加。")
    about = tree / "content/zh/about.md"
    about.write_text(f"{about.read_text(encoding='utf-8')}\n{ADDED}\n", encoding="utf-8")
    return Variant(tree, publish(tree, target / "site", date(2031, 1, 1)))
