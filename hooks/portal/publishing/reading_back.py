"""Every file of every report, read again before it is published and compared with the data.

What was written by one part of the engine is read by another that shares nothing with it but the
model: a cell that got lost, swapped or rounded on the way stops publication.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile

from pypdf.errors import PyPdfError

from portal.model.paper import Paper, TablePlace
from portal.model.problem import Location, Problem, problem
from portal.model.report import StatutoryTable
from portal.publishing.read_data import read_csv_table, read_json_table
from portal.publishing.read_html import read_page
from portal.publishing.read_office import ReadWord, read_sheets
from portal.publishing.read_package import check_package
from portal.publishing.read_pdf import ReadPdf
from portal.publishing.readings import (
    ReadCell,
    Reading,
    check_passages,
    check_words,
)

_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, BadZipFile, PyPdfError)
"""What the readers of files raise when a file is not what it should be."""


def read_back(staging: Path, papers: Iterable[Paper]) -> list[Problem]:
    """Everything in which the staged files of these reports differ from the reports."""
    found = [
        item
        for paper in papers
        for path, check in _checks(staging, paper)
        for item in _told(path, check)
    ]
    return sorted(found, key=lambda item: item.order)


def _told(path: str, check: Callable[[], Iterator[Problem]]) -> Iterator[Problem]:
    """What a check finds, and then that it came to no end where a reader failed."""
    try:
        yield from check()
    except _UNREADABLE as error:
        reason = f"{type(error).__name__}: {error}"
        yield problem("READBACK-002", Location(path), reason=reason)


def _checks(staging: Path, paper: Paper) -> Iterator[tuple[str, Callable[[], Iterator[Problem]]]]:
    """Each file of a report with what is to be done with it."""
    folder = paper.report.address(paper.language)

    def check(
        path: str, read: Callable[[Paper, str, bytes], Iterator[Problem]]
    ) -> tuple[str, Callable[[], Iterator[Problem]]]:
        return path, lambda: read(paper, path, (staging / path).read_bytes())

    yield check(f"{folder}index.html", _check_page)
    for table in paper.report.format.tables:
        yield check(f"{folder}{table.id}.csv", _figures_of(table, "csv"))
        yield check(f"{folder}{table.id}.json", _figures_of(table, "json"))
        yield check(f"{folder}{table.id}.xlsx", _sheets_of((table,)))
    yield check(f"{paper.stem}.xlsx", _sheets_of(paper.report.format.tables))
    yield check(f"{paper.stem}.docx", _check_word)
    yield check(f"{paper.stem}.pdf", _check_pdf)
    archive = f"{paper.stem}.zip"
    yield archive, lambda: check_package(staging, folder, archive)


def _check_page(paper: Paper, path: str, content: bytes) -> Iterator[Problem]:
    page = read_page(content.decode())
    tables = {table.caption: table.cells for table in page.tables}
    for table in _placed(paper):
        cells = tables.get(f"{table.id.replace('_', '-')}-caption", [])
        yield from Reading(path, paper.report, table, paper.language).check_grid(cells)
    yield from check_passages(path, paper.page_texts(), "".join(page.words))


def _figures_of(
    table: StatutoryTable, kind: str
) -> Callable[[Paper, str, bytes], Iterator[Problem]]:
    def check(paper: Paper, path: str, content: bytes) -> Iterator[Problem]:
        language = paper.language
        found = read_csv_table(content) if kind == "csv" else read_json_table(content, language)
        yield from Reading(path, paper.report, table, language).check_figures(found)

    return check


def _sheets_of(
    tables: Iterable[StatutoryTable],
) -> Callable[[Paper, str, bytes], Iterator[Problem]]:
    def check(paper: Paper, path: str, content: bytes) -> Iterator[Problem]:
        for table, cells in zip(tables, read_sheets(content), strict=True):
            reading = Reading(path, paper.report, table, paper.language)
            yield from reading.check_grid(cells)

    return check


def _check_word(paper: Paper, path: str, content: bytes) -> Iterator[Problem]:
    word = ReadWord(content)
    yield from _check_paper(paper, path, word.tables, word.captions, word.words)


def _check_pdf(paper: Paper, path: str, content: bytes) -> Iterator[Problem]:
    pdf = ReadPdf(content, (isinstance(one, TablePlace) for one in paper.tables()))
    for fault in pdf.faults(paper.language.value):
        yield problem("READBACK-006", Location(path), reason=fault)
    yield from _check_paper(paper, path, pdf.tables, pdf.captions, pdf.words)


def _check_paper(
    paper: Paper, path: str, tables: list[list[ReadCell]], captions: list[str], words: str
) -> Iterator[Problem]:
    placed = _placed(paper)
    for table, cells in zip(placed, tables, strict=True):
        yield from Reading(path, paper.report, table, paper.language).check_grid(cells)
    for table, caption in zip(placed, captions, strict=True):
        unit = (table.unit.in_(paper.language),) if table.unit else ()
        yield from check_passages(path, (table.title.in_(paper.language), *unit), caption)
    yield from check_words(path, tuple(paper.texts()), words)


def _placed(paper: Paper) -> list[StatutoryTable]:
    return [piece.table for piece in paper.pieces if isinstance(piece, TablePlace)]
