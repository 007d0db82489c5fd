"""The annual report: every sentence and every figure, in the statutory form, in both languages."""

from decimal import Decimal

import pytest

from tests.site.drawn import ROOT, Drawn, only, squeezed, text, with_class
from tests.site.tables import (
    Placed,
    csv_figures,
    figure,
    html_figures,
    placed_cells,
    sheet,
    size,
    statutory_tables,
    yaml_figures,
)
from tests.site.variant import FIXTURE, Variant

SENTENCES = ROOT / "tests/fixtures/reports/annual-report-2020.sentences.txt"
TABLES = ("proactive", "requests", "reviews")
PREFIXES = {"zh": "", "en": "en/"}
TITLE_ROWS = 1
"""A workbook has its title over the table."""

REPORTS = {
    "2020": (ROOT / "data/reports/2020.yml", "reports/2020/"),
    "Huai'an 2024": (FIXTURE, "reports/2024/"),
}

SCOPES = ("col", "colgroup", "row", "rowgroup")
HEAD_OF_REQUESTS = [
    ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", (3, 3)),
    ("申请人情况", (1, 7)),
    ("自然人", (2, 1)),
    ("法人或其他组织", (1, 5)),
    ("总计", (2, 1)),
    ("商业企业", (1, 1)),
    ("科研机构", (1, 1)),
    ("社会公益组织", (1, 1)),
    ("法律服务机构", (1, 1)),
    ("其他", (1, 1)),
]
"""The head of table three as on paper: words, rows and columns."""

SIDE_OF_REQUESTS = {
    "2020": [(1, 3), (1, 3), (20, 1), *[(1, 2)] * 2, (8, 1), *[(1, 1)] * 8, (3, 1)]
    + [(1, 1)] * 3 + [(5, 1)] + [(1, 1)] * 5 + [(1, 2)] * 2 + [(1, 3)],
    "Huai'an 2024": [(1, 3), (1, 3), (22, 1), *[(1, 2)] * 2, (8, 1), *[(1, 1)] * 8, (3, 1)]
    + [(1, 1)] * 3 + [(5, 1)] + [(1, 1)] * 5 + [(3, 1)] + [(1, 1)] * 3 + [(1, 2), (1, 3)],
}  # fmt: skip
"""The spans of the row labels of table three, from the top, as on paper."""

RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEAD_OF_REVIEWS = [
    ("行政复议", (1, 5)),
    ("行政诉讼", (1, 10)),
    *((result, (2, 1)) for result in RESULTS),
    ("未经复议直接起诉", (1, 5)),
    ("复议后起诉", (1, 5)),
]


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> str:
    """The name of a report in either format."""
    return str(request.param)


@pytest.fixture
def drawn(report: str, request: pytest.FixtureRequest) -> Drawn:
    """The site that holds the report."""
    if report == "2020":
        found = request.getfixturevalue("site")
        assert isinstance(found, Drawn)
        return found
    variant = request.getfixturevalue("variant")
    assert isinstance(variant, Variant)
    return variant.site


