"""Search on the site itself: what citizens type finds the place that they mean."""

from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page

from tests.site.visiting import Visit

LETTER = "policies/2020/investment-project-filing/"
SPELLINGS = ["例〔2020〕1号", "例[2020]1号", "例（2020）第1号", "例【2020】01号", "例 2020 1 号"]
_WITH_TITLE = "[data-search-results] > li > a"


def search(page: Page, address: str, query: str, prefix: str = "") -> list[str]:
    """The links of the results of `search/?q=`, best first, relative to the site."""
    page.goto(f"{address}{prefix}search/?q={quote(query)}")
    return results(page, address)


def results(page: Page, address: str) -> list[str]:
    """The links of the results once the page says that it is done."""
    page.wait_for_selector("[data-search-results][data-search-state=done]", state="attached")
    links = page.locator(_WITH_TITLE).evaluate_all("links => links.map((link) => link.href)")
    return [unquote(link).removeprefix(address) for link in links]


def test_query_in_the_address_is_answered(visit: Visit, address: str) -> None:
    page = visit().page
    found = search(page, address, "规范性文件")
    assert "reports/2020/" in {link.split("#")[0] for link in found}
    assert page.input_value("#search-query") == "规范性文件"
    assert page.locator("[data-search-status]").inner_text()
    assert page.locator("[data-search-results] mark").count() > 0


@pytest.mark.parametrize("number", SPELLINGS)
def test_document_number_is_found_first_however_it_is_spelt(
    number: str, visit: Visit, address: str
) -> None:
    found = search(visit().page, address, number)
    assert found[0].split("#")[0] == LETTER


@pytest.mark.parametrize("figure", ["1383", "2147332", "2,147,332"])
def test_figure_of_the_report_finds_the_report(figure: str, visit: Visit, address: str) -> None:
    found = search(visit().page, address, figure)
    assert found[0].split("#")[0] == "reports/2020/"


def test_english_is_found_in_english(visit: Visit, address: str) -> None:
    found = search(visit().page, address, "procurement", "en/")
    assert found[0].startswith("en/")
    assert "en/reports/2020/" in {link.split("#")[0] for link in found}


def test_result_leads_to_the_section_that_matches(visit: Visit, address: str) -> None:
    page = visit().page
    found = search(page, address, "粉丝量双破万")
    assert found[0] == "reports/2020/#一-主动公开情况"
    page.click(_WITH_TITLE)
    page.wait_for_url("**/reports/2020/#*")
    top: float = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
    assert 0 <= top < 200
    assert "主动公开情况" in page.locator(":target").inner_text()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_box_in_the_header_leads_to_the_results(prefix: str, visit: Visit, address: str) -> None:
    page = visit().page
    page.goto(f"{address}{prefix}policies/2020/")
    page.fill(".site-head [data-search-input]", "1383")
    page.press(".site-head [data-search-input]", "Enter")
    page.wait_for_url(f"{address}{prefix}search/?q=1383")
    assert results(page, address)[0].split("#")[0] == f"{prefix}reports/2020/"


def test_samples_are_marked_among_the_results(visit: Visit, address: str) -> None:
    page = visit().page
    search(page, address, SPELLINGS[0])
    assert "示例" in page.locator("[data-search-results] > li").first.inner_text()


def test_nothing_found_is_said(visit: Visit, address: str) -> None:
    page = visit().page
    assert search(page, address, "qqqzzz") == []
    assert "qqqzzz" in page.locator("[data-search-status]").inner_text()


def test_release_for_citizens_finds_the_report_and_no_sample(
    visit: Visit, production_address: str
) -> None:
    page = visit().page
    found = search(page, production_address, "1383")
    assert found[0].split("#")[0] == "reports/2020/"
    pages = {link.split("#")[0] for link in search(page, production_address, SPELLINGS[0])}
    assert LETTER not in pages
    # Nothing there has such a number; what has its words is no record.
    assert not any(page.startswith(("policies/", "en/policies/")) for page in pages)
