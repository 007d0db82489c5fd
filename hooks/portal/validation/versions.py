"""Files of a report as they once were → what a reader saw, whatever today's checks would say."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from portal.loading.front_matter import read_markdown
from portal.loading.text import read_text
from portal.loading.written_yaml import read_yaml
from portal.model.document import Block
from portal.model.links import plain_text
from portal.model.report import Cell, CellKind, Format, leaves
from portal.model.revision import CellPlace, Part, Passage
from portal.model.written import Written, WrittenList, WrittenMap, WrittenText
from portal.validation.reports import NOT_APPLICABLE

_WIDE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2018-\u201d\u2026\u2014"
_BROKEN_LINE = re.compile(f"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")


def read_cells(
    content: bytes, file: str, formats: Mapping[str, Format]
) -> Mapping[CellPlace, Cell] | None:
    """Every cell of a version of `data/reports/*.yml`; None where it cannot be read.

    Rows and columns are taken as they stand, so that a version in an older wording of the format
    can still be compared; those that the format knows come in its order.
    """
    written = _mapping(content, file)
    tables = written.get("tables") if written else None
    if written is None or not isinstance(tables, WrittenMap):
        return None
    id = written.get("format")
    format = formats.get(id.text) if isinstance(id, WrittenText) else None
    found: dict[CellPlace, Cell] = {}
    for key, table in tables.pairs:
        rows = table.get("rows") if isinstance(table, WrittenMap) else None
        if isinstance(table, WrittenMap) and isinstance(rows, WrittenMap):
            known = _columns(format, key.text)
            declared = table.get("columns")
            for row, value in rows.pairs:
                order = _names(declared) or known.get(row.text, ())
                for column, cell in _cells(value, order):
                    found[key.text, row.text, column] = cell
    ordered = {place: found[place] for place in _places(format) if place in found}
    return {**ordered, **found}


def read_format_id(content: bytes, file: str) -> str:
    """The id of the statutory format that a version of `data/reports/*.yml` names."""
    written = _mapping(content, file)
    id = written.get("format") if written else None
    return id.text if isinstance(id, WrittenText) else ""


def read_passages(content: bytes, file: str) -> tuple[Passage, ...] | None:
    """What a version of a report's prose says to a reader; None where it cannot be read.

    Marks of Markdown, targets of links and places of tables are no words.
    """
    parsed, _ = read_markdown(content, file)
    if parsed is None:
        return None
    found: list[Passage] = []
    for part in (Part.TITLE, Part.SUMMARY):
        value = parsed.front.get(part.value)
        if isinstance(value, WrittenText) and not value.is_blank:
            found.append(Passage(part, " ".join(value.text.split()), value.location.line))
    for block in parsed.blocks:
        # The page is headed by the title of the front matter, not by this repetition of it.
        if block.text.startswith("# ") or block.marker is not None:
            continue
        if text := _visible(block):
            found.append(Passage(Part.BLOCK, text, block.line))
    return tuple(found)


def read_noted_days(content: bytes, file: str) -> frozenset[date]:
    """The days of the notes about corrections in a version of `data/report-notes/*.yml`."""
    written = _mapping(content, file)
    notes = written.get("corrections") if written else None
    found: set[date] = set()
    for note in notes.items if isinstance(notes, WrittenList) else ():
        day = note.get("on") if isinstance(note, WrittenMap) else None
        if isinstance(day, WrittenText):
            try:
                found.add(date.fromisoformat(day.text))
            except ValueError:
                continue
    return frozenset(found)


def _mapping(content: bytes, file: str) -> WrittenMap | None:
    text, _ = read_text(content, file)
    written = read_yaml(text, file)[0] if text else None
    return written if isinstance(written, WrittenMap) else None


def _visible(block: Block) -> str:
    """The words of a block; a line break inside Chinese is no space on the page."""
    return plain_text(Block(_BROKEN_LINE.sub("", block.text), block.line))


def _columns(format: Format | None, id: str) -> Mapping[str, tuple[str, ...]]:
    """The columns of each row of a table, in the order of the format."""
    table = format.table(id) if format else None
    return {
        row.id: tuple(column.id for column in leaves(block.columns))
        for block in (table.blocks if table else ())
        for row in leaves(block.rows)
    }


def _places(format: Format | None) -> Iterator[CellPlace]:
    for table in format.tables if format else ():
        for _, row, column in table.cells():
            yield table.id, row.id, column.id


def _names(declared: Written | None) -> tuple[str, ...]:
    items = declared.items if isinstance(declared, WrittenList) else ()
    return tuple(item.text for item in items if isinstance(item, WrittenText))


def _cells(value: Written, order: tuple[str, ...]) -> Iterator[tuple[str, Cell]]:
    if isinstance(value, WrittenMap):
        written = [(key.text, item) for key, item in value.pairs]
    elif isinstance(value, WrittenList):
        numbers = (str(number) for number in range(1, len(value.items) + 1))
        names = order if len(order) == len(value.items) else tuple(numbers)
        written = list(zip(names, value.items, strict=True))
    else:
        written = [(order[0] if len(order) == 1 else "", value)]
    for column, item in written:
        if isinstance(item, WrittenText):
            yield column, _cell(item)


def _cell(item: WrittenText) -> Cell:
    if item.is_blank:
        return Cell(CellKind.BLANK, None, "", item.location)
    if item.text == NOT_APPLICABLE:
        return Cell(CellKind.NOT_APPLICABLE, None, item.text, item.location)
    try:
        number = Decimal(item.text)
    except InvalidOperation:
        number = None
    return Cell(CellKind.NUMBER, number, item.text, item.location)
