"""Every total opens its records: page, report, CSV and list tell the same numbers."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

import pytest

from portal.linking.coverage import Holdings, held
from portal.model.coverage import CoverageLine, RecordsQuery, Total
from portal.model.language import Localised
from portal.model.outlook import Need
from portal.model.problem import Location
from tests.gate.tree import REPORT, Tree, add_theme, build_tree
from tests.site.drawn import Drawn, only, publish, text, with_class

COVERAGE = """\
totals:
  - id: made
    title: {zh: 新制作, en: Newly made}
    cell: {formats: [cn-xxgk-annual-2019], table: proactive, row: normative_documents, column: made}
    records: {collection: policies, year: issued_on, where: [{field: kind, is: normative}]}
  - id: public
    title: {zh: 对外公开, en: Public}
    cell:
      formats: [cn-xxgk-annual-2019]
      table: proactive
      row: normative_documents
      column: total_public
    records: {collection: policies, until: issued_on}
  - id: received
    title: {zh: 收到申请, en: Requests received}
    cell: {formats: [cn-xxgk-annual-2019], table: requests, row: newly_received, column: total}
    reason: {zh: 不逐件公开。, en: Not published one by one.}
  - id: hosted
    title: {zh: 主办, en: Lead-handled}
    fact: hosted
    records: {collection: replies, year: replied_on, where: [{field: role, is: hosted}]}
  - id: key
    title: {zh: 重点, en: Key items}
    fact: key
    records:
      collection: replies
      year: replied_on
      where: [{field: role, is: hosted}, {field: key_item, is: 'true'}]
  - id: fewer
    title: {zh: 会办, en: Co-handled}
    fact: fewer
    records: {collection: replies, year: replied_on, where: [{field: role, is: co_handled}]}
"""
NOTES = """\
facts:
  - {id: hosted, title: {zh: 主办, en: Lead-handled}, value: 4, unit: 件}
  - {id: key, title: {zh: 重点, en: Key items}, value: 1, unit: 件}
  - {id: fewer, title: {zh: 会办, en: Co-handled}, value: 1, unit: 件}
differences:
  - {total: public, reason: {zh: 早年的文件未收录。, en: Early documents are not here.}}
  - {total: hosted, reason: {zh: 一件未公开。, en: One is not public.}}
"""
EXPECTED = {
    "made": ("2", "2", "0", ""),
    "public": ("33", "3", "-30", "早年的文件未收录。"),
    "received": ("31", "", "", "不逐件公开。"),
    "hosted": ("4", "3", "-1", "一件未公开。"),
    "key": ("1", "1", "0", ""),
    "fewer": ("1", "2", "1", ""),
}
"""Stated, held, held minus stated and the reason, as the CSV has them."""

WORDS = {
    "zh": {"made": "一致", "public": "少30", "received": "", "hosted": "少1", "fewer": "多1"},
    "en": {
        "made": "The same",
        "public": "30 fewer",
        "received": "",
        "hosted": "1 fewer",
        "fewer": "1 more",
    },
}
PREFIXES = {"zh": "", "en": "en/"}


def reply(tree: Tree, id: str, day: str, role: str, *lines: str) -> None:
    """A reply of a sample agency; it is a real record unless a line says otherwise."""
    front = [
        f"title: 对{id}的答复",
        "issuer: {zh: 示例机关, en: Sample agency}",
        "kind: proposal",
        "session: {zh: 示例届, en: Sample term}",
        f"number: {id.split('/')[1]}",
        f"role: {role}",
        f"replied_on: {day}",
        *lines,
    ]
    tree.write(f"content/zh/replies/{id}.md", "\n".join(["---", *front, "---", "", "正文。", ""]))


def write_records(tree: Tree) -> None:
    """Records that count, and one of each sort that does not."""
    reply(tree, "2020/a", "2020-05-01", "hosted", "key_item: true")
    reply(tree, "2020/b", "2020-12-31", "hosted", "key_item: false")
    reply(tree, "2020/first", "2020-01-01", "hosted")
    reply(tree, "2021/next", "2021-01-01", "hosted")
    reply(tree, "2020/sample", "2020-05-01", "hosted", "sample: true")
    reply(tree, "2020/draft", "2020-05-01", "hosted", "draft: true")
    reply(tree, "2020/waits", "2020-05-01", "hosted", "publish_on: 2030-01-01")
    reply(tree, "2020/c", "2020-05-01", "co_handled")
    reply(tree, "2020/d", "2020-05-01", "co_handled")
    tree.policy("2020/rule-a", "kind: normative", number=101)
    tree.policy("2020/rule-b", "kind: normative", number=102)
    tree.policy("2020/rule-sample", "kind: normative", "sample: true", number=103)


@dataclass(frozen=True)
class Built:
    """The tree of sources and the site that came of it."""

    tree: Tree
    site: Drawn


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A portal that holds records of the year of its report."""
    folder = tmp_path_factory.mktemp("coverage")
    tree = build_tree(folder / "tree")
    add_theme(tree)
    tree.write("data/coverage.yml", COVERAGE)
    tree.write("data/report-notes/2020.yml", NOTES)
    tree.write("content/zh/accessibility.md", "---\ntitle: 无障碍说明\n---\n\n正文。\n")
    write_records(tree)
    return Built(tree, publish(tree.root, folder / "site"))


