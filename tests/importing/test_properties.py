"""Any figures in any form come back the same from any kind of file."""

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.editing.importing.figures import read_figure
from portal.editing.importing.report import Wanted, import_report
from portal.model.language import Localised
from portal.model.report import (
    Cell,
    CellKey,
    CellKind,
    CellType,
    Format,
    Header,
    Layout,
    Report,
    StatutoryTable,
    TableBlock,
)
from tests.exports.build import HERE
from tests.importing.imports import formats, read
from tests.importing.papers import WRITERS, Paper, paper

AGENCY = Localised("示例机关", "Example agency")
WRITTEN = {
    CellType.COUNT: st.integers(0, 10**9).map(str),
    CellType.SIGNED_COUNT: st.integers(-(10**6), 10**6).map(
        lambda n: f"+{n}" if n > 0 and n % 2 else str(n)
    ),
    CellType.MONEY: st.decimals(0, 10**10, places=2).map(str),
    CellType.DECIMAL: st.decimals(0, 10**8, places=4).map(str),
}
"""Every second increase has its plus."""
CHARACTERS = [chr(code) for code in range(0x6C00, 0x7400)]


@st.composite
def headers(draw: st.DrawFn, name: str, labels: "Labels", types: Sequence[CellType]) -> Header:
    """A label with up to two levels below it."""

    def one(id: str, depth: int) -> Header:
        children: tuple[Header, ...] = ()
        if depth and draw(st.booleans()):
            children = tuple(one(f"{id}_{at}", depth - 1) for at in range(draw(st.integers(2, 3))))
        type = draw(st.sampled_from(types))
        return Header(id, Localised(labels.next(draw(st.integers(2, 6)))), children, type)

    return one(name, 2)


class Labels:
    """Labels that share no character."""

    def __init__(self) -> None:
        self.characters = iter(CHARACTERS)

    def next(self, length: int) -> str:
        """The next one."""
        return "".join(next(self.characters) for _ in range(length))


@st.composite
def forms(draw: st.DrawFn) -> Format:
    """A format of three tables that no office has thought of."""
    labels = Labels()
    types = tuple(WRITTEN)

    def some(name: str, least: int, most: int, deep: bool = True) -> tuple[Header, ...]:
        found = tuple(
            draw(headers(f"{name}{at}", labels, types))
            for at in range(draw(st.integers(least, most)))
        )
        return found if deep else tuple(replace(header, children=()) for header in found)

    blocks = tuple(
        TableBlock(
            f"block{at}",
            Localised(labels.next(6)),
            some(f"c{at}_", 1, 3, False),
            some(f"r{at}_", 1, 3, False),
        )
        for at in range(draw(st.integers(1, 3)))
    )
    matrix = TableBlock("all", None, some("mc", 2, 3), some("mr", 2, 3))
    line = TableBlock("all", None, some("lc", 2, 4, False), some("lr", 2, 3))
    item, corner = Localised("信息内容"), Localised("（勾稽关系）")
    return Format(
        "cn-any",
        Localised("任意格式"),
        "例〔2019〕1号",
        2019,
        None,
        (),
        (
            StatutoryTable("one", Localised("甲表"), Layout.BLOCKS, blocks, None, item),
            StatutoryTable("two", Localised("乙表"), Layout.MATRIX, (matrix,), corner),
            StatutoryTable("three", Localised("丙表"), Layout.ONE_LINE, (line,)),
        ),
        (),
    )


@st.composite
def reports(draw: st.DrawFn, of: Format | None = None) -> Report:
    """A report with any figures, some of them blank."""
    format = of or draw(st.one_of(st.sampled_from(formats()), forms()))
    tables: dict[str, dict[CellKey, Cell]] = {}
    for table in format.tables:
        cells = tables[table.id] = {}
        for _, row, column in table.cells():
            if draw(st.integers(0, 9)) == 0:
                cells[row.id, column.id] = Cell(CellKind.BLANK, None, "", HERE)
            else:
                written = draw(WRITTEN[column.type])
                cells[row.id, column.id] = Cell(CellKind.NUMBER, Decimal(written), written, HERE)
    return Report(format.last_year or 2024, format, AGENCY, tables, None, HERE)


def figures(report: Report) -> dict[str, dict[CellKey, tuple[CellKind, str]]]:
    """Kind and text of every cell."""
    return {
        id: {key: (cell.kind, cell.written) for key, cell in cells.items()}
        for id, cells in report.tables.items()
    }


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=12)
@given(data=st.data())
def test_any_figures_come_back(kind: str, data: st.DataObject) -> None:
    report = data.draw(reports())
    name, write = WRITERS[kind]
    wanted = Wanted(report.year, AGENCY, False)
    known = (report.format,) if report.format not in formats() else formats()
    found = import_report([(write(paper(report)), name)], wanted, known)
    assert found.problems == ()
    assert found.text is not None
    assert figures(read(found.text, report.year, known)) == figures(report)


