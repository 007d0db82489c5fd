"""Annual reports: statutory formats, their tables, their equations, and a year's figures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from portal.model.document import Document
from portal.model.figures import BoundFigures
from portal.model.language import Language, Localised
from portal.model.notes import ReportNotes
from portal.model.problem import Location
from portal.model.reconciliation import Equation
from portal.model.section import Deadline, Section


class CellType(Enum):
    """What a statutory cell may hold."""

    COUNT = "count"
    """A whole number from 0."""

    SIGNED_COUNT = "signed_count"
    """A whole number with an optional sign (增/减)."""

    MONEY = "money"
    """An amount from 0 with at most two decimals, in the unit of its column."""

    DECIMAL = "decimal"
    """A number from 0 with decimals, in the unit of its column."""


class Layout(Enum):
    """How a table stands on paper."""

    BLOCKS = "blocks"
    """Blocks under each other, each with a caption row and a header row of its own."""

    MATRIX = "matrix"
    """Rows in a nested stub, columns under a nested header."""

    ONE_LINE = "one_line"
    """A single line of data: the rows are the upper header, the columns repeat under each."""


@dataclass(frozen=True)
class Header:
    """A label of a row or column, or of a group of them."""

    id: str
    title: Localised
    children: tuple["Header", ...] = ()
    type: CellType = CellType.COUNT
    unit: Localised | None = None
    show_unit: bool = False
    """Whether the unit is printed inside the cell."""

    def leaves(self) -> Iterator["Header"]:
        """The rows or columns of data below this label, itself where it has no children."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    @property
    def depth(self) -> int:
        """How many levels of labels this one heads, itself included."""
        return 1 + max((child.depth for child in self.children), default=0)


def leaves(headers: tuple[Header, ...]) -> tuple[Header, ...]:
    """All rows or columns of data of a nested header, in order."""
    return tuple(leaf for header in headers for leaf in header.leaves())


def paths(headers: tuple[Header, ...]) -> Iterator[tuple[Header, ...]]:
    """For each leaf of a nested header the labels from the outermost to the leaf."""
    for header in headers:
        if header.children:
            for path in paths(header.children):
                yield (header, *path)
        else:
            yield (header,)


@dataclass(frozen=True)
class TableBlock:
    """Rows and columns that belong together; a table other than 二 has exactly one."""

    id: str
    caption: Localised | None
    columns: tuple[Header, ...]
    rows: tuple[Header, ...]


@dataclass(frozen=True)
class StatutoryTable:
    """A table of a format as on paper."""

    id: str
    title: Localised
    layout: Layout
    blocks: tuple[TableBlock, ...]
    corner: Localised | None = None
    row_header: Localised | None = None
    unit: Localised | None = None

    def cells(self) -> Iterator[tuple[TableBlock, Header, Header]]:
        """Every cell of data: its block, row and column, in reading order."""
        for block in self.blocks:
            for row in leaves(block.rows):
                for column in leaves(block.columns):
                    yield block, row, column


@dataclass(frozen=True)
class Format:
    """A statutory format of the annual report; report years are inclusive, `last` may be open."""

    id: str
    title: Localised
    document_number: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    tables: tuple[StatutoryTable, ...]
    equations: tuple[Equation, ...]
    due: Deadline | None = None

    def applies_to(self, year: int) -> bool:
        """Whether reports of that year use it."""
        return self.first_year <= year <= (self.last_year or year)

    def table(self, id: str) -> StatutoryTable | None:
        """The table of that id, or None."""
        return next((table for table in self.tables if table.id == id), None)


class CellKind(Enum):
    """Three things that must not be mixed up in a statutory cell."""

    NUMBER = "number"
    BLANK = "blank"
    """Left empty on paper; counts as nothing in a sum that has other numbers."""

    NOT_APPLICABLE = "not_applicable"
    """Struck out: the item does not exist for this agency."""


@dataclass(frozen=True)
class Cell:
    """A statutory cell: what was written, what it means, and where it stands."""

    kind: CellKind
    number: Decimal | None
    written: str
    location: Location


CellKey = tuple[str, str]
"""Row id and column id inside one table."""


@dataclass(frozen=True)
class Body:
    """A body other than the portal's own agency whose reports the portal holds."""

    id: str
    title: Localised


@dataclass(frozen=True)
class Report:
    """One year's report: its figures by table, and its prose where the portal has it."""

    year: int
    format: Format
    agency: Localised
    tables: Mapping[str, Mapping[CellKey, Cell]]
    document: Document | None
    location: Location
    body: Body | None = None
    """None for the portal's own agency."""
    notes: ReportNotes = field(default_factory=ReportNotes)
    figures: BoundFigures = field(default_factory=BoundFigures)

    @property
    def id(self) -> str:
        """The path of the report below `reports/`: the year, after the body where it has one."""
        return f"{self.body.id}/{self.year}" if self.body else str(self.year)

    @property
    def series(self) -> tuple[str, str]:
        """What the reports of all years of one body share; only these may be compared."""
        return (self.body.id if self.body else "", self.agency.zh)

    def address(self, language: Language) -> str:
        """The site-relative address of the report."""
        return f"{language.prefix}reports/{self.id}/"


def in_series(reports: Iterable[Report]) -> dict[tuple[str, str], tuple[Report, ...]]:
    """The reports of each body by year, oldest first."""
    found: dict[tuple[str, str], list[Report]] = {}
    for report in sorted(reports, key=lambda report: report.year):
        found.setdefault(report.series, []).append(report)
    return {series: tuple(found[series]) for series in sorted(found)}
