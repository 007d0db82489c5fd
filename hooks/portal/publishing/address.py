"""Where an address in the site leads: to a file of the site, out of it, or nowhere."""

import posixpath
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

INDEX = "index.html"

_WITHOUT_PLACE = {"about", "blob", "data", "mailto", "sms", "tel"}


@dataclass(frozen=True)
class Destination:
    """Where an address leads."""

    path: str | None = None
    """The file of the site, relative to it; None where there is none."""
    anchor: str = ""
    is_outside: bool = False
    """Whether it leads to another site, or to no place at all (`mailto:`)."""
    is_requested: bool = False
    """Whether another site would be asked for it."""


@dataclass(frozen=True)
class Addresses:
    """The addresses of one site: its files, and the address it is published at."""

    url: str
    """Absolute, ending in a slash."""
    files: AbstractSet[str]

    def destination(self, url: str, page: str) -> Destination:
        """Where a page (its path in the site) is led by an address as it stands in the markup."""
        try:
            parts = urlsplit(url)
            home = urlsplit(self.url)
        except ValueError:
            return Destination()
        if parts.scheme in _WITHOUT_PLACE:
            return Destination(is_outside=True)
        base = home.path.removesuffix("/") + "/"
        path = unquote(parts.path)
        if parts.scheme or parts.netloc:
            is_ours = parts.netloc == home.netloc and parts.scheme in ("", home.scheme)
            if not is_ours or not f"{path}/".startswith(base):
                return Destination(is_outside=True, is_requested=True)
            path = path or "/"
        if path.startswith("/"):
            if not f"{path}/".startswith(base):
                return Destination()
            path = path.removeprefix(base.removesuffix("/")).removeprefix("/") or "./"
            where = ""
        else:
            where = posixpath.dirname(page)
        anchor = "" if parts.fragment.startswith(":~:") else unquote(parts.fragment)
        if not path:
            return Destination(page, anchor)
        return Destination(self._file(posixpath.join(where, path)), anchor)

    def _file(self, path: str) -> str | None:
        normal = posixpath.normpath(path)
        if normal.startswith(".."):
            return None
        folder = "" if normal == "." else f"{normal}/"
        if f"{folder}{INDEX}" in self.files:
            return f"{folder}{INDEX}"
        is_folder = not folder or path.endswith(("/", "/.", "/.."))
        return normal if not is_folder and normal in self.files else None
