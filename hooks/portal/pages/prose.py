"""Markdown → HTML for documents: one dialect for every page, safe by construction.

Python-Markdown with raw HTML switched off. Links between source files become links between
pages, headings carry the anchors that the gate has checked, tables carry no inline styles.
"""

import re
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from portal.model.document import Block
from portal.model.figure_links import SCHEME
from portal.model.language import Language

Resolve = Callable[[str], str]
"""A link target as written → the address to put into the page; empty for a figure without one."""

_WIDE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2018-\u201d\u2026\u2014"
_BROKEN_LINE = re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_CHINESE = re.compile(
    "[\u3008-\u3015]?[\u3400-\u9fff](?:[0-9A-Za-z\u3000-\u303f\uff00-\uffef]*[\u3008-\u3015\u3400-\u9fff])*"
)
"""A stretch of Chinese with the numbers and brackets inside it: 国办发〔2017〕47号."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class _Finish(Treeprocessor):
    """Anchors, links and alignment of a parsed text."""

    anchors: list[str]
    resolve: Resolve

    def run(self, root: Element) -> None:
        anchors = iter(self.anchors)
        for element in root.iter():
            if element.tag in _HEADINGS:
                if anchor := next(anchors, ""):
                    element.set("id", anchor)
            elif element.tag == "a" and "href" in element.attrib:
                self._link(element)
            elif element.tag == "img":
                element.set("src", self.resolve(element.get("src", "")))
            elif "style" in element.attrib:
                align = element.attrib.pop("style").removeprefix("text-align:").strip(" ;")
                element.set("class", f"align-{align}")

        _unwrap(root)

    def _link(self, element: Element) -> None:
        written = element.get("href", "")
        href = self.resolve(written)
        element.set("href", href)
        if written.startswith(SCHEME):
            element.set("class", "figure")
        if href.startswith(("http:", "https:")):
            element.set("rel", "external")


def _unwrap(element: Element) -> None:
    """Leave the words alone where a bound figure leads nowhere."""
    for child in list(element):
        _unwrap(child)
        if child.tag == "a" and child.get("class") == "figure" and not child.get("href"):
            _replace(element, child)


def _replace(parent: Element, child: Element) -> None:
    """Put what a child holds into its place."""
    at = list(parent).index(child)
    inner = list(child)
    parent.remove(child)
    for offset, element in enumerate(inner):
        parent.insert(at + offset, element)
    _add_text(parent, at, child.text)
    _add_text(parent, at + len(inner), child.tail)


def _add_text(parent: Element, at: int, text: str | None) -> None:
    """Put text before the child at that place."""
    if at == 0:
        parent.text = (parent.text or "") + (text or "")
    else:
        before = parent[at - 1]
        before.tail = (before.tail or "") + (text or "")


class _Foreign(Treeprocessor):
    """Marks Chinese inside an English text, so that it is read out as Chinese."""

    language: Language

    def run(self, root: Element) -> None:
        if self.language is Language.ZH:
            return
        for element in list(root.iter()):
            for child in list(element):
                child.tail = self._mark(element, child, child.tail)
            element.text = self._mark(element, None, element.text)

    def _mark(self, parent: Element, before: Element | None, text: str | None) -> str | None:
        """Put the Chinese of a text into elements after `before`; return what precedes them."""
        found = list(_CHINESE.finditer(text or ""))
        if text is None or not found:
            return text
        at = 0 if before is None else list(parent).index(before) + 1
        ends = [match.start() for match in found[1:]] + [len(text)]
        for offset, (match, end) in enumerate(zip(found, ends, strict=True)):
            span = Element("span", lang=Language.ZH.tag)
            span.text, span.tail = match[0], text[match.end() : end]
            parent.insert(at + offset, span)
        return text[: found[0].start()]


class _Safe(Extension):
    """Raw HTML stays text, and our finishing touches come after inline parsing."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Finish(md), "finish", 0)
        md.treeprocessors.register(_Foreign(md), "foreign", 0)


def markdown_parser() -> Markdown:
    """A parser to be used again and again; it keeps nothing from one text to the next."""
    return Markdown(
        extensions=[TableExtension(), SaneListExtension(), FencedCodeExtension(), _Safe()],
        output_format="html",
    )


def render(
    parser: Markdown,
    blocks: Sequence[Block],
    anchors: Sequence[str],
    resolve: Resolve,
    language: Language,
) -> Markup:
    """The HTML of consecutive blocks in that language; `anchors` are the ids of their headings.

    Inside Chinese text a line break of the source is no space on the page.
    """
    text = "\n\n".join(
        block.text if block.text.startswith(("```", "~~~")) else _BROKEN_LINE.sub("", block.text)
        for block in blocks
    )
    finish = parser.treeprocessors["finish"]
    if isinstance(finish, _Finish):
        finish.anchors = list(anchors)
        finish.resolve = resolve
    foreign = parser.treeprocessors["foreign"]
    if isinstance(foreign, _Foreign):
        foreign.language = language
    parser.reset()
    # Python-Markdown escapes what it does not know; nothing else marks this text as safe.
    return Markup(parser.convert(text))  # noqa: S704
