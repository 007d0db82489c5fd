"""A report's prose against its figures, and the figures that other pages quote from reports."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from portal.model.document import Prose
from portal.model.problem import Location, Problem, problem
from portal.model.report import Format, Report
from portal.model.settings import Settings

_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKER_KIND = "table"


def check_report_text(report: Report) -> Iterator[Problem]:
    """The prose exists, is of the right year, and places every table of the format once."""
    document = report.document
    if document is None:
        yield problem("REPORT-004", report.location, year=report.year, report=report.id)
        return
    declared = document.values.get("year")
    if declared is not None and declared != report.year:
        here = document.values.place("year")
        yield problem("REPORT-001", here, year=declared, expected=report.year)
    for prose in document:
        years = {int(year) for year in _YEAR.findall(prose.title)}
        if years and report.year not in years:
            found = ", ".join(str(year) for year in sorted(years))
            yield problem("REPORT-009", Location(prose.file, 2), found=found, year=report.year)
        yield from _check_markers(report, prose)


def _check_markers(report: Report, prose: Prose) -> Iterator[Problem]:
    known = [f"[[{_MARKER_KIND}:{table.id}]]" for table in report.format.tables]
    placed: Counter[str] = Counter()
    for block in prose.blocks:
        if block.marker is None or block.marker[0] != _MARKER_KIND:
            continue
        marker = block.text.strip()
        here = Location(prose.file, block.line)
        if marker not in known:
            near = get_close_matches(marker, known, n=1)
            hint, hint_en = (
                (f"，是否指 {near[0]}", f"; did you mean {near[0]}") if near else ("", "")
            )
            yield problem(
                "REPORT-006", here, name=marker, hint=hint, hint_en=hint_en, known=", ".join(known)
            )
        elif placed[marker]:
            yield problem("REPORT-008", here, table=marker)
        placed[marker] += 1
    for table, marker in zip(report.format.tables, known, strict=True):
        if not placed[marker]:
            yield problem("REPORT-007", Location(prose.file), table=table.title.zh, marker=marker)


def check_key_figures(
    settings: Settings, formats: Mapping[str, Format], refused: Collection[str] = ()
) -> Iterator[Problem]:
    """Every key figure of the home page names a cell that its format has.

    `refused` are ids of formats that are wrong in themselves, which is said elsewhere.
    """
    for figure in settings.key_figures:
        if figure.format in refused:
            continue
        format = formats.get(figure.format)
        table = format.table(figure.table) if format else None
        keys = {(row.id, column.id) for _, row, column in table.cells()} if table else set()
        if (figure.row, figure.column) not in keys:
            name = f"{figure.format} {figure.table} {figure.row} {figure.column}"
            yield problem("FIGURE-001", Location("data/site.yml"), name=name)
