"""`portal import report`: a file of an office → the YAML of one year's report."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.editing.importing.one_line import read_one_line
from portal.editing.importing.opening import open_file
from portal.editing.importing.raw import RawDocument
from portal.editing.importing.reading import TableReading
from portal.editing.importing.recognition import recognise_format, rows_by_table
from portal.editing.importing.rows import RowReader
from portal.editing.importing.titles import Title, is_same_agency, titles
from portal.editing.importing.words import words
from portal.editing.importing.writing import report_text
from portal.model.language import Localised
from portal.model.problem import Location, Problem, problem
from portal.model.report import Format, Layout


@dataclass(frozen=True)
class Imported:
    """The text to write, None where the file cannot be read; and everything an editor must know."""

    text: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Wanted:
    """What the editor says: the year, and whose report it is."""

    year: int
    agency: Localised
    is_own_agency: bool
    """Whether that is the portal's own agency, which a report need not name."""


def import_report(
    files: Sequence[tuple[bytes, str]], wanted: Wanted, formats: Sequence[Format]
) -> Imported:
    """The report as YAML, read from one file or from several that hold its tables.

    Each file comes with the path that problems quote. No text where a file, its format, or one
    single cell cannot be read; a reading that is not certain is listed and has a comment beside its
    row. Never raises on what a file holds.
    """
    document, problems = _opened(files)
    if document is None:
        return Imported(None, tuple(problems))
    name = files[0][1]
    format, found = recognise_format(document, formats, wanted.year, name)
    problems += [*document.notes, *found]
    named = titles(document.texts)
    faults, doubts = _check_titles(named, wanted, name)
    if format is None:
        return Imported(None, (*problems, *faults))
    lines, notes = rows_by_table(document, format)
    headings = [
        *(section.title.zh for section in format.sections),
        *(table.title.zh for table in format.tables),
        wanted.agency.zh,
    ]
    readings: list[TableReading] = []
    for table in format.tables:
        reading = TableReading(name, table)
        readings.append(reading)
        if table.id not in lines:
            reading.fault("IMPORT-014", None)
        elif table.layout is Layout.ONE_LINE:
            read_one_line(reading, lines[table.id], headings)
        else:
            RowReader(reading).read(lines[table.id], headings)
        faults += reading.faults
        doubts += [*reading.doubts, *reading.left_out]
    problems += [*faults, *doubts, *notes]
    if faults:
        return Imported(None, tuple(problems))
    text = report_text(
        format, wanted.year, wanted.agency, wanted.is_own_agency, _span(named, wanted), readings
    )
    return Imported(text, tuple(problems))


def _opened(files: Sequence[tuple[bytes, str]]) -> tuple[RawDocument | None, list[Problem]]:
    """All files as one, None where one of them cannot be read."""
    opened = [open_file(content, name) for content, name in files]
    documents = [document for document, _ in opened if document is not None]
    problems = [problem for _, found in opened for problem in found]
    if len(documents) < len(files):
        return None, problems
    whole = RawDocument(
        tuple(grid for document in documents for grid in document.grids),
        tuple(text for document in documents for text in document.texts),
        tuple(note for document in documents for note in document.notes),
        any(document.has_pictures for document in documents),
    )
    return whole, problems


def _check_titles(
    named: Sequence[Title], wanted: Wanted, file: str
) -> tuple[list[Problem], list[Problem]]:
    """A title of another year or another agency: faults and doubts."""
    here = Location(file)
    faults: list[Problem] = []
    doubts: list[Problem] = []
    if named and all(title.year != wanted.year for title in named):
        faults.append(problem("IMPORT-012", here, found=named[0].year, year=wanted.year))
    agencies = [title.agency for title in named if title.agency is not None]
    if agencies and not any(is_same_agency(found, wanted.agency.zh) for found in agencies):
        values = {"found": agencies[0], "agency": wanted.agency.zh}
        if wanted.is_own_agency:
            faults.append(problem("IMPORT-013", here, **values))
        else:
            doubts.append(problem("IMPORT-023", here, **values))
    return faults, doubts


def _span(named: Sequence[Title], wanted: Wanted) -> str:
    """年度 or 年, as the title of the report says."""
    spans = [title.span for title in named if title.year == wanted.year]
    return spans[0] if spans else str(words()["heading"]["span"])
