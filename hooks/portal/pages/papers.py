"""The page of a report → the same report on paper: what the page shows, word for word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from portal.model.language import Language
from portal.model.page import Page
from portal.model.paper import (
    Emphasis,
    Heading,
    Listing,
    Paper,
    Paragraph,
    ParagraphKind,
    Piece,
    ProseTable,
    Run,
    Runs,
    TablePlace,
    words,
)
from portal.model.site import Site
from portal.pages.drawing import label
from portal.pages.paper_notes import figure_notes, table_note_runs
from portal.pages.views import Segment

_HEADINGS = {"h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
_LOOKS = {
    "strong": Emphasis.STRONG,
    "em": Emphasis.EMPHASISED,
    "code": Emphasis.LITERAL,
}
_UNSEEN = {"visually-hidden", "hidden"}
"""Classes of what is read out but not shown."""
_VOID = {"br", "hr", "img"}
_SPACE = re.compile(r"\s+")


def report_papers(site: Site, pages: Iterable[Page]) -> tuple[Paper, ...]:
    """Each report in each language as it goes on paper, in the order of the pages."""
    return tuple(_paper(site, page) for page in pages if page.template == "report.html")


def _paper(site: Site, page: Page) -> Paper:
    report, language = page.context["report"], page.language
    shown = page.content_language or language
    address = site.settings.url + page.address
    return Paper(
        report=report,
        language=language,
        title=Run(page.title, shown if report.document else language),
        address=address,
        remarks=tuple(_remarks(site, page)),
        pieces=tuple(_pieces(site, page.context["body"], language, shown, address)),
    )


def _remarks(site: Site, page: Page) -> Iterator[Runs]:
    """What must be said over an English text, in the words of the page."""
    language, document = page.language, page.context["report"].document
    if language is Language.ZH:
        return
    if document is None:
        yield (Run(label(site, "chinese_governs", language), language),)
    elif not document.has(language):
        yield (Run(label(site, "notice_untranslated", language), language),)
    else:
        if not document.translation.is_current:
            yield (Run(label(site, "notice_stale", language), language),)
        yield (Run(label(site, "notice_reference", language), language),)


def _pieces(
    site: Site, body: Sequence[Segment], language: Language, shown: Language, address: str
) -> Iterator[Piece]:
    for segment in body:
        if segment.table is not None:
            notes = tuple(table_note_runs(site, segment.table.notes, language))
            yield TablePlace(segment.table.table, notes)
            continue
        if segment.notes:
            yield from figure_notes(site, segment.notes, language)
            continue
        spoken = Language.ZH if segment.is_missing else shown
        for flag, key in ((segment.is_missing, "mark_missing"), (segment.is_stale, "mark_stale")):
            if flag:
                mark = (Run(label(site, key, language), language),)
                yield Paragraph(mark, ParagraphKind.MARK)
        yield from html_pieces(str(segment.html), spoken, address)


def html_pieces(html: str, language: Language, address: str) -> tuple[Piece, ...]:
    """The pieces of drawn prose: visible text only; links that leave the page keep their address.

    `address` is where the page stands, so that its relative links can be followed from paper.
    """
    reader = _Reader(language, address)
    reader.feed(html)
    reader.close()
    return reader.finished()


class _Frame:
    """An element under construction: the pieces so far, and the runs of the open paragraph."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.items: list[tuple[Piece, ...]] = []
        self.rows: list[tuple[Runs, ...]] = []
        self.cells: list[Runs] = []
        self.heads = 0
        self.start: int | None = None


