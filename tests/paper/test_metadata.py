"""What the page of a report tells search engines, and the files that it offers."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from portal.model.language import Language
from tests.paper.printing import EVERY, Printed, printed, report_tree
from tests.site.trees import replace as edit

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def page(reports: Printed, year: int, language: Language) -> str:
    """The head and the content of a report's page."""
    address = reports.paper(year, language).report.address(language)
    (found,) = [one for one in reports.plan.pages if one.address == address]
    slots = reports.plan.studio.slots(found)
    return slots["head"] + slots["content"]


@pytest.mark.parametrize(("year", "language"), EVERY)
def test_dataset_names_every_file(reports: Printed, year: int, language: Language) -> None:
    paper = reports.paper(year, language)
    (block,) = BLOCK.findall(page(reports, year, language))
    dataset = json.loads(block)
    assert dataset["@context"] == "https://schema.org"
    assert dataset["@type"] == "Dataset"
    assert dataset["name"] == paper.title.text
    assert dataset["description"]
    assert dataset["inLanguage"] == language.tag
    assert dataset["temporalCoverage"] == f"{year}-01-01/{year}-12-31"
    assert dataset["creator"]["@type"] == "GovernmentOrganization"
    assert dataset["creator"]["name"] == paper.report.agency.in_(language)
    assert dataset["isBasedOn"]["@type"] == "Report"
    assert "license" not in dataset
    folder = paper.report.address(language)
    offered = {
        file["contentUrl"].removeprefix(reports.plan.site.settings.url)
        for file in dataset["distribution"]
    }
    assert offered == {path for path in reports.files if re.fullmatch(rf"{folder}[^/]+", path)}
    assert all(file["encodingFormat"] for file in dataset["distribution"])


def test_a_title_cannot_leave_its_block(reports: Printed) -> None:
    """The gate refuses HTML in a title; the block would hold it all the same."""
    name = "</script><script>alert(1)//<!--"
    (found,) = [one for one in reports.plan.pages if one.address == "reports/2020/"]
    spoilt = replace(found, context={**found.context, "dataset": {"name": name}})
    head = reports.plan.studio.slots(spoilt)["head"]
    assert head.count("<script") == head.count("</script") == 1
    (block,) = BLOCK.findall(head)
    assert json.loads(block) == {"name": name}


@pytest.mark.parametrize(("year", "language"), EVERY)
def test_the_page_offers_the_whole_report(reports: Printed, year: int, language: Language) -> None:
    html = page(reports, year, language)
    folder = reports.paper(year, language).report.address(language)
    for name in (
        *(f"{year}.{kind}" for kind in ("docx", "pdf", "xlsx", "zip")),
        "datapackage.json",
    ):
        assert f'href="{name}" download' in html
        assert folder + name in reports.files
    assert re.search(r'PDF.*?download-size">(\d+ KB|\d\.\d MB)</span>', html)


def test_the_licence_stands_in_package_and_metadata(tmp_path: Path) -> None:
    tree = report_tree(tmp_path / "tree")
    edit(
        tree / "data/site.yml",
        "title: {zh: 数据使用许可, en: Licence of the data}}",
        "title: {zh: 数据使用许可, en: Licence of the data}, value: CC-BY-4.0}",
    )
    made = printed(tree)
    (block,) = BLOCK.findall(page(made, 2020, Language.ZH))
    assert json.loads(block)["license"] == "CC-BY-4.0"
    package = json.loads(made.files["reports/2020/datapackage.json"])
    assert package["licenses"] == [{"name": "CC-BY-4.0", "title": "CC-BY-4.0"}]
