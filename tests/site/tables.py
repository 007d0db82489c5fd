"""Statutory tables read back from the page, the workbook and the data."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.site.drawn import raw_yaml, text, with_class

Key = tuple[str, str]


@dataclass(frozen=True)
class Placed:
    """A cell of a table with the place and the span that a browser gives it."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int

    @property
    def span(self) -> tuple[int, int]:
        """Rows and columns that the cell takes."""
        return self.rows, self.columns


def placed_cells(table: Element) -> list[Placed]:
    """The cells of a table by the table model of HTML; no two cells overlap."""
    taken: dict[tuple[int, int], Element] = {}
    found: list[Placed] = []
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            rows, columns = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            for place in _places(row, column, rows, columns):
                assert place not in taken, (place, cell.attrib)
                taken[place] = cell
            found.append(Placed(cell, row, column, rows, columns))
    return found


def size(table: Element) -> tuple[int, int]:
    """Rows and columns of a table; every place of the grid is taken by a cell."""
    cells = placed_cells(table)
    height = max(cell.row + cell.rows for cell in cells)
    width = max(cell.column + cell.columns for cell in cells)
    assert sum(cell.rows * cell.columns for cell in cells) == height * width
    return height, width


def _places(row: int, column: int, rows: int, columns: int) -> Iterator[tuple[int, int]]:
    return ((row + down, column + across) for down in range(rows) for across in range(columns))


def statutory_tables(page: Element) -> list[Element]:
    """The statutory tables of a report's page, in order."""
    return [table for table in with_class(page, "statutory") if table.tag == "table"]


def figure(cell: Element) -> str:
    """The figure of a cell without the unit behind it."""
    units = "".join(text(unit) for unit in with_class(cell, "unit"))
    return text(cell).removesuffix(units).strip()


def html_figures(table: Element) -> dict[Key, str]:
    """The figures of a table on a page."""
    cells = [cell for cell in table.iter("td") if cell.get("data-row")]
    found = {(c.attrib["data-row"], c.attrib["data-column"]): figure(c) for c in cells}
    assert len(found) == len(cells)
    return found


def yaml_figures(content: str) -> dict[str, dict[Key, str]]:
    """The figures of every table of a report as its editor wrote them."""
    found: dict[str, dict[Key, str]] = {}
    for name, table in raw_yaml(content)["tables"].items():
        columns = table.get("columns")
        found[name] = {
            (row, column): value
            for row, values in table["rows"].items()
            for column, value in (
                values.items() if columns is None else zip(columns, values, strict=True)
            )
        }
    return found


def csv_figures(content: bytes) -> dict[Key, str]:
    """The figures of a table's CSV: row id, column id and value in its fifth to ninth column."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    found = {(row[4], row[6]): row[8] for row in rows}
    assert len(found) == len(rows)
    return found


def sheet(content: bytes) -> Worksheet:
    """The one sheet of a workbook."""
    found = load_workbook(io.BytesIO(content)).active
    assert isinstance(found, Worksheet)
    return found
