"""A document in the language of a page → stretches of text and tables, with their standing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markdown import Markdown

from portal.model.document import Block, Document, Prose
from portal.model.figure_links import SCHEME
from portal.model.figures import Contradiction
from portal.model.language import Language
from portal.model.links import headings_of, local_link
from portal.model.page import Heading
from portal.pages.addresses import relative
from portal.pages.prose import markdown_parser, render
from portal.pages.views import Segment, TableView

_DEEPEST_IN_CONTENTS = 3


@dataclass(frozen=True)
class _Piece:
    """A block with what is to be said about it; `index` is -1 for what nobody has translated."""

    block: Block
    index: int
    is_stale: bool = False
    is_missing: bool = False

    @property
    def standing(self) -> tuple[bool, bool]:
        return (self.is_stale, self.is_missing)


@dataclass(frozen=True)
class FigureLinks:
    """Where the bound figures of a report lead, and which of them contradict their sources."""

    address: Callable[[str], str]
    """Target → address of its cell from the page; empty where no page shows it."""
    contradictions: Sequence[Contradiction]

    def notes(self, file: str, line: int) -> tuple[Contradiction, ...]:
        """What is to be said under the block of that line."""
        return tuple(c for c in self.contradictions if (c.file, c.line) == (file, line))


_NO_FIGURES = FigureLinks(lambda target: "", ())


@dataclass
class Texts:
    """Renders documents, one parser for all."""

    parser: Markdown = field(default_factory=markdown_parser)

    def segments(
        self,
        document: Document,
        language: Language,
        address: str,
        tables: Mapping[str, TableView] | None = None,
        figures: FigureLinks = _NO_FIGURES,
    ) -> tuple[Segment, ...]:
        """The text of a document for the page at `address`; markers place the given tables."""
        prose = document.prose(language)
        pieces = list(_pieces(document, prose, language))
        anchors = _anchors(prose)
        found: list[Segment] = []
        run: list[_Piece] = []

        def close() -> None:
            if run:
                found.append(self._segment(run, document, anchors, language, address, figures))
                run.clear()

        for piece in pieces:
            marker = piece.block.marker
            table = (tables or {}).get(marker[1]) if marker else None
            if run and run[0].standing != piece.standing:
                close()
            if table is not None:
                close()
                if not piece.is_missing:
                    found.append(Segment(table=table, is_stale=False))
            else:
                run.append(piece)
                file = document.zh.file if piece.is_missing else prose.file
                if notes := figures.notes(file, piece.block.line):
                    close()
                    found.append(Segment(notes=notes))
        close()
        return tuple(found)

    def _segment(
        self,
        run: list[_Piece],
        document: Document,
        anchors: Mapping[int, str],
        language: Language,
        address: str,
        figures: FigureLinks,
    ) -> Segment:
        prose = document.prose(language)
        is_translated = document.has(language) and not run[0].is_missing

        def resolve(target: str) -> str:
            if target.startswith(SCHEME):
                return figures.address(target.removeprefix(SCHEME))
            return _page_link(target, prose.file, language, address)

        html = render(
            self.parser,
            [piece.block for piece in run],
            [anchors.get(piece.index, "") for piece in run if piece.block.text.startswith("#")],
            resolve,
            language if is_translated else Language.ZH,
        )
        return Segment(html, None, run[0].is_stale, run[0].is_missing)


def _pieces(document: Document, prose: Prose, language: Language) -> Iterator[_Piece]:
    """The blocks to show: without the title, with untranslated Chinese where it belongs."""
    is_translation = language is Language.EN and document.en is not None
    standing = document.translation
    for index in range(len(prose.blocks) + 1):
        if is_translation:
            for before, block in standing.missing:
                if before == index:
                    yield _Piece(block, -1, is_missing=True)
        if index < len(prose.blocks) and not prose.blocks[index].text.startswith("# "):
            is_stale = is_translation and index in standing.stale
            yield _Piece(prose.blocks[index], index, is_stale)


def _anchors(prose: Prose) -> dict[int, str]:
    """The anchor of each heading by the index of its block."""
    headings = iter(headings_of(prose.blocks))
    return {
        index: next(headings).anchor
        for index, block in enumerate(prose.blocks)
        if headings_of((block,))
    }


def contents(document: Document, language: Language) -> tuple[Heading, ...]:
    """The table of contents of a document: its second and third levels."""
    return tuple(
        Heading(heading.level, heading.anchor, heading.title)
        for heading in headings_of(document.prose(language).blocks)
        if 1 < heading.level <= _DEEPEST_IN_CONTENTS
    )


def _page_link(target: str, file: str, language: Language, address: str) -> str:
    """A link between source files as a link between pages of one language."""
    link = local_link(target, file)
    if link is None:
        return target
    anchor = f"#{link.anchor}" if link.anchor else ""
    if link.file == file:
        return anchor or "./"
    path = link.file.removeprefix("content/").removeprefix("zh/").removeprefix("en/")
    if path.endswith(".md"):
        page = f"{language.prefix}{path.removesuffix('.md').replace('_', '-')}/"
        return relative(address, page + anchor)
    return relative(address, path + anchor)
