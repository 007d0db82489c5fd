"""The command `portal`: exit codes, forms of output, days, folders."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.__main__ import main
from portal.gate import Findings
from portal.model.problem import Location, Severity, problem
from portal.telling import MOST, lines
from tests.gate.tree import AS_OF, FEES, POLICY, REPORT, REPORT_TEXT, Tree

KEYS = ["code", "severity", "file", "line", "column", "zh", "en", "fix"]


def check(tree: Tree, *options: str) -> Result:
    """Run `portal check` on the tree."""
    day = [] if "--as-of" in options else ["--as-of", AS_OF.isoformat()]
    return CliRunner().invoke(main, ["check", "--root", str(tree.root), *day, *options])


def found(tree: Tree, *options: str) -> list[dict[str, object]]:
    """What `portal check --format json` prints."""
    printed: list[dict[str, object]] = json.loads(check(tree, "--format", "json", *options).output)
    return printed


def test_a_clean_tree_ends_with_zero_and_lists_notes(tree: Tree) -> None:
    result = check(tree)
    assert result.exit_code == 0
    assert "OPEN-001 [note]" in result.output
    assert "错误 0" in result.output
    assert "errors 0" in result.output


def test_warnings_are_listed_and_pass(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。", "首段。")
    result = check(tree)
    assert result.exit_code == 0
    assert "TRANSLATE-001 [warning]" in result.output


def test_problems_end_with_one(tree: Tree) -> None:
    tree.edit(FEES, "topic: price", "topic: prices")
    result = check(tree)
    assert result.exit_code == 1
    assert result.output.startswith(f"{FEES}:6:8: FIELD-013 [error]\n")


@pytest.mark.parametrize(
    "options",
    [
        ["--as-of", "2020-02-30"],
        ["--as-of", "tomorrow"],
        ["--format", "xml"],
        ["--no-such-option"],
        ["--root", "/no/such/folder"],
    ],
)
def test_wrong_usage_ends_with_two(tree: Tree, options: list[str]) -> None:
    assert check(tree, *options).exit_code == 2
    assert CliRunner().invoke(main, ["publish"]).exit_code == 2


def test_a_source_that_cannot_be_read_ends_with_three(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = check(tree)
    assert result.exit_code == 3
    assert "Permission denied" in result.output
    assert "Traceback" not in result.output


def test_a_folder_without_sources(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--root", str(tmp_path)])
    assert result.exit_code == 1
    assert "content: FILE-001 [error]" in result.output
    assert "data/site.yml: FILE-011 [error]" in result.output


def test_json_is_one_list_sorted_by_place(tree: Tree) -> None:
    tree.edit(FEES, "topic: price", "topic: prices")
    tree.edit(POLICY, "issued_on: 2020-03-10", "issued_on: 2020-02-30")
    tree.edit(REPORT_TEXT, "[[table:reviews]]", "<b>")
    printed = found(tree)
    assert [list(item) for item in printed] == [KEYS] * len(printed)
    places = [
        Location(str(item["file"]), int(str(item["line"])), int(str(item["column"])))
        for item in printed
    ]
    assert places == sorted(places)
    assert {item["severity"] for item in printed} == {"error", "note"}
    first = next(item for item in printed if item["code"] == "FIELD-008")
    assert (first["file"], first["line"], first["column"]) == (POLICY, 5, 12)
    for item in printed:
        for key in ("zh", "en", "fix"):
            assert item[key]
            assert "{" not in str(item[key]) or "FIELD-019" in str(item["code"])


def test_json_without_problems_of_note(tree: Tree) -> None:
    assert {item["code"] for item in found(tree)} == {"OPEN-001", "DUE-004"}


def test_annotations_of_a_pull_request(tree: Tree) -> None:
    tree.edit(FEES, "topic: price", "topic: 100%")
    tree.edit(POLICY, "第一段。", "首段。")
    result = check(tree, "--format", "github")
    printed = result.output.splitlines()
    error = next(line for line in printed if line.startswith("::error "))
    assert error.startswith(f"::error file={FEES},line=6,col=8,title=FIELD-013::")
    assert "100%25" in error
    assert "%0A" in error
    assert any(line.startswith("::warning file=content/en/") for line in printed)
    assert any(line.startswith("::notice file=data/site.yml") for line in printed)
    assert all(line.startswith("::") for line in printed)


def test_annotations_escape_what_would_break_them() -> None:
    here = Location("content/zh/a,b:c\n::error::x.md", 3)
    one = problem("FIELD-013", here, name="a\n::b", value="c%", options="", hint="", hint_en="")
    (line,) = lines(Findings(None, (one,), {}), "github")
    assert line.startswith("::error file=content/zh/a%2Cb%3Ac\\u000a%3A%3Aerror%3A%3Ax.md,line=3,")
    assert "\n" not in line
    assert "a\\u000a::b" in line
    assert "c%25" in line


def test_names_and_values_cannot_deceive_a_terminal(tree: Tree) -> None:
    tree.write("content/zh/a\u202eb\x1b[31m.md", "x")
    (tree.root / "content/zh/\udcb9.md").write_bytes(b"x")
    tree.edit(FEES, "topic: price", 'topic: "a\\e[31m\\u202eb"')
    for style in ("text", "json", "github"):
        result = check(tree, "--format", style)
        assert result.exit_code == 1
        assert not {"\x1b", "\u202e", "\udcb9"} & set(result.output)
        assert "u202e" in result.output


def test_a_terminal_is_shown_fifty_problems_and_the_count(tree: Tree) -> None:
    tree.edit(FEES, "按规定执行。", "\n\n".join(["<b>"] * 80))
    output = check(tree).output
    assert output.count("MARKUP-001 [error]") == MOST
    assert "and 42 more" in output
    assert "errors 80" in output
    assert output.index("MARKUP-001") < output.index("……")


def test_the_worst_problems_come_first(tree: Tree) -> None:
    tree.edit(POLICY, "第一段。", "首段。")
    tree.edit(FEES, "按规定执行。", "<b>")
    severities = [
        line.rsplit("[", 1)[1].rstrip("]")
        for line in check(tree).output.splitlines()
        if "[" in line
    ]
    order = [severity.value for severity in Severity]
    assert severities == sorted(severities, key=order.index)


def test_the_day_is_an_input(tree: Tree) -> None:
    tree.edit(FEES, "topic: price", "topic: price\npublished_on: 2026-11-22")
    assert check(tree, "--as-of", "2026-11-22").exit_code == 0
    result = check(tree, "--as-of", "2026-11-21")
    assert result.exit_code == 1
    assert "FIELD-009" in result.output


def test_production_is_checked_without_samples(tree: Tree) -> None:
    tree.policy("2026/a", "sample: true", number=1)
    tree.edit(FEES, "按规定执行。", "见[示例](../2026/a.md)。")
    assert check(tree).exit_code == 0
    assert "LINK-005" in check(tree, "--production").output


def test_the_command_runs_from_any_folder(tree: Tree, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    day = (AS_OF + timedelta(days=1)).isoformat()
    command = [sys.executable, "-m", "portal", "check", "--root", "../tree", "--as-of", day]
    run = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    tree.edit(REPORT, "year: 2020", "year: 2019")
    run = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert f"{REPORT}:3:7: REPORT-001 [error]" in run.stdout
    assert "Traceback" not in run.stdout + run.stderr
    assert list(elsewhere.iterdir()) == []


def test_the_same_sources_and_day_say_the_same(tree: Tree) -> None:
    tree.edit(FEES, "按规定执行。", "<b> <i>")
    assert check(tree, "--format", "json").output == check(tree, "--format", "json").output
    assert tree.findings(date(2026, 1, 1)).problems == tree.findings(date(2026, 1, 1)).problems


def test_schemas_are_written_where_asked(tree: Tree, tmp_path: Path) -> None:
    out = tmp_path / "schemas"
    arguments = ["schema", "--root", str(tree.root), "--out", str(out)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0
    written = {path.name for path in out.rglob("*.schema.json")}
    assert {"data-site.schema.json", "data-collections-id.schema.json"} <= written
    for path in out.rglob("*.schema.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["title"]
