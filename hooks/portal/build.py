"""The pipeline on one page: sources → gate → pages and files → staged, verified, published."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal import __version__
from portal.exports.report_files import report_files
from portal.exports.site_files import site_files
from portal.gate import Findings, read_site
from portal.model.listing import site_listings
from portal.model.page import Artifact, Page
from portal.model.paper import Paper
from portal.model.problem import Problem
from portal.model.release import Stamp
from portal.model.site import Site
from portal.pages.drawing import Studio
from portal.pages.papers import report_papers
from portal.pages.site_pages import site_pages
from portal.pages.trends import trend_drawings
from portal.publishing.publication import publish
from portal.publishing.reading_back import read_back
from portal.search.entries import site_entries
from portal.search.index import search_files
from portal.telling import findings_text


@dataclass(frozen=True)
class Plan:
    """Everything one release consists of, before the theme draws its frame."""

    findings: Findings
    site: Site
    pages: tuple[Page, ...]
    artifacts: tuple[Artifact, ...]
    studio: Studio
    papers: tuple[Paper, ...] = ()
    faults: tuple[Problem, ...] = ()
    """What could not be made; with one the plan must not be published."""


Draw = Callable[[Plan, Path], Sequence[Problem]]
"""Draws a plan into an empty folder; only the edge to MkDocs can do it."""


def plan_site(root: Path, findings: Findings, site: Site) -> Plan:
    """Decide every page and every other file of the site."""
    pages = site_pages(site, findings_text(findings))
    listings = site_listings(site)
    artifacts = [*site_files(site, pages, listings), *search_files(site_entries(site))]
    artifacts += [
        Artifact(address, (root / source).read_bytes())
        for address, source in site.attachments.items()
    ]
    papers = report_papers(site, pages)
    files, faults = report_files(site, papers, artifacts)
    artifacts += files
    sizes = {artifact.path: len(artifact.content) for artifact in artifacts}
    studio = Studio(site, root / "overrides", sizes)
    artifacts += trend_drawings(site, studio)
    return Plan(findings, site, tuple(pages), tuple(artifacts), studio, papers, tuple(faults))


def build(
    root: Path, out: Path, as_of: date, production: bool, draw: Draw, fonts: Path | None = None
) -> Findings:
    """Publish the site of `root` as of that day to `out`; with an error nothing is published.

    `fonts` is the folder of the fonts for printing, unless they are those of the installation.
    """
    findings = read_site(root, as_of, production, fonts)
    if findings.site is None:
        return findings
    plan = plan_site(root, findings, findings.site)
    stamp = Stamp(__version__, as_of, production, plan.site.settings.url)

    def fill(staging: Path) -> Sequence[Problem]:
        return plan.faults or draw(plan, staging) or read_back(staging, plan.papers)

    return findings.with_faults(publish(out, root, stamp, fill))
