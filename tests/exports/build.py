"""A small site built by hand: every kind of table, field and record that a download may meet."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from portal.model.collection import Collection, Source, WindowRule
from portal.model.document import Document, Prose
from portal.model.field import (
    Attachment,
    DocumentNumber,
    Field,
    FieldType,
    Option,
    Reference,
    Values,
)
from portal.model.language import Language, Localised
from portal.model.page import Page
from portal.model.problem import Location
from portal.model.record import Record, Standing
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
from portal.model.settings import Settings
from portal.model.site import Site

AS_OF = date(2021, 1, 5)
HERE = Location("content/zh/policies/2020/x.md", 1, 1)
URL = "https://www.example.gov.cn/xxgk/"

LABELS = {
    "export_year": Localised("年度", "Year"),
    "export_agency": Localised("机关", "Agency"),
    "export_table": Localised("表", "Table"),
    "export_block": Localised("分组", "Block"),
    "export_row_id": Localised("行标识", "Row id"),
    "export_row": Localised("行", "Row"),
    "export_column_id": Localised("列标识", "Column id"),
    "export_column": Localised("列", "Column"),
    "export_value": Localised("数值", "Value"),
    "export_unit": Localised("单位", "Unit"),
    "export_state": Localised("状态", "State"),
    "export_table_title": Localised("{agency}{year}年度：{table}", "{agency}, {year}: {table}"),
    "table_unit": Localised("（单位：{unit}）", "(unit: {unit})"),
    "column_unit": Localised("（{unit}）", "({unit})"),
    "export_id": Localised("标识", "Id"),
    "export_title": Localised("标题", "Title"),
    "export_address": Localised("网址", "Address"),
    "sample": Localised("示例", "Sample"),
    "flag_yes": Localised("是", "Yes"),
    "flag_no": Localised("否", "No"),
}

SETTINGS = Settings(
    url=URL,
    name=Localised("信息公开平台", "Disclosure portal"),
    agency=Localised("示例机关", "Example agency"),
    tagline=Localised("公开", "Open"),
    source=None,
    index_number=r"[0-9]{9}/[0-9]{4}-[0-9]{5,6}",
    show_samples=True,
    columns=(),
    navigation=(),
    facts=(),
    key_figures=(),
)


def text(zh: str, en: str | None = None) -> Localised:
    """Shorter to write in a table of data."""
    return Localised(zh, en)


def number(written: str) -> Cell:
    """A figure as an editor wrote it."""
    return Cell(CellKind.NUMBER, Decimal(written), written, HERE)


BLANK = Cell(CellKind.BLANK, None, "", HERE)
NOT_APPLICABLE = Cell(CellKind.NOT_APPLICABLE, None, "-", HERE)

BLOCKS = StatutoryTable(
    "proactive",
    text("主动公开：情况/1", "Proactive disclosure of all government information"),
    Layout.BLOCKS,
    (
        TableBlock(
            "items",
            text("第二十条第（五）项", "Article 20 (5)"),
            (
                Header("last_year", text("上一年项目数量", "Last year"), unit=text("项", "items")),
                Header("change", text("本年增/减", "Change"), type=CellType.SIGNED_COUNT),
                Header("decided", text("处理决定数量", "Decisions")),
            ),
            (
                Header("licences", text("行政许可", "Licences")),
                Header("other", text("=其他事项", "=Other matters")),
            ),
        ),
        TableBlock(
            "procurement",
            text("第二十条第（九）项", "Article 20 (9)"),
            (
                Header("projects", text("采购项目数量", "Projects")),
                Header(
                    "amount",
                    text("采购总金额", "Amount"),
                    type=CellType.MONEY,
                    unit=text("元", "yuan"),
                    show_unit=True,
                ),
            ),
            (Header("central", text("政府集中采购", "Central procurement")),),
        ),
    ),
    row_header=text("信息内容", "Item"),
    unit=text("件", "documents"),
)

MATRIX = StatutoryTable(
    "requests",
    text("申请情况", "Requests"),
    Layout.MATRIX,
    (
        TableBlock(
            "all",
            None,
            (
                Header(
                    "applicants",
                    text("申请人情况", "Applicants"),
                    (
                        Header("natural", text("自然人", "Natural persons")),
                        Header(
                            "organisations",
                            text("法人或其他组织", "Organisations"),
                            (
                                Header("business", text("商业企业", "Businesses")),
                                Header("charity", text("社会公益组织", "Charities")),
                            ),
                        ),
                        Header("total", text("总计", "Total")),
                    ),
                ),
            ),
            (
                Header("received", text("一、新收", "I. Received")),
                Header(
                    "results",
                    text("二、结果", "II. Results"),
                    (
                        Header("granted", text("（一）公开", "(1) Granted")),
                        Header(
                            "refused",
                            text("（二）不予公开", "(2) Refused"),
                            (
                                Header("secret", text("1.国家秘密", "1. Secret")),
                                Header("law", text("2.法律禁止", "2. Forbidden by law")),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    corner=text("（勾稽关系）", "(Reconciliation)"),
    unit=text("件", "requests"),
)

ONE_LINE = StatutoryTable(
    "reviews",
    text("复议、诉讼情况", "Reviews and litigation"),
    Layout.ONE_LINE,
    (
        TableBlock(
            "all",
            None,
            (Header("upheld", text("维持", "Upheld")), Header("total", text("总计", "Total"))),
            (
                Header("review", text("行政复议", "Review")),
                Header(
                    "litigation",
                    text("行政诉讼", "Litigation"),
                    (
                        Header("direct", text("直接起诉", "Direct")),
                        Header("after", text("复议后起诉", "After review")),
                    ),
                ),
            ),
        ),
    ),
)

CELLS: dict[str, dict[CellKey, Cell]] = {
    "proactive": {
        ("licences", "last_year"): number("10"),
        ("licences", "change"): number("+8"),
        ("licences", "decided"): BLANK,
        ("other", "last_year"): number("3"),
        ("other", "change"): number("-3"),
        ("other", "decided"): NOT_APPLICABLE,
        ("central", "projects"): number("17"),
        ("central", "amount"): number("2147332.50"),
    },
    "requests": {
        (row, column): number(str(10 * at + over))
        for at, row in enumerate(("received", "granted", "secret", "law"))
        for over, column in enumerate(("natural", "business", "charity", "total"))
    },
    "reviews": {
        (row, column): number("0")
        for row in ("review", "direct", "after")
        for column in ("upheld", "total")
    },
}

FORMAT = Format(
    "cn-test",
    text("格式", "Format"),
    "例〔2019〕1号",
    2019,
    None,
    (),
    (BLOCKS, MATRIX, ONE_LINE),
    (),
)

REPORT = Report(2020, FORMAT, text("示例机关", "Example agency"), CELLS, None, HERE)

TOPICS = (
    Option("energy", text("能源", "Energy")),
    Option("price_reform", text("价格改革", "Price reform")),
    Option("unused", text("未用", "Unused")),
)
STATES = (Option("open", text("进行中", "Open")), Option("closed", text("已结束", "Closed")))


def field(name: str, kind: FieldType, zh: str, en: str, **more: Any) -> Field:
    """A declared field."""
    return Field(name, kind, text(zh, en), **more)


COLLECTION = Collection(
    id="public_notices",
    title=text("通知公告", "Public notices"),
    item=text("公告", "Notice"),
    description=text("机关的公告。", "Notices of the agency."),
    source=Source.DOCUMENTS,
    column="content",
    column_type="政策文件",
    fields=(
        field("title", FieldType.TEXT, "标题", "Title", required=True),
        field("summary", FieldType.TEXT, "摘要", "Summary"),
        field("sample", FieldType.FLAG, "样例", "Sample"),
        field("draft", FieldType.FLAG, "草稿", "Draft"),
        field("publish_on", FieldType.DATE, "定时发布", "Publish on", future=True),
        field("index", FieldType.INDEX_NUMBER, "索引号", "Index number", unique=True),
        field("number", FieldType.DOCUMENT_NUMBER, "发文字号", "Document number"),
        field("published", FieldType.DATE, "发布日期", "Published"),
        field("topic", FieldType.CHOICE, "主题", "Topic", options=TOPICS),
        field("audiences", FieldType.CHOICES, "对象", "Audiences", options=TOPICS),
        field("code", FieldType.TEXT, "代码", "Code"),
        field("copies", FieldType.INTEGER, "份数", "Copies"),
        field("share", FieldType.DECIMAL, "比例", "Share"),
        field("key_item", FieldType.FLAG, "重点", "Key item"),
        field("office", FieldType.LOCALISED, "处室", "Office"),
        field("partners", FieldType.TEXTS, "会办", "Partners"),
        field("answers", FieldType.REFERENCES, "答复", "Answers", to="public_notices"),
        field("files", FieldType.ATTACHMENTS, "附件", "Attachments"),
        field("link", FieldType.URL, "链接", "Link"),
        field("translated", FieldType.FINGERPRINTS, "译文", "Translation"),
    ),
    facts=("number",),
    listed=("number",),
    facets=("year", "topic", "audiences", "state"),
    dated="published",
    number="number",
    state=WindowRule("published", "published", None, STATES, text("征集状态", "State")),
)


def record(slug: str, title: Localised, day: date | None, **values: Any) -> Record:
    """A document of the collection."""
    read: dict[str, Any] = {"title": title.zh, **values}
    if day is not None:
        read["published"] = day
    prose = Prose(f"content/zh/public_notices/{slug}.md", title.zh, None, ())
    english = None if title.en is None else replace(prose, title=title.en)
    own = Values(read, {}, HERE)
    document = Document(f"public_notices/{slug}", own, prose, english)
    return Record(document.id, COLLECTION, own, title, read.pop("about", None), document)


FULL = record(
    "2020/full",
    text("关于甲的公告", "Notice on A"),
    date(2020, 12, 3),
    about=text('摘要，含“引号”"和,逗号', "A summary"),
    summary='摘要，含“引号”"和,逗号',
    index="002545442/2020-00012",
    number=DocumentNumber("例", 2020, 12),
    topic=TOPICS[1],
    audiences=(TOPICS[0], TOPICS[1]),
    code="330402199003070014",
    copies=7,
    share=Decimal("12.50"),
    key_item=True,
    office=text("办公室", "Office"),
    partners=("财政局", "教育局"),
    answers=(Reference("public_notices/2019/old", HERE),),
    files=(Attachment("public_notices/2020/附件 1.pdf", text("附件"), 1234, HERE),),
    link="https://www.example.gov.cn/a?b=1",
)
UNTRANSLATED = record("2020/untranslated", text("只有中文"), date(2020, 5, 1), code="+1+1")
SAMPLE = record("2020/sample", text("样例", "Sample"), date(2020, 4, 1), sample=True)
OLD = record("2019/old", text("旧公告", "Old notice"), date(2019, 2, 1), topic=TOPICS[0])
UNDATED = record("2019/undated", text("=HYPERLINK(1)", "＝1"), None, code='甲\n"乙",丙;\t丁')
RECORDS = (FULL, UNTRANSLATED, SAMPLE, OLD, UNDATED)

SITE = Site(
    root=Path(),
    as_of=AS_OF,
    production=False,
    settings=SETTINGS,
    labels=LABELS,
    collections=(COLLECTION,),
    records={COLLECTION.id: RECORDS},
    embargoed=(),
    glossary=(),
    attachments={},
    standings={FULL.id: Standing(STATES[0]), OLD.id: Standing(STATES[1])},
    formats=(FORMAT,),
    reports=(REPORT,),
    pages=(),
    documents={},
)


def page(address: str, **more: Any) -> Page:
    """A page whose counterpart is the same address in the other language."""
    language = Language.EN if address.startswith("en/") else Language.ZH
    bare = address.removeprefix("en/")
    other = f"{language.other.prefix}{bare}"
    values: dict[str, Any] = {"template": "page.html", "title": "页", "counterpart": other}
    return Page(address=address, language=language, context={}, **(values | more))


PAGES = (
    page("en/guide/"),
    page("guide/", modified=date(2020, 12, 3)),
    page("policies/2020/甲/", is_pair=False),
    page("en/policies/2020/甲/", is_pair=False, is_indexed=False),
    page("status/", template="status.html", is_indexed=False),
    page("en/status/", template="status.html", is_indexed=False),
)
