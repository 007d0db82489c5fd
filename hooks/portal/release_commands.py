"""Commands about releases: pack one, go back to one, list them."""

from pathlib import Path

import click

from portal.options import guarded, out_option
from portal.publishing.archive import archive as write_archive
from portal.publishing.publication import kept_releases
from portal.publishing.publication import rollback as go_back


@click.command(help="把网站打成发布包 / Pack the published site into a release archive.")
@click.argument("target", type=click.Path(path_type=Path))
@out_option
@guarded
def archive(target: Path, out: Path | None) -> None:
    """A deterministic .tar.gz for an ordinary host."""
    click.echo(write_archive(out or Path("site"), target))


@click.command(help="退回上一次发布 / Go back to the release before.")
@out_option
@click.argument("release", required=False)
@guarded
def rollback(out: Path | None, release: str | None) -> None:
    """Make an earlier release the live one again."""
    click.echo(go_back(out or Path("site"), release))


@click.command(help="列出保留的发布 / List the releases at hand.")
@out_option
@guarded
def releases(out: Path | None) -> None:
    """The newest last."""
    for name in kept_releases(out or Path("site")):
        click.echo(name)
