"""The reports, made once."""

from pathlib import Path

import pytest

from tests.paper.printing import Printed, printed, report_tree


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """All files of both reports."""
    return printed(report_tree(tmp_path_factory.mktemp("reports") / "tree"))


@pytest.fixture(scope="session")
def staged(reports: Printed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files and pages of both reports in a folder; not to be changed."""
    return reports.stage(tmp_path_factory.mktemp("staged"))
