"""Relations at both ends, states day by day, and records that wait for their day."""

from datetime import date

import pytest

from portal.model.record import Record
from portal.model.site import Site
from tests.gate.tree import AS_OF, INTERPRETATION, POLICY, Tree


def site(tree: Tree, as_of: date = AS_OF, production: bool = False) -> Site:
    """The site of a tree that passes the gate."""
    found = tree.findings(as_of, production)
    assert found.site is not None, tree.problems(as_of, production)
    return found.site


def record(found: Site, id: str) -> Record:
    """A published record."""
    return next(r for r in found.records[id.split("/", maxsplit=1)[0]] if r.id == id)


def links(found: Site, id: str) -> list[tuple[str, str]]:
    """What the other records are to a record."""
    return [(link.title.zh, link.target.id) for link in found.standings[id].links]


def state(tree: Tree, id: str, as_of: date) -> str:
    """The state of a record on that day."""
    found = site(tree, as_of).standings[id].state
    assert found is not None
    return found.id


def test_a_relation_declared_once_is_shown_at_both_ends(tree: Tree) -> None:
    found = site(tree)
    assert links(found, "interpretations/2020/plan") == [("解读的文件", "policies/2020/plan")]
    assert links(found, "policies/2020/plan") == [("政策解读", "interpretations/2020/plan")]
    assert links(found, "policies/2021/fees") == []


def test_a_document_that_amends_and_repeals(tree: Tree) -> None:
    tree.policy("2022/new", "amends: [policies/2020/plan]", "repeals: [policies/2021/fees]")
    found = site(tree)
    assert links(found, "policies/2022/new") == [
        ("修改的文件", "policies/2020/plan"),
        ("废止的文件", "policies/2021/fees"),
    ]
    assert links(found, "policies/2021/fees") == [("废止本文件的文件", "policies/2022/new")]
    assert [r.id for r in found.standings["policies/2021/fees"].successors] == ["policies/2022/new"]
    assert [r.id for r in found.standings["policies/2020/plan"].successors] == ["policies/2022/new"]


def test_relations_stand_in_order_of_date(tree: Tree) -> None:
    tree.policy("2023/b", "amends: [policies/2020/plan]", number=2)
    tree.policy("2022/a", "amends: [policies/2020/plan]", number=1)
    assert [target for _, target in links(site(tree), "policies/2020/plan")] == [
        "interpretations/2020/plan",
        "policies/2022/a",
        "policies/2023/b",
    ]


def test_a_dangling_reference_is_told_what_was_meant(tree: Tree) -> None:
    tree.edit(INTERPRETATION, "policies/2020/plan", "policies/2020/plans")
    (problem,) = tree.findings().errors
    assert "policies/2020/plan”" in problem.values["hint"]
    assert '"policies/2020/plan"' in problem.values["hint_en"]


def test_a_reference_to_a_record_with_mistakes_is_no_second_mistake(tree: Tree) -> None:
    tree.edit(POLICY, "topic: energy", "topic: enregy")
    assert tree.problems() == [f"FIELD-013 {POLICY}:6:8"]


def test_a_loop_of_three_is_reported_once(tree: Tree) -> None:
    for at, (slug, other) in enumerate((("a", "b"), ("b", "c"), ("c", "a"))):
        tree.policy(f"2022/{slug}", f"amends: [policies/2022/{other}]", number=at)
    found = tree.findings().errors
    assert [problem.code for problem in found] == ["RELATION-004"]
    assert found[0].values["value"] == (
        "policies/2022/a → policies/2022/b → policies/2022/c → policies/2022/a"
    )


def test_two_ways_to_one_end_are_no_loop(tree: Tree) -> None:
    tree.policy("2022/a", "amends: [policies/2022/b, policies/2022/c]", number=1)
    tree.policy("2022/b", "amends: [policies/2022/c]", number=2)
    tree.policy("2022/c", number=3)
    assert tree.problems() == []


DATES = ["effective_on: 2026-03-01", "expires_on: 2026-12-31"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), "pending"),
        (date(2026, 3, 1), "in_force"),
        (date(2026, 10, 1), "in_force"),
        (date(2026, 10, 2), "expiring"),
        (date(2026, 12, 31), "expiring"),
        (date(2027, 1, 1), "lapsed"),
    ],
)
def test_validity_follows_its_dates(tree: Tree, day: date, expected: str) -> None:
    tree.policy("2025/a", *DATES)
    assert state(tree, "policies/2025/a", day) == expected


