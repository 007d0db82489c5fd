"""What a drawn page consists of, as far as publication must know it, element by element."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from sys import intern

FETCHING = {
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src", "formaction"),
    "button": ("formaction",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Attributes whose addresses a browser requests, or sends what a reader enters to."""

_FETCHING_RELATIONS = {
    "apple-touch-icon",
    "dns-prefetch",
    "icon",
    "manifest",
    "mask-icon",
    "modulepreload",
    "preconnect",
    "prefetch",
    "preload",
    "prerender",
    "stylesheet",
}
_DATA_SCRIPTS = {"application/json", "application/ld+json"}
_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)

# Comments and strings are matched first, so that what looks like an address in them is not one.
_STYLE_TOKEN = re.compile(
    r"""
    /\*.*?\*/
    | @import\s+(?:"(?P<import2>[^"]*)"|'(?P<import1>[^']*)')
    | url\(\s*(?:"(?P<url2>[^"]*)"|'(?P<url1>[^']*)'|(?P<url>[^)\s"']*))\s*\)
    | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Reference:
    """An address that a page or a style sheet names; `line` is 1-based."""

    url: str
    line: int
    element: str
    is_fetched: bool
    """Whether a browser requests it by itself or sends data there."""
    is_declared: bool = False
    """Whether it declares the page itself (canonical, hreflang) and must be absolute."""


@dataclass
class Markup:
    """What one page was found to hold."""

    language: str = ""
    titles: int = 0
    headings: int = 0
    """Number of h1 elements."""
    ids: Counter[str] = field(default_factory=Counter)
    references: list[Reference] = field(default_factory=list)
    inline: list[tuple[str, int]] = field(default_factory=list)
    """What a strict content security policy blocks, with its line."""


def style_references(text: str) -> Iterator[Reference]:
    """Everything a style sheet imports or shows."""
    for token in _STYLE_TOKEN.finditer(text):
        url = next((value for value in token.groupdict().values() if value is not None), "")
        if url:
            yield Reference(url, text.count("\n", 0, token.start()) + 1, "css", is_fetched=True)


class Collector:
    """Takes from each element what publication must know."""

    def __init__(self) -> None:
        self.markup = Markup()
        self.line = 1
        """Where the element at hand begins."""
        self._drawings = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins, with these attributes."""
        match tag:
            case "html":
                self.markup.language = given.get("lang", "").strip()
            case "svg":
                self._drawings += 1
            case "title" if not self._drawings:
                self.markup.titles += 1
            case "h1":
                self.markup.headings += 1
            case "base" | "style":
                self._block(f"<{tag}>")
            case "script" if "src" not in given and given.get("type") not in _DATA_SCRIPTS:
                self._block("<script>")
            case "a" | "area":
                self._refer(given, "href", tag, is_fetched=False)
            case "link":
                self._link(given)
            case "meta" if given.get("http-equiv", "").lower() == "refresh":
                if to := _REFRESH.match(given.get("content", "")):
                    self._add(to[1].strip(), "meta", is_fetched=False)
        for name in FETCHING.get(tag, ()):
            self._refer(given, name, tag, is_fetched=True)
        for name, value in given.items():
            if name == "id":
                self.markup.ids[intern(value)] += 1
            elif name == "style" or name.startswith("on"):
                self._block(f"{name}=")

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "svg" and self._drawings:
            self._drawings -= 1

    def _link(self, given: dict[str, str]) -> None:
        relations = set(given.get("rel", "").lower().split())
        is_alternate = "alternate" in relations and "hreflang" in given
        self._refer(
            given,
            "href",
            f"link {' '.join(sorted(relations))}",
            is_fetched=bool(relations & _FETCHING_RELATIONS),
            is_declared="canonical" in relations or is_alternate,
        )
        if "imagesrcset" in given:
            self._refer(given, "imagesrcset", "link", is_fetched=True)

    def _refer(
        self,
        given: dict[str, str],
        name: str,
        element: str,
        *,
        is_fetched: bool,
        is_declared: bool = False,
    ) -> None:
        value = given.get(name)
        if value is None:
            return
        if name.endswith("srcset"):
            for candidate in re.split(r",\s+", value):
                self._add(candidate.split()[0] if candidate.split() else "", element, is_fetched)
        else:
            self._add(value.strip(), element, is_fetched, is_declared)

    def _add(self, url: str, element: str, is_fetched: bool, is_declared: bool = False) -> None:
        if url[:11].lower() == "javascript:":
            self._block("javascript:")
        else:
            self.markup.references.append(
                Reference(url, self.line, element, is_fetched, is_declared)
            )

    def _block(self, what: str) -> None:
        self.markup.inline.append((what, self.line))
