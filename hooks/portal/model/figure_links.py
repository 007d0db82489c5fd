"""`[1383](figure:facts/disclosed_items)`: a figure of the prose and what it quotes."""

import re

SCHEME = "figure:"
FREE = "free"
"""The target of a number that quotes nothing."""

BOUND = re.compile(r"(?<![\\!])\[([^\[\]\n]*)\]\(figure:([^\s()<>\"']*)\)")
"""A bound figure: what readers see, and its target."""


def without_figures(text: str) -> str:
    """Markdown with bound figures as readers see them: binding one changes no word."""
    return BOUND.sub(lambda bound: bound[1], text) if SCHEME in text else text


def table_anchor(table: str) -> str:
    """The id of a table's caption on the page of its report."""
    return f"{table.replace('_', '-')}-caption"


def cell_anchor(table: str, row: str, column: str) -> str:
    """The id of a cell on the page of its report."""
    return f"cell-{table}-{row}-{column}".replace("_", "-")
