"""Plain prose in the manner of real reports: phrases that quote cells, and those that do not."""

import pytest

from tests.figures.trees import add_2024, told
from tests.gate.tree import Tree

CONTRADICTION, UNBOUND = "FIGURE-003", "FIGURE-007"
HEADING = "### （二）依申请公开情况"

RIGHT = """2024年，全市共收到政府信息公开申请3119件，上年结转34件。
其中，自然人申请3001件，法人或其他组织申请118件。
办理结果：予以公开1362件，占44.7%；部分公开454件，不予公开178件，无法提供781件，不予处理88件，其他处理187件，
结转下年度继续办理103件。办结申请3050件。因政府信息公开被申请行政复议351件，被提起行政诉讼46件。
制发规章1件，制发行政规范性文件8件，废止行政规范性文件26件，现行有效行政规范性文件66件。
作出行政许可决定447228件、行政处罚决定398.58万件，行政事业性收费9.6亿元。"""
CELLS = [
    "3119", "34", "3001", "118", "1362", "454", "178", "781", "88", "187", "103", "3050", "351",
    "46", "1", "8", "26", "66", "447228", "398.58万", "9.6亿",
]  # fmt: skip
WRONG = {
    "收到政府信息公开申请3118件": ("3118", "3119"),
    "共收到公民、法人和其他组织提出的政府信息公开申请3000件": ("3000", "3119"),
    "受理政府信息公开申请3154件": ("3154", "3119"),
    "新收政府信息公开申请3153件": ("3153", "3119"),
    "全年收到申请三千一百二十件": ("三千一百二十", "3119"),
    "收到申请3200余件": ("3200", "3119"),
    "上年结转35件": ("35", "34"),
    "予以公开1361件": ("1361", "1362"),
    "予以公开的共有1361件": ("1361", "1362"),
    "1361件予以公开": ("1361", "1362"),
    "部分公开455件": ("455", "454"),
    "不予公开179件": ("179", "178"),
    "无法提供780件": ("780", "781"),
    "不予处理87件": ("87", "88"),
    "结转下年度继续办理104件": ("104", "103"),
    "办结申请3051件": ("3051", "3050"),
    "被申请行政复议350件": ("350", "351"),
    "被提起行政诉讼47件": ("47", "46"),
    "未发生因政府信息公开被申请行政复议的情况": ("未发生因政府信息公开被申请行政复议", "351"),
    "比2023年增加319件，其中予以公开1361件": ("1361", "1362"),
}
ELSEWHERE = [
    "2023年收到申请2800件，予以公开1200件",
    "去年收到政府信息公开申请2800件",
    "上年度收到申请2800件",
    "自2008年以来累计受理申请20000余件",
    "近年来平均收到申请1500件",
    "各县区收到政府信息公开申请1500件",
    "下属单位受理申请5件",
    "收到网上申请2011件，收到当面申请235件，收到信函申请800件",
    "通过平台收到申请2011件",
    "涉及土地征收的申请800件",
    "申请量比上年增加319件，增长11.4%",
    "对20件建议答复后予以公开",
]


@pytest.mark.parametrize("text", [RIGHT, RIGHT.replace("\n", "")], ids=["wrapped", "one line"])
def test_phrases_that_agree_are_suggested(tree: Tree, text: str) -> None:
    add_2024(tree, HEADING, text)
    assert told(tree, CONTRADICTION) == []
    suggested = [written for _, written, hint in told(tree, UNBOUND) if "figure:" in hint]
    assert suggested == CELLS


@pytest.mark.parametrize("text", WRONG)
def test_a_phrase_that_differs_is_a_contradiction(tree: Tree, text: str) -> None:
    add_2024(tree, HEADING, f"2024年，我市{text}。")
    assert told(tree, CONTRADICTION) == [(CONTRADICTION, *WRONG[text])]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_other_years_bodies_and_parts_are_left_alone(tree: Tree, text: str) -> None:
    add_2024(tree, HEADING, f"{text}。")
    assert told(tree, CONTRADICTION) == []
    assert told(tree, UNBOUND)


def test_reviews_that_are_not_about_disclosure_are_left_alone(tree: Tree) -> None:
    add_2024(tree, "### （五）监督保障", "办理行政复议案件200件，行政诉讼案件88件。")
    assert told(tree, CONTRADICTION) == []


def test_requests_carried_over_may_be_counted_with_the_new_ones(tree: Tree) -> None:
    add_2024(tree, HEADING, "受理政府信息公开申请3153件。")
    assert told(tree, CONTRADICTION) == []


def test_a_free_number_is_not_judged_by_its_phrase(tree: Tree) -> None:
    add_2024(tree, HEADING, "窗口登记予以公开[12](figure:free)件。")
    assert told(tree, CONTRADICTION, UNBOUND) == []


def test_english_prose_is_held_against_the_cells_too(tree: Tree) -> None:
    zh = "收到信息公开申请[3119](figure:requests/newly_received/total)件。"
    add_2024(tree, zh, english=("We received 3,118 requests for disclosure.",))
    assert told(tree, CONTRADICTION) == [(CONTRADICTION, "3,118", "3119")]
    assert len(told(tree, "FIGURE-008")) == 1
