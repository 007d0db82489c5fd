"""The site map for search engines (sitemaps.org) and robots.txt."""

from collections.abc import Sequence
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from portal.exports.addresses import absolute
from portal.exports.xml_file import add, xml_bytes
from portal.model.page import Artifact, Page
from portal.model.site import Site

SITEMAP = "sitemap.xml"
STATUS_TEMPLATE = "status.html"
"""The template of pages for editors, which are no business of search engines."""


def sitemap(site: Site, pages: Sequence[Page]) -> Artifact:
    """Every indexed page by address; languages are linked where both say the same."""
    indexed = {page.address: page for page in pages if page.is_indexed}
    root = Element(
        "urlset",
        {
            "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
            "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
        },
    )
    for address, page in sorted(indexed.items()):
        url = add(root, "url")
        add(url, "loc", absolute(site.settings, address))
        if page.modified is not None:
            add(url, "lastmod", page.modified.isoformat())
        for alternate in _pair(page, indexed):
            add(
                url,
                "xhtml:link",
                rel="alternate",
                hreflang=alternate.language.tag,
                href=absolute(site.settings, alternate.address),
            )
    return Artifact(SITEMAP, xml_bytes(root))


def _pair(page: Page, indexed: dict[str, Page]) -> tuple[Page, ...]:
    """The page and its counterpart, Chinese first, or nothing where they are no real pair."""
    if not page.is_pair or page.counterpart is None:
        return ()
    other = indexed.get(page.counterpart)
    if other is None or not other.is_pair or other.counterpart != page.address:
        return ()
    # Both pages must name both, or search engines ignore the pair.
    return tuple(sorted((page, other), key=lambda page: page.language.value, reverse=True))


def robots(site: Site, pages: Sequence[Page]) -> Artifact:
    """robots.txt: where the site map is, and the status pages as all that is closed.

    Pages that are only not indexed stay open: a robot must read a page to find its `noindex`.
    """
    base = urlsplit(site.settings.url).path
    closed = sorted({page.address for page in pages if page.template == STATUS_TEMPLATE})
    lines = ["User-agent: *"]
    lines += [f"Disallow: {base}{address}" for address in closed] or ["Disallow:"]
    lines += ["", f"Sitemap: {absolute(site.settings, SITEMAP)}", ""]
    return Artifact("robots.txt", "\n".join(lines).encode())
