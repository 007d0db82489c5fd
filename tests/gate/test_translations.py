"""Translations: what a change of the Chinese marks, and what renewing fingerprints writes."""

import pytest
from click.testing import CliRunner

from portal.__main__ import main
from portal.model.language import Language
from tests.gate.tree import ENGLISH, POLICY, Tree


def renew(tree: Tree, file: str = ENGLISH) -> tuple[int, str]:
    """Run `portal translated`; its exit code and what it says."""
    path = str(tree.root / file)
    result = CliRunner().invoke(main, ["translated", "--root", str(tree.root), path])
    return result.exit_code, result.output


def test_a_fresh_translation_is_current(tree: Tree) -> None:
    site = tree.findings().site
    assert site is not None
    document = site.documents["policies/2020/plan"]
    assert document.translation.is_current
    assert document.prose(Language.EN).title == "Notice on Matter A"


def test_exactly_the_block_whose_chinese_changed_is_stale(tree: Tree) -> None:
    tree.edit(POLICY, "## 一、范围", "## 一、适用范围")
    site = tree.findings().site
    assert site is not None
    assert site.documents["policies/2020/plan"].translation.stale == {1}
    assert tree.problems() == [f"TRANSLATE-001 {ENGLISH}:13"]


def test_two_changes_mark_two_blocks(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。", "首段。")
    tree.edit(POLICY, "第二段，", "末段，")
    assert tree.problems() == [f"TRANSLATE-001 {ENGLISH}:11", f"TRANSLATE-001 {ENGLISH}:15"]


def test_a_new_block_is_missing_where_it_belongs(tree: Tree) -> None:
    tree.edit(POLICY, "## 一、范围", "新的一段。\n\n## 一、范围")
    site = tree.findings().site
    assert site is not None
    (missing,) = site.documents["policies/2020/plan"].translation.missing
    assert (missing[0], missing[1].text) == (1, "新的一段。")
    assert tree.problems() == [f"TRANSLATE-002 {POLICY}:11"]


def test_a_new_block_at_either_end(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。", "前言。\n\n第一段。")
    tree.write(POLICY, tree.read(POLICY) + "\n附则。\n")
    assert tree.problems() == [f"TRANSLATE-002 {POLICY}:9", f"TRANSLATE-002 {POLICY}:17"]


def test_a_change_beside_a_new_block(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。", "首段。\n\n次段。")
    assert tree.problems() == [f"TRANSLATE-001 {ENGLISH}:11", f"TRANSLATE-002 {POLICY}:11"]


def test_a_deleted_block_leaves_its_translation_stale(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。\n\n", "")
    assert tree.problems() == [f"TRANSLATE-001 {ENGLISH}:11"]


def test_a_moved_block_is_stale_where_it_was_and_missing_where_it_is(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。\n\n", "")
    tree.write(POLICY, tree.read(POLICY) + "\n第一段。\n")
    assert tree.problems() == [f"TRANSLATE-001 {ENGLISH}:11", f"TRANSLATE-002 {POLICY}:13"]


def test_other_line_breaks_are_no_change(tree: Tree) -> None:
    tree.write(
        POLICY, tree.read(POLICY).replace("第一段。\n", "第一段。   \n\n").replace("\n", "\r\n")
    )
    assert tree.problems() == []


def test_renewing_ends_the_matter(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。", "首段。")
    tree.edit(POLICY, "title: 关于甲事项的通知", "title: 关于甲事项的新通知")
    assert tree.codes() == ["TRANSLATE-003", "TRANSLATE-001"]
    assert renew(tree) == (0, "")
    assert tree.problems() == []


def test_renewing_twice_changes_nothing(tree: Tree) -> None:
    before = tree.read(ENGLISH)
    assert renew(tree) == (0, "")
    assert tree.read(ENGLISH) == before


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntitle: A\n---\n\nX.\n\n## 1\n\nY.  \n", id="none so far"),
        pytest.param("---\r\ntitle: A\r\n---\r\n\r\nX.\r\n\r\n## 1\r\n\r\nY.\r\n", id="Windows"),
        pytest.param(
            "---\rtitle: A\r---\r\rX.\r\r## 1\r\rY.", id="old Mac, no line end at the end"
        ),
        pytest.param("\ufeff---\ntitle: A\n---\nX.\n\n## 1\n\nY.", id="byte order mark"),
        pytest.param(
            "---\n# 甲\ntranslation_of: {title: 'a', body: [\n  'b'\n]}\n# 乙\ntitle: A # 丙\n"
            "---  \nX.\n\n## 1\n\nY.\n",
            id="braces, comments around",
        ),
        pytest.param(
            "---\ntranslation_of:\n  # old\n  title: 'a'\n  body:\n    - 'b'\n"
            "title: A\nsummary: |\n  S\n---\nX.\n\n## 1\n\nY.\n",
            id="before other fields",
        ),
    ],
)
def test_renewing_changes_no_other_line(tree: Tree, text: str) -> None:
    tree.write(ENGLISH, text)
    assert renew(tree) == (0, "")
    written = tree.read(ENGLISH)
    assert [code for code in tree.codes() if code.startswith("TRANSLATE")] == []
    assert _others(written) == _others(text)


def _others(text: str) -> list[str]:
    """The lines, ends included, that are no part of `translation_of`."""
    kept = []
    inside = False
    for line in text.splitlines(keepends=True):
        inside = line.startswith("translation_of:") or (inside and line.startswith((" ", "]")))
        if not inside:
            kept.append(line)
    return kept


def test_blocks_that_cannot_be_matched_are_refused(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。", "第一段。\n\n第二段。")
    before = tree.read(ENGLISH)
    code, output = renew(tree)
    assert code == 1
    assert output.startswith(f"{ENGLISH}:1: TRANSLATE-006")
    assert tree.read(ENGLISH) == before


@pytest.mark.parametrize(
    ("file", "code", "says"),
    [
        (POLICY, 1, "TRANSLATE-008"),
        ("content/en/other.md", 1, "TRANSLATE-007"),
        ("content/en/broken.md", 1, "FRONT-001"),
        ("content/en/absent.md", 2, "absent.md"),
        ("content/en", 2, "content/en"),
    ],
)
def test_what_cannot_be_renewed(tree: Tree, file: str, code: int, says: str) -> None:
    tree.write("content/en/other.md", "---\ntitle: Other\n---\n")
    tree.write("content/en/broken.md", "Broken\n")
    tree.write("content/zh/broken.md", "---\ntitle: 甲\n---\n")
    found, output = renew(tree, file)
    assert found == code
    assert says in output


def test_a_file_may_be_named_from_the_root(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。", "首段。")
    result = CliRunner().invoke(main, ["translated", "--root", str(tree.root), ENGLISH])
    assert (result.exit_code, result.output) == (0, "")
    assert tree.problems() == []
