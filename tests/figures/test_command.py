"""`portal figures`: the list for editors, and binding what is certain."""

from click.testing import CliRunner, Result

from portal.__main__ import main
from tests.figures.trees import TEXT_2024, add_2024
from tests.gate.tree import AS_OF, Tree


def run(tree: Tree, *words: str) -> Result:
    day = f"--as-of={AS_OF}"
    return CliRunner().invoke(main, ["figures", "--root", str(tree.root), day, *words])


def test_every_number_is_listed_with_what_it_is(tree: Tree) -> None:
    add_2024(
        tree,
        "2024年完成[3050](figure:requests/results_total/total)件，予以公开的申请1362件，会议48次。",
    )
    result = run(tree, "2024")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert f"{TEXT_2024}:6:1  2024  年份 / Year" in lines
    assert f"{TEXT_2024}:6:9  3050  → requests/results_total/total" in lines
    assert any(
        "1362  没有绑定 / unbound: [1362](figure:requests/granted/total)" in x for x in lines
    )
    assert "无须核对 2，没有绑定 2" in lines[-1]


def test_only_unbound_numbers(tree: Tree) -> None:
    add_2024(tree, "2024年会议48次。")
    lines = run(tree, "2024", "--unbound").output.splitlines()
    assert lines[0].startswith(f"{TEXT_2024}:6:8  48  ")
    assert len(lines) == 2


def test_writing_binds_what_a_phrase_makes_certain_and_nothing_else(tree: Tree) -> None:
    add_2024(
        tree,
        "依申请公开：收到申请3,119件，予以公开1362件；会议48次，\n部分公开454件，不予公开179件，培训66次。",
    )
    before = tree.read(TEXT_2024)
    result = run(tree, "2024", "--write", "--unbound")
    assert result.exit_code == 0, result.output
    expected = before
    for written, target in (
        ("3,119", "requests/newly_received/total"),
        ("1362", "requests/granted/total"),
        ("454", "requests/granted_in_part/total"),
    ):
        expected = expected.replace(written, f"[{written}](figure:{target})")
    assert tree.read(TEXT_2024) == expected
    assert run(tree, "2024", "--write").exit_code == 0
    assert tree.read(TEXT_2024) == expected


def test_line_ends_are_kept(tree: Tree) -> None:
    add_2024(tree, "依申请公开：收到申请3119件。")
    tree.write(TEXT_2024, tree.read(TEXT_2024).replace("\n", "\r\n"))
    run(tree, "2024", "--write")
    text = tree.read(TEXT_2024)
    assert "[3119](figure:requests/newly_received/total)件。\r\n" in text
    assert "\n" not in text.replace("\r\n", "")


def test_a_report_that_is_not_there(tree: Tree) -> None:
    result = run(tree, "2019")
    assert result.exit_code == 2
    assert "2020" in result.output
