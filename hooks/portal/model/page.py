"""What the site consists of when it is drawn: pages and other files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.model.language import Language


@dataclass(frozen=True)
class Crumb:
    """A step of the path above a page's title."""

    title: str
    address: str


@dataclass(frozen=True)
class Heading:
    """An entry of a page's table of contents."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True)
class Page:
    """One page to draw: where it stands, which template draws it, and what the template is given.

    Addresses are relative to the site, without a leading slash: `en/policies/2020/x/`.
    """

    address: str
    language: Language
    template: str
    """File in `overrides/pages/`."""
    title: str
    context: Mapping[str, Any]
    description: str = ""
    section: str = ""
    """The entry of the navigation that is marked as current: an address of the same language."""
    counterpart: str | None = None
    """The address of the same page in the other language."""
    is_pair: bool = True
    """Whether both languages really say the same, so that hreflang may name them."""
    is_indexed: bool = True
    content_language: Language | None = None
    """The language of the text where it is not that of the page."""
    crumbs: tuple[Crumb, ...] = ()
    toc: tuple[Heading, ...] = ()
    source: str | None = None
    """The source file an editor would change, relative to the root."""
    modified: date | None = None
    """The date of the content, for the sitemap."""
    head: Mapping[str, str] = field(default_factory=dict)
    """Head tags of 国办发〔2017〕47号 for this page (ArticleTitle, ColumnName …)."""


@dataclass(frozen=True)
class Artifact:
    """A file of the site that is no page; `path` is relative to the site."""

    path: str
    content: bytes
