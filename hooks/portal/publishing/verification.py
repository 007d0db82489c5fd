"""The last check before a site goes live: what no citizen should ever meet, on the drawn files.

Everything found here is a fault of the engine; what an editor can do wrong is found before.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from portal.model.problem import Location, Problem, problem
from portal.publishing.address import INDEX, Addresses
from portal.publishing.formats import check_format, unreadable
from portal.publishing.manifest import RELEASE, walk
from portal.publishing.markup import Markup, Reference, style_references
from portal.publishing.page_markup import read_markup

_SLOT = "@@PORTAL:"
_SLOT_NAME = re.compile(rf"{_SLOT}[\w.-]*")
_PAGES = {".html", ".htm"}
_DATA = {".csv", ".geojson", ".json", ".svg", ".webmanifest", ".xml"}
_TEXTS = _PAGES | _DATA | {".css", ".js", ".txt"}


@dataclass(frozen=True)
class _Jump:
    """A link to a place in a page, to be judged when every page has been read."""

    location: Location
    url: str
    page: str
    anchor: str


def verify(staging: Path, site_url: str) -> list[Problem]:
    """Everything wrong with a staged site that is to be published at `site_url`, in order.

    Places are paths relative to the staging folder.
    """
    entries = list(walk(staging))
    site = Addresses(site_url, frozenset(path for path, is_regular in entries if is_regular))
    found = list(_check_entries(entries))
    anchors: dict[str, frozenset[str]] = {}
    jumps: list[_Jump] = []
    for path in sorted(site.files):
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in _TEXTS:
            continue
        try:
            text = (staging / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            found.append(unreadable(path, "UTF-8", 0, str(error)))
            continue
        found += _check_slots(path, text)
        found += check_format(path, text)
        if suffix in _PAGES:
            markup = read_markup(text)
            anchors[path] = frozenset(markup.ids)
            found += _check_markup(path, markup)
            found += _check_references(path, markup.references, site, jumps)
        elif suffix == ".css":
            found += _check_references(path, style_references(text), site, jumps)
    found += _check_jumps(jumps, anchors)
    return sorted({repr(item.order): item for item in found}.values(), key=lambda item: item.order)


def _check_entries(entries: Iterable[tuple[str, bool]]) -> Iterator[Problem]:
    paths = {path for path, is_regular in entries if is_regular}
    for path, is_regular in entries:
        if not is_regular or path == RELEASE:
            yield problem("PUBLISH-113", Location(path))
    if INDEX not in paths:
        yield problem("PUBLISH-114", Location(INDEX))


def _check_slots(path: str, text: str) -> Iterator[Problem]:
    if (start := text.find(_SLOT)) >= 0:
        location = Location(path, text.count("\n", 0, start) + 1)
        yield problem("PUBLISH-109", location, slot=_SLOT_NAME.findall(text, start)[0])


def _check_markup(path: str, markup: Markup) -> Iterator[Problem]:
    if not markup.language:
        yield problem("PUBLISH-105", Location(path))
    if markup.headings != 1:
        yield problem("PUBLISH-106", Location(path), count=markup.headings)
    if markup.titles != 1:
        yield problem("PUBLISH-107", Location(path), count=markup.titles)
    for anchor, count in markup.ids.items():
        if count > 1:
            yield problem("PUBLISH-104", Location(path), id=anchor, count=count)
    for what, line in markup.inline:
        yield problem("PUBLISH-110", Location(path, line), what=what)


def _check_references(
    path: str, references: Iterable[Reference], site: Addresses, jumps: list[_Jump]
) -> Iterator[Problem]:
    for reference in references:
        location = Location(path, reference.line)
        to = site.destination(reference.url, path)
        if reference.is_declared and not reference.url.startswith(site.url):
            yield problem("PUBLISH-108", location, url=reference.url, site=site.url)
        elif to.is_outside:
            if to.is_requested and reference.is_fetched:
                yield problem("PUBLISH-103", location, url=reference.url, element=reference.element)
        elif to.path is None:
            yield problem("PUBLISH-101", location, url=reference.url)
        elif to.anchor:
            jumps.append(_Jump(location, reference.url, to.path, to.anchor))


def _check_jumps(
    jumps: Iterable[_Jump], anchors: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    for jump in jumps:
        # A page scrolls up to #top without an element of that id; other files have no ids.
        if jump.anchor != "top" and jump.anchor not in anchors.get(jump.page, {jump.anchor}):
            yield problem("PUBLISH-102", jump.location, url=jump.url, anchor=jump.anchor)