@settings(max_examples=20)
@given(st.data())
def test_no_swap_of_two_cells_goes_unseen(data: st.DataObject) -> None:
    """Two figures that change places change places in the YAML."""
    report = data.draw(reports(formats()[1]))
    pages = paper(report)
    table = data.draw(st.sampled_from([t for t in report.format.tables if t.id != "proactive"]))
    keys = list(report.tables[table.id])
    one, other = data.draw(st.sampled_from(keys)), data.draw(st.sampled_from(keys))
    cells = dict(report.tables[table.id])
    cells[one], cells[other] = cells[other], cells[one]
    swapped = replace(report, tables={**report.tables, table.id: cells})
    assert (_text(paper(swapped), 2024) == _text(pages, 2024)) == (
        cells[one].written == cells[other].written
    )


def _text(of: Paper, year: int) -> str | None:
    content = io.BytesIO(WRITERS["text"][1](of)).getvalue()
    return import_report([(content, "a.txt")], Wanted(year, AGENCY, False), formats()).text


CELLS = [
    ("31", CellType.COUNT, "项", "31", None),
    ("　３１　", CellType.COUNT, "项", "31", None),
    ("31项", CellType.COUNT, "项", "31", None),
    ("31批次", CellType.COUNT, "项", "31", "IMPORT-034"),
    ("1,234", CellType.COUNT, "", "1234", None),
    ("1.2万件", CellType.COUNT, "件", "12000", "IMPORT-036"),
    ("31.000", CellType.COUNT, "", "31", "IMPORT-035"),
    ("+5", CellType.COUNT, "", "5", "IMPORT-035"),
    ("+1036", CellType.SIGNED_COUNT, "项", "+1036", None),
    ("−8", CellType.SIGNED_COUNT, "项", "-8", None),
    ("减少8项", CellType.SIGNED_COUNT, "项", "-8", "IMPORT-035"),
    ("2147332 元", CellType.MONEY, "元", "2147332", None),
    ("15646978.85", CellType.MONEY, "元", "15646978.85", None),
    ("￥251,000.00元", CellType.MONEY, "元", "251000.00", None),
    ("214.7332万元", CellType.MONEY, "元", "2147332", "IMPORT-036"),
    ("961716000元", CellType.DECIMAL, "万元", "96171.6", "IMPORT-036"),
    ("", CellType.COUNT, "", "~", None),
    ("　", CellType.COUNT, "", "~", None),
    ("-", CellType.COUNT, "", "~", "IMPORT-032"),
    ("－－", CellType.COUNT, "", "~", "IMPORT-032"),
    ("无", CellType.COUNT, "", "~", "IMPORT-032"),
    ("/", CellType.COUNT, "", "n/a", "IMPORT-033"),
    ("——", CellType.COUNT, "", "n/a", "IMPORT-044"),
    ("不适用", CellType.COUNT, "", "n/a", None),
]
UNREADABLE = [
    ("三", CellType.COUNT),
    ("一", CellType.COUNT),
    ("约31", CellType.COUNT),
    ("31/32", CellType.COUNT),
    ("1,23", CellType.COUNT),
    ("-5", CellType.COUNT),
    ("1.5", CellType.COUNT),
    ("5 (含)", CellType.COUNT),
    ("1.005", CellType.MONEY),
    ("9" * 21, CellType.COUNT),
    ("٣", CellType.COUNT),
    ("#REF!", CellType.COUNT),
]


@pytest.mark.parametrize(("text", "type", "unit", "written", "doubt"), CELLS)
def test_cell(text: str, type: CellType, unit: str, written: str, doubt: str | None) -> None:
    figure = read_figure(text, Header("x", Localised("列"), type=type), unit, None)
    assert figure is not None
    assert (figure.written, figure.doubt) == (written, doubt)


@pytest.mark.parametrize(("text", "type"), UNREADABLE)
def test_unreadable_cell(text: str, type: CellType) -> None:
    assert read_figure(text, Header("x", Localised("列"), type=type), "件", None) is None


@given(st.text(max_size=12), st.sampled_from(CellType))
def test_any_cell_is_read_as_the_form_has_it_or_not_at_all(text: str, type: CellType) -> None:
    figure = read_figure(text, Header("x", Localised("列"), type=type), "件", None)
    if figure is not None and figure.is_number:
        assert Decimal(figure.written).is_finite()
