"""Shells: pages that the theme draws once, with marks where each page's own parts go.

A shell serves all pages of one language, one entry of the navigation and one depth of address,
since only these change what the theme draws around a page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from portal.model.language import Language
from portal.model.page import Page
from portal.pages.drawing import SLOTS

FOLDER = "portal-shell"
"""Where shells stand while the theme draws; nothing of it is published."""

_MARK = "@@PORTAL:{}@@"
_MARKS = re.compile(_MARK.format("([a-z]+)"))


@dataclass(frozen=True, order=True)
class ShellKey:
    """What a shell is drawn for; `section` is the address of the current navigation entry."""

    language: str
    section: str
    depth: int

    @property
    def path(self) -> str:
        """A file of the right depth, at which the theme draws the shell."""
        if self.depth == 0:
            return "index.html"
        name = f"{self.language}-{self.section.strip('/').replace('/', '-')}"
        parts = [FOLDER, name, *(str(n) for n in range(2, self.depth))]
        return "/".join(["-".join(parts[:2])] if self.depth == 1 else parts) + "/index.html"


def shell_key(page: Page) -> ShellKey:
    """The shell into which a page is drawn."""
    return ShellKey(page.language.value, page.section, page.address.count("/"))


def shell_keys(pages: Iterable[Page]) -> list[ShellKey]:
    """Every shell that the pages need."""
    return sorted({shell_key(page) for page in pages})


def marks() -> dict[str, Markup]:
    """What stands in a shell in place of each slot."""
    return {slot: Markup(_MARK.format(slot)) for slot in SLOTS}  # noqa: S704


class Shell:
    """The HTML of a shell, cut at its marks."""

    def __init__(self, html: str) -> None:
        self._parts = _MARKS.split(html)
        missing = set(SLOTS) - set(self._parts[1::2])
        if missing:
            raise ValueError(f"shell without slots: {', '.join(sorted(missing))}")

    def fill(self, slots: Mapping[str, str]) -> str:
        """The page with its own parts in place of the marks."""
        parts = list(self._parts)
        for at in range(1, len(parts), 2):
            parts[at] = slots[parts[at]]
        return "".join(parts)


def language_of(key: ShellKey) -> Language:
    """The language that a shell is drawn in."""
    return Language(key.language)
