"""What the templates in `overrides/pages/` are given: small frozen views of the site.

Texts in a view are `Localised` or model objects; the template chooses the language with the
filter `say`. Addresses are relative to the site; the template makes them relative to the page
with the filter `url`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from portal.model.field import FieldType, Option
from portal.model.figure_links import cell_anchor
from portal.model.figures import Contradiction
from portal.model.grid import Grid
from portal.model.language import Localised
from portal.model.record import Record
from portal.model.report import Cell, CellKey, Report, StatutoryTable
from portal.pages.table_notes import TableNote


@dataclass(frozen=True)
class Fact:
    """A line of the facts box; `value` is what the field type read, never None."""

    title: Localised
    type: FieldType
    value: Any


@dataclass(frozen=True)
class TableView:
    """A statutory table with its grid, its cells and the downloads of exactly this table."""

    report: Report
    table: StatutoryTable
    grid: Grid
    cells: dict[CellKey, Cell]
    downloads: tuple["Download", ...]
    notes: tuple[TableNote, ...] = ()
    counted: Mapping[CellKey, str] = field(default_factory=dict)
    """The anchor on the report's page that says which records a figure counts, by cell."""

    def cell(self, key: CellKey) -> Cell:
        """The figure at that row and column."""
        return self.cells[key]

    def anchor(self, key: CellKey) -> str:
        """The id of that cell in the page."""
        return cell_anchor(self.table.id, *key)


@dataclass(frozen=True)
class Segment:
    """A stretch of a document's text: rendered prose, a table placed by a marker, or notes.

    `is_stale` marks an English stretch whose Chinese has changed; `is_missing` marks Chinese
    text that stands inside an English page because nobody has translated it yet.
    """

    html: Markup | None = None
    table: TableView | None = None
    is_stale: bool = False
    is_missing: bool = False
    notes: tuple[Contradiction, ...] = ()
    """What the office says of figures above that contradict their sources."""


@dataclass(frozen=True)
class Download:
    """A file a reader can take away; `kind` is CSV, XLSX, JSON, ATOM …"""

    kind: str
    address: str


@dataclass(frozen=True)
class Place:
    """Where a record stands in the full list of its collection."""

    number: int
    total: int
    newer: Record | None
    older: Record | None


@dataclass(frozen=True)
class FacetLink:
    """A value by which a list is divided, its page, how many items and samples it has."""

    title: Localised
    address: str
    count: int
    samples: int
    is_current: bool


@dataclass(frozen=True)
class FacetGroup:
    """A facet (year, topic, validity …) with its values."""

    title: Localised
    links: tuple[FacetLink, ...]


@dataclass(frozen=True)
class ListingRow:
    """One item of a list; `cells` are the declared further fields of a row, in order."""

    record: Record
    address: str
    state: Option | None
    cells: tuple[Fact, ...]


@dataclass(frozen=True)
class PagerLink:
    """A page of a long list."""

    number: int
    address: str
    is_current: bool


@dataclass(frozen=True)
class RateView:
    """A rate computed from records: `share` in percent, None where there is nothing to count."""

    title: Localised
    share: Decimal | None
    counted: int
    whole: int


@dataclass(frozen=True)
class ListingView:
    """One page of a list; `total` counts real items only."""

    title: Localised
    total: int
    samples: int
    rows: tuple[ListingRow, ...]
    facets: tuple[FacetGroup, ...]
    pager: tuple[PagerLink, ...]
    downloads: tuple[Download, ...]
    rates: tuple[RateView, ...]


@dataclass(frozen=True)
class KeyFigure:
    """A figure of the newest report with the address of its table."""

    title: Localised
    cell: Cell
    unit: Localised | None
    year: int
    address: str


@dataclass(frozen=True)
class CollectionCard:
    """A collection as a column or the home page shows it."""

    title: Localised
    description: Localised
    address: str
    total: int
    samples: int
    latest: tuple[ListingRow, ...]


@dataclass(frozen=True)
class ColumnCard:
    """A column of the platform as the home page shows it."""

    title: Localised
    description: Localised
    address: str


@dataclass(frozen=True)
class Untranslated:
    """A document that has no English, or whose English is behind, for the status page."""

    title: str
    file: str
    address: str
    stale: int
    missing: int
    is_absent: bool


@dataclass(frozen=True)
class SiteMapGroup:
    """A part of the site with its pages, for the site map."""

    title: Localised
    address: str
    links: tuple[tuple[str, str], ...]
    """Title and address of each page."""
