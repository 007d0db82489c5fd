"""The layout of `data/series.yml`."""

from portal.model.field import FieldType
from portal.validation.shapes import NAME, TITLE, field, needs

T = FieldType

_GROUP = (NAME, TITLE)
_BREAK = (NAME, needs("reason", T.LOCALISED, "原因", "Reason"))
_PART = (
    NAME,
    TITLE,
    field(
        "cells",
        T.TABLE,
        "各格式中的列",
        "Column in each format",
        required=True,
        fields=(needs("column", T.NAME, "列或列组", "Column or group of columns"),),
    ),
)
_BREAKDOWN = (NAME, TITLE, needs("parts", T.MAPPINGS, "各列", "Columns", *_PART))
_CELLS = (
    needs("table", T.NAME, "表", "Table"),
    needs("row", T.NAME, "行或行组", "Row or group of rows"),
    needs("column", T.NAME, "列或列组", "Column or group of columns"),
    field("title", T.LOCALISED, "在该格式中的名称", "Name in this format"),
    field("break", T.NAME, "口径变化", "Break before this format"),
)
_SERIES = (
    NAME,
    TITLE,
    needs("group", T.NAME, "分组", "Group"),
    field("breakdown", T.NAME, "分列", "Breakdown"),
    field(
        "cells",
        T.TABLE,
        "各格式中的单元格",
        "Cells in each format",
        required=True,
        fields=_CELLS,
    ),
)
_WITHOUT = (
    needs("format", T.SLUG, "格式", "Format"),
    needs("table", T.NAME, "表", "Table"),
    field("row", T.NAME, "行或行组", "Row or group of rows"),
    field("column", T.NAME, "列或列组", "Column or group of columns"),
    needs("reason", T.LOCALISED, "原因", "Reason"),
)
SERIES = (
    needs("groups", T.MAPPINGS, "分组", "Groups", *_GROUP),
    field("breaks", T.MAPPINGS, "口径变化的原因", "Reasons of breaks", fields=_BREAK),
    field("breakdowns", T.MAPPINGS, "分列", "Breakdowns", fields=_BREAKDOWN),
    needs("series", T.MAPPINGS, "数列", "Series", *_SERIES),
    field("without", T.MAPPINGS, "不成数列的单元格", "Cells without a series", fields=_WITHOUT),
)
"""The series of figures over the years: a series is a row, a format a column."""