@pytest.mark.parametrize("which", ["site", "production"])
def test_every_sentence_of_the_source_stands_on_the_chinese_page(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = squeezed(request.getfixturevalue(which).html("reports/2020/"))
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 60
    assert [line for line in lines if "".join(line.split()) not in page] == []


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("name", TABLES)
def test_every_figure_is_the_same_in_data_page_and_downloads(
    report: str, drawn: Drawn, name: str, language: str
) -> None:
    source, address = REPORTS[report]
    address = PREFIXES[language] + address
    written = yaml_figures(source.read_text(encoding="utf-8"))[name]
    table = statutory_tables(drawn.html(address))[TABLES.index(name)]
    assert html_figures(table) == written
    assert csv_figures(drawn.read(f"{address}{name}.csv")) == written
    cells = drawn.json(f"{address}{name}.json")["cells"]
    assert {(cell["row"], cell["column"]): cell["value"] for cell in cells} == written
    workbook = sheet(drawn.read(f"{address}{name}.xlsx"))
    figures = [cell for cell in placed_cells(table) if cell.element.get("data-row")]
    assert len(figures) == len(written)
    for cell in figures:
        value = workbook.cell(cell.row + TITLE_ROWS + 1, cell.column + 1).value
        assert Decimal(str(value)) == Decimal(figure(cell.element)), cell.element.attrib


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("name", TABLES)
def test_workbook_is_merged_like_the_page(
    report: str, drawn: Drawn, name: str, language: str
) -> None:
    address = PREFIXES[language] + REPORTS[report][1]
    table = statutory_tables(drawn.html(address))[TABLES.index(name)]
    workbook = sheet(drawn.read(f"{address}{name}.xlsx"))
    merged = {
        (span.min_row, span.min_col, span.max_row, span.max_col)
        for span in workbook.merged_cells.ranges
        if span.min_row > TITLE_ROWS
    }
    assert merged == {_sheet_range(cell) for cell in placed_cells(table) if cell.span != (1, 1)}
    for cell in placed_cells(table):
        if cell.element.tag == "th":
            label = workbook.cell(cell.row + TITLE_ROWS + 1, cell.column + 1).value
            unit = "".join(text(unit) for unit in with_class(cell.element, "unit"))
            words = text(only(with_class(cell.element, "label")))
            assert "".join((words + unit).split()) == "".join(str(label).split())


def _sheet_range(cell: Placed) -> tuple[int, int, int, int]:
    top, left = cell.row + TITLE_ROWS + 1, cell.column + 1
    return top, left, top + cell.rows - 1, left + cell.columns - 1


@pytest.mark.parametrize("language", PREFIXES)
def test_every_figure_names_its_labels(report: str, drawn: Drawn, language: str) -> None:
    page = drawn.html(PREFIXES[language] + REPORTS[report][1])
    tables = statutory_tables(page)
    assert len(tables) == len(TABLES)
    for table in tables:
        cells = placed_cells(table)
        heads = {cell.element.attrib["id"]: cell for cell in cells if cell.element.tag == "th"}
        for cell in cells:
            if cell.element.tag == "th":
                assert cell.element.attrib["scope"] in SCOPES
            elif cell.element.get("data-row"):
                names = cell.element.attrib["headers"].split()
                assert names, cell.element.attrib
                assert [name for name in names if name not in heads] == []
                assert all(_heads(heads[name], cell) for name in names), names


def _heads(head: Placed, cell: Placed) -> bool:
    """Whether a label stands over its figure, beside it, or over its whole block."""
    is_above = head.column <= cell.column < head.column + head.columns and head.row < cell.row
    is_beside = head.row <= cell.row < head.row + head.rows and head.column < cell.column
    return is_above or is_beside


@pytest.mark.parametrize("language", PREFIXES)
def test_every_table_has_a_caption_of_its_own_and_a_scrolled_region_named_by_it(
    report: str, drawn: Drawn, language: str
) -> None:
    page = drawn.html(PREFIXES[language] + REPORTS[report][1])
    captions = []
    for region in (found for found in with_class(page, "scroll") if with_class(found, "statutory")):
        table = only(list(region.iter("table")))
        caption = table[0]
        assert caption.tag == "caption"
        assert region.attrib["aria-labelledby"] == caption.attrib["id"]
        captions.append(text(caption))
    assert len(set(captions)) == len(TABLES)
    assert all(captions)


def test_table_two_has_the_blocks_of_the_form(site: Drawn) -> None:
    table = statutory_tables(site.html("reports/2020/"))[0]
    assert size(table) == (18, 4)
    captions = [text(head) for head in with_class(table, "caption") if head.tag == "th"]
    assert captions == [f"第二十条第（{item}）项" for item in "一五六八九"]


def test_table_three_has_the_form_of_the_paper(report: str, drawn: Drawn) -> None:
    table = statutory_tables(drawn.html(REPORTS[report][1]))[1]
    assert size(table) == ((26, 10) if report == "2020" else (28, 10))
    cells = placed_cells(table)
    head = [cell for cell in cells if cell.row < 3]
    assert [(text(cell.element), cell.span) for cell in head] == HEAD_OF_REQUESTS
    assert len(only(list(table.iter("thead")))) == 3
    side = [cell for cell in cells if cell.row >= 3 and cell.element.tag == "th"]
    assert [cell.span for cell in side] == SIDE_OF_REQUESTS[report]
    assert all(cell.column + cell.columns <= 3 for cell in side)


def test_table_four_has_the_form_of_the_paper(report: str, drawn: Drawn) -> None:
    table = statutory_tables(drawn.html(REPORTS[report][1]))[2]
    assert size(table) == (4, 15)
    cells = placed_cells(table)
    head = [(text(cell.element), cell.span) for cell in cells if cell.row < 2]
    assert head == HEAD_OF_REVIEWS
    results = [text(cell.element) for cell in cells if cell.row == 2]
    assert results == RESULTS * 2


def test_report_of_another_agency_is_called_by_that_agency(variant: Variant) -> None:
    agencies = {"": "淮安市人民政府", "en/": "Huai'an Municipal People's Government"}
    for prefix, agency in agencies.items():
        page = variant.site.html(f"{prefix}reports/2024/")
        assert agency in text(only(list(page.iter("h1"))))
        assert agency in text(only(list(page.iter("title"))))
        assert agency in text(only(with_class(page, "report-format")))
        links = [text(link) for link in variant.site.html(f"{prefix}reports/").iter("a")]
        assert any(agency in link for link in links)
    assert "淮安" not in squeezed(variant.site.html("reports/2020/").findall(".//main")[0])


def test_report_without_prose_shows_the_sections_of_its_form(variant: Variant) -> None:
    page = variant.site.html("reports/2024/")
    prose = only(with_class(page, "prose"))
    assert [text(heading) for heading in prose.iter("h2")] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert squeezed(prose).count("本门户尚未收录这一部分的正文。") == 3
    anchors = {heading.get("id") for heading in prose.iter("h2")}
    links = only(with_class(page, "toc")).iter("a")
    assert {link.attrib["href"].removeprefix("#") for link in links} == anchors
