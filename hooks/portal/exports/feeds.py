"""An Atom feed (RFC 4287) for each collection and language: its newest documents."""

from datetime import date
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from portal.exports.addresses import absolute
from portal.exports.xml_file import add, xml_bytes
from portal.model.collection import Collection
from portal.model.language import Language, Localised
from portal.model.page import Artifact
from portal.model.record import Record
from portal.model.settings import Settings
from portal.model.site import Site

_NEWEST = 50
_LANG = "xml:lang"


def feed_path(collection: Collection, language: Language) -> str:
    """The site-relative path of the feed of a collection."""
    return f"{collection.address(language)}feed.xml"


def feed(site: Site, collection: Collection, language: Language) -> Artifact:
    """The newest dated records that are no samples; dates are the records' own, never the clock."""
    dated = [(record.dated, record) for record in site.counted(collection)]
    entries = [(day, record) for day, record in dated if day is not None][:_NEWEST]
    path = feed_path(collection, language)
    here = absolute(site.settings, path)
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", _LANG: language.tag})
    add(root, "id", here)
    _add_text(root, "title", collection.title, language)
    _add_text(root, "subtitle", collection.description, language)
    add(root, "updated", _midnight(max((day for day, _ in entries), default=site.as_of)))
    add(root, "link", rel="self", type="application/atom+xml", href=here)
    page = absolute(site.settings, collection.address(language))
    add(root, "link", rel="alternate", type="text/html", href=page)
    _add_text(add(root, "author"), "name", site.settings.agency, language)
    for day, record in entries:
        _add_entry(root, site.settings, record, day, language)
    return Artifact(path, xml_bytes(root))


def _add_entry(
    root: Element, settings: Settings, record: Record, day: date, language: Language
) -> None:
    address = record.address(language)
    entry = add(root, "entry")
    add(entry, "id", _tag(settings, record, language))
    _add_text(entry, "title", record.title, language)
    add(entry, "published", _midnight(day))
    add(entry, "updated", _midnight(day))
    add(entry, "link", rel="alternate", type="text/html", href=absolute(settings, address))
    if record.summary is not None:
        _add_text(entry, "summary", record.summary, language)


def _add_text(parent: Element, name: str, text: Localised, language: Language) -> None:
    """A text in the language of the feed, or in Chinese and marked so."""
    child = add(parent, name, text.in_(language))
    if not text.has(language):
        child.set(_LANG, Language.ZH.tag)


def _tag(settings: Settings, record: Record, language: Language) -> str:
    """A name for the entry (RFC 4151) that outlives a change of scheme or of the record's words."""
    site = urlsplit(settings.url)
    return f"tag:{site.hostname},{record.year}:{site.path}{record.address(language)}"


def _midnight(day: date) -> str:
    """The start of the day in China, which has one time zone and no summer time."""
    return f"{day.isoformat()}T00:00:00+08:00"
