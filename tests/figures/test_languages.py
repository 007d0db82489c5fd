"""The figures of a translation are those of the Chinese, sentence by sentence."""

import pytest

from tests.figures.trees import ENGLISH_2024, add_2024
from tests.gate.tree import Tree

SAME = {
    "2024年召开会议[三](figure:free)次。": "In 2024, [three](figure:free) meetings were held.",
    "占[12.5%](figure:free)。": "It was [12.5 per cent](figure:free).",
    "收费[2.15万](figure:free)元。": "Fees were [21,500](figure:free) yuan.",
    "依据国办发〔2020〕17号第二十条。": "Under Guo Ban Fa [2020] No. 17, Article 20.",
    "每年1月31日前公布。": "Published before 31 January of each year.",
    "[未发生](figure:reviews/sued_directly/upheld+requests/public_publication/total)诉讼、复议。": (
        "There was [no](figure:free) lawsuit and [no](figure:free) review."
    ),
    "一、总体": "I. Overall",
    "（一）主动公开": "(1) Proactive disclosure",
    "[两](figure:free)件均已公开。": "[Both](figure:free) were published.",
    "统一一站式第三方。": "A one-stop, third-party service.",
    "减少[8](figure:free)项。": "Down by [8](figure:free).",
}
DIFFERENT = {
    ("召开[5](figure:free)次。", "[6](figure:free) were held."): ("5", "6"),
    ("召开[5](figure:free)次。", "Some were held."): ("5", "—"),
    ("召开会议。", "[5](figure:free) were held."): ("—", "5"),
    ("[5](figure:free)次、[5](figure:free)人。", "[5](figure:free) times."): ("5", "—"),
    ("2024年公布。", "Published in 2023."): ("2024", "2023"),
    ("1月31日公布。", "Published on 31 March."): ("1", "March"),
    ("占[5%](figure:free)。", "It was [5](figure:free)."): ("5%", "5"),
}


def differences(tree: Tree) -> list[tuple[str, str, str]]:
    return [
        (str(p.location), p.values["zh_only"], p.values["en_only"])
        for p in tree.findings().problems
        if p.code == "FIGURE-008"
    ]


@pytest.mark.parametrize("zh", SAME)
def test_the_same_figures(tree: Tree, zh: str) -> None:
    add_2024(tree, zh, english=(SAME[zh],))
    assert differences(tree) == []


@pytest.mark.parametrize(("zh", "en"), DIFFERENT)
def test_other_figures(tree: Tree, zh: str, en: str) -> None:
    add_2024(tree, zh, english=(en,))
    assert [found[1:] for found in differences(tree)] == [DIFFERENT[zh, en]]


def test_sentences_are_compared_in_order(tree: Tree) -> None:
    zh = "召开[5](figure:free)次。培训[6](figure:free)次。"
    en = "[6](figure:free) meetings were held. In all [5](figure:free) courses were."
    add_2024(tree, zh, english=(en,))
    assert differences(tree) == [
        (f"{ENGLISH_2024}:5:2", "5", "6"),
        (f"{ENGLISH_2024}:5:{en.index('[5]') + 2}", "6", "5"),
    ]


def test_blocks_are_compared_whole_where_sentences_are_divided(tree: Tree) -> None:
    zh = "召开[5](figure:free)次，培训[6](figure:free)次。"
    en = "[6](figure:free) trainings were held. [5](figure:free) meetings were held."
    add_2024(tree, zh, english=(en,))
    assert differences(tree) == []


def test_texts_are_compared_whole_where_blocks_cannot_be_paired(tree: Tree) -> None:
    add_2024(
        tree, "召开[5](figure:free)次。", english=("[5](figure:free) held.", "[7](figure:free).")
    )
    assert [found[1:] for found in differences(tree)] == [("—", "7")]


def test_titles_are_compared(tree: Tree) -> None:
    add_2024(tree, "正文。", english=("Text.",))
    tree.edit(ENGLISH_2024, "Report of 2024", "Report of 2023")
    assert differences(tree) == [(f"{ENGLISH_2024}:2", "2024", "2023")]
