"""A site as it was drawn: its files, and its pages parsed as browsers parse them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import yaml

from portal.build import build
from portal.events import draw

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 22)
CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff01-\uff5e]")
"""Han characters, and the punctuation that only Chinese has."""

_ANYWHERE = "http://anywhere.invalid/"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SKIPPED = frozenset({"script", "style", "template"})


@dataclass(frozen=True)
class Drawn:
    """A published site below `folder`; pages go by their address (`en/policies/`, `404.html`)."""

    folder: Path
    url: str
    _parsed: dict[str, Element] = field(default_factory=dict, repr=False)
    _places: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file of the site, relative to it."""
        return frozenset(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        )

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The address of every page, without the one for wrong addresses."""
        found = (path for path in self.files if path.endswith(".html") and path != "404.html")
        return tuple(sorted(path.removesuffix("index.html") for path in found))

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return (self.folder / path).read_bytes()

    def json(self, path: str) -> Any:
        """A JSON file; numbers stay as written."""
        return json.loads(self.read(path), parse_float=str, parse_int=str)

    def html(self, address: str) -> Element:
        """The root element of a page; texts for readers without scripts are elements of it."""
        if address not in self._parsed:
            path = address if address.endswith(".html") else f"{address}index.html"
            html = _COMMENT.sub("", self.read(path).decode())
            self._parsed[address] = html5lib.parse(html, namespaceHTMLElements=False)
        return self._parsed[address]

    def places(self, address: str) -> frozenset[str]:
        """The ids of a page, which links can lead to."""
        if address not in self._places:
            found = (element.get("id") for element in self.html(address).iter())
            self._places[address] = frozenset(id for id in found if id)
        return self._places[address]

    def target(self, link: str, address: str) -> tuple[str, str]:
        """Where a relative link of a page leads: address and fragment."""
        to = urlsplit(urljoin(_ANYWHERE + address, link))
        assert f"{to.scheme}://{to.netloc}/" == _ANYWHERE, (address, link)
        return unquote(to.path).removeprefix("/"), unquote(to.fragment)

    def is_indexed(self, address: str) -> bool:
        """Whether search engines may list a page."""
        robots = self.html(address).find(".//meta[@name='robots']")
        return robots is None or robots.get("content") != "noindex"

    @cached_property
    def manifest(self) -> dict[str, str]:
        """The SHA-256 of every file by path, as `release.json` has it."""
        declared = json.loads(self.read("release.json"))
        return {file["path"]: file["sha256"] for file in declared["files"]}


def publish(root: Path, out: Path, as_of: date = AS_OF, production: bool = False) -> Drawn:
    """Build the tree at `root` into `out`; it must pass the gate."""
    findings = build(root, out, as_of, production, draw)
    assert findings.site is not None, [str(found) for found in findings.errors]
    return Drawn(out, findings.site.settings.url)


def text(element: Element) -> str:
    """The words of an element as they stand in the file, white space folded."""
    return " ".join("".join(piece for piece, _ in words(element)).split())


def squeezed(element: Element) -> str:
    """The words without any white space: Chinese has none that means anything."""
    return re.sub(r"\s", "", "".join(piece for piece, _ in words(element)))


def words(element: Element, lang: str = "") -> Iterator[tuple[str, str]]:
    """Every piece of text with the language that it is marked with; scripts have no words."""
    if element.tag in _SKIPPED:
        return
    lang = element.get("lang", lang)
    yield element.text or "", lang
    for child in element:
        yield from words(child, lang)
        yield child.tail or "", lang


def elements(element: Element, lang: str = "") -> Iterator[tuple[Element, str]]:
    """Every element with the language that it is in."""
    lang = element.get("lang", lang)
    yield element, lang
    for child in element:
        yield from elements(child, lang)


def with_class(element: Element, name: str) -> list[Element]:
    """The elements of that class, in the order of the page."""
    return [found for found in element.iter() if name in (found.get("class") or "").split()]


def only(found: list[Element]) -> Element:
    """The one element of a list."""
    assert len(found) == 1, [element.attrib for element in found]
    return found[0]


def front_matter(path: Path) -> dict[str, Any]:
    """The front matter of a Markdown file; every scalar is the text that was written."""
    found: dict[str, Any] = raw_yaml(path.read_text(encoding="utf-8").split("---\n")[1])
    return found


def raw_yaml(content: str) -> Any:
    """YAML with nothing read into it: every scalar is the text that was written."""
    return yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506 - the safest of all loaders
