"""The search page in a browser, served under a sub-path with a strict policy."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.search.conftest import INPUT, TEXTS

Search = Callable[..., list[str]]

_RESULTS = "[data-search-results]"
_DONE = "[data-search-state=done]"


def _wait(page: Page) -> None:
    page.wait_for_selector(_DONE, state="attached")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("充电桩安装条件", "policies/2020/charging/#s1", id="phrase in a section"),
        pytest.param("充电设施管理", "policies/2020/reading/", id="phrase across words of a title"),
        pytest.param("桩安", "policies/2020/charging/#s1", id="two characters across words"),
        pytest.param("答", "replies/2020/7/", id="one character of a title"),
        pytest.param("2,147,332", "policies/2020/charging/#s2", id="thousands"),
        pytest.param("２１４７３３２", "policies/2020/charging/#s2", id="full width"),
        pytest.param("1383条", "reports/2020/#s1", id="number and unit in the right order"),
        pytest.param("1383户", "policies/2020/charging/#s2", id="full-width digits in the text"),
        pytest.param("第7号建议", "replies/2020/7/", id="suggestion"),
        pytest.param("建议 7号", "replies/2020/7/", id="suggestion in another spelling"),
        pytest.param("国办例[2020]17", "policies/2020/parking/#s1", id="cited number"),
        pytest.param("粮食储备 安排", "topics/1/", id="several words"),
        pytest.param("停车 例改2020-13", "policies/2020/parking/", id="words and number"),
    ],
)
def test_finds_first(search: Search, query: str, first: str) -> None:
    assert search(query)[0] == first


@pytest.mark.parametrize(
    "query",
    [
        "例改〔2020〕12号", "例改[2020]12", "例改(2020)12号", "例改（２０２０）第１２号",
        "例改 2020-12", "关于例改【2020】12号",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_own_number_is_first_in_any_spelling(search: Search, query: str, language: str) -> None:
    prefix = "en/" if language == "en" else ""
    other = "" if language == "en" else "en/"
    found = search(query, language)
    assert found[:2] == [f"{prefix}policies/2020/charging/", f"{other}policies/2020/charging/"]


@pytest.mark.parametrize("query", ["（2020）12号", "2020-12", "〔２０２０〕12", "2020 12"])
def test_year_and_count_find_their_owners(search: Search, query: str) -> None:
    found = search(query)
    assert set(found[:3]) == {
        "policies/2020/charging/", "policies/2020/finance/", "en/policies/2020/charging/",
    }  # fmt: skip
    assert found[2] == "en/policies/2020/charging/"


@pytest.mark.parametrize("query", ["subsidy", "Subsidies", "subsidies paid"])
def test_english_inflection(search: Search, query: str) -> None:
    assert search(query, "en")[0] == "en/policies/2020/charging/#s1"


@pytest.mark.parametrize("query", ["facility", "facilities", "regulated", "measure"])
def test_english_forms_of_title_words(search: Search, query: str) -> None:
    assert search(query, "en")[0].startswith("en/policies/2020/charging/")


def test_own_language_first_and_the_other_marked(page: Page, search: Search) -> None:
    found = search("例改〔2020〕12号", "en")
    assert found.index("en/policies/2020/charging/") < found.index("policies/2020/charging/")
    first = page.locator(f"{_RESULTS} li").nth(0)
    other = page.locator(f"{_RESULTS} li").nth(1)
    assert first.get_attribute("lang") is None
    assert other.get_attribute("lang") == "zh-CN"
    mark = other.locator(".search-result__language")
    assert mark.inner_text() == TEXTS["en"]["other_language"]
    assert mark.get_attribute("lang") == "en"


def test_other_language_is_found_where_only_it_answers(page: Page, search: Search) -> None:
    assert search("wetland")[0] == "en/only/"
    item = page.locator(f"{_RESULTS} li").first
    assert item.get_attribute("lang") == "en"
    assert TEXTS["zh"]["other_language"] in item.inner_text()


def test_a_result_shows_what_it_is(page: Page, search: Search) -> None:
    search("充电桩安装条件")
    item = page.locator(f"{_RESULTS} li").first
    assert item.locator(".search-result__title").inner_text() == (
        "关于印发电动汽车充电设施管理办法的通知"
    )
    assert item.locator(".search-result__meta").inner_text() == (
        "示例 · 例改〔2020〕12号 · 2020年12月1日 · 有效 · 政策文件"
    )
    assert item.locator("time").get_attribute("datetime") == "2020-12-01"
    assert item.locator(".search-result__section").inner_text() == "第1节"
    assert item.locator("mark").all_inner_texts() == ["充电桩安装条件"]
    assert "新建住宅小区应当预留充电桩安装条件。" in item.inner_text()


def test_count_is_said(page: Page, search: Search) -> None:
    status = page.locator("[data-search-status]")
    search("湿地")
    assert status.inner_text() == TEXTS["zh"]["none"].format(q="湿地")
    search("wetlands", "en")
    assert status.inner_text() == TEXTS["en"]["one"].format(q="wetlands")
    found = search("例会")
    assert len(found) == 10
    assert status.inner_text() == TEXTS["zh"]["count"].format(n=12, q="例会")


def test_more_results_follow(page: Page, search: Search) -> None:
    search("例会")
    page.click("text=显示更多结果")
    page.wait_for_selector(f"{_RESULTS} li:nth-child(12)")
    links = [link.get_attribute("href") for link in page.locator(f"{_RESULTS} a").all()]
    assert len(set(links)) == 12
    assert page.locator("button").count() == 0
    focused = page.evaluate("document.activeElement.closest('li').matches(':nth-child(11)')")
    assert focused is True


def test_nothing_found_is_done(page: Page, search: Search) -> None:
    assert search("鹦鹉螺") == []
    assert page.locator(_RESULTS).get_attribute("data-search-state") == "done"


def test_empty_query_is_done_and_loads_nothing(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}search/?q=")
    _wait(page)
    assert page.locator("[data-search-status]").inner_text() == ""
    assert [url for url in asked if ".json" in url] == []


def test_nothing_is_loaded_before_focus(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}search/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if ".json" in url] == []
    with page.expect_response(f"{site}search/index.json"):
        page.focus(INPUT)
    assert [url for url in asked if "/search/index/" in url] == []


def test_no_request_leaves_the_site(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}search/?q={quote('充电设施')}")
    _wait(page)
    assert any("/texts/" in url for url in asked)
    assert [url for url in asked if not url.startswith(site)] == []


def test_other_pages_lead_to_the_search_page(page: Page, site: str) -> None:
    page.goto(site)
    page.fill(INPUT, "公交线路")
    page.press(INPUT, "Enter")
    _wait(page)
    assert page.url == f"{site}search/?q={quote('公交线路')}"
    assert page.input_value(INPUT) == "公交线路"
    assert page.locator(f"{_RESULTS} a").get_attribute("href") == f"{site}replies/2020/7/"


def test_header_box_searches_on_the_page_and_fills_both_boxes(page: Page, site: str) -> None:
    page.goto(f"{site}search/")
    page.evaluate("window.isSame = true")
    page.locator("[data-search-input]").first.fill("公交线路")
    page.locator("[data-search-input]").first.press("Enter")
    page.wait_for_selector(f"{_RESULTS} a")
    assert page.input_value(INPUT) == "公交线路"
    assert page.url == f"{site}search/?q={quote('公交线路')}"
    assert page.evaluate("window.isSame") is True


def test_back_and_forward(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q={quote('粮食储备')}")
    _wait(page)
    page.fill(INPUT, "价格监测")
    page.press(INPUT, "Enter")
    page.wait_for_selector(f"{_RESULTS} a[href$='topics/2/']")
    assert page.url == f"{site}search/?q={quote('价格监测')}"
    page.go_back()
    page.wait_for_selector(f"{_RESULTS} a[href$='topics/1/']")
    assert page.input_value(INPUT) == "粮食储备"
    page.go_forward()
    page.wait_for_selector(f"{_RESULTS} a[href$='topics/2/']")
    assert page.input_value(INPUT) == "价格监测"


def test_the_same_query_adds_no_history(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q={quote('粮食储备')}")
    _wait(page)
    before = page.evaluate("history.length")
    page.press(INPUT, "Enter")
    _wait(page)
    assert page.evaluate("history.length") == before


def test_composition_is_not_interrupted(page: Page, site: str) -> None:
    page.goto(f"{site}search/")
    page.focus(INPUT)
    keyboard = page.context.new_cdp_session(page)
    for text in ("l", "li", "liang"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    page.wait_for_timeout(400)
    assert page.input_value(INPUT) == "liang"
    assert page.url == f"{site}search/"
    keyboard.send("Input.insertText", {"text": "粮食储备"})
    assert page.input_value(INPUT) == "粮食储备"
    page.press(INPUT, "Enter")
    page.wait_for_selector(f"{_RESULTS} a[href$='topics/1/']")


def test_broken_index_is_said(page: Page, site: str) -> None:
    page.route("**/postings/*.json", lambda route: route.fulfill(status=404))
    page.goto(f"{site}search/?q={quote('粮食')}")
    page.wait_for_selector("[data-search-state=error]", state="attached")
    assert page.locator("[data-search-status]").inner_text() == TEXTS["zh"]["error"]


def test_index_replaced_by_another_release(page: Page, site: str) -> None:
    outdated = '{"format":1,"index":"0","entries":1,"chinese":1,"cards":16,"shards":1}'
    answers = [outdated]
    page.route(
        "**/search/index.json",
        lambda route: route.fulfill(body=answers.pop()) if answers else route.continue_(),
    )
    page.goto(f"{site}search/?q={quote('粮食储备')}")
    _wait(page)
    assert page.locator(f"{_RESULTS} a").first.get_attribute("href") == f"{site}topics/1/"


def test_markup_in_queries_stays_text(page: Page, search: Search) -> None:
    query = "<img src=x onerror=alert(1)> 粮食"
    assert search(query)[0] == "topics/1/"
    assert query in page.locator("[data-search-status]").inner_text()
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("query", ["constructor", "__proto__", "hasOwnProperty", "🙂", "\ud83d"])
def test_odd_queries_end(search: Search, query: str) -> None:
    assert search(query) == []
