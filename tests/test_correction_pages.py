"""What the page of a published report, and the file beside it, say of corrections."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from portal.exports.site_files import site_files
from portal.model.site import Site
from portal.pages.drawing import Studio
from portal.pages.reports import report_pages
from portal.pages.texts import Texts
from tests.gate.histories import Repository, start
from tests.gate.test_corrections import ENGLISH, ENGLISH_TEXT, INTRODUCTION, TABLE_TWO
from tests.gate.tree import REPORT, REPORT_TEXT, Tree
from tests.test_compare import swap, text

AS_OF = date(2021, 12, 1)
ADDRESSES = ("reports/2020/", "en/reports/2020/")
NOTES = "data/report-notes/2020.yml"


@pytest.fixture
def repository(site_tree: Tree) -> Repository:
    """The report of 2020 in both languages, committed before its deadline."""
    site_tree.edit(REPORT_TEXT, "\n## 二、", f"{INTRODUCTION}\n## 二、")
    site_tree.write(ENGLISH_TEXT, ENGLISH)
    return start(site_tree)


def corrected(repository: Repository, day: str = "2021-07-05") -> Site:
    """The site after what was changed has been committed with a note."""
    tree = repository.tree
    note = f"  - {{on: {day}, reason: {{zh: 原数有误, en: It was wrong}}}}\n"
    before = tree.read(NOTES) if (tree.root / NOTES).exists() else "corrections:\n"
    tree.write(NOTES, before + note)
    repository.commit(day)
    return site(tree)


def site(tree: Tree) -> Site:
    """The site; the gate must pass."""
    findings = tree.findings(AS_OF)
    assert findings.site is not None, findings.errors
    return findings.site


def drawn(of: Site, address: str) -> str:
    """What the report's page says between header and footer."""
    (page,) = (page for page in report_pages(of, Texts()) if page.address == address)
    return str(Studio(of, of.root / "overrides", {}).slots(page)["content"])


def parsed(of: Site, address: str) -> Element:
    """The same as browsers parse it."""
    found = html5lib.parse(drawn(of, address), namespaceHTMLElements=False)
    assert isinstance(found, Element)
    return found


def section(of: Site, address: str) -> Element:
    """The corrections on the page."""
    (found,) = (s for s in parsed(of, address).iter("section") if s.get("class") == "corrections")
    return found


def downloads(of: Site) -> dict[str, Any]:
    """The files of corrections by path."""
    files = site_files(of, [], [])
    return {f.path: json.loads(f.content) for f in files if "corrections" in f.path}


def changes(page: Element) -> list[Element]:
    """The bodies of the lists of changed cells."""
    tables = (table for table in page.iter("table") if table.get("class") == "changes")
    return [body for table in tables for body in table.iter("tbody")]


def lines(of: Site, address: str) -> list[list[str]]:
    """Cell, old figure and new figure of every line of the lists of changes."""
    return [[text(cell) for cell in row] for body in changes(parsed(of, address)) for row in body]


def test_a_report_without_corrections_says_nothing_of_them(repository: Repository) -> None:
    of = site(repository.tree)
    for address in ADDRESSES:
        assert "published-corrections" not in drawn(of, address)
    assert downloads(of) == {}


class TestFigures:
    @pytest.mark.parametrize(("row", "column"), TABLE_TWO)
    def test_each_cell_of_table_two_is_shown_and_marked(
        self, repository: Repository, row: str, column: str
    ) -> None:
        written = re.sub(
            rf"^( +{row}: .*\b{column}: )\d+",
            r"\g<1>77",
            repository.tree.read(REPORT),
            flags=re.MULTILINE,
        )
        repository.tree.write(REPORT, written)
        page = parsed(corrected(repository), ADDRESSES[0])
        (new,) = (text(row[-1]) for body in changes(page) for row in body)
        assert new.startswith("77")
        (mark,) = (
            link
            for cell in page.iter("td")
            if (cell.get("data-row"), cell.get("data-column")) == (row, column)
            for link in cell.iter("a")
        )
        assert mark.get("href") == "#published-corrections-2021-07-05"
        (link,) = (link for body in changes(page) for link in body.iter("a"))
        assert link.get("href") == f"#{mark.get('id')}"

    def test_old_and_new_stand_beside_each_other(self, repository: Repository) -> None:
        repository.tree.edit(REPORT, "total_public: 33}", "total_public: ~}")
        of = corrected(repository)
        assert lines(of, ADDRESSES[0]) == [["规范性文件 › 对外公开总数量", "33", "未填写"]]
        assert lines(of, ADDRESSES[1]) == [
            ["Normative documents › Total publicly available", "33", "Left blank"]
        ]

    def test_no_other_cell_is_marked(self, repository: Repository) -> None:
        repository.tree.edit(REPORT, "total_public: 33}", "total_public: 34}")
        assert drawn(corrected(repository), ADDRESSES[0]).count('class="correction-mark"') == 1

    def test_swapped_rows_are_said_to_be_swapped(self, repository: Repository) -> None:
        swap(repository.tree, "requests", "administrative_enquiry", "not_held")
        of = corrected(repository)
        assert "两行的数据互换" in text(section(of, ADDRESSES[0]))
        assert "have exchanged their figures" in text(section(of, ADDRESSES[1]))
        assert len(lines(of, ADDRESSES[0])) == 4


