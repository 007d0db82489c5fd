"""What the tests of the import share: the declared formats, the real reports, one call."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from portal.editing.importing.report import Imported, Wanted, import_report
from portal.loading.written_yaml import read_yaml
from portal.model.language import Localised
from portal.model.report import Format, Report
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.formats import read_format
from portal.validation.reports import read_report
from tests.exports.build import SETTINGS

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/fixtures/reports"
JIAXING = Localised("嘉兴市发展和改革委员会", "Jiaxing Municipal Development and Reform Commission")
HUAIAN = Localised("淮安市人民政府", "Huai'an Municipal People's Government")
SETTINGS_OF_2020 = replace(SETTINGS, agency=JIAXING)
SOURCES = {2020: ROOT / "data/reports/2020.yml", 2024: FIXTURES / "huaian-2024.yml"}
WANTED = {2020: Wanted(2020, JIAXING, True), 2024: Wanted(2024, HUAIAN, False)}


@cache
def formats() -> tuple[Format, ...]:
    """The formats that this repository declares."""
    checks = Checks(date(2026, 1, 1))
    found = []
    for path in sorted((ROOT / "data/formats").glob("*.yml")):
        declared = read_format(mapping(path.read_text(encoding="utf-8"), path.name), checks)
        assert declared is not None
        found.append(declared)
    assert checks.problems == []
    return tuple(found)


def mapping(text: str, name: str) -> WrittenMap:
    """YAML that holds a mapping."""
    found, problems = read_yaml(text, name)
    assert problems == []
    assert isinstance(found, WrittenMap)
    return found


def source(year: int) -> str:
    """The YAML of a real report."""
    return SOURCES[year].read_text(encoding="utf-8")


def read(text: str, year: int, known: tuple[Format, ...] | None = None) -> Report:
    """The report that the gate's reader finds in the YAML, without any problem."""
    checks = Checks(date(2026, 1, 1))
    by_id = {format.id: format for format in known or formats()}
    report = read_report(mapping(text, f"data/reports/{year}.yml"), by_id, SETTINGS_OF_2020, checks)
    assert checks.problems == []
    assert report is not None
    return report


def report(year: int) -> Report:
    """A real report."""
    return read(source(year), year)


def imported(content: bytes, name: str, year: int) -> Imported:
    """What the import makes of a file of that year."""
    return import_report([(content, name)], WANTED[year], formats())


def codes(found: Imported) -> list[str]:
    """The codes of all problems, sorted."""
    return sorted(problem.code for problem in found.problems)


def without_checks(text: str | None) -> str:
    """The YAML without the comments that ask to check a row."""
    assert text is not None
    return "".join(f"{line.split('  # 请核对')[0]}\n" for line in text.splitlines())
