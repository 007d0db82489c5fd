"""Reports of several years and bodies: page, drawings, CSV and JSON against the reports and one
another; nothing is joined over a revision of the form."""

import csv
import io
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from tests.site.drawn import Drawn, only, publish, text, with_class
from tests.site.serving import served
from tests.site.tables import html_figures, statutory_tables, yaml_figures
from tests.site.test_reading import RULES, axe
from tests.site.trees import copy_small_tree
from tests.site.visiting import Visit
from tests.years.trees import BODY, FIXTURES, YEARS, add_body

GAP, SINGLE = "gap-office", "single-office"
PREFIXES = {"zh": "", "en": "en/"}
WORDS = {
    "zh": {"": "未填写", "~": "未填写", "n/a": "不适用", "none": "无此项", "no report": "无年报"},
    "en": {
        "": "left blank",
        "~": "left blank",
        "n/a": "not applicable",
        "none": "no such item",
        "no report": "no report",
    },
}
BROKEN = {
    "normative_documents_issued": ("made", "issued"),
    "normative_documents_stock": ("total_public", "in_force"),
}
"""Series whose two parts count different things, with the columns of their row."""

GROUP = "group-documents"
"""The part of the page with every kind of break."""

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """One own report; a body with four years, one with a gap of two, one with a single report."""
    root = copy_small_tree(tmp_path_factory.mktemp("years") / "tree")
    add_body(root)
    with (root / "data/bodies.yml").open("a", encoding="utf-8") as bodies:
        for id in (GAP, SINGLE):
            bodies.write(f"  - {{id: {id}, title: {{zh: 示例局, en: Sample bureau}}}}\n")
    for id, held in ((GAP, (2019, 2022)), (SINGLE, (2021,))):
        (root / "data/reports" / id).mkdir()
        for year in held:
            shutil.copy(FIXTURES / f"{year}.yml", root / "data/reports" / id)
    return publish(root, tmp_path_factory.mktemp("years-site") / "site", date(2026, 11, 22))


@pytest.fixture(scope="module")
def years_address(years: Drawn) -> Iterator[str]:
    """Where that site is served."""
    with served(years.folder, "/sub/") as at:
        yield at


