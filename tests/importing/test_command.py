"""`portal import report` as an editor runs it."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.__main__ import main
from portal.gate import read_site
from portal.model.messages import messages
from tests.gate.tree import AS_OF, REPORT, Tree
from tests.importing.imports import FIXTURES, HUAIAN, report, source
from tests.importing.papers import as_docx, as_text, insert_row, paper

SCAN = FIXTURES / "annual-report-2020.scan.txt"
WARNINGS = [code for code in messages() if "IMPORT-023" <= code < "IMPORT-047"]


@pytest.fixture(autouse=True)
def severities(tree: Tree) -> None:
    """What is only to be checked is a warning, whatever else the portal declares."""
    text = tree.read("data/severity.yml")
    missing = "".join(f"  - {code}\n" for code in WARNINGS if code not in text)
    tree.edit("data/severity.yml", "warning:\n", f"warning:\n{missing}")


def run(tree: Tree, *arguments: str | Path) -> Result:
    """The command on that tree."""
    words = ["import", "report", "--root", str(tree.root), *map(str, arguments)]
    return CliRunner().invoke(main, words)


def test_scan_becomes_the_report_of_its_year(tree: Tree) -> None:
    tree.remove(REPORT)
    done = run(tree, SCAN, "--year", "2020")
    assert done.exit_code == 0, done.output
    assert tree.read(REPORT) == source(2020)
    assert read_site(tree.root, AS_OF).errors == ()


def test_existing_file_is_kept(tree: Tree) -> None:
    tree.write(REPORT, "year: 2020\n")
    done = run(tree, SCAN, "--year", "2020")
    assert done.exit_code == 2
    assert "--force" in done.output
    assert tree.read(REPORT) == "year: 2020\n"


def test_existing_file_is_replaced_when_asked(tree: Tree) -> None:
    tree.write(REPORT, "year: 2020\n")
    assert run(tree, SCAN, "--year", "2020", "--force").exit_code == 0
    assert tree.read(REPORT) == source(2020)


def test_faults_elsewhere_do_not_stand_in_the_way(tree: Tree) -> None:
    tree.write("content/zh/policies/2020/broken.md", "no front matter")
    tree.remove(REPORT)
    assert run(tree, SCAN, "--year", "2020").exit_code == 0


def test_report_of_another_agency(tree: Tree, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(
        as_docx(replace(paper(report(2024)), title="淮安市人民政府2024年政府信息公开工作年度报告"))
    )
    out = tmp_path / "made" / "2024.yml"
    done = run(
        tree, file, "--year", "2024", "--out", out,
        "--agency", HUAIAN.zh, "--agency-en", HUAIAN.en or "",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf-8") == source(2024)


def test_agency_must_be_named(tree: Tree, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(as_text(paper(report(2024))))
    done = run(tree, file, "--year", "2024")
    assert done.exit_code == 1
    assert "IMPORT-013" in done.output
    assert "没有写入文件 / no file was written" in done.output
    assert not (tree.root / "data/reports/2024.yml").exists()


def test_figures_that_do_not_reconcile_are_written_and_said(tree: Tree, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(as_text(paper(report(2020)).changed("28", "29")))
    tree.remove(REPORT)
    done = run(tree, file, "--year", "2020")
    assert done.exit_code == 1
    assert "SUM-001" in done.output
    assert "IMPORT-050" in done.output
    assert "[29, 0, 0, 0, 0, 0, 29]" in tree.read(REPORT)


def test_doubts_are_listed_and_stand_beside_the_row(tree: Tree, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    spoilt = paper(report(2020)).row("政府集中采购", "31批次", "2147332 元")
    spoilt = spoilt.with_table(0, lambda b: insert_row(b, "规章", "其他文件目录", ["1", "2", "3"]))
    file.write_bytes(as_text(spoilt))
    tree.remove(REPORT)
    done = run(tree, file, "--year", "2020")
    assert done.exit_code == 0, done.output
    assert "IMPORT-034 [warning]" in done.output
    assert "IMPORT-040 [warning]" in done.output
    line = "# 政府集中采购  # 请核对 / check: “31批次” (IMPORT-034)\n"
    assert line in tree.read(REPORT)
    assert read_site(tree.root, AS_OF).errors == ()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html></html>"])
def test_broken_file_leaves_nothing(tree: Tree, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(content)
    tree.remove(REPORT)
    done = run(tree, file, "--year", "2020")
    assert done.exit_code == 1
    assert "IMPORT-" in done.output
    assert "Traceback" not in done.output
    assert not (tree.root / REPORT).exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere.docx", "--year", "2020"),
        (SCAN,),
        (SCAN, "--year", "20"),
        (SCAN, "--year", "2020", "--agency-en", "X"),
    ],
)
def test_wrong_usage(tree: Tree, arguments: tuple[str | Path, ...]) -> None:
    tree.remove(REPORT)
    assert run(tree, *arguments).exit_code == 2
    assert not (tree.root / REPORT).exists()


@pytest.mark.parametrize("code", [code for code in messages() if code.startswith("IMPORT-")])
def test_every_message_says_both_languages(code: str) -> None:
    message = messages()[code]
    assert message.zh.endswith("。")
    assert message.en.endswith(".")
    assert " / " in message.fix


CITY = "bodies:\n  - {id: huaian, title: {zh: 淮安市人民政府, en: Huai'an}}\n"


def test_report_of_a_body_goes_to_its_folder(tree: Tree, tmp_path: Path) -> None:
    tree.write("data/bodies.yml", CITY)
    text = tmp_path / "huaian.txt"
    text.write_bytes(as_text(paper(report(2024))))
    done = run(tree, text, "--year", "2024", "--body", "huaian")
    assert done.exit_code == 0, done.output
    written = tree.read("data/reports/huaian/2024.yml")
    assert "\nagency:" not in written
    findings = read_site(tree.root, AS_OF)
    assert findings.site is not None
    found = findings.site.reports[-1]
    assert (found.id, found.agency.zh) == ("huaian/2024", "淮安市人民政府")
    assert tree.read(REPORT) == source(2020)


def test_body_that_is_not_declared_is_refused(tree: Tree) -> None:
    tree.write("data/bodies.yml", CITY)
    done = run(tree, SCAN, "--year", "2024", "--body", "huaiian")
    assert done.exit_code == 1
    assert "REPORT-011" in done.output
    assert "data/reports/huaiian/2024.yml" in done.output
    assert not (tree.root / "data/reports/huaiian").exists()


def test_report_of_another_agency_than_the_body_is_refused(tree: Tree) -> None:
    """The scan is the own agency's and says so."""
    tree.write("data/bodies.yml", CITY)
    done = run(tree, SCAN, "--year", "2020", "--body", "huaian")
    assert done.exit_code == 1
    assert "IMPORT-013" in done.output
    assert not (tree.root / "data/reports/huaian").exists()


def test_body_and_agency_exclude_each_other(tree: Tree) -> None:
    done = run(tree, SCAN, "--year", "2020", "--body", "huaian", "--agency", "淮安市人民政府")
    assert done.exit_code == 2
