"""Table three where it does not fit: on a phone, enlarged, and read out."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.drawn import Drawn, only, text
from tests.site.tables import html_figures, statutory_tables
from tests.site.visiting import Visit

PREFIXES = {"zh": "", "en": "en/"}
LABELS = {
    "zh": [
        "申请人情况",
        "自然人",
        "三、本年度办理结果",
        "（四）无法提供",
        "1.本机关不掌握相关政府信息",
    ],
    "en": [
        "Applicants",
        "Natural persons",
        "III. Results this year",
        "(4) Cannot be provided",
        "1. Information not held by this agency",
    ],
}
"""What a figure of table three stands under and beside."""
_COVERED = """table => {
  const region = table.closest(".scroll"), seen = region.getBoundingClientRect();
  const stub = table.querySelector("td.corner").getBoundingClientRect();
  return [...table.querySelectorAll("td[data-column=total]")].filter((cell) => {
    const box = cell.getBoundingClientRect();
    return box.left < stub.right - 1 || box.right > seen.right + 1 || box.width < 20;
  }).map((cell) => cell.dataset.row);
}"""
_LOST = """table => {
  const region = table.closest(".scroll").getBoundingClientRect();
  return [...table.querySelectorAll("th.row")].filter((label) => {
    const box = label.getBoundingClientRect();
    return box.left < region.left - 1 || box.right > region.right || box.width < 20;
  }).map((label) => label.textContent);
}"""


@pytest.fixture(params=PREFIXES)
def language(request: pytest.FixtureRequest) -> str:
    """Chinese, then English."""
    return str(request.param)


def _requests(page: Page) -> Any:
    return page.locator("table.statutory").nth(1)


def test_row_labels_stay_and_the_last_column_is_reached_by_keyboard_on_a_phone(
    language: str, visit: Visit, address: str
) -> None:
    page = visit(width=320).page
    page.goto(f"{address}{PREFIXES[language]}reports/2020/")
    table = _requests(page)
    region = table.locator("xpath=ancestor::div[@role='region']")
    assert table.evaluate(_LOST) == []
    assert table.evaluate(_COVERED) != []
    region.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "region => region.scrollLeft + region.clientWidth >= region.scrollWidth - 1",
        arg=region.element_handle(),
    )
    assert table.evaluate(_COVERED) == []
    assert table.evaluate(_LOST) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_group_is_named_where_its_rows_begin_on_a_phone(
    language: str, visit: Visit, address: str
) -> None:
    page = visit(width=320).page
    page.goto(f"{address}{PREFIXES[language]}reports/2020/")
    gaps = _requests(page).evaluate(
        """table => [...table.querySelectorAll("th.group .label")].map((label) =>
          label.getBoundingClientRect().top - label.closest("th").getBoundingClientRect().top)"""
    )
    assert len(gaps) == 4
    assert max(gaps) < 20


def test_every_column_is_in_sight_at_twice_the_size(visit: Visit, address: str) -> None:
    page = visit(width=640, device_scale_factor=2).page
    page.goto(f"{address}reports/2020/")
    assert _requests(page).evaluate(_COVERED) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_region_says_that_it_scrolls_and_of_which_table(
    language: str, visit: Visit, address: str
) -> None:
    page = visit(width=320).page
    page.goto(f"{address}{PREFIXES[language]}reports/2020/")
    hint = page.locator(".scroll-hint").nth(1).inner_text()
    found = [node for node in _tree(page) if _role(node) == "region"]
    described = [node for node in found if node.get("description", {}).get("value") == hint]
    assert len(described) == 4
    tables = [node for node in _tree(page) if _role(node) == "table"]
    assert [_name(node) for node in described] == [_name(node) for node in tables]


def test_a_screen_reader_gets_every_figure_and_label_as_such(
    language: str, visit: Visit, address: str, site: Drawn
) -> None:
    page = visit().page
    page.goto(f"{address}{PREFIXES[language]}reports/2020/")
    tree = _tree(page)
    drawn = statutory_tables(site.html(f"{PREFIXES[language]}reports/2020/"))
    tables = [node for node in tree if _role(node) == "table"]
    for table, node in zip(drawn, tables, strict=False):
        below = _below(node, tree)
        roles = [_role(found) for found in below]
        heads = list(table.iter("th"))
        of_columns = [head for head in heads if head.attrib["scope"] in ("col", "colgroup")]
        assert roles.count("columnheader") == len(of_columns)
        assert roles.count("rowheader") == len(heads) - len(of_columns)
        assert roles.count("row") == len(list(table.iter("tr")))
        assert roles.count("cell") == len(list(table.iter("td")))
        figures = [_name(cell).split()[0] for cell in below if _is_figure(cell)]
        assert figures == list(html_figures(table).values())


def test_a_figure_names_its_labels_from_the_outermost_inwards(language: str, site: Drawn) -> None:
    table = statutory_tables(site.html(f"{PREFIXES[language]}reports/2020/"))[1]
    heads = {head.attrib["id"]: text(head) for head in table.iter("th")}
    cell = only(
        [
            cell
            for cell in table.iter("td")
            if (cell.get("data-row"), cell.get("data-column")) == ("not_held", "natural_person")
        ]
    )
    assert text(cell) == "28"
    assert sorted(heads[name] for name in cell.attrib["headers"].split()) == sorted(
        LABELS[language]
    )


def _tree(page: Page) -> list[dict[str, Any]]:
    """The accessibility tree as Chromium hands it to a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    return nodes


def _role(node: dict[str, Any]) -> str:
    """What it is; nothing where it is only a box."""
    return "" if node["ignored"] else str(node["role"]["value"])


def _name(node: dict[str, Any]) -> str:
    return str(node.get("name", {}).get("value", ""))


def _is_figure(node: dict[str, Any]) -> bool:
    return _role(node) == "cell" and _name(node)[:1].isdigit()


def _below(top: dict[str, Any], tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_id = {node["nodeId"]: node for node in tree}
    found: list[dict[str, Any]] = []
    for child in top.get("childIds", ()):
        if child in by_id:
            found += [by_id[child], *_below(by_id[child], tree)]
    return found
