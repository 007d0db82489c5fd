"""The figures of a table in the files for programs: CSV and JSON."""

import csv
import io
import json
from decimal import Decimal

from portal.model.language import Language
from portal.publishing.readings import ReadFigure

_ROW, _COLUMN, _VALUE, _UNIT, _STATE = 4, 6, 8, 9, 10
"""Where these stand in a line of the CSV."""


def read_csv_table(content: bytes) -> dict[tuple[str, str], ReadFigure]:
    """Each figure by row and column."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    found = {
        (line[_ROW], line[_COLUMN]): ReadFigure(line[_VALUE], line[_STATE], line[_UNIT])
        for line in lines
    }
    if len(found) != len(lines):
        raise ValueError("two lines for one cell")
    return found


def read_json_table(content: bytes, language: Language) -> dict[tuple[str, str], ReadFigure]:
    """Each figure by row and column; the unit is the one in that language."""
    table = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    units = {
        (block["id"], column["id"]): _words(column["unit"], language)
        for block in table["blocks"]
        for column in block["columns"]
    }
    return {
        (cell["row"], cell["column"]): ReadFigure(
            "" if cell["value"] is None else str(cell["value"]),
            cell["state"],
            units[cell["block"], cell["column"]],
        )
        for cell in table["cells"]
    }


def _words(text: dict[str, str | None] | None, language: Language) -> str:
    if text is None:
        return ""
    return text[language.value] or text[Language.ZH.value] or ""