@pytest.fixture(params=PREFIXES)
def language(request: pytest.FixtureRequest) -> str:
    """Chinese, then English."""
    return str(request.param)


def rows(site: Drawn, address: str) -> dict[str, dict[str, str]]:
    """The lines of the table of totals on a page: words by class of the cell."""
    found = {}
    for line in site.html(address).iter("tr"):
        if (id := line.get("data-total")) is not None:
            found[id] = {cell.attrib["class"]: text(cell) for cell in line.iter("td")}
    return found


def csv_rows(site: Drawn, prefix: str) -> dict[str, list[str]]:
    """The lines of the CSV by id of the total."""
    content = site.read(f"{prefix}reports/coverage/coverage.csv").decode("utf-8-sig")
    return {row[2]: row for row in list(csv.reader(io.StringIO(content, newline="")))[1:]}


def test_only_the_difference_without_a_reason_is_told(built: Built) -> None:
    assert built.tree.problems() == ["COVER-001 data/report-notes/2020.yml:4:5"]


def test_the_csv_counts_what_is_published_and_real(built: Built) -> None:
    found = csv_rows(built.site, "")
    assert {id: tuple(row[4:8]) for id, row in found.items()} == EXPECTED
    assert {row[0] for row in found.values()} == {"2020"}


def test_page_report_and_csv_tell_the_same(built: Built, language: str) -> None:
    prefix = PREFIXES[language]
    page = rows(built.site, f"{prefix}reports/coverage/")
    assert rows(built.site, f"{prefix}reports/2020/") == page
    assert list(page) == list(EXPECTED)
    found = csv_rows(built.site, prefix)
    for id, line in page.items():
        assert line["stated"] == found[id][4]
        if found[id][5]:
            assert line["held"].split()[0] == found[id][5]
    assert {id: page[id]["difference"] for id in WORDS[language]} == WORDS[language]
    assert page["fewer"]["reason"] == {"zh": "原因待说明", "en": "No reason given yet"}[language]
    assert page["made"]["reason"] == ""


def test_each_number_leads_to_a_list_with_its_records(built: Built, language: str) -> None:
    prefix = PREFIXES[language]
    address = f"{prefix}reports/coverage/"
    for line in built.site.html(address).iter("tr"):
        id = line.get("data-total")
        if id in (None, "received"):
            continue
        cell = only([c for c in line.iter("td") if c.get("class") == "held"])
        link = only(list(cell.iter("a"))).attrib["href"]
        to, _ = built.site.target(link, address)
        assert csv_rows(built.site, prefix)[id][8] == built.site.url + to
        listed = [text(found) for found in built.site.html(to).iter("a")]
        shown = sum("对20" in words or "关于20" in words for words in listed)
        assert shown >= int(EXPECTED[id][1])


def test_a_cell_leads_to_its_line_and_stays_as_written(built: Built, language: str) -> None:
    page = built.site.html(f"{PREFIXES[language]}reports/2020/")
    links = {a.attrib["href"]: text(a) for a in with_class(page, "counted")}
    assert links == {
        "#total-2020-made": "2",
        "#total-2020-public": "33",
        "#total-2020-received": "31",
    }
    places = built.site.places(f"{PREFIXES[language]}reports/2020/")
    assert {link.removeprefix("#") for link in links} <= places


