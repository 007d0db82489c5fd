"""The difference between two states of all reports as one page, for those who review a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from portal.model.grid import Grid, table_grid
from portal.model.language import LANGUAGES, Language, Localised
from portal.model.messages import log_safe
from portal.model.report import Cell, CellKey, Format, StatutoryTable
from portal.model.revision import Change, ReportVersion
from portal.model.settings import Labels
from portal.pages.corrections import CellRow, Swap, Wording, cell_rows, swaps, wording
from portal.pages.status import Finding

_LARGEST = 900_000
"""How many bytes a summary may have: services that show it refuse a megabyte."""


class Style(Enum):
    """A form of the comparison, and its template."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


_TEMPLATES = {
    Style.HTML: "comparison/page.html",
    Style.MARKDOWN: "comparison/summary.html",
    Style.TEXT: "comparison/terminal.txt",
}


@dataclass(frozen=True)
class TableComparison:
    """A table with what each cell was and is; `equations` is how many tie its own cells."""

    table: StatutoryTable
    grid: Grid
    old: Mapping[CellKey, Cell]
    new: Mapping[CellKey, Cell]
    changed: tuple[CellRow, ...]
    swaps: tuple[Swap, ...]
    equations: int
    broken: tuple[Finding, ...]

    def is_changed(self, key: CellKey) -> bool:
        """Whether the figure in that row and column differs."""
        return any(row.place[1:] == key for row in self.changed)


@dataclass(frozen=True)
class ReportComparison:
    """A report in both states; a report that is in one alone is new or removed."""

    id: str
    title: str
    files: tuple[str, ...]
    """Those of its files that differ."""
    is_new: bool
    is_removed: bool
    tables: tuple[TableComparison, ...]
    elsewhere: tuple[CellRow, ...]
    """Changed cells that the format does not have (any more)."""
    texts: tuple[Wording, ...]
    translation_added: bool
    translation_removed: bool
    unreadable: tuple[str, ...]
    """Files that cannot be read in one of the states, and so are not compared."""

    @property
    def is_unseen(self) -> bool:
        """Whether files differ, but nothing that a reader sees."""
        return not (
            self.is_new
            or self.is_removed
            or self.tables
            or self.elsewhere
            or self.texts
            or self.translation_added
            or self.translation_removed
            or self.unreadable
        )


@dataclass(frozen=True)
class Comparison:
    """All reports that differ, and the other files of `content/` and `data/` that do."""

    base: str
    reports: tuple[ReportComparison, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.reports or self.added or self.changed or self.removed)


def table_comparisons(
    format: Format,
    old: ReportVersion,
    new: ReportVersion,
    change: Change,
    broken: Mapping[str, tuple[Finding, ...]],
) -> tuple[TableComparison, ...]:
    """Every table with a changed cell, whole; `broken` are equations found broken, by table."""
    rows = cell_rows(format, change)
    found: list[TableComparison] = []
    for table in format.tables:
        changed = tuple(row for row in rows if row.labels and row.place[0] == table.id)
        if changed:
            exchanges = tuple(item for item in change.exchanges if item.table == table.id)
            found.append(
                TableComparison(
                    table=table,
                    grid=table_grid(table),
                    old=_cells(old, table),
                    new=_cells(new, table),
                    changed=changed,
                    swaps=swaps(format, exchanges),
                    equations=sum(
                        item.table == table.id and not item.is_over_years
                        for item in format.equations
                    ),
                    broken=broken.get(table.id, ()),
                )
            )
    return tuple(found)


def _cells(version: ReportVersion, table: StatutoryTable) -> Mapping[CellKey, Cell]:
    return {place[1:]: cell for place, cell in version.cells.items() if place[0] == table.id}


def wordings(change: Change) -> tuple[Wording, ...]:
    """The changed passages with their marks."""
    return tuple(wording(text) for text in change.texts)


def _shown(value: object) -> str:
    """A value with whatever would deceive a terminal spelt out."""
    return "".join(c if c == "\n" else log_safe(c) for c in str(value))


def _filled(words: str, language: Language, values: Mapping[str, object]) -> str:
    """The words with their values, those that have two languages in that one."""
    given = {
        name: value.in_(language) if isinstance(value, Localised) else value
        for name, value in values.items()
    }
    return words.format(**given) if given else words


def draw_comparison(comparison: Comparison, labels: Labels, templates: Path, style: Style) -> str:
    """The comparison in that form, in both languages at once.

    A summary that would be too large for the services that show it leaves the tables out.
    """

    def label(key: str, **values: object) -> str:
        # A change may break the very words of this page; it is shown nevertheless.
        text = labels.get(key)
        if text is None:
            return key
        said = (_filled(text.in_(language), language, values) for language in LANGUAGES)
        return " / ".join(dict.fromkeys(said))

    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=select_autoescape(["html"]),
        finalize=_shown if style is Style.TEXT else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(label=label, language=Language.ZH)
    template = environment.get_template(_TEMPLATES[style])
    drawn = template.render(comparison=comparison, is_brief=False)
    if style is Style.MARKDOWN and len(drawn.encode()) > _LARGEST:
        return template.render(comparison=comparison, is_brief=True)
    return drawn
