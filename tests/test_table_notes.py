"""What the office acknowledges stands under the table, marked at the cell, in both languages."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from portal.build import plan_site
from tests.gate.series import Series, build_series
from tests.gate.tree import Tree

PREFIXES = {"zh": "", "en": "en/"}


class Words(HTMLParser):
    """The words of a page by the nearest id above them, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.cells: dict[tuple[str, str], str] = {}
        self.text = ""
        self._cell: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids, links within the page, and which figure begins."""
        given = dict(attrs)
        if (id := given.get("id")) is not None:
            self.ids.append(id)
        if tag == "a" and (given.get("href") or "").startswith("#"):
            self.links.append(str(given["href"])[1:])
        if tag == "td":
            self._cell = (given.get("data-row") or "", given.get("data-column") or "")

    def handle_endtag(self, tag: str) -> None:
        """A figure ends."""
        if tag == "td":
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Collect words."""
        self.text += data
        if self._cell is not None:
            self.cells[self._cell] = self.cells.get(self._cell, "") + data


@pytest.fixture
def series(site_tree: Tree) -> Series:
    """Four years, with documents in force and a total that do not follow from the year before."""
    found = build_series(site_tree)
    found.edit(2022, "in_force: 34", "in_force: 35")
    found.edit(2020, "total_public: 46", "total_public: 50")
    found.note(2022, "rule: R6, table: proactive, row: normative_documents")
    found.note(2020, "rule: R11")
    return found


def page(series: Series, address: str) -> Words:
    """The drawn content of a page."""
    findings = series.tree.findings()
    assert findings.site is not None
    plan = plan_site(series.tree.root, findings, findings.site)
    (found,) = (one for one in plan.pages if one.address == address)
    words = Words()
    words.feed(plan.studio.slots(found)["content"])
    return words


def said(language: str) -> Iterator[str]:
    """What a note must say."""
    if language == "zh":
        yield from ("原因", "行政规范性文件", "[2022] 现行有效件数 35", "[2021] 现行有效件数 38")
    else:
        yield from ("The reason", "Administrative normative documents", "Currently in force 35")
        yield "Documents in force equal those in force a year before"
    yield from ("R6", "= 34")


@pytest.mark.parametrize("language", PREFIXES)
def test_the_reason_stands_under_the_table(series: Series, language: str) -> None:
    words = page(series, f"{PREFIXES[language]}reports/2022/")
    assert [part for part in said(language) if part not in words.text] == []
    assert words.text.index("[1]") < words.text.index("R6")


@pytest.mark.parametrize("language", PREFIXES)
def test_the_cell_is_marked_in_words_and_leads_to_the_note(series: Series, language: str) -> None:
    words = page(series, f"{PREFIXES[language]}reports/2022/")
    marked = {key: text for key, text in words.cells.items() if "[" in text}
    word = {"zh": "表注", "en": "Note"}[language]
    assert {key: "".join(text.split()) for key, text in marked.items()} == {
        ("normative_documents", "in_force"): f"35{word}[1]"
    }
    notes = [link for link in words.links if "note" in link]
    assert notes
    assert set(notes) <= set(words.ids)
    assert len(words.ids) == len(set(words.ids))


@pytest.mark.parametrize("language", PREFIXES)
def test_zero_blank_and_not_applicable_are_three_things(series: Series, language: str) -> None:
    cells = page(series, f"{PREFIXES[language]}reports/2020/").cells
    struck_out = {"zh": "不适用", "en": "Not applicable"}[language]
    assert cells["third_party_rights", "natural_person"].strip() == f"—{struck_out}"
    assert cells["petition_or_complaint", "research_institution"].strip() == "0"
    assert ("third_party_rights", "other_organisation") not in cells
    assert cells["licences", "change"].strip() == "+1"
    assert cells["other_services", "change"].strip() == "-4"


def test_an_expectation_that_is_explained_is_printed_too(series: Series) -> None:
    words = page(series, "reports/2020/")
    assert "R11" in words.text
    assert "= 49" in words.text


def test_a_report_without_breaks_has_no_notes(series: Series) -> None:
    words = page(series, "reports/2021/")
    assert [id for id in words.ids if "note" in id] == []
    assert "表注" not in words.text
