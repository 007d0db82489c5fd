"""Everything of a report that can be taken away: each table, the whole on paper, and a package."""

from collections.abc import Iterable, Mapping

from portal.exports.data_package import checksums, data_package
from portal.exports.pdf_file import Press
from portal.exports.table_workbook import report_workbook
from portal.exports.word_report import word_report
from portal.exports.zip_file import zip_bytes
from portal.model.downloads import ARCHIVE, PACKAGE, SUMS
from portal.model.listing import DOWNLOADS
from portal.model.page import Artifact
from portal.model.paper import Paper
from portal.model.problem import Problem
from portal.model.site import Site


def report_files(
    site: Site, papers: Iterable[Paper], tables: Iterable[Artifact]
) -> tuple[list[Artifact], list[Problem]]:
    """The downloads of every whole report in every language, and what could not be made.

    `tables` are the files of the single tables, which go into the package as they are.
    """
    drawn = {file.path: file.content for file in tables}
    found: list[Artifact] = []
    problems: list[Problem] = []
    if site.fonts is None:
        return found, problems
    press = Press(site, site.fonts)
    for paper in papers:
        printed = press.print(paper)
        if isinstance(printed, Problem):
            problems.append(printed)
        else:
            found += _files(site, paper, printed, drawn)
    return found, problems


def _files(site: Site, paper: Paper, printed: bytes, drawn: Mapping[str, bytes]) -> list[Artifact]:
    report, language = paper.report, paper.language
    folder, year = report.address(language), str(report.year)
    whole = {
        f"{year}.docx": word_report(site, paper),
        f"{year}.pdf": printed,
        f"{year}.xlsx": report_workbook(site, report, language),
    }
    names = [f"{table.id}.{kind}" for table in report.format.tables for kind in DOWNLOADS]
    files = {**whole, **{name: drawn[folder + name] for name in names}}
    package = data_package(site, paper, files)
    held = {PACKAGE: package, **files}
    archive = zip_bytes({**held, SUMS: checksums(held)})
    whole |= {PACKAGE: package, f"{year}.{ARCHIVE}": archive}
    return [Artifact(folder + name, content) for name, content in whole.items()]