@pytest.mark.parametrize("relation", ["amends", "repeals"])
def test_a_later_document_counts_from_the_day_it_takes_effect(tree: Tree, relation: str) -> None:
    tree.policy("2025/a", number=1)
    tree.policy("2026/b", "effective_on: 2026-05-01", f"{relation}: [policies/2025/a]", number=2)
    after = {"amends": "amended", "repeals": "repealed"}[relation]
    days = (date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 2))
    assert [state(tree, "policies/2025/a", day) for day in days] == ["in_force", after, after]


def test_a_later_document_without_a_day_of_effect_counts_from_its_date(tree: Tree) -> None:
    tree.policy("2025/a", number=1)
    tree.policy("2026/b", "repeals: [policies/2025/a]", number=2)
    assert state(tree, "policies/2025/a", date(2026, 3, 10)) == "repealed"


def test_a_document_that_waits_for_its_day_repeals_nothing_yet(tree: Tree) -> None:
    tree.policy("2025/a", number=1)
    waiting = "publish_on: 2026-06-01"
    tree.policy("2026/b", waiting, "repeals: [policies/2025/a]", number=2)
    assert state(tree, "policies/2025/a", date(2026, 5, 31)) == "in_force"
    assert state(tree, "policies/2025/a", date(2026, 6, 1)) == "repealed"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["expires_on: 2026-12-31"], "repealed"),
        (["effective_on: 2027-01-01"], "repealed"),
        ([], "repealed"),
    ],
)
def test_repeal_goes_before_everything(tree: Tree, lines: list[str], expected: str) -> None:
    tree.policy("2025/a", *lines, number=1)
    tree.policy("2026/b", "repeals: [policies/2025/a]", number=2)
    assert state(tree, "policies/2025/a", date(2026, 12, 1)) == expected


CONSULTATION = """---
title: 征求意见
issuer: 示例机关
opens_on: 2026-03-01
closes_on: 2026-03-31
{result}topic: energy
---
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), "coming"),
        (date(2026, 3, 1), "open"),
        (date(2026, 3, 31), "open"),
        (date(2026, 4, 1), "closed"),
    ],
)
def test_the_stage_of_a_consultation_follows_its_dates(
    tree: Tree, day: date, expected: str
) -> None:
    tree.write("content/zh/consultations/2026/a.md", CONSULTATION.format(result=""))
    assert state(tree, "consultations/2026/a", day) == expected


def test_a_consultation_with_a_result(tree: Tree) -> None:
    text = CONSULTATION.format(result="result_on: 2026-05-01\n")
    tree.write("content/zh/consultations/2026/a.md", text)
    assert state(tree, "consultations/2026/a", date(2026, 5, 1)) == "result"


def test_collections_without_a_rule_have_no_state(tree: Tree) -> None:
    assert site(tree).standings["interpretations/2020/plan"].state is None


def test_an_embargoed_record_appears_on_its_day(tree: Tree) -> None:
    tree.write("content/zh/policies/2026/a-files/a.csv", "x")
    attached = "attachments: [{file: a-files/a.csv, title: 附件}]"
    tree.policy("2026/a", "publish_on: 2026-06-01", attached)
    before, after = site(tree, date(2026, 5, 31)), site(tree, date(2026, 6, 1))
    assert [r.id for r in before.embargoed] == ["policies/2026/a"]
    assert "policies/2026/a" not in before.documents
    assert "policies/2026/a-files/a.csv" not in before.attachments
    assert after.embargoed == ()
    assert record(after, "policies/2026/a").title.zh == "关于2026/a的通知"
    assert "policies/2026/a-files/a.csv" in after.attachments


def test_a_draft_never_appears(tree: Tree) -> None:
    tree.policy("2026/a", "draft: true")
    found = site(tree, date(2036, 1, 1))
    assert "policies/2026/a" not in found.documents
    assert found.embargoed == ()


def test_samples_are_shown_in_previews_only(tree: Tree) -> None:
    tree.policy("2026/a", "sample: true")
    assert record(site(tree), "policies/2026/a").is_sample
    assert "policies/2026/a" not in site(tree, production=True).documents
    tree.edit("data/site.yml", "show_samples: true", "show_samples: false")
    assert "policies/2026/a" not in site(tree).documents


def test_samples_count_in_no_figure(tree: Tree) -> None:
    tree.policy("2026/a", "sample: true")
    found = site(tree)
    policies = next(c for c in found.collections if c.id == "policies")
    assert {r.id for r in found.counted(policies)} == {"policies/2020/plan", "policies/2021/fees"}


def test_a_file_of_a_draft_that_a_public_record_shares_is_published(tree: Tree) -> None:
    tree.write("content/zh/policies/2026/files/a.csv", "x")
    attached = "attachments: [{file: files/a.csv, title: 附件}]"
    tree.policy("2026/a", "draft: true", attached, number=1)
    tree.policy("2026/b", attached, number=2)
    assert "policies/2026/files/a.csv" in site(tree).attachments
