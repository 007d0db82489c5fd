"""The fonts for printing: missing, exchanged, or not needed because there is no report."""

import shutil
from pathlib import Path

import pytest

from portal.gate import read_site
from portal.loading.fonts import installed_fonts, read_fonts
from tests.gate.tree import AS_OF, REPORT, REPORT_TEXT, Tree

FACES = ("NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf")
PROSE = "〔〕（）“”‘’《》·—…、。，；：！？％‰℃㎡①②③ⅠⅡⅢ×÷±≥≤→嘉兴镕堃喆翀犇昇䶮"


def codes(tree: Tree, fonts: Path) -> list[str]:
    """The codes of what the gate finds about fonts, with the font each names."""
    found = read_site(tree.root, AS_OF, fonts=fonts).problems
    return [f"{p.code} {p.location}" for p in found if p.code.startswith("PAPER")]


def test_an_installation_without_fonts_publishes_nothing(tree: Tree, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert codes(tree, tmp_path / "empty") == [f"PAPER-001 {face}" for face in FACES]
    assert read_site(tree.root, AS_OF, fonts=tmp_path / "empty").site is None


def test_one_font_missing_is_enough(tree: Tree, tmp_path: Path) -> None:
    shutil.copy(installed_fonts() / FACES[0], tmp_path)
    assert codes(tree, tmp_path) == [f"PAPER-001 {FACES[1]}"]


def test_another_font_under_the_same_name_is_refused(tree: Tree, tmp_path: Path) -> None:
    for face in FACES:
        shutil.copy(installed_fonts() / FACES[0], tmp_path / face)
    assert codes(tree, tmp_path) == [f"PAPER-002 {FACES[1]}"]


def test_without_a_report_no_font_is_needed(tree: Tree, tmp_path: Path) -> None:
    tree.remove(REPORT)
    tree.remove(REPORT_TEXT)
    assert codes(tree, tmp_path / "nowhere") == []


def test_the_installed_fonts_are_the_declared_ones() -> None:
    fonts, problems = read_fonts(installed_fonts())
    assert problems == ()
    assert fonts is not None
    assert [character for character in PROSE if fonts.lacks(character)] == []


@pytest.mark.parametrize("character", ["😀", "\u200d", "\u202e", "\ufffd", "Ⴀ", "\ue000"])
def test_what_would_be_a_box_is_known(character: str) -> None:
    fonts, _ = read_fonts(installed_fonts())
    assert fonts is not None
    assert fonts.lacks(character)
