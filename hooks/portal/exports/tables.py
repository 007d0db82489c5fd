"""Each statutory table of each report as CSV, XLSX and JSON, in both languages."""

from typing import Any

from portal.exports.csv_file import Exact, csv_bytes
from portal.exports.figures import Figure, Path, figures, label_path
from portal.exports.json_file import both, json_bytes, json_number
from portal.exports.table_workbook import table_workbook
from portal.model.language import LANGUAGES, Language
from portal.model.page import Artifact
from portal.model.report import Report, StatutoryTable
from portal.model.site import Site

TABLE_HEADER = (
    "export_year",
    "export_agency",
    "export_table",
    "export_block",
    "export_row_id",
    "export_row",
    "export_column_id",
    "export_column",
    "export_value",
    "export_unit",
    "export_state",
)
"""Keys of the labels that head the columns of a table's CSV, in order."""


def table_files(site: Site, report: Report) -> list[Artifact]:
    """The downloads of every table that the report holds, beside its page."""
    files = []
    for language in LANGUAGES:
        for table in report.format.tables:
            if table.id in report.tables:
                stem = f"{report.address(language)}{table.id}"
                files += [
                    Artifact(f"{stem}.csv", table_csv(site, report, table, language)),
                    Artifact(f"{stem}.xlsx", table_workbook(site, report, table, language)),
                    Artifact(f"{stem}.json", table_json(report, table)),
                ]
    return files


def table_csv(site: Site, report: Report, table: StatutoryTable, language: Language) -> bytes:
    """One row for each figure, with all its labels: the tidy form of the table."""
    rows: list[list[str | int | None]] = [[site.labels[key].in_(language) for key in TABLE_HEADER]]
    for figure in figures(report, table):
        caption = figure.block.caption
        rows.append(
            [
                report.year,
                report.agency.in_(language),
                table.title.in_(language),
                None if caption is None else caption.in_(language),
                figure.row[-1].id,
                label_path(figure.row, language),
                figure.column[-1].id,
                label_path(figure.column, language),
                None if figure.text is None else Exact(figure.text),
                None if figure.unit is None else figure.unit.in_(language),
                figure.cell.kind.value,
            ]
        )
    return csv_bytes(rows)


def table_json(report: Report, table: StatutoryTable) -> bytes:
    """The table with the labels of both languages; the same bytes at both addresses."""
    found = list(figures(report, table))
    return json_bytes(
        {
            "id": table.id,
            "title": both(table.title),
            "format": report.format.id,
            "year": report.year,
            "agency": both(report.agency),
            "blocks": [
                {
                    "id": block.id,
                    "caption": both(block.caption),
                    "columns": _labels([f for f in found if f.block is block], "column"),
                    "rows": _labels([f for f in found if f.block is block], "row"),
                }
                for block in table.blocks
            ],
            "cells": [_cell(figure) for figure in found],
        }
    )


def _labels(found: list[Figure], axis: str) -> list[dict[str, Any]]:
    """Each row or column once, in order, with the groups it stands in, outermost first."""
    labels: dict[str, dict[str, Any]] = {}
    for figure in found:
        path: Path = figure.column if axis == "column" else figure.row
        label: dict[str, Any] = {
            "id": path[-1].id,
            "title": both(path[-1].title),
            "groups": [{"id": group.id, "title": both(group.title)} for group in path[:-1]],
        }
        if axis == "column":
            label |= {"type": path[-1].type.value, "unit": both(figure.unit)}
        labels.setdefault(path[-1].id, label)
    return list(labels.values())


def _cell(figure: Figure) -> dict[str, Any]:
    number = figure.cell.number
    return {
        "block": figure.block.id,
        "row": figure.row[-1].id,
        "column": figure.column[-1].id,
        "state": figure.cell.kind.value,
        "value": None if number is None else json_number(number),
    }
