"""Reading the annual reports: figures, the notes beside them, and the prose of each year."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from portal.model.document import Document
from portal.model.figures import FigureRules
from portal.model.notes import ReportNotes
from portal.model.problem import Location
from portal.model.report import Body, Format, Report
from portal.model.settings import Settings
from portal.reading import REPORTS, Sources
from portal.validation.documents import REPORT_PAGE, read_document
from portal.validation.figures import read_figure_rules
from portal.validation.notes import read_bodies, read_notes
from portal.validation.reports import read_report

BODIES = "data/bodies.yml"
FIGURES = "data/reports/"
NOTES = "data/report-notes/"


def read_reports(
    sources: Sources, formats: Mapping[str, Format], settings: Settings
) -> list[Report]:
    """Reports with prose and notes.

    A file belongs to the body that its folder names, or to the portal's own agency.
    """
    bodies = sources.declared(BODIES, read_bodies) or {}
    prose = _prose(sources)
    notes = {
        file.removeprefix(NOTES): sources.declared(file, read_notes)
        for file in sources.tree.below("data/report-notes", ".yml")
    }
    found: list[Report] = []
    for file in sources.tree.below("data/reports", ".yml"):
        name = file.removeprefix(FIGURES)
        report = sources.declared(
            file, lambda written, checks: read_report(written, formats, settings, checks)
        )
        document = prose.pop(f"{REPORTS}/{name.removesuffix('.yml')}", None)
        said = notes.pop(name, None)
        body = _body(file, bodies, sources)
        if report is not None:
            found.append(
                replace(
                    report,
                    document=document,
                    notes=said or ReportNotes(),
                    body=body,
                    agency=report.agency if body is None else body.title,
                )
            )
    for id, document in prose.items():
        if document is not None:
            here = Location(document.zh.file)
            name = id.removeprefix(f"{REPORTS}/")
            sources.checks.report("REPORT-005", here, year=name.split("/")[-1], report=name)
    for name in notes:
        sources.checks.report("REPORT-010", Location(f"{NOTES}{name}"), file=f"{FIGURES}{name}")
    return found


def read_figures(sources: Sources, formats: Mapping[str, Format]) -> FigureRules | None:
    """How numbers in prose are understood; None where nothing is declared of them.

    Where a format is wrong in itself, cells are not judged.
    """
    is_complete = not sources.refused & sources.declared_names("formats")
    known = tuple(formats.values()) if is_complete else None
    return sources.declared(
        "data/figures.yml",
        lambda written, checks: read_figure_rules(written, known, checks),
    )


def _prose(sources: Sources) -> dict[str, Document | None]:
    return {
        id: read_document(id, zh, en, REPORT_PAGE, sources.checks)
        for id, zh, en in sources.documents()
        if id.split("/")[0] == REPORTS
    }


def _body(file: str, bodies: Mapping[str, Body], sources: Sources) -> Body | None:
    folder = PurePosixPath(file.removeprefix(FIGURES)).parent.as_posix()
    if folder == ".":
        return None
    if folder not in bodies:
        sources.checks.report("REPORT-011", Location(file), name=folder)
    return bodies.get(folder)
