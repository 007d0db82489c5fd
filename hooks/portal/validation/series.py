"""`data/series.yml` → the series of figures over the years; every cell of a format is in one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from portal.model.field import Values
from portal.model.language import Localised
from portal.model.problem import Location
from portal.model.report import Format, StatutoryTable
from portal.model.series import (
    Cells,
    Part,
    Series,
    SeriesGroup,
    SeriesTable,
    Stretch,
    all_headers,
    cells_of,
)
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.series_coverage import Taken, check_coverage, read_left_out, unknown
from portal.validation.series_shapes import SERIES
from portal.validation.values import read_values


def read_series(
    written: WrittenMap,
    formats: Mapping[str, Format],
    refused: Collection[str],
    checks: Checks,
) -> SeriesTable | None:
    """The declared series, or None where something in them is wrong.

    `refused` are ids of formats that are wrong in themselves, which is said elsewhere.
    """
    before = len(checks.problems)
    values = read_values(written, SERIES, checks)
    if len(checks.problems) > before:
        return None
    for name in ("groups", "breaks", "breakdowns", "series"):
        _check_unique(values.get(name, ()), checks)
    ordered = dict(sorted(formats.items(), key=lambda item: item[1].first_year))
    reader = _Reader(values, ordered, refused, checks)
    found = SeriesTable(
        tuple(reader.groups.values()), tuple(reader.series(item) for item in values["series"])
    )
    left_out = read_left_out(values, ordered, refused, checks)
    if len(checks.problems) > before:
        return None
    check_coverage(ordered, reader.taken | left_out, written.location, checks)
    return found


def _check_unique(items: Iterable[Values], checks: Checks) -> None:
    seen: set[str] = set()
    for item in items:
        if item["id"] in seen:
            checks.report("DECLARE-004", item.location, name=item["id"])
        seen.add(item["id"])


@dataclass
class _Reader:
    """Reads the series of one file; what they hold of the formats is collected in `taken`."""

    values: Values
    formats: Mapping[str, Format]
    refused: Collection[str]
    checks: Checks
    taken: Taken = field(default_factory=set)
    told: set[Location] = field(default_factory=set)
    """Places of names that have been reported."""

    def __post_init__(self) -> None:
        self.groups = {g["id"]: SeriesGroup(g["id"], g["title"]) for g in self.values["groups"]}
        self.reasons = {b["id"]: b["reason"] for b in self.values.get("breaks", ())}
        self.breakdowns = {b["id"]: b for b in self.values.get("breakdowns", ())}
        for breakdown in self.breakdowns.values():
            _check_unique(breakdown["parts"], self.checks)
            for part in breakdown["parts"]:
                self._check_formats(part)

    def series(self, item: Values) -> Series:
        """The series with its stretches; what it misses is reported."""
        if item["group"] not in self.groups:
            self._undeclared(item, "group", self.groups)
        parts: tuple[Values, ...] = ()
        if "breakdown" in item:
            if item["breakdown"] not in self.breakdowns:
                self._undeclared(item, "breakdown", self.breakdowns)
            else:
                parts = self.breakdowns[item["breakdown"]]["parts"]
        self._check_formats(item)
        group = self.groups.get(item["group"], SeriesGroup(item["group"], item["title"]))
        return Series(
            item["id"],
            item["title"],
            group,
            tuple(self._stretches(item, parts)),
            tuple(Part(part["id"], part["title"]) for part in parts),
        )

    def _stretches(self, item: Values, parts: tuple[Values, ...]) -> Iterator[Stretch]:
        """Formats that follow one another count the same unless a break is declared."""
        last: Stretch | None = None
        number, is_gap = 0, False
        for id in self.formats:
            declared = item["cells"].get(id)
            if declared is None:
                is_gap = last is not None
                continue
            reason = self._reason(declared, is_first=number == 0)
            whole, each = self._cells(declared, id, parts)
            if whole is None:
                continue
            if last is not None and reason is None and not is_gap:
                if whole.unit != last.unit:
                    self._differ(declared, item["id"], last.unit, whole.unit)
                last = replace(
                    last,
                    cells={**last.cells, id: whole},
                    parts={part: {**last.parts[part], **each[part]} for part in each},
                )
                continue
            if last is not None:
                yield last
            number, is_gap = number + 1, False
            last = Stretch(number, declared.get("title"), reason, {id: whole}, each)
        if last is not None:
            yield last

    def _cells(
        self, declared: Values, format: str, parts: tuple[Values, ...]
    ) -> tuple[Cells | None, dict[str, dict[str, Cells]]]:
        whole = self._crossing(declared, format, declared["column"], declared)
        found: dict[str, dict[str, Cells]] = {}
        for part in parts if whole is not None else ():
            given = part["cells"].get(format)
            cells = given and self._crossing(declared, format, given["column"], given)
            found[part["id"]] = {format: cells} if cells else {}
        return whole, found

    def _crossing(
        self, declared: Values, format: str, column: str, column_in: Values
    ) -> Cells | None:
        """The cells of a row and a column; a name that the table does not have is reported."""
        table = self._table(declared, format)
        if table is None:
            return None
        found = cells_of(format, table, declared["row"], column)
        if found is None:
            self._unknown_cell(declared, table, column, column_in)
            return None
        self.taken |= {(format, table.id, key) for key in found.keys}
        return found

    def _table(self, declared: Values, format: str) -> StatutoryTable | None:
        found = self.formats[format].table(declared["table"])
        if found is None:
            known = [table.id for table in self.formats[format].tables]
            self._unknown(declared, "table", declared["table"], known, format)
        return found

    def _unknown_cell(
        self, declared: Values, table: StatutoryTable, column: str, column_in: Values
    ) -> None:
        """Name the row, or the column among those of the block that has the row."""
        rows = [h.id for block in table.blocks for h in all_headers(block.rows)]
        if declared["row"] not in rows:
            self._unknown(declared, "row", declared["row"], rows, table.id)
            return
        columns = [
            header.id
            for block in table.blocks
            if declared["row"] in {row.id for row in all_headers(block.rows)}
            for header in all_headers(block.columns)
        ]
        self._unknown(column_in, "column", column, columns, table.id)

    def _reason(self, declared: Values, is_first: bool) -> Localised | None:
        if "break" not in declared:
            return None
        if is_first:
            self.checks.report("SERIES-005", declared.place("break"), name=declared["break"])
        if declared["break"] not in self.reasons:
            self._undeclared(declared, "break", self.reasons)
        found: Localised | None = self.reasons.get(declared["break"])
        return found

    def _check_formats(self, item: Values) -> None:
        for id, declared in item["cells"].items():
            if id not in self.formats and id not in self.refused:
                self._unknown(declared, "format", id, list(self.formats), "data/formats")

    def _undeclared(self, item: Values, name: str, known: Mapping[str, object]) -> None:
        self._unknown(item, name, item[name], list(known), "data/series.yml")

    def _unknown(self, item: Values, kind: str, name: str, known: list[str], where: str) -> None:
        """Report a name once: a part is read again for each series that has it."""
        if item.place(kind) not in self.told:
            unknown(item, kind, name, known, where, self.checks)
        self.told.add(item.place(kind))

    def _differ(
        self, declared: Values, series: str, old: Localised | None, new: Localised | None
    ) -> None:
        units = [unit.zh if unit else "~" for unit in (old, new)]
        self.checks.report("SERIES-004", declared.location, name=series, old=units[0], new=units[1])