@pytest.fixture(params=PREFIXES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language."""
    return str(request.param)


def trends(language: str, body: str = BODY) -> str:
    """The address of all years of a body."""
    return f"{PREFIXES[language]}reports/{body}/trends/"


def rows_of(years: Drawn, language: str, body: str = BODY) -> list[dict[str, str]]:
    """The CSV by the names of its columns in Chinese, in both languages the same columns."""
    content = years.read(f"{trends(language, body)}series.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert len(head) == len(NAMES)
    return [dict(zip(NAMES, row, strict=True)) for row in rows]


NAMES = (
    *("agency", "series", "title", "part", "part_title", "format", "segment", "segment_title"),
    *("year", "value", "state", "unit", "break"),
)


def segments(years: Drawn, language: str, body: str = BODY) -> dict[str, list[dict[str, Any]]]:
    """The segments of each series of the JSON."""
    declared = years.json(f"{trends(language, body)}series.json")
    return {series["id"]: series["segments"] for series in declared["series"]}


def section(years: Drawn, language: str, id: str, body: str = BODY) -> Element:
    """The part of the page that holds a series."""
    page = years.html(trends(language, body))
    anchor = id.replace("_", "-")
    parts = with_class(page, "series")
    return only([part for part in parts if only(list(part.iter("h3"))).get("id") == anchor])


def reported(year: int) -> dict[str, dict[tuple[str, str], str]]:
    """What the file of a year says."""
    return yaml_figures((FIXTURES / f"{year}.yml").read_text(encoding="utf-8"))


def spoken(found: str, language: str) -> str:
    """How a page shows what is written in a cell."""
    return WORDS[language].get(found, found)


def test_csv_and_json_say_the_same(years: Drawn, language: str) -> None:
    rows = rows_of(years, language)
    listed = []
    for id, found in segments(years, language).items():
        for segment in found:
            whole = [("", point) for point in segment["points"]]
            parts = [(part["id"], point) for part in segment["parts"] for point in part["points"]]
            for part, point in (*whole, *parts):
                listed.append(
                    (
                        id,
                        part,
                        segment["number"],
                        point["year"],
                        point["format"],
                        point["state"],
                        "" if point["value"] is None else Decimal(point["value"]),
                        ((segment["break"] or {}).get(language)) or "",
                    )
                )
    read = [
        (
            row["series"],
            row["part"],
            row["segment"],
            row["year"],
            row["format"],
            row["state"],
            Decimal(row["value"]) if row["value"] else "",
            row["break"],
        )
        for row in rows
    ]
    assert len(read) > 800
    assert sorted(read, key=str) == sorted(listed, key=str)
    assert len({row[:5] for row in read}) == len(read)


def test_csv_holds_every_cell_of_every_report(years: Drawn, language: str) -> None:
    """As many times as a series has it: the sum of a year by table is not lost."""
    rows = rows_of(years, language)
    for year in YEARS:
        cells = reported(year)
        received = {
            row["part"] or "total": row["value"]
            for row in rows
            if row["series"] == "newly_received" and row["year"] == str(year)
        }
        assert received == {
            column: value
            for (line, column), value in cells["requests"].items()
            if line == "newly_received"
        }
        numbers = {
            Decimal(v) for t in cells.values() for v in t.values() if v.strip("+-")[:1].isdigit()
        }
        assert numbers <= {
            Decimal(r["value"]) for r in rows if r["year"] == str(year) and r["value"]
        }


def test_series_that_are_not_the_same_share_no_segment(years: Drawn, language: str) -> None:
    rows = rows_of(years, language)
    for id, columns in BROKEN.items():
        found = [row for row in rows if row["series"] == id]
        assert [(row["year"], row["segment"]) for row in found] == [
            ("2019", "1"),
            ("2020", "1"),
            ("2021", "2"),
            ("2022", "2"),
        ]
        for row in found:
            column = columns[int(row["segment"]) - 1]
            written = reported(int(row["year"]))["proactive"][("normative_documents", column)]
            assert row["value"] == written
            assert bool(row["break"]) == (row["segment"] == "2")


def test_table_of_a_series_is_what_the_reports_say(years: Drawn, language: str) -> None:
    part = section(years, language, "process_information")
    table = only(list(part.iter("table")))
    body = [row for row in table.iter("tr") if row.findall("th[@scope='row']")]
    columns = ["total", "natural_person", "business", "research_institution", "public_welfare"]
    columns += ["legal_service", "other_organisation"]
    for year, row in zip(YEARS, body, strict=True):
        cells = reported(year)["requests"]
        expected = [spoken(cells["process_information", column], language) for column in columns]
        assert [text(cell) for cell in row.iter("td")] == expected
        link = only(list(row.iter("a"))).attrib["href"]
        assert years.target(link, trends(language)) == (
            f"{PREFIXES[language]}reports/{BODY}/{year}/",
            "requests-caption",
        )


def test_break_stands_in_table_and_drawing_with_its_reason(years: Drawn, language: str) -> None:
    for id in BROKEN:
        part = section(years, language, id)
        reason = segments(years, language)[id][1]["break"][language]
        mark = only(with_class(part, "years-break"))
        assert reason in text(mark)
        bodies = only(list(part.iter("table"))).findall("tbody")
        assert [body.get("data-stretch") for body in bodies] == ["1", "2"]
        assert mark in list(bodies[1])
        assert reason in text(only(list(part.iter(f"{SVG}desc"))))
        assert len(with_class(part, "chart-divide")) == 1
        assert {"zh": "格式修订", "en": "format revised"}[language] in text(
            only(with_class(part, "chart-divide-text"))
        )


def drawings(element: Element) -> list[Element]:
    """The drawings inside an element of a page, of which there is one at least."""
    found = list(element.iter(f"{SVG}svg"))
    assert found
    return found


def drawing_of(part: Element) -> Element:
    """The drawing of one series."""
    return only(drawings(part))


def drawn_years(drawing: Element) -> dict[str, str]:
    """The figure that stands at each year of a drawing, or the word in its place."""
    marked = [*with_class(drawing, "chart-figure"), *with_class(drawing, "chart-remark")]
    return {element.attrib["data-year"]: text(element) for element in marked}


def points(line: Element) -> list[tuple[float, float]]:
    """The corners of a line."""
    pairs = (pair.split(",") for pair in line.attrib["points"].split())
    return [(float(x), float(y)) for x, y in pairs]


def test_no_line_of_any_drawing_crosses_a_break(years: Drawn, language: str) -> None:
    crossed = lines = 0
    page = years.html(trends(language))
    for drawing in drawings(page):
        for line in with_class(drawing, "chart-line"):
            lines += 1
            corners = [x for x, _ in points(line)]
            for divide in with_class(drawing, "chart-divide"):
                at = float(divide.attrib["x1"])
                crossed += min(corners) < at < max(corners)
    assert lines > 30
    assert crossed == 0


def test_lines_join_only_neighbours_of_one_segment(years: Drawn, language: str) -> None:
    for body in (BODY, GAP):
        by_series = segments(years, language, body)
        for id, found in by_series.items():
            segment_of = {
                point["year"]: segment["number"]
                for segment in found
                for point in segment["points"]
                if point["value"] is not None
            }
            joined = [
                line.attrib["data-years"].split()
                for line in with_class(section(years, language, id, body), "chart-line")
            ]
            for years_of in joined:
                assert len({segment_of[year] for year in years_of}) == 1
                numbers = [int(year) for year in years_of]
                assert numbers == list(range(numbers[0], numbers[-1] + 1))
            drawn = {year for years_of in joined for year in years_of}
            alone = {
                year
                for year, segment in segment_of.items()
                if segment_of.get(str(int(year) + 1)) != segment
                and segment_of.get(str(int(year) - 1)) != segment
            }
            assert drawn == set(segment_of) - alone


def test_years_without_a_report_are_a_gap(years: Drawn, language: str) -> None:
    part = section(years, language, "newly_received", GAP)
    assert with_class(part, "chart-line") == []
    words = drawn_years(drawing_of(part))
    assert words["2020"] == words["2021"] == WORDS[language]["no report"]
    assert words["2019"] == reported(2019)["requests"]["newly_received", "total"]
    rows = [row for row in part.iter("tr") if row.findall("th[@scope='row']")]
    assert [text(row.findall("td")[0]) for row in rows][1:3] == [WORDS[language]["no report"]] * 2


def test_drawing_shows_what_the_table_says(years: Drawn, language: str) -> None:
    for id in segments(years, language):
        part = section(years, language, id)
        table = only(list(part.iter("table")))
        rows = [row for row in table.iter("tr") if row.findall("th[@scope='row']")]
        expected = [text(row.findall("td")[0]) for row in rows]
        assert list(dict(sorted(drawn_years(drawing_of(part)).items())).values()) == (expected)


def test_blank_is_no_zero(years: Drawn, language: str) -> None:
    """The coercive measures of 2020 and 2022 were left blank."""
    part = section(years, language, "coercive_measures_decisions")
    words = drawn_years(drawing_of(part))
    assert words["2020"] == words["2022"] == WORDS[language][""]
    assert {dot.attrib["data-year"] for dot in with_class(part, "chart-dot")} == {"2019", "2021"}


def test_file_of_a_drawing_is_the_drawing_of_the_page(years: Drawn, language: str) -> None:
    for id in segments(years, language):
        inline = drawing_of(section(years, language, id))
        path = f"{trends(language)}{id.replace('_', '-')}.svg"
        alone = ElementTree.fromstring(years.read(path))
        assert alone.tag == f"{SVG}svg"
        assert "prefers-color-scheme: dark" in (alone.findtext(f"{SVG}style") or "")
        assert drawn_years(alone) == drawn_years(inline)
        lines = [with_class(drawing, "chart-line") for drawing in (alone, inline)]
        assert [points(line) for line in lines[0]] == [points(line) for line in lines[1]]


def test_drawings_have_a_title_and_words_and_no_inline_style(years: Drawn, language: str) -> None:
    page = years.html(trends(language))
    for drawing in drawings(page):
        assert drawing.get("role") == "img"
        names = drawing.attrib["aria-labelledby"].split()
        assert names == [
            only(list(drawing.iter(f"{SVG}{tag}"))).get("id") for tag in ("title", "desc")
        ]
        assert all(text(only(list(drawing.iter(f"{SVG}{tag}")))) for tag in ("title", "desc"))
        assert all("style" not in element.attrib for element in drawing.iter())


def test_two_years_of_one_form_stand_side_by_side(years: Drawn, language: str) -> None:
    address = f"{PREFIXES[language]}reports/{BODY}/compare/2021-2022/"
    page = years.html(address)
    old, new = reported(2021), reported(2022)
    tables = statutory_tables(page)
    assert len(tables) == 3
    for name, table in zip(("proactive", "requests", "reviews"), tables, strict=True):
        keys = [
            (cell.attrib["data-row"], cell.attrib["data-column"])
            for cell in table.iter("td")
            if cell.get("data-row")
        ]
        assert sorted(keys) == sorted(old[name])
        for cell in (cell for cell in table.iter("td") if cell.get("data-row")):
            key = (cell.attrib["data-row"], cell.attrib["data-column"])
            check_compared(cell, old[name][key], new[name][key], language)
    assert with_class(page, "left-out") == []


def check_compared(cell: Element, old: str, new: str, language: str) -> None:
    """The cell shows both figures and the right difference."""
    parts = [only(with_class(cell, f"compared-{n}")) for n in ("old", "new", "difference")]
    hidden = ["".join(text(h) for h in with_class(part, "visually-hidden")) for part in parts]
    shown = [text(part).removeprefix(h).strip() for part, h in zip(parts, hidden, strict=True)]
    assert shown[:2] == [spoken(old, language), spoken(new, language)]
    try:
        difference = Decimal(new) - Decimal(old)
    except ArithmeticError:
        assert "／" in text(parts[2])
        return
    assert Decimal(shown[2].replace("−", "-")) == difference


def test_over_a_revision_only_what_continues_is_compared(years: Drawn, language: str) -> None:
    address = f"{PREFIXES[language]}reports/{BODY}/compare/2020-2021/"
    page = years.html(address)
    proactive, requests, reviews = statutory_tables(page)
    assert set(html_figures(proactive)) == {
        ("licences", "decisions"),
        ("penalties", "decisions"),
        ("coercive_measures", "decisions"),
    }
    old, new = reported(2020), reported(2021)
    assert set(html_figures(requests)) == set(old["requests"])
    assert set(html_figures(reviews)) == set(old["reviews"])
    parts = ("correction_overdue", "fee_overdue", "otherwise_handled")
    for cell in (cell for cell in requests.iter("td") if cell.get("data-row")):
        row, column = cell.attrib["data-row"], cell.attrib["data-column"]
        after = new["requests"].get((row, column))
        if row == "other_handling":
            cells = [new["requests"][part, column] for part in parts]
            numbers = [Decimal(cell) for cell in cells if cell.isdigit()]
            after = str(sum(numbers)) if numbers else "~"
            assert with_class(cell, "compared-sum")
        assert after is not None
        check_compared(cell, old["requests"][row, column], after, language)
    told = text(only(with_class(page, "left-out")))
    reason = segments(years, language)["normative_documents_stock"][1]["break"][language]
    assert reason in told


def test_a_single_report_makes_no_page_and_no_link(years: Drawn, language: str) -> None:
    prefix = PREFIXES[language]
    for base in (f"{prefix}reports/", f"{prefix}reports/{SINGLE}/"):
        assert f"{base}index.html" in years.files
        assert f"{base}trends/index.html" not in years.files
        assert not any(path.startswith(f"{base}compare/") for path in years.files)
    assert with_class(years.html(f"{prefix}reports/{SINGLE}/"), "years-links") == []
    assert with_class(years.html(f"{prefix}reports/2020/"), "years-links") == []


def test_lists_have_own_reports_first_and_each_body_newest_first(
    years: Drawn, language: str
) -> None:
    prefix = PREFIXES[language]
    address = f"{prefix}reports/"
    links = [
        years.target(link.attrib["href"], address)[0]
        for link in with_class(years.html(address), "row-title")
    ]
    assert links == [
        f"{prefix}reports/{name}/"
        for name in (
            "2020",
            *(f"{GAP}/{year}" for year in (2022, 2019)),
            *(f"{BODY}/{year}" for year in reversed(YEARS)),
            f"{SINGLE}/2021",
        )
    ]
    listed = with_class(years.html(f"{prefix}reports/{BODY}/"), "row-title")
    assert [years.target(a.attrib["href"], f"{prefix}reports/{BODY}/")[0] for a in listed] == [
        f"{prefix}reports/{BODY}/{year}/" for year in reversed(YEARS)
    ]


def test_path_leads_from_a_report_of_a_body_to_its_list(years: Drawn, language: str) -> None:
    prefix = PREFIXES[language]
    for address in (f"reports/{BODY}/2020/", f"reports/{BODY}/trends/"):
        crumbs = only(with_class(years.html(prefix + address), "crumbs"))
        to = [years.target(a.attrib["href"], prefix + address)[0] for a in crumbs.iter("a")]
        assert to[-2:] == [f"{prefix}reports/", f"{prefix}reports/{BODY}/"]


def test_site_map_has_bodies_and_years(years: Drawn, language: str) -> None:
    prefix = PREFIXES[language]
    address = f"{prefix}site-map/"
    links = {
        years.target(a.attrib["href"], address)[0]
        for part in with_class(years.html(address), "site-map")
        for a in part.iter("a")
    }
    assert {f"{prefix}reports/{BODY}/", f"{prefix}reports/{BODY}/trends/"} <= links
    assert f"{prefix}reports/{SINGLE}/" in links
    sitemap = years.read("sitemap.xml").decode()
    assert f"{prefix}reports/{BODY}/compare/2019-2022/" in sitemap


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_pages_can_be_read_by_everyone(
    scheme: Any, language: str, visit: Visit, years_address: str
) -> None:
    page = visit(color_scheme=scheme).page
    # One group stands for the others, which are made alike: the page is long.
    for name, where in (
        (f"{BODY}/trends/", f"section:has(> #{GROUP})"),
        (f"{BODY}/compare/2020-2021/", "html"),
        ("", "html"),
    ):
        page.goto(f"{years_address}{PREFIXES[language]}reports/{name}")
        assert axe(page, RULES, where) == [], name


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_fit_a_phone_and_a_desk(
    width: int, language: str, visit: Visit, years_address: str
) -> None:
    page = visit(width=width).page
    for name in (f"{BODY}/trends/", f"{BODY}/compare/2020-2021/", f"{BODY}/", ""):
        page.goto(f"{years_address}{PREFIXES[language]}reports/{name}")
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), name


def test_figures_of_a_drawing_can_be_told_from_the_paper(
    language: str, visit: Visit, years_address: str
) -> None:
    for scheme in ("light", "dark"):
        page = visit(color_scheme=scheme).page
        page.goto(f"{years_address}{trends(language)}")
        for name in ("chart-figure", "chart-year", "chart-small", "chart-divide-text"):
            ink, paper = page.evaluate(
                "name => [getComputedStyle(document.querySelector('.' + name)).fill,"
                " getComputedStyle(document.body).backgroundColor]",
                name,
            )
            assert contrast(ink, paper) >= 4.5, (name, scheme)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_drawings_are_on_paper_with_their_break(visit: Visit, years_address: str) -> None:
    page = visit(width=718).page
    page.goto(f"{years_address}{trends('zh')}")
    page.emulate_media(media="print")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert page.locator(".chart-divide-text").first.is_visible()
    assert not page.locator(".years-index").is_visible()
