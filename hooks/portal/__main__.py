"""The command `portal`: build, check, serve, and what helps an editor."""

import sys
from datetime import date
from pathlib import Path

import click

from portal import __version__
from portal.build import build as build_site
from portal.compare_command import compare
from portal.day import today
from portal.editing.schemas import write_schemas
from portal.editing.translated import renew_fingerprints
from portal.figures_command import figures
from portal.gate import Findings, read_site
from portal.import_commands import import_
from portal.model.problem import Problem, Severity
from portal.options import PROBLEMS, day_option, guarded, out_option, root_option
from portal.reference import file_schemas
from portal.release_commands import archive, releases, rollback
from portal.serving import serve as serve_site
from portal.telling import finding_text, lines, outlook_lines, problem_lines


@click.group(help="政府信息公开门户 / The government transparency portal.")
@click.version_option(__version__, prog_name="portal")
@click.option("--debug", is_flag=True, help="出错时显示调用栈 / show tracebacks")
@click.pass_context
def main(context: click.Context, debug: bool) -> None:
    """The portal's commands."""
    context.obj = debug


@main.command(help="检查并发布网站 / Check and publish the site.")
@root_option
@out_option
@day_option
@click.option(
    "--production", is_flag=True, help="正式发布：不含示例 / for citizens: without samples"
)
@guarded
def build(root: Path, out: Path | None, as_of: date, production: bool) -> None:
    """Exit 0 published, 1 problems found, 2 wrong usage, 3 a failure outside the sources."""
    from portal.events import draw

    root = root.resolve()
    findings = build_site(root, out or root / "site", as_of, production, draw)
    _tell(findings, "text")


@main.command(help="只检查，不发布 / Check only; nothing is published.")
@root_option
@day_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="输出格式 / form of the output",
)
@click.option("--production", is_flag=True, help="按正式发布检查 / check as for citizens")
@guarded
def check(root: Path, as_of: date, style: str, production: bool) -> None:
    """Exit 0 clean (warnings listed) or 1 problems found."""
    _tell(read_site(root.resolve(), as_of, production), style)


@main.command(help="下一份年度报告还缺什么 / What the next annual report still lacks.")
@root_option
@day_option
@guarded
def status(root: Path, as_of: date) -> None:
    """The checklist of the status page; exit 1 where problems stand in the way of it."""
    findings = read_site(root.resolve(), as_of)
    if findings.site is None:
        _tell(findings, "text")
        return
    click.echo("\n".join(outlook_lines(findings.site)))


def _tell(findings: Findings, style: str) -> None:
    click.echo("\n".join(lines(findings, style)))
    if findings.site is None:
        sys.exit(PROBLEMS)


@main.command(help="实时预览 / Live preview.")
@root_option
@day_option
@click.option("--address", default="127.0.0.1:8000", help="地址和端口 / address and port")
@guarded
def serve(root: Path, as_of: date, address: str) -> None:
    """Serve the site; every edit of content, data, templates and engine shows."""
    serve_site(root.resolve(), as_of, address)


@main.command(help="生成编辑软件用的 JSON Schema / Write JSON Schemas for editors.")
@root_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="文件夹，默认为 build/schemas / folder"
)
@guarded
def schema(root: Path, out: Path | None) -> None:
    """One schema for each kind of file, and `settings.json` that associates them."""
    root = root.resolve()
    findings = read_site(root, today())
    if findings.site is None:
        _tell(findings, "text")
        return
    for path in write_schemas(file_schemas(findings.site), out or root / "build" / "schemas"):
        click.echo(path)


@main.command(
    help="译文核对后更新指纹 / Renew the fingerprints of a translation after checking it."
)
@root_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@guarded
def translated(root: Path, files: tuple[Path, ...]) -> None:
    """Record that these English files translate the Chinese as it is now."""
    found: list[Problem] = []
    for file in files:
        # Findings name a file from the root, wherever the command is run.
        at = file if file.exists() else root / file
        if not at.is_file():
            raise click.BadParameter(f"没有这个文件 / no such file: {file}")
        found += renew_fingerprints(root.resolve(), at.resolve())
    for problem in found:
        click.echo("\n".join(problem_lines(finding_text(problem, Severity.ERROR))))
    if found:
        sys.exit(PROBLEMS)


for command in (compare, import_, figures, archive, rollback, releases):
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="portal")
