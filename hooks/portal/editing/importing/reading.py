"""What the reading of a table collects: figures by cell, what is uncertain, what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.editing.importing.figures import BLANK, Figure, read_figure
from portal.editing.importing.labels import bare
from portal.editing.importing.raw import RawCell, at_cell
from portal.model.problem import Location, Problem, problem
from portal.model.report import CellKey, Header, StatutoryTable


@dataclass
class TableReading:
    """The figures of one table as they are found.

    `faults` keep the file from being written; `doubts` and `left_out` are listed, and a doubt also
    stands beside its row as a comment, `(what the file says, code)`.
    """

    file: str
    table: StatutoryTable
    figures: dict[CellKey, Figure] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    comments: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By row id; the empty id stands for the whole table."""
    headless: set[str] = field(default_factory=set)
    """Blocks read in the column order of the form."""
    taken: dict[str, RawCell] = field(default_factory=dict)
    """The cell of the label of each row read so far."""

    @property
    def names(self) -> dict[str, str]:
        """What every problem of a table quotes."""
        return {"table": self.table.title.zh, "table_en": self.table.title.en or self.table.id}

    def fault(self, code: str, cell: RawCell | None, **values: object) -> None:
        """Something that cannot be read."""
        self.faults.append(self._problem(code, cell, values))

    def leave_out(self, code: str, cell: RawCell, **values: object) -> None:
        """Something that has no place in the statutory table."""
        self.left_out.append(self._problem(code, cell, values))

    def doubt(self, code: str, cell: RawCell, beside: str, **values: object) -> None:
        """Something read but not certain; listed, and said beside the row of that id."""
        self.doubts.append(self._problem(code, cell, {"text": shown(cell.text)} | values))
        said = (shown(cell.text), code)
        if said not in self.comments.setdefault(beside, []):
            self.comments[beside].append(said)

    def doubt_header(self, block: str, cell: RawCell) -> None:
        """The header of a block was not read in full; said once, at its first row."""
        if block not in self.headless:
            self.headless.add(block)
            self.doubt("IMPORT-038", cell, "")

    def _problem(self, code: str, cell: RawCell | None, values: dict[str, object]) -> Problem:
        if cell is None:
            return problem(code, Location(self.file), **self.names, **values)
        return at_cell(code, cell, **self.names, **values)

    def take_row(self, row: Header, label: RawCell) -> bool:
        """Whether the row is read for the first time; a second time is a fault."""
        first = self.taken.get(row.id)
        if first is not None:
            self.fault(
                "IMPORT-016",
                label,
                row=row.title.zh,
                row_en=row.title.en or row.id,
                first=first.place.zh,
                first_en=first.place.en,
            )
            return False
        self.taken[row.id] = label
        return True

    def read(
        self, row: Header, column: Header, cell: RawCell | None, shown_unit: str | None
    ) -> None:
        """The figure of one cell; None stands for a cell that the file does not have."""
        key = (row.id, column.id)
        if cell is None:
            self.figures[key] = Figure(BLANK)
            return
        unit = column.unit or row.unit or self.table.unit
        figure = read_figure(cell.text, column, unit.zh if unit else "", shown_unit)
        names = cell_names(row, column)
        if figure is None:
            self.fault("IMPORT-018", cell, text=shown(cell.text), **names)
            return
        self.figures[key] = figure
        if figure.doubt == "IMPORT-044":
            self.left_out.append(
                self._problem(figure.doubt, cell, {"text": shown(cell.text), **names})
            )
        elif figure.doubt is not None:
            self.doubt(figure.doubt, cell, row.id, written=figure.written, **names)

    def name_unknown(
        self, cells: Iterable[RawCell], labels: Iterable[str], titles: Iterable[str]
    ) -> None:
        """Texts that are no label or piece of one, and no title of the report, are left out."""
        known, headings = [bare(label) for label in labels], [bare(title) for title in titles]
        for cell in cells:
            text = bare(cell.text)
            is_known = any(text in label for label in known)
            if not is_known and not any(title in text for title in headings):
                self.leave_out("IMPORT-042", cell, text=shown(cell.text))

    def check_complete(self, rows: Iterable[Header]) -> None:
        """Every row of the format was found."""
        for row in rows:
            if row.id not in self.taken:
                self.fault("IMPORT-015", None, row=row.title.zh, row_en=row.title.en or row.id)


def cell_names(row: Header, column: Header) -> dict[str, str]:
    """Row and column as problems quote them."""
    return {
        "row": row.title.zh,
        "row_en": row.title.en or row.id,
        "column": column.title.zh,
        "column_en": column.title.en or column.id,
    }


def shown(text: str) -> str:
    """A cell's text on one line, with ordinary spaces, short enough to quote."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= 60 else f"{plain[:60]}…"
