"""What real reports do to the form, each in every kind of file: read and told, never guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from tests.importing.imports import codes, imported, report, source, without_checks
from tests.importing.papers import (
    WRITERS,
    Box,
    Boxes,
    Paper,
    insert_row,
    paper,
    remove_row,
    split_at,
)

RECEIVED = "一、本年新收政府信息公开申请数量"
GRANTED_IN_PART = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
FORBIDDEN = "2.其他法律行政法规禁止公开"
OTHER_HANDLING = "（六）其他处理"
OVERDUE = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
)
CARRIED_OUT = "四、结转下年度继续办理"
FEES = "本年收费金额（单位：万元）"
CELLS_ONLY = ("docx", "xlsx", "one sheet", "html")


@dataclass(frozen=True)
class Case:
    """A spoilt paper; the YAML that is expected differs from the source in these rows."""

    name: str
    year: int
    spoil: Callable[[Paper], Paper]
    codes: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = field(default=tuple(WRITERS))


def _spaced(text: str) -> str:
    return " ".join(text) if not text.isascii() else text


def _full_width(text: str) -> str:
    if text and all(c in "0123456789+-." for c in text):
        return "".join(chr(ord(c) + 0xFEE0) for c in text)
    return text


def _renumbered(text: str) -> str:
    for digit in "12345678":
        text = text.replace(f"{digit}.", f"{digit}、") if text.startswith(f"{digit}.") else text
    return text


def _half_width(text: str) -> str:
    return text.replace("（", "(").replace("）", ") ").replace("，", ", ")


def _wrapped(text: str) -> str:
    return "\n".join(text) if len(text) == 4 and not text.isascii() else text


def _changed(*pairs: tuple[str, str]) -> Callable[[Paper], Paper]:
    def change(of: Paper) -> Paper:
        for old, new in pairs:
            of = of.changed(old, new)
        return of

    return change


def _row(label: str, *figures: str) -> Callable[[Paper], Paper]:
    return lambda of: of.row(label, *figures)


def _words(change: Callable[[str], str]) -> Callable[[Paper], Paper]:
    return lambda of: of.each(lambda box: replace(box, text=change(box.text)))


def _in_table(at: int, change: Callable[[Boxes], Boxes]) -> Callable[[Paper], Paper]:
    return lambda of: of.with_table(at, change)


def _split(at: int, label: str) -> Callable[[Paper], Paper]:
    def change(of: Paper) -> Paper:
        tables = list(of.tables)
        tables[at : at + 1] = split_at(tables[at], label)
        return replace(of, tables=tuple(tables))

    return change


def _broken_label(boxes: Boxes) -> Boxes:
    """A page break cuts a label after its figures."""
    head, tail = GRANTED_IN_PART[:14], GRANTED_IN_PART[14:]
    boxes = insert_row(boxes, GRANTED_IN_PART, tail, [""] * 7)
    return [replace(box, text=head) if box.text == GRANTED_IN_PART else box for box in boxes]


def _broken_before(boxes: Boxes) -> Boxes:
    """A page break cuts a label before its figures."""
    head, tail = GRANTED_IN_PART[:14], GRANTED_IN_PART[14:]
    boxes = insert_row(boxes, "（一）予以公开", head, [""] * 7)
    return [replace(box, text=tail) if box.text == GRANTED_IN_PART else box for box in boxes]


def _header_too_high(boxes: Boxes) -> Boxes:
    """总计 stands in the first header row beside 申请人情况 instead of below it."""
    return [
        replace(box, columns=6)
        if box.text == "申请人情况"
        else replace(box, row=0, rows=3)
        if box.text == "总计" and box.row == 1
        else box
        for box in boxes
    ]


def _undivided(boxes: Boxes) -> Boxes:
    """（六） is one row, as in the form before."""
    label = next(box for box in boxes if box.text == OTHER_HANDLING)
    for row in OVERDUE:
        boxes = remove_row(boxes, row)
    kept = [box for box in boxes if box.text not in (OTHER_HANDLING, "3.其他")]
    return [*kept, replace(label, rows=1, columns=2)]


def _contacts() -> Boxes:
    words = (("科室", "电话"), ("办公室", "12345"))
    return [Box(r, c, text) for r, row in enumerate(words) for c, text in enumerate(row)]


CASES = (
    Case("labels with spaces", 2020, _words(_spaced)),
    Case("labels with line breaks", 2024, _words(_wrapped), kinds=CELLS_ONLY),
    Case("numbering with 、", 2020, _words(_renumbered)),
    Case("brackets of half width", 2024, _words(_half_width)),
    Case("full-width digits", 2020, _words(_full_width)),
    Case("thousands separators", 2024, _changed(("3985758", "3,985,758"), ("447228", "447，228"))),
    Case("units in cells", 2020, _changed(("2147332", "2147332元"), ("53", "53 件"))),
    Case("yen sign", 2020, _changed(("2147332", "￥2,147,332 元"))),
    Case(
        "foreign unit",
        2020,
        _row("政府集中采购", "31批次", "2147332"),
        ("IMPORT-034",),
        {"centralised_procurement": "{procurement_items: 31, procurement_amount: 2147332}"},
    ),
    Case(
        "signed change",
        2020,
        _row("行政许可", "10", "+1036", "53"),
        (),
        {"licences": "{items_last_year: 10, change: +1036, decisions: 53}"},
    ),
    Case(
        "full-width minus",
        2020,
        _row("行政处罚", "27", "－8", "0"),
        (),
        {"penalties": "{items_last_year: 27, change: -8, decisions: 0}"},
    ),
    Case(
        "change in words",
        2020,
        _row("行政处罚", "27", "减8", "0"),
        ("IMPORT-035",),
        {"penalties": "{items_last_year: 27, change: -8, decisions: 0}"},
    ),
    Case("ten thousand yuan", 2020, _changed(("2147332", "214.7332万元")), ("IMPORT-036",)),
    Case(
        "blank cells",
        2020,
        _row("规章", "", "", ""),
        (),
        {"rules": "{made: ~, newly_public: ~, total_public: ~}"},
    ),
    Case(
        "only the total filled",
        2020,
        _row(RECEIVED, "", "", "", "", "", "", "31"),
        (),
        {"newly_received": "[ ~, ~, ~, ~, ~, ~, 31]"},
    ),
    Case(
        "hyphen is blank with a doubt",
        2020,
        _row("规章", "-", "0", "0"),
        ("IMPORT-032",),
        {"rules": "{made: ~, newly_public: 0, total_public: 0}"},
    ),
    Case(
        "slash is not applicable with a doubt",
        2020,
        _row("规章", "/", "／", "0"),
        ("IMPORT-033", "IMPORT-033"),
        {"rules": "{made: n/a, newly_public: n/a, total_public: 0}"},
    ),
    Case(
        "dash is not applicable",
        2020,
        _row("规章", "—", "0", "0"),
        ("IMPORT-044",),
        {"rules": "{made: n/a, newly_public: 0, total_public: 0}"},
    ),
    Case("leading zero", 2020, _row("规范性文件", "02", "2", "33"), ("IMPORT-035",)),
    Case("digits apart", 2020, _row("规范性文件", "2", "2", "3 3"), ("IMPORT-035",)),
    Case("decimals of a count", 2020, _row("规范性文件", "2.0", "2.00", "33")),
    Case(
        "explanation in a label",
        2020,
        _changed(("本年增/减", "本年增/减（指2020年增加或减少的事项数，减用负值表示，如-8）")),
    ),
    Case("unit in a label", 2020, _changed(("采购总金额", "采购总金额（单位：元）"))),
    Case(
        "other unit in a label",
        2020,
        _changed(("采购总金额", "采购总金额（单位：万元）"), ("2147332", "214.7332")),
        ("IMPORT-036",),
    ),
    Case("unit of the form left out", 2024, _changed((FEES, "本年收费金额")), ("IMPORT-031",)),
    Case(
        "fees in yuan",
        2024,
        _changed((FEES, "本年收费金额（单位：元）"), ("96171.6", "961716000")),
        ("IMPORT-036",),
    ),
    Case("label cut short", 2024, _changed((FORBIDDEN, "2.其他法律行政止公开")), ("IMPORT-030",)),
    Case("older label", 2024, _changed(("行政规范性文件", "规范性文件")), ("IMPORT-030",)),
    Case(
        "row of a province",
        2020,
        _in_table(0, lambda b: insert_row(b, "规范性文件", "其他主动公开文件", ["5", "6", "7"])),
        ("IMPORT-040",),
    ),
    Case(
        "footnote in the table",
        2020,
        _in_table(1, lambda b: insert_row(b, CARRIED_OUT, "注：数据截至年底", [""] * 7)),
        ("IMPORT-042",),
    ),
    Case("page break behind the figures", 2020, _in_table(1, _broken_label)),
    Case("page break before the figures", 2020, _in_table(1, _broken_before)),
    Case("total one line too high", 2024, _in_table(1, _header_too_high)),
    Case("table on two pages", 2020, _split(1, "（四）无法提供")),
    Case("table on two pages inside a group", 2024, _split(1, "5.属于三类内部事务信息")),
    Case("table two on two pages", 2024, _split(0, "第二十条第（六）项")),
    Case(
        "other handling undivided",
        2024,
        _in_table(1, _undivided),
        ("IMPORT-037",),
        {
            "correction_overdue": "[   ~,  ~, ~, ~,  ~, ~,    ~]",
            "fee_overdue": "[   ~,  ~, ~, ~,  ~, ~,    ~]",
        },
    ),
    Case(
        "other table in the file",
        2020,
        lambda of: replace(of, tables=(*of.tables, _contacts())),
        ("IMPORT-043",),
        kinds=("docx", "xlsx", "html", "text"),
    ),
)


def _expected(case: Case) -> str:
    text = source(case.year).replace("政府2024年政府", "政府2024年度政府")
    for row, figures in case.rows.items():
        found = re.search(rf"^ +{row}: +(\S.*?)  +# ", text, re.MULTILINE)
        assert found is not None
        room = found.end() - found.start(1) - len("  # ")
        text = f"{text[: found.start(1)]}{figures.ljust(room)}  # {text[found.end() :]}"
    return text


@pytest.mark.parametrize(
    ("case", "kind"),
    [(case, kind) for case in CASES for kind in case.kinds],
    ids=lambda value: value.name if isinstance(value, Case) else value,
)
def test_untidy_report(case: Case, kind: str) -> None:
    name, write = WRITERS[kind]
    found = imported(write(case.spoil(paper(report(case.year)))), name, case.year)
    assert codes(found) == sorted(case.codes)
    assert without_checks(found.text) == _expected(case)
    assert found.text is not None
    for code in {code for code in case.codes if code < "IMPORT-040"}:
        assert f"({code})" in found.text


def _without_header(boxes: Boxes) -> Boxes:
    return [replace(box, row=box.row - 3) for box in boxes if box.row >= 3]


def _swapped(boxes: Boxes, one: int, other: int) -> Boxes:
    places = {one: other, other: one}
    return [
        replace(box, column=places.get(box.column, box.column))
        if box.columns == 1 and box.row >= 2
        else box
        for box in boxes
    ]


def _rows_swapped(boxes: Boxes, one: str, other: str) -> Boxes:
    at = {box.text: box.row for box in boxes}
    places = {at[one]: at[other], at[other]: at[one]}
    return [replace(b, row=places.get(b.row, b.row)) if b.rows == 1 else b for b in boxes]


@pytest.mark.parametrize("kind", WRITERS)
def test_columns_and_rows_in_another_order_are_read_by_their_labels(kind: str) -> None:
    name, write = WRITERS[kind]
    pages = paper(report(2024)).with_table(1, lambda boxes: _swapped(boxes, 4, 8))
    pages = pages.with_table(
        1, lambda boxes: _rows_swapped(boxes, "2.重复申请", "4.无正当理由大量反复申请")
    )
    found = imported(write(pages), name, 2024)
    assert codes(found) == []
    assert found.text == source(2024).replace("政府2024年政府", "政府2024年度政府")


@pytest.mark.parametrize("kind", WRITERS)
def test_table_without_header_is_read_in_the_order_of_the_form_and_told(kind: str) -> None:
    name, write = WRITERS[kind]
    pages = paper(report(2020)).with_table(1, _without_header)
    found = imported(write(pages), name, 2020)
    assert codes(found) == ["IMPORT-038"]
    assert without_checks(found.text) == source(2020)


@pytest.mark.parametrize("kind", WRITERS)
def test_garbled_header_is_read_where_the_rest_agrees(kind: str) -> None:
    name, write = WRITERS[kind]
    garbled = paper(report(2024)).changed("科研机构", "□□□□")
    assert codes(imported(write(garbled), name, 2024)) == ["IMPORT-038"]
    moved = garbled.with_table(1, lambda boxes: _swapped(boxes, 4, 8))
    refused = imported(write(moved), name, 2024)
    assert refused.text is None
    assert set(codes(refused)) == {"IMPORT-019"}


@pytest.mark.parametrize("kind", WRITERS)
def test_lost_captions_and_repeated_headers(kind: str) -> None:
    name, write = WRITERS[kind]
    pages = paper(report(2020)).with_table(
        0, lambda boxes: [box for box in boxes if not box.text.startswith("第二十条")]
    )
    first, second = split_at(pages.tables[1], "3.要求提供公开出版物")
    head = [box for box in pages.tables[1] if box.row < 3]
    below = [*head, *(replace(box, row=box.row + 3) for box in second)]
    pages = replace(pages, tables=(pages.tables[0], first, below, pages.tables[2]))
    found = imported(write(pages), name, 2020)
    assert codes(found) == []
    assert found.text == source(2020)


def test_markdown_bars() -> None:
    text = WRITERS["text"][1](paper(report(2020))).decode()
    rows = (line.replace("\t", " | ") for line in text.split("\n"))
    lines = [f"| {line} |" if " | " in line else line for line in rows]
    found = imported("\n".join(lines).encode(), "report.md", 2020)
    assert codes(found) == []
    assert found.text == source(2020)
