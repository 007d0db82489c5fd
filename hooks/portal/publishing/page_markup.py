"""The HTML of a drawn page → its markup: by a quick scan where it is written as templates write.

Everything else is left to a parser that takes any text, as browsers do.
"""

import re
from html import unescape
from html.parser import HTMLParser

from portal.publishing.markup import FETCHING, Collector, Markup

_NOTED = {"html", "svg", "title", "h1", "base", "style", "script"}
"""Elements that count even without attributes."""
_READ = _NOTED | FETCHING.keys() | {"a", "area", "link", "meta"}
_NOTED_ANYWHERE = re.compile(r"\s(?:id|style|on[a-z]*)\b", re.IGNORECASE)
"""Attributes that count on every element."""

# HTML as templates write it: lower-case names, values in double quotes, everything else escaped.
# What looks different is left to a parser that knows what browsers make of it.
_ATTRIBUTES = r"(?:\s[^<>\"'=/]*(?:=\"[^\"]*\"[^<>\"'=/]*)*)?"
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:=\"([^\"]*)\")?")
_TOKEN = re.compile(
    rf"""
    <!--(?!-?>)(?:(?!--).)*--> | <!doctype\ html>
    | </(?:(?P<end>svg)|(?!script|style)[a-z][a-z0-9-]*)>
    | <(?P<raw>script|style)(?P<raw_attributes>{_ATTRIBUTES})>[^<]*</(?P=raw)>
    | <(?!(?:script|style|textarea|plaintext|xmp|iframe|noembed|noframes|math)\b)
      (?P<tag>[a-z][a-z0-9-]*)(?P<attributes>{_ATTRIBUTES})(?P<closed>/?)>
    | (?P<stray><(?=[a-zA-Z/!?]))
    """,
    re.VERBOSE | re.DOTALL,
)


def read_markup(text: str) -> Markup:
    """The markup of a page; never fails, as no browser does."""
    found = scanned_markup(text)
    return parsed_markup(text) if found is None else found


def parsed_markup(text: str) -> Markup:
    """The markup as a parser that takes anything sees it; slow."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.collector.markup


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.collector = Collector()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.collector.line = self.getpos()[0]
        self.collector.start(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.collector.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.collector.end(tag)


def scanned_markup(text: str) -> Markup | None:
    """The markup of a page without surprises; None where only a parser can tell what is meant."""
    collector = Collector()
    at = 0
    for token in _TOKEN.finditer(text):
        tag = token["tag"] or token["raw"]
        if tag is None:
            if token["stray"]:
                return None
            if token["end"]:
                collector.end(token["end"])
            continue
        written = token["attributes"] or token["raw_attributes"] or ""
        if tag not in _READ and not (written and _NOTED_ANYWHERE.search(written)):
            continue
        collector.line += text.count("\n", at, token.start())
        at = token.start()
        given = {
            name.lower(): unescape(value) if "&" in value else value
            for name, value in _ATTRIBUTE.findall(written)
        }
        collector.start(tag, given)
        if token["closed"]:
            collector.end(tag)
    return collector.markup