class _Reader(HTMLParser):
    """Reads the HTML of our own dialect; text in an element it does not know is kept."""

    def __init__(self, language: Language, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self._address = address
        self._frames = [_Frame("")]
        self._looks: list[tuple[str, Run, bool]] = [("", Run("", language), False)]
        """Open inline elements: their tag, the look inside them, whether that is unseen."""

    def finished(self) -> tuple[Piece, ...]:
        """All pieces; what was left open is closed."""
        while len(self._frames) > 1:
            self._close_frame()
        self._close_paragraph(self._frames[0])
        return tuple(self._frames[0].pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _HEADINGS or tag in {"p", "pre", "blockquote", "ul", "ol", "li", "table", "tr"}:
            self._close_paragraph(self._frames[-1])
            frame = _Frame(tag)
            if tag == "ol":
                frame.start = int(given.get("start") or 1)
            self._frames.append(frame)
        elif tag in {"th", "td"}:
            self._frames.append(_Frame(tag))
        elif tag == "br":
            self._add("\n")
        elif tag == "img":
            self._add(given.get("alt", ""))
        if tag not in _VOID:
            self._looks.append(self._look(tag, given))

    def _look(self, tag: str, given: dict[str, Any]) -> tuple[str, Run, bool]:
        _, outer, is_unseen = self._looks[-1]
        language = next((one for one in Language if one.tag == given.get("lang")), outer.language)
        link = outer.link
        if tag == "a" and (target := given.get("href", "")) and not target.startswith("#"):
            link = urljoin(self._address, target)
        hidden = bool(_UNSEEN & set(given.get("class", "").split())) or "hidden" in given
        emphasis = _LOOKS.get(tag, outer.emphasis)
        return tag, Run("", language, emphasis, link), is_unseen or hidden

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(look[0] == tag for look in self._looks):
            return
        while self._looks[-1][0] != tag:
            self._looks.pop()
        self._looks.pop()
        if any(frame.tag == tag for frame in self._frames):
            while self._frames[-1].tag != tag:
                self._close_frame()
            self._close_frame()

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        _, look, is_unseen = self._looks[-1]
        if is_unseen or not text:
            return
        frame = self._frames[-1]
        if frame.tag in {"ul", "ol", "table", "tr"} and not text.strip():
            return
        if text != "\n" and not any(look[0] == "pre" for look in self._looks):
            text = _SPACE.sub(" ", text)
            if not frame.runs or frame.runs[-1].text.endswith(("\n", " ")):
                text = text.lstrip(" ")
        frame.runs.append(Run(text, look.language, look.emphasis, look.link))

    def _close_paragraph(self, frame: _Frame) -> None:
        runs = _trimmed(frame.runs)
        frame.runs = []
        if runs:
            is_quote = any(one.tag == "blockquote" for one in self._frames)
            kind = ParagraphKind.QUOTE if is_quote else ParagraphKind.TEXT
            frame.pieces.append(Paragraph(runs, kind))

    def _close_frame(self) -> None:
        frame = self._frames.pop()
        outer = self._frames[-1]
        if frame.tag in _HEADINGS:
            outer.pieces.append(Heading(_HEADINGS[frame.tag], _trimmed(frame.runs)))
        elif frame.tag in {"th", "td"}:
            outer.cells.append(_trimmed(frame.runs))
            outer.heads += frame.tag == "th"
        elif frame.tag == "tr":
            outer.rows.append(tuple(frame.cells))
            outer.heads += bool(frame.heads)
        elif frame.tag == "table":
            outer.pieces.append(ProseTable(tuple(frame.rows), frame.heads))
        else:
            self._close_paragraph(frame)
            if frame.tag == "li":
                outer.items.append(tuple(frame.pieces))
            elif frame.tag in {"ul", "ol"}:
                outer.pieces.append(Listing(tuple(frame.items), frame.start))
            else:
                outer.pieces.extend(frame.pieces)


def _trimmed(runs: Sequence[Run]) -> Runs:
    """The runs without white space at both ends; none at all where they hold nothing else."""
    kept = [run for run in runs if run.text]
    if not words(tuple(kept)).strip():
        return ()
    while not kept[0].text.strip():
        kept.pop(0)
    while not kept[-1].text.strip():
        kept.pop()
    first, last = kept[0], kept[-1]
    if first is last:
        return (_with(first, first.text.strip()),)
    return (_with(first, first.text.lstrip()), *kept[1:-1], _with(last, last.text.rstrip()))


def _with(run: Run, text: str) -> Run:
    return Run(text, run.language, run.emphasis, run.link)
