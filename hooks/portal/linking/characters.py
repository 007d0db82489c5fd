"""Every character of a report can be printed: a font that lacks one would draw a box."""

from collections.abc import Iterable, Iterator

from portal.model.fonts import PaperFonts
from portal.model.language import Localised
from portal.model.problem import Location, Problem, problem
from portal.model.report import Format, Header, Report
from portal.model.settings import Labels

_LABELS = Location("data/labels.yml")


def check_characters(
    fonts: PaperFonts, reports: Iterable[Report], formats: Iterable[Format], labels: Labels
) -> Iterator[Problem]:
    """Each character that the fonts of the PDF lack, once for every file, where it stands first."""
    seen: set[tuple[str, str]] = set()
    texts = [*_labels(labels), *(text for format in formats for text in _format(format))]
    texts += [text for report in reports for text in _report(report)]
    for place, text in texts:
        for at, line in enumerate(text.split("\n")):
            for character in line:
                if fonts.lacks(character) and (place.file, character) not in seen:
                    seen.add((place.file, character))
                    here = Location(place.file, place.line + at) if at else place
                    point = f"U+{ord(character):04X}"
                    yield problem("PAPER-003", here, character=character, point=point)


Text = tuple[Location, str]


def _labels(labels: Labels) -> Iterator[Text]:
    """The words that the engine itself prints into a report."""
    for key, text in labels.items():
        if key.startswith(("paper_", "table_", "column_", "notice_", "mark_", "report_")):
            yield from _both(_LABELS, text)


def _both(place: Location, *texts: Localised | None) -> Iterator[Text]:
    for text in texts:
        if text is not None:
            yield place, text.zh
            yield place, text.en or ""


def _format(format: Format) -> Iterator[Text]:
    here = Location(f"data/formats/{format.id}.yml")
    for section in format.sections:
        yield from _both(here, section.number, section.title)
    for table in format.tables:
        yield from _both(here, table.title, table.corner, table.row_header, table.unit)
        for block in table.blocks:
            yield from _both(here, block.caption)
            for header in (*block.columns, *block.rows):
                yield from _header(here, header)


def _header(here: Location, header: Header) -> Iterator[Text]:
    yield from _both(here, header.title, header.unit)
    for child in header.children:
        yield from _header(here, child)


def _report(report: Report) -> Iterator[Text]:
    yield from _both(report.location, report.agency)
    for acknowledged in report.notes.acknowledged:
        yield from _both(acknowledged.location, acknowledged.reason)
    for prose in report.document or ():
        yield Location(prose.file, 2), prose.title
        for block in prose.blocks:
            yield Location(prose.file, block.line), block.text
