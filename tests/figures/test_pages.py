"""Bound figures on the page: quiet links to their cells, plain words elsewhere, notes below."""

import re
from html import unescape

from portal.model.language import Language
from portal.model.site import Site
from portal.pages.drawing import Studio
from portal.pages.reports import report_pages
from portal.pages.texts import Texts
from portal.search.entries import site_entries
from tests.figures.trees import add_2024
from tests.gate.tree import REPORT_TEXT, REPOSITORY, Tree

NOTES = "data/report-notes/2024.yml"
_LINK = re.compile(r'<a class="figure" href="([^"]*)">([^<]*)</a>')


def drawn(tree: Tree, language: Language = Language.ZH, year: int = 2024) -> str:
    """The HTML of a report's page."""
    site = published(tree)
    studio = Studio(site, REPOSITORY / "overrides", {})
    address = f"{language.prefix}reports/{year}/"
    (page,) = (page for page in report_pages(site, Texts()) if page.address == address)
    return str(studio.slots(page)["content"])


def published(tree: Tree) -> Site:
    findings = tree.findings()
    assert findings.site is not None, findings.errors
    return findings.site


def test_a_figure_leads_to_its_cell(tree: Tree) -> None:
    add_2024(tree, "完成[3,050](figure:requests/results_total/total)件。")
    html = drawn(tree)
    assert _LINK.findall(html) == [("#cell-requests-results-total-total", "3,050")]
    assert html.count('id="cell-requests-results-total-total"') == 1


def test_a_sum_leads_to_its_first_cell_and_a_group_to_its_table(tree: Tree) -> None:
    add_2024(
        tree,
        "[1816](figure:requests/granted/total+requests/granted_in_part/total)件，"
        "[178](figure:requests/refused/total)件。",
    )
    targets = [target for target, _ in _LINK.findall(drawn(tree))]
    assert targets == ["#cell-requests-granted-total", "#requests-caption"]


def test_facts_and_free_numbers_are_plain_words(tree: Tree) -> None:
    tree.write(NOTES, "facts:\n  - {id: posts, title: 推文, value: 195}\n")
    bound = "推文**[195](figure:facts/posts)篇**，[三](figure:free)次，[五](figure:free)个。"
    add_2024(tree, bound)
    html = drawn(tree)
    assert "<p>推文<strong>195篇</strong>，三次，五个。</p>" in html
    assert "figure:" not in html


def test_a_figure_of_another_year_leads_to_its_report(tree: Tree) -> None:
    add_2024(tree, "上年[31](figure:2020/requests/newly_received/total)件。")
    tree.edit(
        "data/reports/2024.yml",
        "agency: {zh: 淮安市人民政府, en: \"Huai'an Municipal People's Government\"}\n",
        "",
    )
    assert _LINK.findall(drawn(tree)) == [("../2020/#cell-requests-newly-received-total", "31")]


def test_the_untranslated_text_of_an_english_page_has_its_links(tree: Tree) -> None:
    add_2024(tree, "完成[3050](figure:requests/results_total/total)件。")
    assert _LINK.findall(drawn(tree, Language.EN)) == [
        ("#cell-requests-results-total-total", "3050")
    ]


def test_an_acknowledged_contradiction_is_printed_under_its_paragraph(tree: Tree) -> None:
    tree.write(
        NOTES,
        "acknowledged:\n  - {rule: R9, table: requests, row: results_total,"
        " reason: {zh: 正文按登记数。, en: The text counts registrations.}}\n",
    )
    add_2024(tree, "完成[3049](figure:requests/results_total/total)件。", "下一段。")
    text = unescape(re.sub(r"<[^>]+>", "", drawn(tree)))
    first, note, last = (
        text.index("完成3049件。"),
        text.index("正文中的“3049”"),
        text.index("下一段。"),
    )
    assert first < note < last
    assert "的数字 3050 不一致。 正文按登记数。" in text
    assert "The text counts registrations." in drawn(tree, Language.EN)


def test_headings_and_search_have_the_figure_alone(tree: Tree) -> None:
    add_2024(
        tree,
        "## 公开[3050](figure:requests/results_total/total)件",
        "共[3050](figure:requests/results_total/total)件。",
    )
    site = published(tree)
    html = drawn(tree)
    assert '<h2 id="公开3050件">' in html
    told = [str(entry) for entry in site_entries(site) if entry.address.endswith("reports/2024/")]
    assert told
    assert not [text for text in told if "figure:" in text]


def test_the_report_of_the_tree_is_drawn_without_figures(tree: Tree) -> None:
    assert "figure:" not in tree.read(REPORT_TEXT)
    assert _LINK.findall(drawn(tree, year=2020)) == []
