"""Two real reports, one of them with everything that prose and cells may hold, as they are made."""

import shutil
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from portal.build import Plan, plan_site
from portal.gate import read_site
from portal.model.language import LANGUAGES, Language
from portal.model.paper import Paper
from tests.site.drawn import ROOT
from tests.site.trees import copy_small_tree, replace

AS_OF = date(2026, 11, 22)
FIXTURE = ROOT / "tests/fixtures/reports/huaian-2024.yml"
YEARS = (2020, 2024)
EVERY = [(year, language) for year in YEARS for language in LANGUAGES]
"""Each report in each language."""

TYPST = "甲 #let x = sys.inputs $y$ #strong[q] \\#panic() @y"
"""What would be an order to the typesetter if prose were taken for its language."""
PROSE = f"""无。见[指南](../guide.md)、[国务院](https://www.gov.cn/)的**规定**、*说明*和`代码`。

- 甲
- 乙
    - 丙

3. 三
4. 四

| 项目 | 数量 |
| --- | --- |
| 一 | 1 |
| 二 |  |

> 引文“一”

{TYPST}
"""


def report_tree(target: Path) -> Path:
    """Sources with the report of 2020, changed in prose and cells, and a report without prose."""
    tree = copy_small_tree(target)
    shutil.copy(FIXTURE, tree / "data/reports/2024.yml")
    figures = tree / "data/reports/2020.yml"
    replace(figures, "{items_last_year: 10, change: 0,", "{items_last_year: 10, change: +8,")
    replace(figures, "{items_last_year: 27, change: 0,", "{items_last_year: 27, change: -3,")
    replace(figures, "{items_last_year: 0, change: 0}", "{items_last_year: n/a, change: ~}")
    replace(figures, "procurement_amount: 2147332", "procurement_amount: 2147332.50")
    text = tree / "content/zh/reports/2020.md"
    written = text.read_text(encoding="utf-8").rstrip()
    assert written.endswith("无。")
    text.write_text(written.removesuffix("无。") + PROSE, encoding="utf-8")
    return tree


@dataclass(frozen=True)
class Printed:
    """All that is made of the reports of a tree, before it is published."""

    plan: Plan

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file that is no page, by address."""
        return {file.path: file.content for file in self.plan.artifacts}

    def paper(self, year: int, language: Language) -> Paper:
        """A report as it goes on paper."""
        (found,) = [
            paper
            for paper in self.plan.papers
            if (paper.report.year, paper.language) == (year, language)
        ]
        return found

    def file(self, year: int, language: Language, suffix: str) -> bytes:
        """The file of a whole report."""
        return self.files[f"{self.paper(year, language).stem}.{suffix}"]

    def stage(self, folder: Path) -> Path:
        """Write the files and the pages of the reports as a release has them."""
        for path, content in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        for page in self.plan.pages:
            if page.template == "report.html":
                slots = self.plan.studio.slots(page)
                html = f"<html><head>{slots['head']}</head><body>{slots['content']}</body></html>"
                (folder / page.address / "index.html").write_text(html, encoding="utf-8")
        return folder


def printed(tree: Path) -> Printed:
    """Make everything of the tree; it must pass the gate."""
    findings = read_site(tree, AS_OF)
    assert findings.site is not None, [str(found) for found in findings.errors]
    plan = plan_site(tree, findings, findings.site)
    assert plan.faults == ()
    return Printed(plan)
