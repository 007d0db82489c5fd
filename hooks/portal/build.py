"""The pipeline on one page: sources → gate → pages and files → staged, verified, published."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal import __version__
from portal.exports.site_files import site_files
from portal.gate import Findings, read_site
from portal.model.listing import site_listings
from portal.model.page import Artifact, Page
from portal.model.problem import Problem
from portal.model.release import Stamp
from portal.model.site import Site
from portal.pages.drawing import Studio
from portal.pages.site_pages import site_pages
from portal.pages.trends import trend_drawings
from portal.publishing.publication import publish
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
    studio = Studio(site, root / "overrides")
    artifacts += trend_drawings(site, studio)
    return Plan(findings, site, tuple(pages), tuple(artifacts), studio)


def build(root: Path, out: Path, as_of: date, production: bool, draw: Draw) -> Findings:
    """Publish the site of `root` as of that day to `out`; with an error nothing is published."""
    findings = read_site(root, as_of, production)
    if findings.site is None:
        return findings
    plan = plan_site(root, findings, findings.site)
    stamp = Stamp(__version__, as_of, production, plan.site.settings.url)
    faults = publish(out, root, stamp, lambda staging: draw(plan, staging))
    return findings.with_faults(faults)
