"""All files of the site that are no pages."""

from collections.abc import Sequence

from portal.exports.corrections import correction_files
from portal.exports.coverage import coverage_files
from portal.exports.feeds import feed
from portal.exports.listings import listing_files
from portal.exports.schemas import schema_file
from portal.exports.series import series_files
from portal.exports.sitemap import robots, sitemap
from portal.exports.tables import table_files
from portal.model.language import LANGUAGES
from portal.model.listing import Listing
from portal.model.page import Artifact, Page
from portal.model.site import Site


def site_files(site: Site, pages: Sequence[Page], listings: Sequence[Listing]) -> list[Artifact]:
    """Downloads of reports and listings, feeds, schemas, site map; in the order of their paths.

    `pages` are all pages of the site, `listings` all lists that have a page (`site_listings`).
    """
    files = [file for report in site.reports for file in table_files(site, report)]
    files += series_files(site)
    files += [file for report in site.reports for file in correction_files(site, report)]
    for listing in listings:
        files += listing_files(
            site, listing.collection, listing.language, listing.records, listing.stem
        )
    for collection in site.collections:
        files += [feed(site, collection, language) for language in LANGUAGES]
        files.append(schema_file(site, collection))
    files += coverage_files(site)
    files += [sitemap(site, pages), robots(site, pages)]
    return sorted(files, key=lambda file: file.path)
