"""The prose of a report against the sections that its format prescribes."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.model.document import Block, Prose
from portal.model.language import Language, Localised
from portal.model.links import headings_of, plain_text
from portal.model.problem import Location, Problem, problem
from portal.model.report import Format, Report
from portal.model.section import Duty, Section
from portal.model.settings import Labels

_LEVEL = 2
"""Sections of a report are headings of the second level: the first is the title."""

_NUMBERED = re.compile(r"([一二三四五六七八九十]+|[IVX]+|\d+)\s*[、.．:：,，]\s*(.*)")
_IGNORED = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Heading:
    """A heading of the second level: as written, taken apart, and the blocks up to the next."""

    written: str
    number: str
    title: str
    line: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The words below the heading, those of lower headings included."""
        return "".join(plain_text(block) for block in self.blocks if block.marker is None)


Matched = Mapping[str, Sequence[Heading]]
"""The headings that stand for each section, by its id; none for a section that is missing."""


def sections_of(format: Format, prose: Prose, language: Language) -> Matched:
    """Which heading stands for which section: by title, else by the number of a section left."""
    headings = list(_headings(prose))
    found: dict[str, list[Heading]] = {section.id: [] for section in format.sections}
    for section in format.sections:
        title = _folded(section.title.in_(language))
        found[section.id] = [h for h in headings if _folded(h.title) == title]
    taken = [heading for matched in found.values() for heading in matched]
    for section in format.sections:
        if not found[section.id]:
            number = section.number.in_(language)
            left = [h for h in headings if h.number == number and h not in taken]
            found[section.id] = left[:1]
            taken += left[:1]
    return found


def check_sections(report: Report, labels: Labels) -> Iterator[Problem]:
    """Every section is there once, in order, under its number and title, and holds its table."""
    if report.document is None:
        return
    for language in Language:
        if report.document.has(language):
            yield from _check_prose(
                report.format, report.document.prose(language), language, labels
            )
    for heading, duty in _uncovered(report):
        here = Location(report.document.zh.file, heading.line)
        name, name_en = duty.title.zh, duty.title.en or duty.title.zh
        yield problem("SECTION-008", here, section=heading.written, name=name, name_en=name_en)


def uncovered(report: Report) -> Iterator[Localised]:
    """What sections of the Chinese prose must say and do not."""
    return (duty.title for _, duty in _uncovered(report))


def _uncovered(report: Report) -> Iterator[tuple[Heading, Duty]]:
    if report.document is None:
        return
    matched = sections_of(report.format, report.document.zh, Language.ZH)
    for section in report.format.sections:
        for heading in matched[section.id][:1]:
            for duty in section.must_cover:
                if not any(word in heading.text for word in duty.words):
                    yield heading, duty


def _check_prose(
    format: Format, prose: Prose, language: Language, labels: Labels
) -> Iterator[Problem]:
    matched = sections_of(format, prose, language)
    last = 0
    for heading in _headings(prose):
        here = Location(prose.file, heading.line)
        section = next((s for s in format.sections if heading in matched[s.id]), None)
        if section is None:
            yield problem("SECTION-005", here, heading=heading.written)
            continue
        expected = heading_of(section, language, labels)
        if heading != matched[section.id][0]:
            yield problem("SECTION-006", here, heading=heading.written)
            continue
        if heading.number != section.number.in_(language):
            yield problem("SECTION-002", here, heading=heading.written, expected=expected)
        if _folded(heading.title) != _folded(section.title.in_(language)):
            yield problem("SECTION-003", here, heading=heading.written, expected=expected)
        place = format.sections.index(section)
        if place < last:
            before = heading_of(format.sections[last], language, labels)
            yield problem("SECTION-004", here, heading=heading.written, before=before)
        last = max(last, place)
    yield from _check_tables(format, matched, prose, language, labels)
    for section in format.sections:
        if not matched[section.id]:
            expected = heading_of(section, language, labels)
            yield problem("SECTION-001", Location(prose.file), expected=expected)


def _check_tables(
    format: Format, matched: Matched, prose: Prose, language: Language, labels: Labels
) -> Iterator[Problem]:
    """Each table stands in the section that the format gives it."""
    home = {s.table: s for s in format.sections if s.table is not None and matched[s.id]}
    markers = {
        section.table: {
            block.marker[1] for h in matched[section.id] for block in h.blocks if block.marker
        }
        for section in home.values()
    }
    for block in prose.blocks:
        table = block.marker[1] if block.marker else None
        # A table that stands in its section too is told as placed twice.
        if table in home and table not in markers[table]:
            here = Location(prose.file, block.line)
            expected = heading_of(home[table], language, labels)
            yield problem("SECTION-007", here, marker=block.text.strip(), expected=expected)


def heading_of(section: Section, language: Language, labels: Labels) -> str:
    """The heading as the format has it, in the words of that language."""
    number, title = section.number.in_(language), section.title.in_(language)
    pattern = labels.get("report_section")
    return (
        f"{number} {title}"
        if pattern is None
        else pattern.in_(language).format(number=number, title=title)
    )


def _headings(prose: Prose) -> Iterator[Heading]:
    starts = [
        (at, found[0].title)
        for at, block in enumerate(prose.blocks)
        if (found := headings_of((block,))) and found[0].level == _LEVEL
    ]
    ends = [at for at, _ in starts[1:]] + [len(prose.blocks)]
    # A text without any such heading has no starts, but still an end.
    for (at, written), end in zip(starts, ends, strict=False):
        parts = _NUMBERED.fullmatch(unicodedata.normalize("NFKC", written).strip())
        number, title = (parts[1], parts[2]) if parts else ("", written)
        line = prose.blocks[at].line
        yield Heading(written, number, title, line, prose.blocks[at + 1 : end])


def _folded(title: str) -> str:
    """A title without punctuation and spaces, which are written in many ways."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", title)).casefold()
