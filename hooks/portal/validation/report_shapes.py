"""The layout of what `data/` says of annual reports: formats, bodies, notes beside the tables."""

from portal.model.field import Field, FieldType
from portal.model.reconciliation import HoldsIn, Relation
from portal.model.report import CellType, Layout
from portal.validation.shapes import NAME, TITLE, field, needs

T = FieldType

_CELL_TYPE = tuple(type.value for type in CellType)
_HEADER_PARTS = (
    NAME,
    TITLE,
    field("type", T.CHOICE, "单元格类型", "Cell type", options=_CELL_TYPE),
    field("unit", T.LOCALISED, "单位", "Unit"),
    field("show_unit", T.FLAG, "单元格内印单位", "Unit printed in the cell"),
)


def _nested(name: str, zh: str, en: str, depth: int = 4) -> Field:
    """Rows or columns that may hold rows or columns, to the depth that any paper form uses."""
    inner = (_nested(name, zh, en, depth - 1),) if depth > 1 else ()
    parts = (*_HEADER_PARTS, *inner)
    return field(name, T.MAPPINGS, zh, en, fields=parts)


_ROWS = _nested("rows", "行", "Rows")
_COLUMNS = _nested("columns", "列", "Columns")
_BLOCK = (
    NAME,
    needs("caption", T.LOCALISED, "分块标题", "Caption of the block"),
    _COLUMNS,
    _ROWS,
)
_TABLE = (
    NAME,
    TITLE,
    field(
        "layout",
        T.CHOICE,
        "版式",
        "Layout",
        required=True,
        options=tuple(layout.value for layout in Layout),
    ),
    field("row_header", T.LOCALISED, "行标题", "Head of the row labels"),
    field("corner", T.LOCALISED, "左上角文字", "Text of the corner"),
    field("unit", T.LOCALISED, "单位", "Unit"),
    field("blocks", T.MAPPINGS, "分块", "Blocks", fields=_BLOCK),
    _COLUMNS,
    _ROWS,
)
_SECTION = (
    NAME,
    needs("number", T.LOCALISED, "序号", "Number"),
    TITLE,
    field("table", T.NAME, "表", "Table"),
    field(
        "must_cover",
        T.MAPPINGS,
        "应当载明的内容",
        "What it must speak of",
        fields=(TITLE, needs("words", T.TEXTS, "用语", "Words of which one shows it")),
    ),
)
PREVIOUS = "previous"
_TERM = (
    field("row", T.NAME, "行或行的分组", "Row or group of rows"),
    field("column", T.NAME, "列或列的分组", "Column or group of columns"),
    field("table", T.NAME, "另一张表", "Another table"),
    field("year", T.CHOICE, "上一年度的报告", "Report of the year before", options=(PREVIOUS,)),
    field("minus", T.FLAG, "减去", "Subtracted"),
)
_EQUATION = (
    needs("rule", T.TEXT, "勾稽关系编号", "Number of the rule"),
    needs("table", T.NAME, "表", "Table"),
    field(
        "holds_in",
        T.CHOICE,
        "在何处成立",
        "Where it holds",
        required=True,
        options=tuple(place.value for place in HoldsIn),
    ),
    needs("left", T.MAPPINGS, "左边", "Left terms", *_TERM),
    field(
        "relation",
        T.CHOICE,
        "左边与右边的关系（不写即相等）",
        "How left stands to right (equal where not given)",
        options=tuple(relation.value for relation in Relation),
    ),
    needs("right", T.MAPPINGS, "右边", "Right terms", *_TERM),
)
FORMAT = (
    needs("id", T.SLUG, "标识", "Id"),
    TITLE,
    needs("document_number", T.TEXT, "文号", "Document number"),
    needs(
        "years",
        T.MAPPING,
        "适用年度",
        "Report years",
        needs("from", T.INTEGER, "起", "First"),
        field("to", T.INTEGER, "止", "Last"),
    ),
    field(
        "due",
        T.MAPPING,
        "公布期限（次年）",
        "Deadline in the following year",
        fields=(
            needs("month", T.INTEGER, "月", "Month"),
            needs("day", T.INTEGER, "日", "Day"),
            needs("note_days", T.INTEGER, "提前提示的天数", "Days before, for a note"),
            needs("warning_days", T.INTEGER, "提前警告的天数", "Days before, for a warning"),
            needs("overdue_days", T.INTEGER, "逾期警告的天数", "Days after, for a warning"),
        ),
    ),
    needs("sections", T.MAPPINGS, "章节", "Sections", *_SECTION),
    needs("tables", T.MAPPINGS, "表", "Tables", *_TABLE),
    needs("equations", T.MAPPINGS, "勾稽关系", "Equations", *_EQUATION),
)

