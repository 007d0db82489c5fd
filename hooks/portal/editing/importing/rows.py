"""Tables with labels in front of the rows (二, 三): a row is found by its label, not its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portal.editing.importing.figures import BLANK, Figure
from portal.editing.importing.headers import Columns, HeadLines, is_head, resolve
from portal.editing.importing.labels import bare, is_same, nearest, same
from portal.editing.importing.lines import Found, StubLine, cells_of, labels_of, strays
from portal.editing.importing.raw import RawCell, RawLine
from portal.editing.importing.reading import TableReading, shown
from portal.editing.importing.words import words
from portal.model.report import Header, StatutoryTable, TableBlock, leaves


def all_headers(headers: Iterable[Header]) -> list[Header]:
    """Labels and groups of labels, each before its parts."""
    return [found for h in headers for found in (h, *all_headers(h.children))]


@dataclass
class RowReader:
    """Reads the rows of one table into its reading."""

    reading: TableReading
    rows: list[Header] = field(init=False)
    groups: list[Header] = field(init=False)
    columns: list[Header] = field(init=False)
    block_of: dict[str, TableBlock] = field(init=False)

    def __post_init__(self) -> None:
        blocks = self.table.blocks
        labels = all_headers(row for block in blocks for row in block.rows)
        self.rows = [label for label in labels if not label.children]
        self.groups = [label for label in labels if label.children]
        self.columns = all_headers(column for block in blocks for column in block.columns)
        self.block_of = {row.id: block for block in blocks for row in leaves(block.rows)}

    @property
    def table(self) -> StatutoryTable:
        """The table of the format."""
        return self.reading.table

    def read(self, lines: Sequence[RawLine], ignored: Sequence[str]) -> None:
        """Read every row; `ignored` are texts of the format that may stand in a table's way."""
        found = self._stub_lines(lines)
        for at, line in enumerate(found):
            if line.leaf is None:
                self._match_exactly(found, at)
        for at, line in enumerate(found):
            if line.leaf is None and not line.is_used and line.figures:
                self._match_nearly(found, at)
        for line in found:
            if line.leaf is not None:
                self._read_row(line, line.leaf)
        for line in found:
            if line.leaf is None and not line.is_used and line.figures:
                self._read_undivided(line)
        self._name_the_rest(found, ignored)
        self.reading.check_complete(self.rows)

    def _stub_lines(self, lines: Sequence[RawLine]) -> list[StubLine]:
        """Rows that are no header, each with the header it stands under."""
        captions = [block.caption.zh for block in self.table.blocks if block.caption is not None]
        others = [w.zh for w in (self.table.row_header, self.table.corner) if w is not None]
        found: list[StubLine] = []
        head, grid, in_head = HeadLines(), None, False
        for line in lines:
            grid, in_head = line.grid, in_head and line.grid is grid
            filled = [cell for cell in line.own if not cell.is_blank]
            if any(is_same(cell.text, caption) for caption in captions for cell in filled):
                head, in_head = HeadLines(), True
            elif is_head(line, self.columns, others):
                head = head if in_head else HeadLines()
                head.lines.append(line)
                in_head = True
            elif filled:
                in_head = False
                found.append(self._stub_line(line, head))
        return found

    def _stub_line(self, line: RawLine, head: HeadLines) -> StubLine:
        columns = {
            block.id: resolved
            for block in self.table.blocks
            if (resolved := resolve(head, block, self.reading)) is not None
        }
        first = min((one.first for one in columns.values()), default=0)
        return StubLine(line, labels_of(line, first, self.rows), columns)

    def _match_exactly(self, lines: list[StubLine], at: int) -> None:
        line = lines[at]
        if line.label is None or line.line.is_loose:
            return
        line.leaf = self._one(same(line.label.text, self.rows), line)
        if line.leaf is not None or not line.figures:
            return
        for text, parts in _joins(lines, at):
            line.leaf = self._one(same(text, self.rows), line)
            if line.leaf is not None:
                for part in parts:
                    part.leaf, part.is_used = None, True
                return

    def _one(self, found: list[Header], line: StubLine) -> Header | None:
        """The one row meant; where several rows have that label, the one in the line's group."""
        if len(found) == 1:
            return found[0]
        groups = [group for cell in line.labels[:-1] for group in same(cell.text, self.groups)]
        inside = [row for row in found if any(row in leaves((group,)) for group in groups)]
        return inside[0] if len(inside) == 1 else None

    def _match_nearly(self, lines: list[StubLine], at: int) -> None:
        line = lines[at]
        if line.label is None or same(line.label.text, self.groups):
            return
        claimed = {other.leaf.id for other in lines if other.leaf is not None}
        free = [row for row in self.rows if row.id not in claimed]
        for text, parts in [(line.label.text, []), *_joins(lines, at)]:
            line.leaf = nearest(text, free)
            if line.leaf is not None:
                line.doubtful = True
                for part in parts:
                    part.is_used = True
                return

    def _read_row(self, line: StubLine, row: Header) -> None:
        line.is_used = True
        if line.label is None or not self.reading.take_row(row, line.label):
            return
        if line.doubtful:
            self.reading.doubt(
                "IMPORT-030", line.label, row.id, row=row.title.zh, row_en=row.title.en or row.id
            )
        self._read_figures(line, row)

    def _read_figures(self, line: StubLine, row: Header) -> None:
        block = self.block_of[row.id]
        wanted = leaves(block.columns)
        columns = line.columns.get(block.id)
        found = cells_of(line, columns, wanted)
        label = line.label
        if found is None:
            self.reading.fault(
                "IMPORT-019",
                label,
                row=row.title.zh,
                row_en=row.title.en or row.id,
                count=len(line.rest),
                expected=len(wanted),
            )
            return
        if (columns is None or len(columns.order) < len(wanted)) and label is not None:
            self.reading.doubt_header(block.id, label)
        units = columns.units if columns is not None else {}
        for column, cell in found:
            self.reading.read(row, column, cell, units.get(column.id) or None)
        if label is not None and _may_have_lost_a_field(line, columns, found):
            self.reading.doubt(
                "IMPORT-039", label, row.id, row=row.title.zh, row_en=row.title.en or row.id
            )
        for cell in strays(line, found):
            self.reading.leave_out("IMPORT-041", cell, text=shown(cell.text))

    def _read_undivided(self, line: StubLine) -> None:
        """A group printed as one row: its figures go to the row named 其他, its others are blank.

        Any other row that is still unknown is left out.
        """
        line.is_used = True
        groups = same(line.label.text, self.groups) if line.label is not None else []
        parts = leaves((groups[0],)) if len(groups) == 1 else ()
        other = [part for part in parts if bare(part.title.zh) == words()["other"]]
        is_read = any(part.id in self.reading.taken for part in parts)
        if line.label is None or len(other) != 1 or is_read:
            self._leave_out(line)
            return
        for part in parts:
            self.reading.taken[part.id] = line.label
            for column in leaves(self.block_of[part.id].columns):
                self.reading.figures[part.id, column.id] = Figure(BLANK)
            self.reading.comments.setdefault(part.id, []).append(
                (shown(line.label.text), "IMPORT-037")
            )
        self._read_figures(line, other[0])
        self.reading.doubt(
            "IMPORT-037",
            line.label,
            other[0].id,
            row=other[0].title.zh,
            row_en=other[0].title.en or other[0].id,
        )

    def _leave_out(self, line: StubLine) -> None:
        cell = line.label or line.figures[0]
        figures = " ".join(shown(figure.text) for figure in line.figures)
        self.reading.leave_out("IMPORT-040", cell, text=shown(cell.text), figures=figures)

    def _name_the_rest(self, lines: Sequence[StubLine], ignored: Sequence[str]) -> None:
        """Texts without figures: pieces of labels cut by a page break are expected, others told."""
        labels = [label.title.zh for label in (*self.rows, *self.groups, *self.columns)]
        if self.table.corner is not None:
            labels.append(self.table.corner.zh)
        for line in lines:
            if not line.is_used and not line.line.is_loose:
                self.reading.name_unknown(line.labels, labels, ignored)


def _may_have_lost_a_field(line: StubLine, columns: Columns | None, found: Found) -> bool:
    """Whether a row of text is shorter than its header, so that a blank may be anywhere in it."""
    width = columns.width if columns is not None else 0
    is_short = line.line.grid.is_ragged and len(line.line.cells) < width
    return is_short and any(cell is None or cell.is_blank for _, cell in found)


def _joins(lines: list[StubLine], at: int) -> list[tuple[str, list[StubLine]]]:
    """What the label of a row makes with pieces of text in the rows before and after it."""
    line = lines[at]
    own = line.label.text if line.label is not None else ""
    before, after = _piece(lines, at - 1), _piece(lines, at + 1)
    heads = [(cell.text, [lines[at - 1]]) for cell in before]
    tails = [(cell.text, [lines[at + 1]]) for cell in after]
    found = [(own + text, part) for text, part in tails]
    found += [(text + own, part) for text, part in heads]
    found += [(a + own + b, [*x, *y]) for a, x in heads for b, y in tails]
    return found


def _piece(lines: list[StubLine], at: int) -> list[RawCell]:
    """The texts of a neighbouring row that has no figures."""
    if not 0 <= at < len(lines) or lines[at].figures or lines[at].is_used:
        return []
    return lines[at].labels
