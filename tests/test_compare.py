"""`portal compare`: every change of a report is seen by the one who reviews it."""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from click.testing import CliRunner, Result

from portal.__main__ import main
from tests.gate.histories import Repository, git, start
from tests.gate.tree import REPORT, REPORT_TEXT, Tree

STYLES = ("text", "html", "markdown")


def run(repository: Repository, *words: str) -> Result:
    """Run the command; it must succeed, whatever it shows."""
    root = ("--root", str(repository.tree.root), "--as-of", "2021-12-01")
    result = CliRunner().invoke(main, ["compare", *root, *words])
    assert result.exit_code == 0, result.output
    return result


@dataclass(frozen=True)
class Shown:
    """The page of a comparison, as browsers parse it."""

    root: Element

    def changed(self) -> dict[tuple[str, str], str]:
        """The words of every cell that is drawn as changed, by row and column."""
        return {
            (cell.get("data-row", ""), cell.get("data-column", "")): text(cell)
            for cell in self.root.iter("td")
            if cell.get("class") == "changed"
        }

    def paragraphs(self, kind: str) -> list[str]:
        """The words of every paragraph of that class."""
        return [text(p) for p in self.root.iter("p") if p.get("class") == kind]


def text(element: Element) -> str:
    """The words of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def page(repository: Repository, *words: str) -> Shown:
    """The page of the comparison."""
    output = run(repository, "--format", "html", *words).output
    return Shown(html5lib.parse(output, namespaceHTMLElements=False))


@pytest.fixture
def repository(site_tree: Tree) -> Repository:
    """The report of 2020, committed."""
    site_tree.edit(REPORT_TEXT, "\n## 二、", "\n本机关全年主动公开政府信息1383条。\n\n## 二、")
    return start(site_tree)


def rows(tree: Tree, table: str) -> dict[str, str]:
    """The text of each row of a table of the report."""
    part = re.split(r"^  (?=\w)", tree.read(REPORT), flags=re.MULTILINE)
    (lines,) = (piece for piece in part if piece.startswith(f"{table}:"))
    return dict(re.findall(r"^ {6}(\w+): +([\[{][^\]}]*[\]}])", lines, re.MULTILINE))


def swap(tree: Tree, table: str, first: str, second: str) -> None:
    """Two rows of a table with the figures of each other, as when typed in the wrong place."""
    held = rows(tree, table)
    lines = tree.read(REPORT).split("\n")
    for at, line in enumerate(lines):
        for name, other in ((first, second), (second, first)):
            if line.startswith(f"      {name}: "):
                lines[at] = line.replace(held[name], held[other])
    whole = "\n".join(lines)
    tree.write(REPORT, whole)


@pytest.mark.parametrize("style", STYLES)
def test_nothing_changed(repository: Repository, style: str) -> None:
    assert "没有改动。" in run(repository, "--format", style).output


class TestFigures:
    @pytest.mark.parametrize(
        ("row", "column", "old"),
        [
            ("rules", "made", "0"),
            ("normative_documents", "total_public", "33"),
            ("licences", "items_last_year", "10"),
            ("licences", "decisions", "53"),
            ("penalties", "change", "0"),
            ("coercive_measures", "items_last_year", "1"),
            ("fees", "change", "0"),
            ("centralised_procurement", "procurement_items", "17"),
            ("centralised_procurement", "procurement_amount", "2147332"),
        ],
    )
    def test_a_changed_cell_of_table_two_is_drawn(
        self, repository: Repository, row: str, column: str, old: str
    ) -> None:
        tree = repository.tree
        written = re.sub(
            rf"^( +{row}: .*\b{column}: )\d+", r"\g<1>77", tree.read(REPORT), flags=re.MULTILINE
        )
        tree.write(REPORT, written)
        changed = page(repository).changed()
        assert list(changed) == [(row, column)]
        assert re.fullmatch(rf"{old}( 元)? → 77( 元)?", changed[row, column])

    def test_the_whole_table_is_drawn(self, repository: Repository) -> None:
        repository.tree.edit(REPORT, "total_public: 33}", "total_public: 34}")
        tables = list(page(repository).root.iter("table"))
        assert len(tables) == 1
        assert len(list(tables[0].iter("td"))) == 22
        assert "没有为这张表规定勾稽关系" in run(repository).output

    def test_swapped_rows_are_said_to_be_swapped(self, repository: Repository) -> None:
        swap(repository.tree, "requests", "administrative_enquiry", "not_held")
        shown = page(repository)
        assert set(shown.changed()) == {
            (row, column)
            for row in ("administrative_enquiry", "not_held")
            for column in ("natural_person", "total")
        }
        (sentence,) = shown.paragraphs("swap")
        assert "“8.属于行政查询事项”与“1.本机关不掌握相关政府信息”两行的数据互换" in sentence
        assert "have exchanged their figures" in sentence
        for style in STYLES:
            output = run(repository, "--format", style).output
            assert "两行的数据互换" in output
            assert "都成立，检查不出这些改动" in output

    def test_no_swap_is_said_where_figures_only_moved(self, repository: Repository) -> None:
        repository.tree.edit(REPORT, "[28, 0, 0, 0, 0, 0, 28]", "[27, 1, 0, 0, 0, 0, 28]")
        shown = page(repository)
        assert shown.paragraphs("swap") == []
        assert set(shown.changed()) == {("not_held", "natural_person"), ("not_held", "business")}

    def test_a_broken_equation_is_quoted(self, repository: Repository) -> None:
        repository.tree.edit(REPORT, "[28, 0, 0, 0, 0, 0, 28]", "[29, 0, 0, 0, 0, 0, 28]")
        output = run(repository).output
        assert "SUM-001" in output
        assert "都成立" not in output

    def test_blank_and_not_applicable_are_said_in_words(self, repository: Repository) -> None:
        repository.tree.edit(REPORT, "total_public: 33}", "total_public: ~}")
        ((_, words),) = page(repository).changed().items()
        assert words == "33 → 未填写 / Left blank"


class TestTexts:
    def test_words_are_marked(self, repository: Repository) -> None:
        repository.tree.edit(REPORT_TEXT, "1383条", "1384条")
        assert "政府信息[-1383-]{+1384+}条" in run(repository).output
        shown = page(repository)
        assert [text(mark) for mark in shown.root.iter("del")] == ["1383"]
        assert [text(mark) for mark in shown.root.iter("ins")] == ["1384"]

    def test_markup_alone_is_no_change_for_a_reader(self, repository: Repository) -> None:
        repository.tree.edit(REPORT_TEXT, "1383条", "**1383**条")
        assert "页面上看不出差别" in run(repository).output

    def test_what_is_written_stays_text(self, repository: Repository) -> None:
        repository.tree.edit(REPORT_TEXT, "1383条", "<script>alert(1)</script>条")
        for style in ("html", "markdown"):
            output = run(repository, "--format", style).output
            assert "<script" not in output
            assert "&lt;script" in output

    def test_a_terminal_is_not_deceived(self, repository: Repository) -> None:
        repository.tree.edit(REPORT_TEXT, "1383条", "\x1b[31m1384条")
        output = run(repository).output
        assert "\x1b" not in output
        assert "\\u001b" in output


class TestReports:
    def test_a_new_and_a_removed_report(self, repository: Repository) -> None:
        tree = repository.tree
        tree.write("data/reports/2021.yml", tree.read(REPORT).replace("year: 2020", "year: 2021"))
        tree.remove(REPORT)
        tree.remove(REPORT_TEXT)
        output = run(repository).output
        assert "新报告。" in output
        assert "报告已删除。" in output

    def test_a_file_that_cannot_be_read_is_named(self, repository: Repository) -> None:
        repository.tree.write(REPORT, "year: [2020\n")
        output = run(repository).output
        assert f"文件无法读取，没有对比： / Cannot be read and is not compared: {REPORT}" in output

    def test_other_files_are_named(self, repository: Repository) -> None:
        tree = repository.tree
        tree.edit("content/zh/guide.md", "title: ", "title: 新")
        tree.write("content/zh/news.md", "---\ntitle: 消息\n---\n\n正文。\n")
        tree.remove("content/zh/system.md")
        output = run(repository).output
        assert "修改 / changed content/zh/guide.md" in output
        assert "新增 / added content/zh/news.md" in output
        assert "删除 / removed content/zh/system.md" in output

    def test_no_blank_line_ends_a_piece_of_the_summary(self, repository: Repository) -> None:
        swap(repository.tree, "requests", "administrative_enquiry", "not_held")
        output = run(repository, "--format", "markdown").output
        (table,) = re.findall(r"<table.*?</table>", output, re.DOTALL)
        assert "\n\n" not in table
        assert not re.search(r"^ {4}", output, re.MULTILINE)

    def test_a_summary_never_outgrows_what_shows_it(self, repository: Repository) -> None:
        tree = repository.tree
        tree.write(REPORT_TEXT, tree.read(REPORT_TEXT) + "\n新增的一段。" * 50_000 + "\n")
        output = run(repository, "--format", "markdown").output
        assert len(output.encode()) < 900_000
        assert "改动太多" in output


class TestBase:
    def test_it_is_where_the_tree_left_the_main_branch(self, repository: Repository) -> None:
        tree = repository.tree
        git(repository.folder, "checkout", "--quiet", "-b", "correction")
        tree.edit(REPORT, "total_public: 33}", "total_public: 34}")
        repository.commit("2021-03-05")
        assert "33 → 34" in run(repository).output
        assert "没有改动。" in run(repository, "--base", "HEAD").output
        assert "33 → 34" in run(repository, "--base", "HEAD~1").output

    @pytest.mark.parametrize("base", ["nowhere", "--output=x", "", "HEAD:data"])
    def test_a_name_that_is_no_commit_is_wrong_usage(
        self, repository: Repository, base: str
    ) -> None:
        root = str(repository.tree.root)
        result = CliRunner().invoke(main, ["compare", "--root", root, f"--base={base}"])
        assert result.exit_code == 2

    def test_no_repository_is_wrong_usage(self, site_tree: Tree) -> None:
        result = CliRunner().invoke(main, ["compare", "--root", str(site_tree.root)])
        assert result.exit_code == 2
        assert "Git" in result.output

    def test_the_page_is_the_same_wherever_the_clone_stands(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        pages = []
        for name in ("one", "二"):
            clone = repository.clone(tmp_path / name)
            clone.tree.edit(REPORT, "total_public: 33}", "total_public: 34}")
            out = tmp_path / f"{name}.html"
            run(clone, "--format", "html", "--out", str(out))
            pages.append(out.read_bytes())
        assert pages[0] == pages[1]
