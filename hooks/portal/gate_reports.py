"""The gate's part for annual reports: read, bound to their figures, reconciled over the years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from portal.linking.characters import check_characters
from portal.linking.coverage import check_coverage, coverage, held
from portal.linking.figures.binding import bind_figures
from portal.linking.outlook import check_outlook, outlook
from portal.linking.reconciliation import reconcile
from portal.linking.reports import check_report_text
from portal.linking.sections import check_sections
from portal.linking.translations import link_translation
from portal.loading.fonts import read_fonts
from portal.model.collection import Collection
from portal.model.coverage import CoverageLine
from portal.model.fonts import PaperFonts
from portal.model.outlook import Outlook
from portal.model.reconciliation import Explained, Rules
from portal.model.record import Record
from portal.model.report import Format, Report
from portal.model.settings import Labels, Settings
from portal.reading import Sources
from portal.reading_coverage import read_holdings
from portal.reading_reports import read_figures, read_reports
from portal.validation.context import Checks
from portal.validation.reconciliation import read_rules


@dataclass(frozen=True)
class Reports:
    """All annual reports, and what they are when seen together."""

    reports: tuple[Report, ...] = ()
    """Those of the portal's own agency first; those of one body newest first."""
    rules: Rules = field(default_factory=dict)
    explained: Mapping[str, tuple[Explained, ...]] = field(default_factory=dict)
    coverage: tuple[CoverageLine, ...] = ()
    outlook: Outlook = field(default_factory=Outlook)


def judged_reports(
    sources: Sources,
    settings: Settings,
    labels: Labels,
    formats: Mapping[str, Format],
    collections: Iterable[Collection],
    public: Iterable[Record],
) -> Reports:
    """Every report with its prose and figures; `public` are the records that a total may count."""
    checks = sources.checks
    rules = sources.declared("data/reconciliation.yml", read_rules) or {}
    read = [
        _with_text(report, labels, checks) for report in read_reports(sources, formats, settings)
    ]
    holdings = read_holdings(sources, formats, collections, read, public)
    counts = {
        (report.id, total): int(number)
        for report in read
        for total, number in held(holdings, report).items()
    }
    reports, unbound = bind_figures(read, read_figures(sources, formats), counts)
    # For those who ask what the reports hold, whatever else is wrong.
    sources.reports = reports
    explained, broken = reconcile(reports, formats.values(), rules)
    checks.problems += [*unbound, *broken, *check_coverage(holdings, reports)]
    due = outlook(formats.values(), reports, checks.as_of)
    checks.problems += check_outlook(due, labels, sources.tree.files)
    ordered = sorted(reports, key=lambda r: (r.body.id if r.body else "", -r.year))
    return Reports(tuple(ordered), rules, explained, coverage(holdings, reports), due)


def _with_text(report: Report, labels: Labels, checks: Checks) -> Report:
    checks.problems += check_report_text(report)
    checks.problems += check_sections(report, labels)
    if report.document is None:
        return report
    linked, problems = link_translation(report.document)
    checks.problems += problems
    return replace(report, document=linked)


def paper_fonts(
    folder: Path,
    reports: Sequence[Report],
    formats: Mapping[str, Format],
    labels: Labels,
    checks: Checks,
) -> PaperFonts | None:
    """What the reports are printed with, once every character of theirs is known to be in it."""
    if not reports:
        return None
    fonts, problems = read_fonts(folder)
    checks.problems += problems
    if fonts is not None:
        checks.problems += check_characters(fonts, reports, formats.values(), labels)
    return fonts
