"""What the commands of `portal` have in common: options, exit codes, how a failure ends."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from portal.day import today
from portal.model.problem import Severity
from portal.publishing.failure import PublishingError
from portal.telling import finding_text, problem_lines

PROBLEMS, USAGE, FAILURE = 1, 2, 3
"""Exit codes: problems in the sources; wrong usage; something outside the sources failed."""

Command = Callable[..., None]


def root_option(command: Command) -> Command:
    """`--root`: the tree of sources; it exists."""
    return click.option(
        "--root",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=".",
        help="仓库的根目录 / root of the repository",
    )(command)


def day_option(command: Command) -> Command:
    """`--as-of`: the day of the build; today in China without it."""
    return click.option(
        "--as-of",
        type=click.DateTime(formats=["%Y-%m-%d"]),
        callback=lambda context, option, value: _date(value),
        help="构建日期，默认为中国当日 / day of the build; default: today in China",
    )(command)


def out_option(command: Command) -> Command:
    """`--out`: the folder of the live site, None where not given."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        help="网站的文件夹，默认为 site / folder of the site; default: site",
    )(command)


def _date(value: datetime | None) -> date:
    return value.date() if value else today()


def guarded(command: Command) -> Command:
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
            if is_debugging():
                raise
            click.echo(f"{error.filename or ''}: {error.strerror or error}", err=True)
            sys.exit(FAILURE)
        except Exception as error:
            if is_debugging():
                raise
            click.echo("内部错误，未发布任何内容 / internal fault, nothing was published", err=True)
            click.echo(f"{type(error).__name__}: {error}", err=True)
            click.echo("portal --debug … 显示详情 / shows the details", err=True)
            sys.exit(FAILURE)

    return run


def is_debugging() -> bool:
    """Whether `portal --debug` was called."""
    return bool(click.get_current_context().find_root().obj)
