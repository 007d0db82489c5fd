"""Loading: bytes → text → values as written; which files there may be."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.loading.front_matter import read_markdown
from portal.loading.text import read_text
from portal.loading.tree import read_tree
from portal.loading.written_yaml import read_yaml
from portal.model.written import Written, WrittenList, WrittenMap, WrittenText
from tests.gate.tree import FEES, REPORT, Tree, described

FILE = "content/zh/x.md"


def codes(text: str) -> list[str]:
    """What reading a YAML text reports."""
    return [described(found) for found in read_yaml(text, "x.yml")[1]]


def plain(written: Written | None) -> object:
    """The written values without places."""
    match written:
        case WrittenText():
            return written.text
        case WrittenList():
            return [plain(item) for item in written]
        case WrittenMap():
            return {key.text: plain(value) for key, value in written.pairs}
    return None


@pytest.mark.parametrize(
    "written",
    [
        *"no on yes 001 3.10 12:30 1_383 0x1F 0o17 1e3 +5 2020-01-02".split(),
        *"~ null = 1,383 1383条 １２ ١٢".split(),
        "關於 甲",
        "a #b",
        "'1'",
        '"no"',
    ],
)
def test_a_scalar_stays_as_written(written: str) -> None:
    found, problems = read_yaml(f"a: {written}\nb: 2", "x.yml")
    assert problems == []
    expected = {"a #b": "a", "'1'": "1", '"no"': "no"}.get(written, written)
    assert plain(found) == {"a": expected, "b": "2"}


@pytest.mark.parametrize(
    ("written", "type"),
    [
        ("no", "bool"),
        ("001", "int"),
        ("0x1F", "int"),
        ("12:30", "int"),
        ("1_383", "int"),
        ("3.10", "float"),
        ("2020-01-02", "timestamp"),
        ("~", "null"),
        ("'no'", "str"),
        ("甲", "str"),
    ],
)
def test_what_other_programs_would_take_a_scalar_for(written: str, type: str) -> None:
    found, _ = read_yaml(f"a: {written}", "x.yml")
    assert isinstance(found, WrittenMap)
    value = found.get("a")
    assert isinstance(value, WrittenText)
    assert value.looks_like == type


def test_places_of_values_and_keys() -> None:
    found, _ = read_yaml("a:\n  - 甲乙: 丙\n  - [d, 丁, f]\n", "x.yml", first_line=2)
    assert isinstance(found, WrittenMap)
    items = found.get("a")
    assert isinstance(items, WrittenList)
    first, second = items
    assert isinstance(first, WrittenMap)
    assert isinstance(second, WrittenList)
    assert [str(key.location) for key, _ in first.pairs] == ["x.yml:3:5"]
    assert [str(value.location) for _, value in first.pairs] == ["x.yml:3:9"]
    assert [str(item.location) for item in second] == ["x.yml:4:6", "x.yml:4:9", "x.yml:4:12"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["YAML-007 x.yml"]),
        ("# nothing\n", ["YAML-007 x.yml"]),
        ("~\n", ["YAML-007 x.yml"]),
        ("---\n", ["YAML-007 x.yml"]),
        ("a: 1\n---\nb: 2\n", ["YAML-008 x.yml:2:1"]),
        ("a: &x 1\nb: *x\n", ["YAML-002 x.yml:1:4", "YAML-002 x.yml:2:4"]),
        ("a: !!str 1\n", ["YAML-003 x.yml:1:4"]),
        ("a: !ENV [TOKEN]\n", ["YAML-003 x.yml:1:4"]),
        ("a: !!python/object/apply:os.system [id]\n", ["YAML-003 x.yml:1:4"]),
        ("<<: *x\n", ["YAML-002 x.yml:1:5"]),
        ("a: 1\na: 2\n", ["YAML-004 x.yml:2:1"]),
        ("a:\n\tb: 1\n", ["YAML-011 x.yml:2:1"]),
        ("a:\n  - b\n\t- c\n", ["YAML-011 x.yml:3:1"]),
        ("a：1\n", ["YAML-010 x.yml:1:1"]),
        ("a: 1\nb：2\n", ["YAML-010 x.yml:2"]),
        ("a: {b：1, c: 2}\n", ["YAML-010 x.yml:1:5"]),
        ('a: {"b：1": }\n', []),
        ("a: 关于: 通知\n", ["YAML-009 x.yml:1:6"]),
        ("a: @b\n", ["YAML-009 x.yml:1:4"]),
        ("a: %b\n", ["YAML-009 x.yml:1:4"]),
        ("a: `b`\n", ["YAML-009 x.yml:1:4"]),
        ("a: 甲\n b: 乙\n", ["YAML-009 x.yml:2:3"]),
        ("a: [1, 2\n", ["YAML-001 x.yml:2:1"]),
        ('a: "b\n', ["YAML-001 x.yml:2:1"]),
        ("a: b\x00\n", ["YAML-001 x.yml"]),
        ("? [a]\n: b\n", ["YAML-005 x.yml:1:3"]),
        ("[" * 40 + "]" * 40, ["YAML-006 x.yml:1:32"]),
        ("[" * 5000 + "]" * 5000, ["YAML-006 x.yml"]),
        ("- " * 5000 + "a", ["YAML-006 x.yml"]),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_yaml_that_is_refused(text: str, problems: list[str]) -> None:
    assert codes(text) == problems


def test_an_alias_bomb_is_refused_at_once() -> None:
    levels = [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    start = time.monotonic()
    found = codes("\n".join(["a0: &a0 x", *levels]))
    assert time.monotonic() - start < 1
    assert set(found) >= {"YAML-002 x.yml:1:5", "YAML-002 x.yml:2:10"}
    assert {line.split()[0] for line in found} == {"YAML-002"}


@given(st.text())
@example("a: &b\n- !c")
@example("\ufeff---")
@example("? ? ?")
def test_no_text_breaks_the_yaml_reader(text: str) -> None:
    found, problems = read_yaml(text, "x.yml")
    assert found is not None or problems


@given(st.binary())
@example(b"---\n---")
@example(b"---\r\na: 1\r\n---\r\n# \xe4\xb8\x80")
def test_no_bytes_break_the_markdown_reader(content: bytes) -> None:
    found, problems = read_markdown(content, FILE)
    assert found is not None or problems


@given(st.text(alphabet=st.sampled_from("-# \n\t*>|`~1.[](甲。:=_\\<"), max_size=80))
def test_no_body_breaks_the_markdown_reader(body: str) -> None:
    found, problems = read_markdown(f"---\ntitle: 甲\n---\n{body}".encode(), FILE)
    assert found is not None
    assert problems == []
    lines = f"---\ntitle: 甲\n---\n{body}".split("\n")
    for block in found.blocks:
        first = block.text.split("\n", maxsplit=1)[0]
        assert lines[block.line - 1].rstrip() == first.rstrip()


POLICY = "---\ntitle: 甲\nsummary: 乙丙\n---\n\n## 一\n\n段落\n第二行\n\n- 丁\n- 戊\n"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_make_no_difference(end: str, mark: bytes) -> None:
    expected = read_markdown(POLICY.encode(), FILE)
    assert expected[1] == []
    assert read_markdown(mark + POLICY.replace("\n", end).encode(), FILE) == expected


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("---\ntitle: 甲\n---\n# 通知\n".encode("gbk"), f"TEXT-001 {FILE}:2:8"),
        (
            "---\ntitle: 甲\n---\n# 通知\n\n正文\n".encode() + "坏行".encode("gbk") + b"\n",
            f"TEXT-001 {FILE}:7:1",
        ),
        ("---\ntitle: 甲\n---\n".encode("utf-16"), f"TEXT-002 {FILE}"),
        ("---\ntitle: 甲\n---\n".encode("utf-16-be").join([b"\xfe\xff", b""]), f"TEXT-002 {FILE}"),
        (b"---\ntitle: a\xff\n---\n", f"TEXT-003 {FILE}:2:9"),
        (b"---\ntitle: \xe4\xb8", f"TEXT-001 {FILE}:2:8"),
    ],
)
def test_other_encodings_are_named(content: bytes, problem: str) -> None:
    found, problems = read_markdown(content, FILE)
    assert found is None
    assert [described(p) for p in problems] == [problem]


def test_encodings_of_declarations(tree: Tree) -> None:
    tree.write(REPORT, tree.read(REPORT).encode("gb18030"))
    assert tree.problems() == [f"TEXT-001 {REPORT}:1:3"]


def test_a_radical_is_told_with_the_ordinary_character() -> None:
    _, problems = read_text("⼀⻓".encode(), FILE)
    assert [(p.code, p.values["right"]) for p in problems] == [
        ("TEXT-006", "一"),
        ("TEXT-007", "⻓"),
    ]


def test_symbolic_links_are_not_followed(tree: Tree) -> None:
    (tree.root / "secret").mkdir()
    (tree.root / "secret/s.txt").write_text("TOPSECRET", encoding="utf-8")
    (tree.root / "content/zh/s").symlink_to("../../secret", target_is_directory=True)
    (tree.root / "content/zh/help.md").symlink_to("../../secret/s.txt")
    (tree.root / "data/loop").symlink_to(".", target_is_directory=True)
    assert tree.problems() == [
        "FILE-002 content/zh/help.md",
        "FILE-002 content/zh/s",
        "FILE-002 data/loop",
    ]


def test_a_pipe_is_not_read(tree: Tree) -> None:
    os.mkfifo(tree.root / "content/zh/f.md")
    assert tree.problems() == ["FILE-003 content/zh/f.md"]


@pytest.mark.parametrize(
    "name", ["关于 某事(草案)#1?.md", "a b.md", "a%20b.md", "-x.md", ".hidden.md", "a:b.md", "é.md"]
)
def test_names_that_no_address_can_hold(tree: Tree, name: str) -> None:
    tree.write(f"content/zh/{name}", "x")
    assert tree.problems() == [f"FILE-005 content/zh/{name}"]


def test_a_name_of_unreadable_bytes(tree: Tree) -> None:
    (tree.root / os.fsdecode(b"content/zh/\xb9\xd8.md")).write_bytes(b"x")
    assert tree.codes() == ["FILE-005"]


def test_names_that_differ_in_case_only(tree: Tree) -> None:
    tree.write("content/zh/Guide.md", "---\ntitle: 甲\n---\n")
    assert tree.problems() == ["FILE-009 content/zh/guide.md"]


def test_a_text_that_is_too_large(tree: Tree) -> None:
    tree.write(FEES, b"---\n" + b"x" * 2_000_001)
    assert tree.problems() == [
        f"LINK-001 {path}"
        for path in ("content/en/policies/2020/plan.md:15", "content/zh/policies/2020/plan.md:13")
    ] + [f"FILE-010 {FEES}"]


@pytest.mark.parametrize("folder", ["content", "data"])
def test_a_missing_folder(tmp_path: Path, folder: str) -> None:
    (tmp_path / ("data" if folder == "content" else "content")).mkdir()
    assert [described(found) for found in read_tree(tmp_path).problems] == [f"FILE-001 {folder}"]
