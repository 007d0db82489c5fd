"""`portal compare`: the rendered difference of the reports, for those who review a change."""

from datetime import date
from pathlib import Path

import click

from portal.comparing import compare as draw
from portal.loading.git import GitError, is_in_repository
from portal.loading.snapshot import commit_of, fork_point
from portal.options import day_option, guarded, root_option
from portal.pages.comparison import Style


@click.command(
    help="对比年度报告的改动，供审核 / Show how the reports differ from an earlier state."
)
@root_option
@day_option
@click.option(
    "--base", help="与哪个提交对比，默认为离开 main 之处 / commit; default: fork point from main"
)
@click.option(
    "--format",
    "style",
    type=click.Choice([style.value for style in Style]),
    default=Style.TEXT.value,
    help="输出格式 / form of the output",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写入文件，默认输出到终端 / file to write; default: the terminal",
)
@guarded
def compare(root: Path, as_of: date, base: str | None, style: str, out: Path | None) -> None:
    """Exit 0 whether anything differs or not, 2 wrong usage, 3 a failure outside the sources."""
    root = root.resolve()
    try:
        if not is_in_repository(root):
            raise click.UsageError(f"不在 Git 仓库中 / not in a repository of Git: {root}")
        commit = fork_point(root) if base is None else commit_of(root, base)
        if commit is None:
            raise click.UsageError(f"没有这个提交 / no such commit: {base}")
        drawn = draw(root, commit, as_of, Style(style))
    except GitError as error:
        raise OSError(f"git: {error}") from error
    if out is None:
        click.echo(drawn, nl=False)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(drawn, encoding="utf-8")
