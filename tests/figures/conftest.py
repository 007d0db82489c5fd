"""The small tree of the gate's tests."""

from pathlib import Path

import pytest

from tests.gate.tree import Tree, build_tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return build_tree(tmp_path)
