"""`portal import …`: what has been published elsewhere becomes data of the portal."""

import sys
from pathlib import Path

import click

from portal.day import today
from portal.importing import Request, import_file
from portal.model.language import Localised
from portal.options import PROBLEMS, guarded, root_option
from portal.telling import findings_text, problem_lines


@click.group("import", help="导入已公布的文件 / Import what has been published.")
def import_() -> None:
    """Commands that read files of other programs."""


@import_.command(
    "report",
    help="从 .docx .xlsx .html .txt .md 导入年度报告的三张表"
    " / Import the tables of an annual report.",
)
@root_option
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
    help="写到哪里，默认为 data/reports/[<机关>/]<年度>.yml / file to write",
)
@click.option(
    "--agency", help="不是本机关的报告时，机关名称 / agency in Chinese, if not the portal's own"
)
@click.option("--agency-en", help="该机关的英文名称 / its name in English")
@click.option(
    "--body", help="其他机关在 data/bodies.yml 中的标识 / id of the body in data/bodies.yml"
)
@click.option("--force", is_flag=True, help="覆盖已有文件 / overwrite an existing file")
@guarded
def import_report(
    root: Path,
    files: tuple[Path, ...],
    year: int,
    out: Path | None,
    agency: str | None,
    agency_en: str | None,
    body: str | None,
    force: bool,
) -> None:
    """Exit 0 written (warnings listed), 1 errors found, 2 wrong usage, 3 a failure outside."""
    root = root.resolve()
    target = out or root / "data" / "reports" / (body or "") / f"{year}.yml"
    if target.exists() and not force:
        raise click.UsageError(f"已有此文件，覆盖用 --force / exists, --force overwrites: {target}")
    if agency_en and not agency:
        raise click.UsageError("--agency-en 须与 --agency 同用 / --agency-en needs --agency")
    if agency and body:
        raise click.UsageError("--agency 与 --body 只用其一 / --agency or --body, not both")
    whose = Localised(agency, agency_en or None) if agency else None
    findings, is_written = import_file(root, today(), Request(files, year, target, whose, body))
    for item in findings_text(findings):
        click.echo("\n".join(problem_lines(item)))
    click.echo(
        f"已写入 / written: {target}" if is_written else "没有写入文件 / no file was written"
    )
    if findings.errors:
        sys.exit(PROBLEMS)
