"""The static search index: entries in, JSON files out; `assets/portal/search.js` reads them."""

from portal.search.index import search_files

__all__ = ["search_files"]
