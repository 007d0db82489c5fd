"""Trees of sources with a history of their own: real repositories of Git, with dated commits."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.gate.tree import Tree

FIRST = "2021-01-20"
"""The day of the first commit: before the statutory deadline of the report of 2020."""


def git(folder: Path, *words: str, **more: str) -> str:
    """Run Git without any configuration of the user; fail with what it says."""
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "LC_ALL": "C",
            **more,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass(frozen=True)
class Repository:
    """A tree of sources below a repository; `folder` is where the repository is."""

    tree: Tree
    folder: Path

    def commit(self, day: str, *, clock: str = "09:00:00+08:00") -> str:
        """Commit everything as of that day in China; return the id."""
        moment = f"{day}T{clock}"
        git(self.folder, "add", "-A")
        git(
            self.folder,
            *("-c", "user.name=示例", "-c", "user.email=editor@example.gov.cn"),
            *("commit", "--quiet", "--allow-empty", "-m", day),
            GIT_AUTHOR_DATE=moment,
            GIT_COMMITTER_DATE=moment,
        )
        return git(self.folder, "rev-parse", "HEAD").strip()

    def clone(self, target: Path, *words: str) -> "Repository":
        """Clone it by the protocol that a server speaks."""
        git(self.folder.parent, "clone", "--quiet", *words, self.folder.as_uri(), str(target))
        return Repository(Tree(target / self.tree.root.relative_to(self.folder)), target)


def start(tree: Tree, folder: Path | None = None) -> Repository:
    """A repository that holds the tree as it is, committed on the first day."""
    at = folder or tree.root
    git(at, "init", "--quiet", "--initial-branch=main")
    repository = Repository(tree, at)
    repository.commit(FIRST)
    return repository
