"""Links inside documents: pages, anchors and attachments they lead to must be there and public."""

from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote

from portal.model.document import Document, Prose
from portal.model.links import LocalLink, headings_of, links_of, local_link
from portal.model.problem import Location, Problem, problem


def check_links(
    public: Mapping[str, Document], hidden: Collection[str], files: Collection[str]
) -> Iterator[Problem]:
    """Problems of all local links; `files` are all sources.

    `hidden` are ids of held-back documents and, below `content/zh/`, paths of their attachments.
    """
    anchors = {
        prose.file: {heading.anchor for heading in headings_of(prose.blocks)}
        for document in public.values()
        for prose in document
    }
    for document in public.values():
        for prose in document:
            yield from _prose_links(prose, anchors, hidden, files)


def _prose_links(
    prose: Prose,
    anchors: Mapping[str, set[str]],
    hidden: Collection[str],
    files: Collection[str],
) -> Iterator[Problem]:
    for block in prose.blocks:
        for target, line in links_of(block):
            link = local_link(target, prose.file)
            if link is None:
                continue
            here = Location(prose.file, line)
            is_there = link.file in files or _chinese(link) in files
            anchor = unquote(link.anchor)
            if not target or not is_there or not link.file.startswith("content/"):
                yield problem("LINK-001", here, target=target)
            elif _id(link) in hidden:
                yield problem("LINK-005", here, target=target)
            elif anchor and anchor not in anchors.get(link.file, {anchor}):
                yield problem("LINK-004", here, target=target)


def _chinese(link: LocalLink) -> str:
    """The Chinese file where the English has none: attachments stand there once."""
    return link.file.replace("content/en/", "content/zh/", 1)


def _id(link: LocalLink) -> str:
    return _chinese(link).removeprefix("content/zh/").removesuffix(".md")
