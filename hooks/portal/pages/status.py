"""The editor's status page: what is still to be done. It is left out of the production release."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.model.language import LANGUAGES, Language
from portal.model.page import Page
from portal.model.site import Site
from portal.pages.own import own_page
from portal.pages.views import Untranslated


@dataclass(frozen=True)
class Finding:
    """A problem with its sentences, as the status page lists it."""

    code: str
    severity: str
    location: str
    zh: str
    en: str
    fix: str


def status_pages(site: Site, findings: Sequence[Finding]) -> Iterator[Page]:
    """The status page in both languages; none in a release for citizens."""
    if site.production:
        return
    samples = sum(record.is_sample for records in site.records.values() for record in records)
    for language in LANGUAGES:
        context = {
            "open_facts": tuple(f for f in site.settings.facts if f.value is None),
            "untranslated": tuple(_untranslated(site, language)),
            "problems": tuple(findings),
            "samples": samples,
            "embargoed": site.embargoed,
            "outlook": site.outlook,
        }
        yield own_page(site, language, "status", context, is_indexed=False)


def _untranslated(site: Site, language: Language) -> Iterator[Untranslated]:
    for document in sorted(site.documents.values(), key=lambda document: document.id):
        standing = document.translation
        if document.en is not None and standing.is_current:
            continue
        yield Untranslated(
            title=document.zh.title,
            file=document.zh.file if document.en is None else document.en.file,
            address=document.address(language),
            stale=len(standing.stale) + standing.title_is_stale + standing.summary_is_stale,
            missing=len(standing.missing),
            is_absent=document.en is None,
        )
