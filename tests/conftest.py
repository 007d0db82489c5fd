"""What every test may use; properties are checked on the same inputs in every run."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.gate.tree import Tree, add_theme, build_tree

settings.register_profile(
    "same-every-run",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("same-every-run")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A small complete tree of sources that passes the gate, to be changed by a test."""
    return build_tree(tmp_path / "tree")


@pytest.fixture
def site_tree(tree: Tree) -> Tree:
    """The same tree with templates and settings, so that pages can be drawn."""
    add_theme(tree)
    return tree
