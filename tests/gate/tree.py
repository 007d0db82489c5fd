"""A small complete tree of sources that a test may change."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.gate import Findings, read_site
from portal.model.problem import Location, Problem

REPOSITORY = Path(__file__).parents[2]
CONTENT = Path(__file__).parent / "tree/content"
AS_OF = date(2026, 11, 22)

POLICY = "content/zh/policies/2020/plan.md"
FEES = "content/zh/policies/2021/fees.md"
ENGLISH = "content/en/policies/2020/plan.md"
INTERPRETATION = "content/zh/interpretations/2020/plan.md"
REPORT = "data/reports/2020.yml"
REPORT_TEXT = "content/zh/reports/2020.md"

_DECLARED = (
    "site.yml",
    "labels.yml",
    "severity.yml",
    "vocabularies.yml",
    "glossary.yml",
    "figures.yml",
    "reconciliation.yml",
    "series.yml",
)


@dataclass(frozen=True)
class Tree:
    """Declarations and report figures of this repository, with a few documents of its own."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Path:
        """Put a file there, in folders made as needed."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return target

    def read(self, path: str) -> str:
        """The text of a file, line ends and all."""
        return (self.root / path).read_bytes().decode()

    def edit(self, path: str, find: str, replace: str) -> None:
        """Replace the one place where that text stands."""
        text = self.read(path)
        assert text.count(find) == 1, f"{path} has {text.count(find)} times: {find}"
        self.write(path, text.replace(find, replace))

    def remove(self, path: str) -> None:
        """Take a file away."""
        (self.root / path).unlink()

    def policy(self, id: str, *lines: str, body: str = "正文。", number: int = 100) -> str:
        """Write a policy document; `id` is `2020/slug`, `lines` are more front matter."""
        year = id.split("/", maxsplit=1)[0]
        path = f"content/zh/policies/{id}.md"
        front = [
            f"title: 关于{id}的通知",
            "issuer: {zh: 示例机关, en: Sample agency}",
            f"document_number: 例〔{year}〕{number}号",
            f"issued_on: {year}-03-10",
            "topic: energy",
            *lines,
        ]
        self.write(path, "\n".join(["---", *front, "---", "", body, ""]))
        return path

    def place(self, path: str, text: str) -> Location:
        """Where a text first stands in a file."""
        before = self.read(path).partition(text)[0]
        assert text in self.read(path), f"{path} does not have: {text}"
        return Location(path, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def findings(self, as_of: date = AS_OF, production: bool = False) -> Findings:
        """What the gate finds."""
        return read_site(self.root, as_of, production)

    def problems(self, as_of: date = AS_OF, production: bool = False) -> list[str]:
        """`CODE file:line:column` of every problem; facts not yet given are normal."""
        found = self.findings(as_of, production).problems
        return [described(problem) for problem in found if not is_usual(problem)]

    def codes(self, as_of: date = AS_OF, production: bool = False) -> list[str]:
        """The codes alone."""
        return [line.split()[0] for line in self.problems(as_of, production)]


def is_usual(problem: Problem) -> bool:
    """Whether it says no more than that a fact is not given yet, or that years are not held."""
    return problem.code in ("OPEN-001", "DUE-004")


def described(problem: Problem) -> str:
    """`CODE file:line:column`."""
    return f"{problem.code} {problem.location}"


def build_tree(root: Path) -> Tree:
    """Write the tree below an empty folder."""
    data = REPOSITORY / "data"
    for name in _DECLARED:
        (root / "data").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data / name, root / "data" / name)
    for folder in ("collections", "formats"):
        shutil.copytree(data / folder, root / "data" / folder)
    (root / "data/reports").mkdir()
    shutil.copyfile(data / "reports/2020.yml", root / "data/reports/2020.yml")
    shutil.copytree(CONTENT, root / "content")
    return Tree(root)


def add_theme(tree: Tree) -> None:
    """What drawing pages needs besides: templates, the settings of MkDocs, the hooks."""
    for name in ("overrides", "hooks"):
        (tree.root / name).symlink_to(REPOSITORY / name, target_is_directory=True)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", tree.root / "mkdocs.yml")
