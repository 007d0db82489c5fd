"""Site → pages to draw. Python decides what a page holds; templates in `overrides/` draw it."""
