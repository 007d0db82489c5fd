"""The layout of every declaration in `data/`, in the same field types as the records.

The data dictionary, the JSON Schemas for editors and the checks are all made from these.
"""

from portal.model.collection import Source
from portal.model.field import Field, FieldType, Option
from portal.model.language import Localised

T = FieldType


def field(
    name: str,
    type: FieldType,
    zh: str,
    en: str,
    *,
    required: bool = False,
    fields: tuple[Field, ...] = (),
    options: tuple[str, ...] = (),
) -> Field:
    """A value that a declaration may give; its label in both languages."""
    return Field(
        name,
        type,
        Localised(zh, en),
        required=required,
        fields=fields,
        options=tuple(Option(option, Localised(option)) for option in options),
    )


def needs(name: str, type: FieldType, zh: str, en: str, *fields: Field) -> Field:
    """A value that a declaration must give."""
    return field(name, type, zh, en, required=True, fields=fields)


TITLE = needs("title", T.LOCALISED, "名称", "Name")
NAME = needs("id", T.NAME, "标识", "Id")

OPTION = (NAME, TITLE, field("mark", T.TEXT, "状态符号", "Sign of a state"))

RECORD_FIELD = (
    needs("name", T.NAME, "字段名", "Name in front matter"),
    field(
        "type", T.CHOICE, "类型", "Type", required=True, options=tuple(t.value for t in FieldType)
    ),
    TITLE,
    field("required", T.FLAG, "必填", "Must be given"),
    field("unique", T.FLAG, "不得重复", "No two records alike"),
    field("future", T.FLAG, "可为未来日期", "May lie in the future"),
    field("options", T.MAPPINGS, "选项", "Options", fields=OPTION),
    field("vocabulary", T.NAME, "词表", "Vocabulary of the options"),
    field("to", T.NAME, "指向的栏目", "Collection a reference leads to"),
    field("inverse", T.LOCALISED, "对方页面上的名称", "Its name on the other page"),
    field("note", T.LOCALISED, "填写说明", "Note for editors"),
)

STATE = (
    field("rule", T.CHOICE, "规则", "Rule", required=True, options=("validity", "window")),
    TITLE,
    needs("options", T.MAPPINGS, "状态", "States", *OPTION),
    field("effective", T.NAME, "施行日期字段", "Field of the effective date"),
    field("expires", T.NAME, "失效日期字段", "Field of the expiry date"),
    field("amends", T.NAME, "修改关系字段", "Field of the documents it amends"),
    field("repeals", T.NAME, "废止关系字段", "Field of the documents it repeals"),
    field("expiring_days", T.INTEGER, "提前提示天数", "Days before expiry"),
    field("opens", T.NAME, "开始日期字段", "Field of the opening date"),
    field("closes", T.NAME, "截止日期字段", "Field of the closing date"),
    field("result", T.NAME, "结果日期字段", "Field of the result date"),
)

_CONDITION = (
    needs("field", T.NAME, "字段", "Field"),
    needs("is", T.NAME, "选项", "Option"),
)
_RATE = (
    NAME,
    TITLE,
    needs("of", T.MAPPINGS, "总体条件", "Conditions of the whole", *_CONDITION),
    needs("where", T.MAPPINGS, "计入条件", "Conditions of the share", *_CONDITION),
)

COLLECTION = (
    NAME,
    TITLE,
    needs("item", T.LOCALISED, "单条名称", "Name of one item"),
    needs("description", T.LOCALISED, "说明", "Description"),
    field(
        "source",
        T.CHOICE,
        "内容来源",
        "Where items are written",
        required=True,
        options=tuple(source.value for source in Source),
    ),
    needs("column", T.NAME, "所属栏目", "Column of the platform"),
    needs("column_type", T.TEXT, "网站栏目类型", "ColumnType"),
    needs("fields", T.MAPPINGS, "字段", "Fields", *RECORD_FIELD),
    needs("facts", T.TEXTS, "信息框字段", "Fields of the facts box"),
    needs("listed", T.TEXTS, "列表字段", "Fields in lists"),
    needs("facets", T.TEXTS, "分类方式", "Facets"),
    needs("dated", T.NAME, "日期字段", "Field that dates an item"),
    field("number", T.NAME, "编号字段", "Field that citizens quote"),
    field("state", T.MAPPING, "状态规则", "State", fields=STATE),
    field("rates", T.MAPPINGS, "比率", "Rates", fields=_RATE),
    field("page_length", T.INTEGER, "每页条数", "Items a page"),
    field("order", T.INTEGER, "排列次序", "Place among the collections"),
)

_COLUMN = (
    NAME,
    TITLE,
    needs("description", T.LOCALISED, "说明", "Description"),
    field("page", T.TEXT, "说明页", "Ordinary page that opens it"),
)
_FACT = (NAME, TITLE, field("value", T.LOCALISED, "内容", "Value"))
_KEY_FIGURE = (
    TITLE,
    needs("format", T.TEXT, "格式", "Format"),
    needs("table", T.NAME, "表", "Table"),
    needs("row", T.NAME, "行", "Row"),
    needs("column", T.NAME, "列", "Column"),
)
SETTINGS = (
    needs("url", T.URL, "网址", "Address of the site"),
    needs("name", T.LOCALISED, "网站名称", "Name of the site"),
    needs("agency", T.LOCALISED, "机关名称", "Name of the agency"),
    needs("tagline", T.LOCALISED, "一句话说明", "What the site is for"),
    field("source", T.URL, "源文件编辑地址", "Address at which sources are edited"),
    needs("index_number", T.TEXT, "索引号格式", "Pattern of index numbers"),
    needs("show_samples", T.FLAG, "预览中显示示例", "Show samples in previews"),
    needs("columns", T.MAPPINGS, "栏目", "Columns", *_COLUMN),
    field("navigation", T.TEXTS, "导航中的其他页面", "Other pages in the navigation"),
    needs("facts", T.MAPPINGS, "机关情况", "Facts of the office", *_FACT),
    needs("key_figures", T.MAPPINGS, "主要数据", "Key figures", *_KEY_FIGURE),
)

LABEL = (
    needs("zh", T.TEXT, "中文", "Chinese"),
    needs("en", T.TEXT, "英文", "English"),
)

GLOSSARY_TERM = (
    needs("zh", T.TEXT, "中文", "Chinese"),
    needs("en", T.TEXT, "英文", "English"),
    field("note", T.TEXT, "说明", "Note"),
)
