"""The series of figures over the years of a body's reports, as `data/series.yml` declares them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.model.language import Localised
from portal.model.report import CellKey, Header, StatutoryTable


@dataclass(frozen=True)
class SeriesGroup:
    """A part of the page that holds series of one matter."""

    id: str
    title: Localised


@dataclass(frozen=True)
class Cells:
    """The cells of one format that hold a figure; where there are several, it is their sum."""

    format: str
    table: str
    keys: tuple[CellKey, ...]
    unit: Localised | None


@dataclass(frozen=True)
class Part:
    """One of the columns beside a total (自然人, 商业企业 …)."""

    id: str
    title: Localised


@dataclass(frozen=True)
class Stretch:
    """A run of formats in which a series counts the same; figures of two are never joined."""

    number: int
    """From 1, in the order of the formats."""
    title: Localised | None
    """What these formats call it, where that differs from the title of the series."""
    reason: Localised | None
    """Why it is not the same as the stretch before; None where a format between lacks the item."""
    cells: Mapping[str, Cells]
    """By format, oldest first."""
    parts: Mapping[str, Mapping[str, Cells]]
    """The cells of each part by format; the key is the id of the part."""

    @property
    def unit(self) -> Localised | None:
        """The unit of its figures, which is one."""
        return next(iter(self.cells.values())).unit


@dataclass(frozen=True)
class Series:
    """A figure that the reports of several years state: a row of the table in `data/series.yml`."""

    id: str
    title: Localised
    group: SeriesGroup
    stretches: tuple[Stretch, ...]
    parts: tuple[Part, ...] = ()

    @property
    def anchor(self) -> str:
        """Its place on the page of a body's years."""
        return self.id.replace("_", "-")

    def stretch(self, format: str) -> Stretch | None:
        """The stretch that a format belongs to, or None where it does not have the item."""
        return next((found for found in self.stretches if format in found.cells), None)


@dataclass(frozen=True)
class SeriesTable:
    """All declared series by group, in the order of the declaration."""

    groups: tuple[SeriesGroup, ...] = ()
    series: tuple[Series, ...] = ()

    def of(self, group: SeriesGroup) -> tuple[Series, ...]:
        """The series of a group."""
        return tuple(found for found in self.series if found.group == group)


def cells_of(format: str, table: StatutoryTable, row: str, column: str) -> Cells | None:
    """The cells of a row in a column, each a leaf or a group, or None where they never cross."""
    for block in table.blocks:
        rows = _below(block.rows, row)
        columns = _below(block.columns, column)
        if rows and columns:
            keys = tuple((down.id, across.id) for down in rows for across in columns)
            return Cells(format, table.id, keys, columns[0].unit or table.unit)
    return None


def all_headers(headers: tuple[Header, ...]) -> Iterator[Header]:
    """Every row or column below the labels, groups before their parts."""
    for header in headers:
        yield header
        yield from all_headers(header.children)


def _below(headers: tuple[Header, ...], id: str) -> tuple[Header, ...]:
    found = next((header for header in all_headers(headers) if header.id == id), None)
    return () if found is None else tuple(found.leaves())
