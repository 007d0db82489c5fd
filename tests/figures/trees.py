"""Small trees with a report whose prose a test writes."""

import shutil

from tests.gate.test_reports import HUAIAN
from tests.gate.tree import Tree

TABLES = "[[table:proactive]]\n\n[[table:requests]]\n\n[[table:reviews]]\n"
TEXT_2024 = "content/zh/reports/2024.md"
ENGLISH_2024 = "content/en/reports/2024.md"


def add_2024(tree: Tree, *paragraphs: str, english: tuple[str, ...] = ()) -> None:
    """A real report in the format of 2021, with this prose."""
    shutil.copyfile(HUAIAN, tree.root / "data/reports/2024.yml")
    front = "---\ntitle: 2024年度报告\nyear: 2024\n---\n\n"
    tree.write(TEXT_2024, front + "\n\n".join([*paragraphs, TABLES]))
    if english:
        front = "---\ntitle: Report of 2024\n---\n\n"
        tree.write(ENGLISH_2024, front + "\n\n".join([*english, TABLES]))


def told(tree: Tree, *codes: str) -> list[tuple[str, str, str]]:
    """Code, text and value (or suggestion) of the problems of figures, by place."""
    return [
        (
            found.code,
            found.values.get("written", ""),
            found.values.get("value") or found.values.get("hint_en", ""),
        )
        for found in tree.findings().problems
        if found.code in codes
    ]
