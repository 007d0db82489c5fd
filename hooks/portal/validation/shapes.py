"""The layout of every declaration in `data/`, in the same field types as the records.

The data dictionary, the JSON Schemas for editors and the checks are all made from these.
"""

from portal.model.collection import Source
from portal.model.field import Field, FieldType, Option
from portal.model.language import Localised
from portal.model.report import Axis, CellType, Layout

T = FieldType


def _field(
    name: str,
    type: FieldType,
    zh: str,
    en: str,
    *,
    required: bool = False,
    fields: tuple[Field, ...] = (),
    options: tuple[str, ...] = (),
) -> Field:
    return Field(
        name,
        type,
        Localised(zh, en),
        required=required,
        fields=fields,
        options=tuple(Option(option, Localised(option)) for option in options),
    )


def _needs(name: str, type: FieldType, zh: str, en: str, *fields: Field) -> Field:
    return _field(name, type, zh, en, required=True, fields=fields)


_TITLE = _needs("title", T.LOCALISED, "名称", "Name")
_NAME = _needs("id", T.NAME, "标识", "Id")

OPTION = (_NAME, _TITLE, _field("mark", T.TEXT, "状态符号", "Sign of a state"))

RECORD_FIELD = (
    _needs("name", T.NAME, "字段名", "Name in front matter"),
    _field(
        "type", T.CHOICE, "类型", "Type", required=True, options=tuple(t.value for t in FieldType)
    ),
    _TITLE,
    _field("required", T.FLAG, "必填", "Must be given"),
    _field("unique", T.FLAG, "不得重复", "No two records alike"),
    _field("future", T.FLAG, "可为未来日期", "May lie in the future"),
    _field("options", T.MAPPINGS, "选项", "Options", fields=OPTION),
    _field("vocabulary", T.NAME, "词表", "Vocabulary of the options"),
    _field("to", T.NAME, "指向的栏目", "Collection a reference leads to"),
    _field("inverse", T.LOCALISED, "对方页面上的名称", "Its name on the other page"),
    _field("note", T.LOCALISED, "填写说明", "Note for editors"),
)

STATE = (
    _field("rule", T.CHOICE, "规则", "Rule", required=True, options=("validity", "window")),
    _TITLE,
    _needs("options", T.MAPPINGS, "状态", "States", *OPTION),
    _field("effective", T.NAME, "施行日期字段", "Field of the effective date"),
    _field("expires", T.NAME, "失效日期字段", "Field of the expiry date"),
    _field("amends", T.NAME, "修改关系字段", "Field of the documents it amends"),
    _field("repeals", T.NAME, "废止关系字段", "Field of the documents it repeals"),
    _field("expiring_days", T.INTEGER, "提前提示天数", "Days before expiry"),
    _field("opens", T.NAME, "开始日期字段", "Field of the opening date"),
    _field("closes", T.NAME, "截止日期字段", "Field of the closing date"),
    _field("result", T.NAME, "结果日期字段", "Field of the result date"),
)

_CONDITION = (
    _needs("field", T.NAME, "字段", "Field"),
    _needs("is", T.NAME, "选项", "Option"),
)
_RATE = (
    _NAME,
    _TITLE,
    _needs("of", T.MAPPINGS, "总体条件", "Conditions of the whole", *_CONDITION),
    _needs("where", T.MAPPINGS, "计入条件", "Conditions of the share", *_CONDITION),
)

COLLECTION = (
    _NAME,
    _TITLE,
    _needs("item", T.LOCALISED, "单条名称", "Name of one item"),
    _needs("description", T.LOCALISED, "说明", "Description"),
    _field(
        "source",
        T.CHOICE,
        "内容来源",
        "Where items are written",
        required=True,
        options=tuple(source.value for source in Source),
    ),
    _needs("column", T.NAME, "所属栏目", "Column of the platform"),
    _needs("column_type", T.TEXT, "网站栏目类型", "ColumnType"),
    _needs("fields", T.MAPPINGS, "字段", "Fields", *RECORD_FIELD),
    _needs("facts", T.TEXTS, "信息框字段", "Fields of the facts box"),
    _needs("listed", T.TEXTS, "列表字段", "Fields in lists"),
    _needs("facets", T.TEXTS, "分类方式", "Facets"),
    _needs("dated", T.NAME, "日期字段", "Field that dates an item"),
    _field("number", T.NAME, "编号字段", "Field that citizens quote"),
    _field("state", T.MAPPING, "状态规则", "State", fields=STATE),
    _field("rates", T.MAPPINGS, "比率", "Rates", fields=_RATE),
    _field("page_length", T.INTEGER, "每页条数", "Items a page"),
    _field("order", T.INTEGER, "排列次序", "Place among the collections"),
)

