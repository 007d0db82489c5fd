"""A whole report to take away, and what search engines are told of it (schema.org)."""

from typing import Any

from portal.model.downloads import ARCHIVE, MEDIA_TYPES, PACKAGE, PAPERS
from portal.model.language import LANGUAGES, Language
from portal.model.listing import DOWNLOADS
from portal.model.report import Report
from portal.model.site import Site
from portal.pages.views import Download


def report_downloads(site: Site, report: Report, language: Language) -> tuple[Download, ...]:
    """The files of the whole report in that language; none where the site prints none."""
    if site.fonts is None:
        return ()
    folder = report.address(language)
    files = [Download(kind, f"{folder}{report.year}.{kind}") for kind in (*PAPERS, ARCHIVE)]
    return (*files, Download("package", folder + PACKAGE))


def report_dataset(
    site: Site, report: Report, language: Language, title: str, description: str
) -> dict[str, Any]:
    """The report as a schema.org `Dataset`, with every file that it can be fetched as."""
    address = site.settings.url + report.address(language)
    folder = report.address(language)
    paths = [f"{folder}{table.id}.{kind}" for table in report.format.tables for kind in DOWNLOADS]
    paths += [download.address for download in report_downloads(site, report, language)]
    creator = _organisation(site, report, language)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{address}#dataset",
        "name": title,
        "description": description or site.labels["package_about"].in_(language),
        "url": address,
        "identifier": address,
        "inLanguage": language.tag,
        "temporalCoverage": f"{report.year}-01-01/{report.year}-12-31",
        "creator": creator,
        "publisher": _organisation(site, None, language),
        "isAccessibleForFree": True,
        "isBasedOn": {"@type": "Report", "name": title, "url": address, "author": creator},
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": site.settings.url + path,
                "encodingFormat": MEDIA_TYPES[path.rpartition(".")[2]],
            }
            for path in paths
        ],
    }
    published = report.document.values.get("published") if report.document else None
    if published is not None:
        found["datePublished"] = published.isoformat()
    if licence := site.settings.fact("licence"):
        found["license"] = licence.in_(language)
    if language is not LANGUAGES[0]:
        found["translationOfWork"] = {
            "@id": f"{site.settings.url}{report.address(LANGUAGES[0])}#dataset"
        }
    return found


def _organisation(site: Site, report: Report | None, language: Language) -> dict[str, Any]:
    """The body of a report, or the portal's own agency, under both its names."""
    name = site.settings.agency if report is None else report.agency
    found: dict[str, Any] = {"@type": "GovernmentOrganization", "name": name.in_(language)}
    other = name.in_(language.other)
    if other != found["name"]:
        found["alternateName"] = other
    if report is None or report.body is None:
        found["url"] = site.settings.url
    return found
