"""The benchmark: its corpus is the same on every run and passes the gate, its report is whole."""

import json
from collections import Counter
from pathlib import Path

import pytest

from portal.gate import read_site
from portal.model.problem import Severity
from tests.benchmark.contestants import PORTAL, Step
from tests.benchmark.corpus import AS_OF, Corpus
from tests.benchmark.measuring import CommandError, Output, Usage, output_of, run
from tests.benchmark.race import Result, exponent, growth, sizes
from tests.benchmark.report import COLUMNS, Report

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of twelve documents."""
    folder = tmp_path_factory.mktemp("benchmark") / "tree"
    Corpus(12).write(REPOSITORY, folder)
    return folder


def test_the_same_number_and_seed_give_the_same_documents() -> None:
    assert list(Corpus(40).files()) == list(Corpus(40).files())
    assert list(Corpus(40).files()) != list(Corpus(40, seed=2).files())


def test_every_document_exists_once_in_each_language() -> None:
    paths = Counter(path for path, _ in Corpus(40).files())
    assert set(paths.values()) == {1}
    chinese = {path.removeprefix("content/zh/") for path in paths if "/zh/" in path}
    assert len(chinese) == 40
    assert {path.removeprefix("content/en/") for path in paths if "/en/" in path} == chinese


@pytest.mark.parametrize("is_sample", [True, False])
def test_the_corpus_passes_the_gate(is_sample: bool, tmp_path: Path) -> None:
    Corpus(12, is_sample=is_sample).write(REPOSITORY, tmp_path / "tree")
    findings = read_site(tmp_path / "tree", AS_OF)
    assert findings.site is not None
    found = {p.code for p in findings.problems if findings.severity(p) is not Severity.NOTE}
    assert found == set()
    records = {name: len(records) for name, records in findings.site.records.items()}
    assert (records["policies"], records["interpretations"], records["replies"]) == (9, 1, 2)


def test_documents_refer_to_each_other(tree: Path) -> None:
    site = read_site(tree, AS_OF).site
    assert site is not None
    names = {
        field.name
        for records in site.records.values()
        for record in records
        for field, _ in record.references
    }
    assert names == {"amends", "repeals", "interprets"}


def test_the_edited_document_is_one_of_the_corpus(tree: Path) -> None:
    assert (tree / "content" / Corpus(12).edited()).is_file()


def test_sizes_are_a_baseline_and_three_steps() -> None:
    assert sizes(500) == (0, 125, 250, 500)
    assert sizes(1) == (0, 1)


def test_the_exponent_is_that_of_the_power() -> None:
    assert exponent([(n, 3 * n**1.5) for n in (10, 20, 40)]) == pytest.approx(1.5)


def test_growth_is_told_with_and_without_the_start() -> None:
    results = [
        Result("portal", n, Step.GATE, Usage(1, 2 + n * 0.5, 1), None) for n in (0, 10, 20, 40)
    ]
    (found,) = growth(results)
    assert found.beyond == pytest.approx(1)
    assert found.whole < 1


def test_a_step_is_measured_and_its_output_counted(tmp_path: Path) -> None:
    write = 'mkdir -p "$0/search" && printf x > "$0/index.html" && printf xyz > "$0/search/a.json"'
    usage = run([["sh", "-c", write, str(tmp_path / "site")]], tmp_path / "log")
    assert usage.memory > 0
    assert output_of(tmp_path / "site", tmp_path / "site" / "search") == Output(1, 2, 4, 3)


def test_a_command_that_fails_is_an_error_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ended with 3\nwhy"):
        run([["sh", "-c", "echo why; exit 3"]], tmp_path / "log")


def test_the_gate_of_the_portal_is_a_command(tree: Path, tmp_path: Path) -> None:
    commands = PORTAL.command(Step.GATE, tmp_path, tree, tmp_path / "site")
    assert commands is not None
    assert run(commands, tmp_path / "log").cpu > 0


def test_the_report_has_every_column(tmp_path: Path) -> None:
    usage, output = Usage(2.0, 1.5, 50 * 1024 * 1024), Output(30, 90, 1024 * 1024, 1024)
    results = (
        Result("portal", 12, Step.COLD, usage, output),
        Result("portal", 12, Step.GATE, usage, None),
        Result("material", 12, Step.COLD, Usage(5.0, 3.0, 1), output),
    )
    Report(Corpus(12), results, (), {"another": "no such package"}).write(tmp_path)
    written = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [tuple(row) for row in written["results"]] == [COLUMNS] * 3
    assert written["results"][0]["pages_per_s"] == 15.0
    assert written["results"][2]["wall_ratio"] == 2.5
    assert written["results"][2]["cpu_ratio"] == 2.0
    assert written["machine"]["cores"]
    page = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert all(f" {column} |" in page for column in COLUMNS)
    assert "another took no part: no such package" in page