class TestWords:
    def test_the_reason_stands_in_the_language_of_the_page(self, repository: Repository) -> None:
        repository.tree.edit(REPORT, "total_public: 33}", "total_public: 34}")
        of = corrected(repository)
        assert "原因： 原数有误" in text(section(of, ADDRESSES[0]))
        assert "Reason: It was wrong" in text(section(of, ADDRESSES[1]))
        assert "2021年7月5日" in text(section(of, ADDRESSES[0]))
        assert "5 July 2021" in text(section(of, ADDRESSES[1]))

    def test_deletions_and_insertions_are_marked_and_said(self, repository: Repository) -> None:
        repository.tree.edit(REPORT_TEXT, "1383条", "1383篇")
        of = corrected(repository)
        for address, said in zip(
            ADDRESSES, (("删去", "增加", "止"), ("deleted", "inserted", "end")), strict=True
        ):
            found = section(of, address)
            assert [text(e) for e in found.iter("del")] == [f"{said[0]} 条 {said[2]}"]
            assert [text(e) for e in found.iter("ins")] == [f"{said[1]} 篇 {said[2]}"]
            (passage,) = (p for p in found.iter("p") if p.get("class") == "change")
            assert passage.get("lang") == "zh-CN"

    def test_a_revised_translation_is_listed_without_reason(self, repository: Repository) -> None:
        repository.tree.edit(ENGLISH_TEXT, "The agency disclosed", "The agency published")
        repository.commit("2021-07-05")
        of = site(repository.tree)
        assert "修订英文译文" in text(section(of, ADDRESSES[0]))
        assert "The English translation was revised" in text(section(of, ADDRESSES[1]))
        assert "Reason" not in text(section(of, ADDRESSES[1]))

    def test_what_is_written_stays_text(self, repository: Repository) -> None:
        repository.tree.edit(REPORT_TEXT, "1383条", "1383条`<b>`")
        html = drawn(corrected(repository), ADDRESSES[0])
        assert "&lt;b&gt;" in html
        assert "<b>" not in html


def test_days_stand_newest_first(repository: Repository) -> None:
    repository.tree.edit(REPORT, "total_public: 33}", "total_public: 34}")
    corrected(repository)
    repository.tree.edit(REPORT, "total_public: 34}", "total_public: 35}")
    of = corrected(repository, "2021-08-09")
    found = section(of, ADDRESSES[0])
    assert [text(heading) for heading in found.iter("h3")] == ["2021年8月9日", "2021年7月5日"]
    assert [line[1:] for line in lines(of, ADDRESSES[0])] == [["34", "35"], ["33", "34"]]
    assert 'href="#published-corrections-2021-08-09"' in drawn(of, ADDRESSES[0])


def test_every_id_of_the_page_is_one(repository: Repository) -> None:
    swap(repository.tree, "requests", "administrative_enquiry", "not_held")
    page = parsed(corrected(repository), ADDRESSES[0])
    ids = [id for element in page.iter() if (id := element.get("id"))]
    assert sorted(ids) == sorted(set(ids))


def test_the_file_holds_what_the_page_says(repository: Repository) -> None:
    repository.tree.edit(REPORT, "total_public: 33}", "total_public: n/a}")
    repository.tree.edit(REPORT_TEXT, "1383条", "1383篇")
    files = downloads(corrected(repository))
    assert list(files) == ["en/reports/2020/corrections.json", "reports/2020/corrections.json"]
    assert files["reports/2020/corrections.json"] == files["en/reports/2020/corrections.json"]
    (correction,) = files["reports/2020/corrections.json"]["corrections"]
    assert correction["date"] == "2021-07-05"
    assert correction["reasons"] == [
        {"noted_on": "2021-07-05", "reason": {"zh": "原数有误", "en": "It was wrong"}}
    ]
    (cell,) = correction["cells"]
    assert (cell["table"]["id"], cell["row"]["id"], cell["column"]["id"]) == (
        "proactive",
        "normative_documents",
        "total_public",
    )
    assert cell["old"] == {"state": "number", "value": 33, "written": "33"}
    assert cell["new"] == {"state": "not_applicable", "value": None, "written": "n/a"}
    (passage,) = correction["texts"]
    assert (passage["language"], passage["part"]) == ("zh", "block")
    assert passage["old"] == "本机关全年主动公开政府信息1383条。"
    assert passage["new"] == "本机关全年主动公开政府信息1383篇。"


def test_two_clones_of_a_repository_draw_the_same(repository: Repository, tmp_path: Path) -> None:
    repository.tree.edit(REPORT, "total_public: 33}", "total_public: 34}")
    corrected(repository)
    pages = []
    for name in ("one", "二 two"):
        of = site(repository.clone(tmp_path / name).tree)
        pages.append([drawn(of, address) for address in ADDRESSES] + [downloads(of)])
    assert pages[0] == pages[1]
