"""What the office decides about its portal: `data/site.yml` and the vocabularies beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.model.field import Option
from portal.model.language import LANGUAGES, Language, Localised
from portal.model.problem import Location


@dataclass(frozen=True)
class Column:
    """A column of the disclosure platform (国办公开办函〔2019〕61号)."""

    id: str
    title: Localised
    description: Localised
    page: str | None
    """The ordinary page that opens the column (id below `content/zh/`), or None for a list."""

    def address(self, language: Language) -> str:
        """The site-relative address where the column starts."""
        return f"{language.prefix}{self.page or self.id}/"


@dataclass(frozen=True)
class OpenFact:
    """A fact of the office: unset facts are absent from the site and listed on the status page."""

    id: str
    title: Localised
    value: Localised | None
    location: Location


@dataclass(frozen=True)
class KeyFigure:
    """A figure of the home page: the cell of the newest report that it quotes."""

    title: Localised
    format: str
    table: str
    row: str
    column: str


@dataclass(frozen=True)
class Settings:
    """The settings of the portal."""

    url: str
    """Where the site is published, ending in a slash; a path means a sub-path."""
    name: Localised
    agency: Localised
    tagline: Localised
    source: str | None
    """Where an editor can change a source: an address ending in the path of the file."""
    index_number: str
    """Pattern of an index number (索引号)."""
    show_samples: bool
    """Whether a build that is not for production shows invented records."""
    columns: tuple[Column, ...]
    navigation: tuple[str, ...]
    """Ordinary pages (ids) that stand in the navigation after the columns."""
    facts: tuple[OpenFact, ...]
    key_figures: tuple[KeyFigure, ...]

    def fact(self, id: str) -> Localised | None:
        """The value of an office fact, or None where the office has not given it."""
        return next((fact.value for fact in self.facts if fact.id == id), None)


@dataclass(frozen=True)
class Term:
    """A term of the field with its one English rendering; `note` is for English readers."""

    zh: str
    en: str
    note: str | None


Labels = Mapping[str, Localised]
"""Words of the site's own pages by key (`data/labels.yml`)."""

ENGINE_LABELS = frozenset(
    {
        "home",
        "glossary",
        "glossary_about",
        "reports",
        "corrections",
        "search",
        "site_map",
        "status",
        "plain_page",
        "sample",
        "facet_year",
    }
    | {"page_number", "report_of_year", "report_section", "report_text_absent"}
    | {"flag_yes", "flag_no", "export_table_title", "table_unit", "column_unit"}
    | {"coverage", "coverage_about", "coverage_total", "coverage_stated", "coverage_held"}
    | {"coverage_surplus", "coverage_reason"}
    | {f"need_{name}" for name in ("report", "figures", "tables", "text", "sections")}
    | {"outlook_of", "outlook_due", "outlook_overdue", "outlook_absent"}
    | {"need_placed", "need_duties", "need_translation", "need_current"}
    | {"years_title", "years_about", "years_link", "compare_title", "chart_revised"}
    | {"body_reports"}
    | {f"correction_swap_{axis}" for axis in ("rows", "columns")}
    | {f"compare_text_{language.value}" for language in LANGUAGES}
    | {f"compare_file_{kind}" for kind in ("added", "changed", "removed")}
    | {f"correction_text_{language.value}" for language in LANGUAGES}
    | {f"correction_part_{part}" for part in ("title", "summary")}
    | {f"table_note_{part}" for part in ("reason", "rule", "place", "sides")}
    | {"figure_note"}
    | {"paper_drawn", "paper_page", "package_about", "chinese_governs", "table_unit", "column_unit"}
    | {f"download_{kind}" for kind in ("docx", "pdf", "xlsx", "zip", "package")}
    | {"notice_untranslated", "notice_stale", "notice_reference", "mark_missing", "mark_stale"}
    | {f"export_{name}" for name in ("year", "agency", "table", "block", "value", "unit", "state")}
    | {f"export_{name}" for name in ("row", "row_id", "column", "column_id")}
    | {f"export_{name}" for name in ("series", "part", "part_title", "format", "break")}
    | {f"export_{name}" for name in ("segment", "segment_title")}
    | {f"export_{name}" for name in ("id", "title", "address")}
)
"""Labels that the engine itself names; templates name the others."""

Vocabularies = Mapping[str, tuple[Option, ...]]
"""Allowed values shared by several collections (`data/vocabularies.yml`)."""
