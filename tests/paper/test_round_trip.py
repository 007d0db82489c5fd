"""A report that was taken away comes back by `portal import report` as the same YAML."""

from dataclasses import replace
from pathlib import Path

import pytest

from portal.build import plan_site
from portal.gate import read_site
from portal.model.language import Language
from tests.importing.imports import codes, imported, source
from tests.paper.printing import AS_OF, YEARS, Printed
from tests.site.trees import copy_small_tree


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The real reports as they are."""
    tree = copy_small_tree(tmp_path_factory.mktemp("untouched") / "tree")
    (tree / "data/reports/2024.yml").write_text(source(2024), encoding="utf-8")
    findings = read_site(tree, AS_OF)
    assert findings.site is not None
    site = replace(findings.site, records={}, collections=())
    return Printed(plan_site(tree, findings, site))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_one_file_gives_the_whole_report(untouched: Printed, year: int, suffix: str) -> None:
    content = untouched.file(year, Language.ZH, suffix)
    found = imported(content, f"{year}.{suffix}", year)
    assert codes(found) == []
    # The title that the portal makes of agency and year says 年度.
    assert found.text == source(year).replace("政府2024年政府", "政府2024年度政府")


def test_the_real_file_of_2020_is_byte_for_byte_the_one_of_the_repository(
    untouched: Printed,
) -> None:
    repository = Path(__file__).parents[2] / "data/reports/2020.yml"
    found = imported(untouched.file(2020, Language.ZH, "docx"), "2020.docx", 2020)
    assert found.text is not None
    assert found.text.encode() == repository.read_bytes()
