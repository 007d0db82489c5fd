"""Addresses as one page writes them: relative, so that the site works under any path."""

import posixpath
from urllib.parse import quote


def relative(origin: str, target: str) -> str:
    """The way from the page at `origin` to `target`; both site-relative, pages end in a slash.

    `target` may carry an anchor or a query.
    """
    path, mark, rest = _split(target)
    folder = origin if origin.endswith("/") or not origin else posixpath.dirname(origin) + "/"
    way = posixpath.relpath("/" + path, "/" + folder)
    if path.endswith("/") or not path:
        way = "./" if way == "." else f"{way}/"
    return quote(way, safe="/.-_~") + mark + rest


def _split(target: str) -> tuple[str, str, str]:
    for at, character in enumerate(target):
        if character in "#?":
            return target[:at], character, target[at + 1 :]
    return target, "", ""
