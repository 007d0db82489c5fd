"""Every page that the engine draws, in one list."""

from collections.abc import Sequence

from portal.model.language import LANGUAGES
from portal.model.page import Page
from portal.model.site import Site
from portal.pages.bodies import body_pages
from portal.pages.comparisons import comparison_pages
from portal.pages.coverage import coverage_pages
from portal.pages.listings import listing_pages
from portal.pages.overview import overview_pages
from portal.pages.records import record_pages
from portal.pages.reports import report_pages
from portal.pages.status import Finding, status_pages
from portal.pages.texts import Texts
from portal.pages.trends import trend_pages


def site_pages(site: Site, findings: Sequence[Finding]) -> list[Page]:
    """All pages of the site, by address; `findings` are what the status page lists."""
    texts = Texts()
    pages = [*overview_pages(site, texts), *report_pages(site, texts)]
    for collection in site.collections:
        for language in LANGUAGES:
            pages += listing_pages(site, collection, language)
            pages += record_pages(site, collection, language, texts)
    pages += coverage_pages(site)
    pages += [*body_pages(site), *trend_pages(site), *comparison_pages(site)]
    pages += status_pages(site, findings)
    return sorted(pages, key=lambda page: page.address)
