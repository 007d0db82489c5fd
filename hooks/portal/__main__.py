"""The command `portal`: build, check, serve, and what helps an editor."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from portal import __version__
from portal.build import build as build_site
from portal.day import today
from portal.editing.schemas import write_schemas
from portal.editing.translated import renew_fingerprints
from portal.gate import Findings, read_site
from portal.importing import Request, import_file
from portal.model.language import Localised
from portal.model.problem import Problem, Severity
from portal.publishing.archive import archive as write_archive
from portal.publishing.failure import PublishingError
from portal.publishing.publication import kept_releases
from portal.publishing.publication import rollback as go_back
from portal.reference import file_schemas
from portal.serving import serve as serve_site
from portal.telling import finding_text, findings_text, lines, problem_lines

PROBLEMS, USAGE, FAILURE = 1, 2, 3
"""Exit codes: problems in the sources; wrong usage; something outside the sources failed."""

Command = Callable[..., None]


def _root(command: Command) -> Command:
    return click.option(
        "--root",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=".",
        help="仓库的根目录 / root of the repository",
    )(command)


def _day(command: Command) -> Command:
    return click.option(
        "--as-of",
        type=click.DateTime(formats=["%Y-%m-%d"]),
        callback=lambda context, option, value: _date(value),
        help="构建日期，默认为中国当日 / day of the build; default: today in China",
    )(command)


def _out(command: Command) -> Command:
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        help="网站的文件夹，默认为 site / folder of the site; default: site",
    )(command)


def _date(value: datetime | None) -> date:
    return value.date() if value else today()


def _guarded(command: Command) -> Command:
    """Failures outside the sources end with their sentence and code, not with a traceback."""

    @wraps(command)
    def run(**options: Any) -> None:
        try:
            command(**options)
        except PublishingError as error:
            click.echo(
                "\n".join(problem_lines(finding_text(error.problem, Severity.ERROR))), err=True
            )
            sys.exit(error.exit_code)
        except click.ClickException:
            raise
        except OSError as error:
            if _is_debugging():
                raise
            click.echo(f"{error.filename or ''}: {error.strerror or error}", err=True)
            sys.exit(FAILURE)
        except Exception as error:
            if _is_debugging():
                raise
            click.echo("内部错误，未发布任何内容 / internal fault, nothing was published", err=True)
            click.echo(f"{type(error).__name__}: {error}", err=True)
            click.echo("portal --debug … 显示详情 / shows the details", err=True)
            sys.exit(FAILURE)

    return run


@click.group(help="政府信息公开门户 / The government transparency portal.")
@click.version_option(__version__, prog_name="portal")
@click.option("--debug", is_flag=True, help="出错时显示调用栈 / show tracebacks")
@click.pass_context
def main(context: click.Context, debug: bool) -> None:
    """The portal's commands."""
    context.obj = debug


def _is_debugging() -> bool:
    return bool(click.get_current_context().find_root().obj)


@main.command(help="检查并发布网站 / Check and publish the site.")
@_root
@_out
@_day
@click.option(
    "--production", is_flag=True, help="正式发布：不含示例 / for citizens: without samples"
)
@_guarded
def build(root: Path, out: Path | None, as_of: date, production: bool) -> None:
    """Exit 0 published, 1 problems found, 2 wrong usage, 3 a failure outside the sources."""
    from portal.events import draw

    root = root.resolve()
    findings = build_site(root, out or root / "site", as_of, production, draw)
    _tell(findings, "text")


@main.command(help="只检查，不发布 / Check only; nothing is published.")
@_root
@_day
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="输出格式 / form of the output",
)
@click.option("--production", is_flag=True, help="按正式发布检查 / check as for citizens")
@_guarded
def check(root: Path, as_of: date, style: str, production: bool) -> None:
    """Exit 0 clean (warnings listed) or 1 problems found."""
    _tell(read_site(root.resolve(), as_of, production), style)


def _tell(findings: Findings, style: str) -> None:
    click.echo("\n".join(lines(findings, style)))
    if findings.site is None:
        sys.exit(PROBLEMS)


@main.command(help="实时预览 / Live preview.")
@_root
@_day
@click.option("--address", default="127.0.0.1:8000", help="地址和端口 / address and port")
@_guarded
def serve(root: Path, as_of: date, address: str) -> None:
    """Serve the site; every edit of content, data, templates and engine shows."""
    serve_site(root.resolve(), as_of, address)


@main.command(help="生成编辑软件用的 JSON Schema / Write JSON Schemas for editors.")
@_root
@click.option(
    "--out", type=click.Path(path_type=Path), help="文件夹，默认为 build/schemas / folder"
)
@_guarded
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
@_root
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_guarded
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


@main.group("import", help="导入已公布的文件 / Import what has been published.")
def import_() -> None:
    """Commands that read files of other programs."""


@import_.command(
    "report",
    help="从 .docx .xlsx .html .txt .md 导入年度报告的三张表"
    " / Import the tables of an annual report.",
)
@_root
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option(
    "--year", type=click.IntRange(2000, 2999), required=True, help="报告年度 / year of the report"
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写到哪里，默认为 data/reports/<年度>.yml / file to write",
)
@click.option(
    "--agency", help="不是本机关的报告时，机关名称 / agency in Chinese, if not the portal's own"
)
@click.option("--agency-en", help="该机关的英文名称 / its name in English")
@click.option("--force", is_flag=True, help="覆盖已有文件 / overwrite an existing file")
@_guarded
def import_report(
    root: Path,
    files: tuple[Path, ...],
    year: int,
    out: Path | None,
    agency: str | None,
    agency_en: str | None,
    force: bool,
) -> None:
    """Exit 0 written (warnings listed), 1 errors found, 2 wrong usage, 3 a failure outside."""
    root = root.resolve()
    target = out or root / "data" / "reports" / f"{year}.yml"
    if target.exists() and not force:
        raise click.UsageError(f"已有此文件，覆盖用 --force / exists, --force overwrites: {target}")
    if agency_en and not agency:
        raise click.UsageError("--agency-en 须与 --agency 同用 / --agency-en needs --agency")
    whose = Localised(agency, agency_en or None) if agency else None
    findings, is_written = import_file(root, today(), Request(files, year, target, whose))
    for item in findings_text(findings):
        click.echo("\n".join(problem_lines(item)))
    click.echo(
        f"已写入 / written: {target}" if is_written else "没有写入文件 / no file was written"
    )
    if findings.errors:
        sys.exit(PROBLEMS)


@main.command(help="把网站打成发布包 / Pack the published site into a release archive.")
@click.argument("target", type=click.Path(path_type=Path))
@_out
@_guarded
def archive(target: Path, out: Path | None) -> None:
    """A deterministic .tar.gz for an ordinary host."""
    click.echo(write_archive(out or Path("site"), target))


@main.command(help="退回上一次发布 / Go back to the release before.")
@_out
@click.argument("release", required=False)
@_guarded
def rollback(out: Path | None, release: str | None) -> None:
    """Make an earlier release the live one again."""
    click.echo(go_back(out or Path("site"), release))


@main.command(help="列出保留的发布 / List the releases at hand.")
@_out
@_guarded
def releases(out: Path | None) -> None:
    """The newest last."""
    for name in kept_releases(out or Path("site")):
        click.echo(name)


if __name__ == "__main__":
    main(prog_name="portal")
