"""Figures → the YAML of a report, laid out as the portal's own files are."""

import re
from collections.abc import Iterator, Mapping, Sequence

from portal.editing.importing.figures import Figure
from portal.editing.importing.reading import TableReading
from portal.editing.importing.words import words
from portal.model.language import Localised
from portal.model.report import (
    CellKey,
    Format,
    Header,
    Layout,
    StatutoryTable,
    TableBlock,
    leaves,
)

_LONGEST_LINE = 100
_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9 ()（）\u4e00-\u9fff-]*")

Comments = Mapping[str, Sequence[tuple[str, str]]]


def report_text(
    format: Format,
    year: int,
    agency: Localised,
    is_own_agency: bool,
    span: str,
    readings: Sequence[TableReading],
) -> str:
    """The file as text; `span` is how the title words the year (年 or 年度).

    The agency is written where it is not the portal's own.
    """
    lines = [*_heading(format, year, agency, span), f"year: {year}", f"format: {format.id}"]
    if not is_own_agency:
        names = [f"zh: {_scalar(agency.zh)}"]
        if agency.en is not None:
            names.append(f"en: {_scalar(agency.en)}")
        lines.append(f"agency: {{{', '.join(names)}}}")
    lines.append("tables:")
    for reading in readings:
        lines += _table(reading.table, reading.figures, reading.comments)
    return "\n".join(lines) + "\n"


def _heading(format: Format, year: int, agency: Localised, span: str) -> Iterator[str]:
    told = words()["heading"]
    placed = [
        (section.number.zh, told["ordinals"][at])
        for at, section in enumerate(format.sections)
        if section.table is not None and at < len(told["ordinals"])
    ]
    zh = "、".join(told["table"].format(number=number) for number, _ in placed)
    names = [name for _, name in placed]
    en = told["last"].join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    name = _one_line(agency.zh)
    yield "# " + told["zh"].format(agency=name, year=year, span=span, tables=zh)
    template = told["en"] if agency.en else told["en_without_name"]
    yield "# " + template.format(year=year, agency=_one_line(agency.en or name), tables=en)


def _table(
    table: StatutoryTable, figures: Mapping[CellKey, Figure], comments: Comments
) -> Iterator[str]:
    yield f"  {table.id}:"
    if table.layout is Layout.BLOCKS:
        rows = [
            (row, _mapping(row, block, figures))
            for block in table.blocks
            for row in leaves(block.rows)
        ]
    else:
        columns = leaves(table.blocks[0].columns)
        yield from _columns(columns)
        rows = _lists(table.blocks[0], columns, figures)
    yield "    rows:" + _checks(comments.get("", ()))
    names = max(len(row.id) for row, _ in rows) + 1
    longest = max(len(text) for _, text in rows)
    for row, text in rows:
        check = _checks(comments.get(row.id, ()))
        name = f"{row.id}:".ljust(names)
        yield f"      {name} {text.ljust(longest)}  # {_one_line(row.title.zh)}{check}"


def _columns(columns: Sequence[Header]) -> Iterator[str]:
    listed = f"[{', '.join(column.id for column in columns)}]"
    line = f"    columns: {listed}"
    if len(line) <= _LONGEST_LINE:
        yield line
    else:
        yield "    columns:"
        yield f"      {listed}"


def _mapping(row: Header, block: TableBlock, figures: Mapping[CellKey, Figure]) -> str:
    cells = (f"{c.id}: {figures[row.id, c.id].written}" for c in leaves(block.columns))
    return f"{{{', '.join(cells)}}}"


def _lists(
    block: TableBlock, columns: Sequence[Header], figures: Mapping[CellKey, Figure]
) -> list[tuple[Header, str]]:
    """One list a row, the figures of a column under each other."""
    rows = leaves(block.rows)
    widths = [max(len(figures[row.id, c.id].written) for row in rows) for c in columns]
    return [
        (
            row,
            "["
            + ", ".join(
                figures[row.id, column.id].written.rjust(width)
                for column, width in zip(columns, widths, strict=True)
            )
            + "]",
        )
        for row in rows
    ]


def _checks(doubts: Sequence[tuple[str, str]]) -> str:
    """What an editor is to check, beside the row: what the file says, and the code."""
    if not doubts:
        return ""
    said = "; ".join(f"“{text}” ({code})" for text, code in doubts)
    return f"  # {words()['check']}: {_one_line(said)}"


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text == text.strip():
        return text
    escaped = _one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
