"""What stands on paper under a table or a paragraph: why figures do not agree, as on the page."""

from collections.abc import Iterable, Iterator

from portal.model.figures import Contradiction
from portal.model.language import Language, Localised
from portal.model.paper import Paragraph, ParagraphKind, Run, Runs
from portal.model.site import Site
from portal.pages.drawing import label
from portal.pages.table_notes import TableNote


def table_note_runs(site: Site, notes: Iterable[TableNote], language: Language) -> Iterator[Runs]:
    """For each note the reason, the rule, and each place with both sides."""
    for note in notes:
        yield (
            Run(f"{label(site, 'table_note_reason', language)} ", language),
            _run(note.reason, language),
        )
        rule = label(site, "table_note_rule", language, rule=note.rule.id)
        yield Run(f"{rule} ", language), _run(note.rule.title, language)
        for place in note.places:
            words = ""
            if place.row is not None and place.column is not None:
                row, column = place.row.in_(language), place.column.in_(language)
                words = f"{label(site, 'table_note_place', language, row=row, column=column)} "
            left, right = place.breach.left.in_(language), place.breach.right.in_(language)
            sides = label(site, "table_note_sides", language, left=left, right=right)
            yield (Run(words + sides, language),)


def figure_notes(
    site: Site, notes: Iterable[Contradiction], language: Language
) -> Iterator[Paragraph]:
    """For each figure of the prose that contradicts its source what the office says of it."""
    for note in notes:
        said = label(
            site,
            "figure_note",
            language,
            written=note.written,
            source=note.source.in_(language),
            value=note.value,
        )
        yield Paragraph(
            (Run(f"{said} ", language), _run(note.reason, language)), ParagraphKind.NOTE
        )


def _run(text: Localised, language: Language) -> Run:
    return Run(text.in_(language), language if text.en is not None else Language.ZH)
