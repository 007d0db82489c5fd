"""The corrections of a published report as a JSON file beside its page."""

from typing import Any

from portal.exports.json_file import both, json_bytes, json_number
from portal.model.language import LANGUAGES
from portal.model.page import Artifact
from portal.model.report import Cell, Header, Report
from portal.model.revision import CellChange, Exchange, Revision, TextChange, cell_labels
from portal.model.site import Site


def correction_files(site: Site, report: Report) -> list[Artifact]:
    """The file in both places, the same bytes in each; none where nothing was corrected."""
    revisions = site.revisions.get(report.id, ())
    if not revisions:
        return []
    content = json_bytes(
        {
            "report": report.id,
            "year": report.year,
            "agency": both(report.agency),
            "corrections": [_revision(report, revision) for revision in revisions],
        }
    )
    return [
        Artifact(f"{report.address(language)}corrections.json", content) for language in LANGUAGES
    ]


def _revision(report: Report, revision: Revision) -> dict[str, Any]:
    change = revision.change
    return {
        "date": revision.day.isoformat(),
        "reasons": [
            {"noted_on": note.on.isoformat(), "reason": both(note.reason)}
            for note in revision.notes
        ],
        "translation_only": not change.needs_reason,
        "translation_added": change.translation_added,
        "translation_removed": change.translation_removed,
        "cells": [_cell(report, cell) for cell in change.cells],
        "exchanges": [_exchange(exchange) for exchange in change.exchanges],
        "texts": [_text(text) for text in change.texts],
    }


def _cell(report: Report, change: CellChange) -> dict[str, Any]:
    table, row, column = change.place
    labels = cell_labels(report.format, change.place)
    return {
        "table": {"id": table, "title": both(labels.table.title) if labels else None},
        "row": _label(row, labels.row if labels else ()),
        "column": _label(column, labels.column if labels else ()),
        "old": _figure(change.old),
        "new": _figure(change.new),
    }


def _label(id: str, path: tuple[Header, ...]) -> dict[str, Any]:
    return {
        "id": id,
        "title": both(path[-1].title) if path else None,
        "groups": [{"id": group.id, "title": both(group.title)} for group in path[:-1]],
    }


def _figure(cell: Cell | None) -> dict[str, Any] | None:
    """The figure as programs read it and as it was written; null where there was no such cell."""
    if cell is None:
        return None
    return {
        "state": cell.kind.value,
        "value": None if cell.number is None else json_number(cell.number),
        "written": cell.written,
    }


def _exchange(exchange: Exchange) -> dict[str, Any]:
    return {
        "table": exchange.table,
        "axis": exchange.axis.value,
        "ids": [exchange.first, exchange.second],
    }


def _text(change: TextChange) -> dict[str, Any]:
    return {
        "language": change.language.value,
        "part": change.part.value,
        "old": change.old,
        "new": change.new,
    }