def test_the_page_is_found_from_the_reports_the_report_and_the_site_map(
    built: Built, language: str
) -> None:
    prefix = PREFIXES[language]
    for address in (f"{prefix}reports/", f"{prefix}reports/2020/", f"{prefix}site-map/"):
        links = [a.get("href", "") for a in built.site.html(address).iter("a")]
        targets = {built.site.target(link, address)[0] for link in links if "//" not in link}
        assert f"{prefix}reports/coverage/" in targets


def test_without_totals_there_is_no_such_page(tree: Tree) -> None:
    findings = tree.findings()
    assert findings.site is not None
    assert findings.site.coverage == ()


def test_samples_count_nowhere_whether_shown_or_not(tree: Tree) -> None:
    tree.write("data/coverage.yml", COVERAGE)
    tree.write("data/report-notes/2020.yml", NOTES)
    write_records(tree)
    counts = []
    for production in (False, True):
        site = tree.findings(production=production).site
        assert site is not None
        counts.append({line.total.id: line.held for line in site.coverage})
    assert counts[0] == counts[1]
    assert counts[0] == {
        id: int(count) if count else None for id, (_, count, *_) in EXPECTED.items()
    }


def test_reports_of_other_bodies_are_not_compared(tree: Tree) -> None:
    tree.write("data/coverage.yml", COVERAGE)
    tree.write("data/bodies.yml", "bodies:\n  - {id: bureau, title: {zh: 示例局, en: Bureau}}\n")
    tree.write("data/reports/bureau/2020.yml", tree.read(REPORT))
    site = tree.findings().site
    assert site is not None
    assert {line.report.body for line in site.coverage} == {None}
    other = next(report for report in site.reports if report.body is not None)
    own = next(report for report in site.reports if report.body is None)
    totals = tuple({line.total.id: line.total for line in site.coverage}.values())
    holdings = Holdings.of(totals, [r for found in site.records.values() for r in found])
    assert held(holdings, other) == {}
    assert held(holdings, own) == {"made": Decimal(0), "public": Decimal(1)}


@pytest.mark.parametrize(
    ("year", "in_force"), [(2019, 0), (2020, 2), (2021, 2), (2022, 2), (2023, 1)]
)
def test_what_was_in_force_at_the_end_of_a_year(tree: Tree, year: int, in_force: int) -> None:
    tree.policy("2020/first", "expires_on: 2022-12-31", number=104)
    tree.policy("2020/second", number=105)
    tree.policy("2021/third", "repeals: [policies/2020/second]", number=106)
    tree.policy("2023/fourth", "repeals: [policies/2021/third]", "sample: true", number=107)
    tree.remove("content/zh/policies/2020/plan.md")
    tree.remove("content/en/policies/2020/plan.md")
    tree.remove("content/zh/interpretations/2020/plan.md")
    tree.remove("content/zh/policies/2021/fees.md")
    site = tree.findings().site
    assert site is not None, tree.problems()
    query = RecordsQuery("policies", in_force=True)
    total = Total(
        "t", Localised("数"), None, None, query, None, Location("data/coverage.yml", 1, 1)
    )
    holdings = Holdings.of((total,), site.records["policies"])
    assert len(holdings.counted(query, year)) == in_force


def test_a_line_without_records_has_no_difference(built: Built) -> None:
    site = built.tree.findings().site
    assert site is not None
    line: CoverageLine = next(line for line in site.coverage if line.total.id == "received")
    assert (line.held, line.surplus) == (None, None)


def test_the_status_page_lists_what_the_next_report_lacks(built: Built, language: str) -> None:
    page = built.site.html(f"{PREFIXES[language]}status/")
    section = only(with_class(page, "outlook"))
    needs = [item.attrib["data-need"] for item in section.iter("li") if "data-need" in item.attrib]
    assert needs == [need.value for need in Need]
    assert {"zh": "还有70天", "en": "70 days left"}[language] in text(section)


def test_the_list_of_reports_says_which_years_are_not_held(built: Built, language: str) -> None:
    page = built.site.html(f"{PREFIXES[language]}reports/")
    assert "2021 2022 2023 2024 2025" in text(page)
