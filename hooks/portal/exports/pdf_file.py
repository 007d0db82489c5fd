"""Tagged PDF of a report, the same bytes on every machine: set by Typst, row labels marked.

The only module that imports Typst.
"""

import json
from collections.abc import Sequence
from typing import Any

import typst

from portal.exports.pdf_row_labels import mark_row_labels
from portal.exports.printed_table import PrintedCell, PrintedTable, printed_table
from portal.model.fonts import PaperFonts
from portal.model.grid import Role
from portal.model.paper import (
    Heading,
    Listing,
    Paper,
    Paragraph,
    Piece,
    ProseTable,
    Runs,
    TablePlace,
)
from portal.model.problem import Location, Problem, problem
from portal.model.site import Site

TEMPLATE = "overrides/paper/report.typ"
"""The template, relative to the root of the portal."""
_HEADS = {Role.CAPTION, Role.COLUMN, Role.CORNER}


class Press:
    """Prints papers, one after another; it looks for no font but those it is given."""

    def __init__(self, site: Site, fonts: PaperFonts) -> None:
        self._site = site
        template = site.root / TEMPLATE
        self._compiler = typst.Compiler(
            str(template),
            root=str(template.parent),
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(fonts.folder)],
            ),
            ignore_system_fonts=True,
            # No package is ever fetched: both places are the folder of the template.
            package_path=str(template.parent),
            package_cache_path=str(template.parent),
        )

    def print(self, paper: Paper) -> bytes | Problem:
        """The PDF file, or why there is none: a character that the fonts lack, for instance."""
        tables = {
            table.id: printed_table(paper.report, table, paper.language, self._site.labels)
            for table in paper.report.format.tables
        }
        given = json.dumps(_data(self._site, paper, tables), ensure_ascii=False)
        try:
            drawn: Any = self._compiler.compile(
                format="pdf", sys_inputs={"report": given}, pdf_standards=["ua-1"], timestamp=0
            )
        except typst.TypstError as error:
            here = Location(paper.report.location.file)
            return problem("READBACK-001", here, title=paper.title.text, reason=error.message)
        placed = [
            tables[one.table.id] if isinstance(one, TablePlace) else None for one in paper.tables()
        ]
        return mark_row_labels(drawn, placed)


def _data(site: Site, paper: Paper, tables: dict[str, PrintedTable]) -> dict[str, Any]:
    language = paper.language
    return {
        "language": language.value,
        "title": {"text": paper.title.text, "language": paper.title.language.value},
        "agency": paper.report.agency.in_(language),
        "address": paper.address,
        "drawn": site.labels["paper_drawn"].in_(language).format(day=site.as_of.isoformat()),
        "page": site.labels["paper_page"].in_(language),
        "remarks": [_runs(remark) for remark in paper.remarks],
        "pieces": _pieces(paper.pieces, tables),
    }


def _pieces(pieces: Sequence[Piece], tables: dict[str, PrintedTable]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for piece in pieces:
        match piece:
            case Heading():
                found.append({"kind": "heading", "level": piece.level, "runs": _runs(piece.runs)})
            case Paragraph():
                found.append({"kind": piece.kind.value, "runs": _runs(piece.runs)})
            case Listing():
                items = [_pieces(item, tables) for item in piece.items]
                found.append({"kind": "listing", "start": piece.start, "items": items})
            case ProseTable():
                rows = [[_runs(cell) for cell in row] for row in piece.rows]
                columns = max((len(row) for row in rows), default=1)
                found.append(
                    {"kind": "table", "rows": rows, "heads": piece.heads, "columns": columns}
                )
            case TablePlace():
                found.append({"kind": "statutory", **_table(tables[piece.table.id])})
                found += [{"kind": "note", "runs": _runs(note)} for note in piece.notes]
    return found


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text,
            "language": run.language.value,
            "emphasis": run.emphasis.value,
            "link": run.link,
        }
        for run in runs
    ]


def _table(table: PrintedTable) -> dict[str, Any]:
    return {
        "language": table.language.value,
        "caption": table.caption,
        "unit": table.unit,
        "widths": table.widths,
        "scale": table.scale,
        "heads": [all(cell.role in _HEADS for cell in line) for line in table.lines],
        "lines": [[_cell(cell) for cell in line] for line in table.lines],
    }


def _cell(cell: PrintedCell) -> dict[str, Any]:
    return {
        "role": cell.role.value,
        "rows": cell.rows,
        "columns": cell.columns,
        "text": cell.text,
        "unit": cell.unit,
        "language": cell.language.value,
    }
