"""`portal figures`: every number of a report's prose, and binding the certain ones."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from portal.editing.binding import write_bindings
from portal.gate import read_site
from portal.model.figures import FigureState, ListedFigure
from portal.options import day_option, guarded, root_option


@click.command(
    help="列出年度报告正文里的每个数字 / List every number in the prose of a report.",
)
@root_option
@day_option
@click.argument("report")
@click.option("--unbound", is_flag=True, help="只列没有绑定的 / only those bound to nothing")
@click.option(
    "--write",
    is_flag=True,
    help="把短语能确定的数字绑定到单元格 / bind the numbers that a declared phrase makes certain",
)
@guarded
def figures(root: Path, as_of: date, report: str, unbound: bool, write: bool) -> None:
    """REPORT is the year, after the body and a slash for the report of another body."""
    root = root.resolve()
    reports = {found.id: found for found in read_site(root, as_of).reports}
    if report not in reports:
        known = ", ".join(sorted(reports)) or "—"
        raise click.UsageError(f"没有这份报告，已有 / no such report, there are: {known}")
    listed = reports[report].figures.listed
    if write:
        for path in write_bindings(root, listed):
            click.echo(f"已写入 / written: {path}")
        listed = {found.id: found for found in read_site(root, as_of).reports}[
            report
        ].figures.listed
    click.echo("\n".join(_lines(listed, unbound)))


def _lines(listed: Iterable[ListedFigure], only_unbound: bool) -> Iterator[str]:
    """A line for each number: where, as written, what it is; then the count."""
    counts = dict.fromkeys(FigureState, 0)
    for item in sorted(listed, key=lambda item: item.location):
        counts[item.state] += 1
        if only_unbound and item.state is not FigureState.UNBOUND:
            continue
        yield f"{item.location}  {item.written}  {_what(item)}"
    yield (
        f"已绑定 {counts[FigureState.BOUND]}，声明不引用 {counts[FigureState.FREE]}，"
        f"无须核对 {counts[FigureState.KIND]}，没有绑定 {counts[FigureState.UNBOUND]}"
        f" / bound {counts[FigureState.BOUND]}, free {counts[FigureState.FREE]},"
        f" of a kind {counts[FigureState.KIND]}, unbound {counts[FigureState.UNBOUND]}"
    )


def _what(item: ListedFigure) -> str:
    if item.state is FigureState.UNBOUND:
        bound = f"[{item.written}](figure:{item.suggestion})" if item.suggestion else ""
        ahead = "没有绑定 / unbound"
        return f"{ahead}: {bound}" if bound else f"{ahead}: {item.sentence}"
    if item.kind is not None:
        return f"{item.kind.zh} / {item.kind.en or item.kind.zh}"
    return f"→ {item.target}"
