"""All reports together: each with its figures checked against its sources."""

from collections.abc import Iterable

from portal.linking.figures.checking import ReportFigures
from portal.linking.figures.reading import Reader
from portal.linking.figures.targets import Counts, Targets
from portal.model.figures import FigureRules
from portal.model.language import LANGUAGES, Language
from portal.model.problem import Problem
from portal.model.report import Report, in_series


def bind_figures(
    reports: Iterable[Report], rules: FigureRules | None, counts: Counts
) -> tuple[list[Report], list[Problem]]:
    """The reports with their bound figures, and everything wrong with figures in their prose.

    Without rules bound figures alone are checked. `counts` are the numbers of records that the
    portal holds, by report id and total.
    """
    every = list(reports)
    series = {
        report.id: {other.year: other for other in same}
        for same in in_series(every).values()
        for report in same
    }
    plain = _readers(FigureRules())
    readers = None if rules is None else _readers(rules)
    bound, problems = [], []
    for report in every:
        figures = ReportFigures(report, Targets(report, series[report.id], counts), readers)
        bound.append(figures.check(plain))
        problems += figures.problems
    return bound, problems


def _readers(rules: FigureRules) -> dict[Language, Reader]:
    return {language: Reader(language, rules) for language in LANGUAGES}