_COLUMN = (
    _NAME,
    _TITLE,
    _needs("description", T.LOCALISED, "说明", "Description"),
    _field("page", T.TEXT, "说明页", "Ordinary page that opens it"),
)
_FACT = (_NAME, _TITLE, _field("value", T.LOCALISED, "内容", "Value"))
_KEY_FIGURE = (
    _TITLE,
    _needs("format", T.TEXT, "格式", "Format"),
    _needs("table", T.NAME, "表", "Table"),
    _needs("row", T.NAME, "行", "Row"),
    _needs("column", T.NAME, "列", "Column"),
)
SETTINGS = (
    _needs("url", T.URL, "网址", "Address of the site"),
    _needs("name", T.LOCALISED, "网站名称", "Name of the site"),
    _needs("agency", T.LOCALISED, "机关名称", "Name of the agency"),
    _needs("tagline", T.LOCALISED, "一句话说明", "What the site is for"),
    _field("source", T.URL, "源文件编辑地址", "Address at which sources are edited"),
    _needs("index_number", T.TEXT, "索引号格式", "Pattern of index numbers"),
    _needs("show_samples", T.FLAG, "预览中显示示例", "Show samples in previews"),
    _needs("columns", T.MAPPINGS, "栏目", "Columns", *_COLUMN),
    _field("navigation", T.TEXTS, "导航中的其他页面", "Other pages in the navigation"),
    _needs("facts", T.MAPPINGS, "机关情况", "Facts of the office", *_FACT),
    _needs("key_figures", T.MAPPINGS, "主要数据", "Key figures", *_KEY_FIGURE),
)

LABEL = (
    _needs("zh", T.TEXT, "中文", "Chinese"),
    _needs("en", T.TEXT, "英文", "English"),
)

_CELL_TYPE = tuple(type.value for type in CellType)
_HEADER_PARTS = (
    _NAME,
    _TITLE,
    _field("type", T.CHOICE, "单元格类型", "Cell type", options=_CELL_TYPE),
    _field("unit", T.LOCALISED, "单位", "Unit"),
    _field("show_unit", T.FLAG, "单元格内印单位", "Unit printed in the cell"),
)


def _nested(name: str, zh: str, en: str, depth: int = 4) -> Field:
    """Rows or columns that may hold rows or columns, to the depth that any paper form uses."""
    inner = (_nested(name, zh, en, depth - 1),) if depth > 1 else ()
    parts = (*_HEADER_PARTS, *inner)
    return _field(name, T.MAPPINGS, zh, en, fields=parts)


_ROWS = _nested("rows", "行", "Rows")
_COLUMNS = _nested("columns", "列", "Columns")
_BLOCK = (
    _NAME,
    _needs("caption", T.LOCALISED, "分块标题", "Caption of the block"),
    _COLUMNS,
    _ROWS,
)
_TABLE = (
    _NAME,
    _TITLE,
    _field(
        "layout",
        T.CHOICE,
        "版式",
        "Layout",
        required=True,
        options=tuple(layout.value for layout in Layout),
    ),
    _field("row_header", T.LOCALISED, "行标题", "Head of the row labels"),
    _field("corner", T.LOCALISED, "左上角文字", "Text of the corner"),
    _field("unit", T.LOCALISED, "单位", "Unit"),
    _field("blocks", T.MAPPINGS, "分块", "Blocks", fields=_BLOCK),
    _COLUMNS,
    _ROWS,
)
_SECTION = (
    _NAME,
    _needs("number", T.LOCALISED, "序号", "Number"),
    _TITLE,
    _field("table", T.NAME, "表", "Table"),
)
_EQUATION = (
    _needs("id", T.TEXT, "编号", "Number of the rule"),
    _TITLE,
    _field("basis", T.CHOICE, "依据", "Basis", required=True, options=("read", "inferred")),
    _needs("table", T.NAME, "表", "Table"),
    _field(
        "sums",
        T.CHOICE,
        "求和方向",
        "What the terms are",
        required=True,
        options=tuple(axis.value for axis in Axis),
    ),
    _needs("left", T.TEXTS, "左边", "Left terms"),
    _needs("right", T.TEXTS, "右边", "Right terms"),
)
FORMAT = (
    _needs("id", T.SLUG, "标识", "Id"),
    _TITLE,
    _needs("document_number", T.TEXT, "文号", "Document number"),
    _needs(
        "years",
        T.MAPPING,
        "适用年度",
        "Report years",
        _needs("from", T.INTEGER, "起", "First"),
        _field("to", T.INTEGER, "止", "Last"),
    ),
    _needs("sections", T.MAPPINGS, "章节", "Sections", *_SECTION),
    _needs("tables", T.MAPPINGS, "表", "Tables", *_TABLE),
    _needs("equations", T.MAPPINGS, "勾稽关系", "Equations", *_EQUATION),
)

GLOSSARY_TERM = (
    _needs("zh", T.TEXT, "中文", "Chinese"),
    _needs("en", T.TEXT, "英文", "English"),
    _field("note", T.TEXT, "说明", "Note"),
)