_CONDITION = (needs("field", T.NAME, "字段", "Field"), needs("is", T.NAME, "选项", "Option"))
TOTALS = (
    needs(
        "totals",
        T.MAPPINGS,
        "报告数字",
        "Totals of reports",
        NAME,
        TITLE,
        field(
            "cell",
            T.MAPPING,
            "载明该数字的单元格",
            "Cell that states it",
            fields=(
                needs("formats", T.TEXTS, "格式", "Formats"),
                needs("table", T.NAME, "表", "Table"),
                needs("row", T.NAME, "行", "Row"),
                needs("column", T.NAME, "列", "Column"),
            ),
        ),
        field("fact", T.NAME, "载明该数字的附注", "Stated figure of the notes"),
        field(
            "records",
            T.MAPPING,
            "计入的记录",
            "Records that are counted",
            fields=(
                needs("collection", T.NAME, "栏目", "Collection"),
                field("year", T.NAME, "日期在报告年度之内", "Date field in the year"),
                field("until", T.NAME, "日期不晚于报告年度", "Date field up to the year"),
                field("in_force", T.FLAG, "年末有效", "In force on 31 December"),
                field("where", T.MAPPINGS, "条件", "Conditions", fields=_CONDITION),
            ),
        ),
        field("reason", T.LOCALISED, "不公开记录的原因", "Why no records are held"),
    ),
)
"""Totals that reports state and the records behind each: `data/coverage.yml`."""

BODIES = (
    needs(
        "bodies",
        T.MAPPINGS,
        "其他机关",
        "Other bodies",
        needs("id", T.SLUG, "标识", "Id"),
        TITLE,
    ),
)
"""Bodies whose reports the portal holds beside those of its own agency."""

_STATED = (
    NAME,
    TITLE,
    needs("value", T.DECIMAL, "数值", "Value"),
    field("unit", T.LOCALISED, "单位", "Unit"),
)
_REASON = needs("reason", T.LOCALISED, "原因", "Reason")
_ACKNOWLEDGED = (
    needs("rule", T.TEXT, "勾稽关系编号", "Number of the rule"),
    field("table", T.NAME, "表", "Table"),
    field("row", T.NAME, "行", "Row"),
    field("column", T.NAME, "列", "Column"),
    _REASON,
)
_DIFFERENCE = (needs("total", T.NAME, "数字", "Total"), _REASON)
_CORRECTION = (needs("on", T.DATE, "更正日期", "Date of the correction"), _REASON)
NOTES = (
    field(
        "facts", T.MAPPINGS, "正文载明的数字", "Figures stated beside the tables", fields=_STATED
    ),
    field("acknowledged", T.MAPPINGS, "已说明的差异", "Explained breaks", fields=_ACKNOWLEDGED),
    field("differences", T.MAPPINGS, "与公开内容的差异", "Gaps to the records", fields=_DIFFERENCE),
    field("corrections", T.MAPPINGS, "更正说明", "Corrections", fields=_CORRECTION),
)
"""What an office says of one report beside its tables: `data/report-notes/<year>.yml`."""
