"""`portal import report`: the file is read, checked by the gate's reader, and only then written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from portal.editing.importing.report import Wanted, import_report
from portal.gate import Findings
from portal.linking.reconciliation import check_equations
from portal.loading.text import read_text
from portal.loading.tree import read_tree
from portal.loading.written_yaml import read_yaml
from portal.model.language import Localised
from portal.model.problem import Location, Problem, Severity, problem
from portal.model.report import Format, Report
from portal.model.settings import Settings
from portal.model.written import WrittenMap
from portal.reading import Sources
from portal.reading_reports import BODIES
from portal.validation.context import Checks
from portal.validation.notes import read_bodies
from portal.validation.reconciliation import read_rules
from portal.validation.reports import read_report
from portal.validation.settings import read_settings, read_severities


@dataclass(frozen=True)
class Request:
    """What the editor asks for; `agency` is None for the portal's own or that of `body`."""

    files: tuple[Path, ...]
    year: int
    out: Path
    agency: Localised | None
    body: str | None = None
    """The id of the body in `data/bodies.yml` whose report it is."""


def import_file(root: Path, as_of: date, request: Request) -> tuple[Findings, bool]:
    """Import a report and write its YAML; return all findings and whether it was written.

    Only the declarations are read, so that faults elsewhere do not stand in the way. Figures that
    do not reconcile are written all the same: they may be what the office has published, and the
    gate publishes nothing until they are mended. Raises OSError where a file cannot be read or
    written.
    """
    checks = Checks(as_of)
    sources = Sources(read_tree(root), checks)
    severities = sources.declared("data/severity.yml", read_severities) or {}
    settings = sources.declared("data/site.yml", read_settings)
    formats = sources.formats()
    rules = sources.declared("data/reconciliation.yml", read_rules) or {}
    bodies = sources.declared(BODIES, read_bodies) or {}
    if request.body is not None and request.body not in bodies:
        checks.report("REPORT-011", Location(_shown(request.out, root)), name=request.body)
    if settings is None or checks.problems:
        return Findings(None, tuple(checks.problems), severities), False
    body = bodies.get(request.body or "")
    agency = request.agency or (body.title if body else settings.agency)
    imported = import_report(
        [(file.read_bytes(), _shown(file, root)) for file in request.files],
        # The folder of a body says whose report it is, as the settings do for the own agency.
        Wanted(request.year, agency, request.agency is None),
        tuple(formats.values()),
    )
    problems = list(imported.problems)
    if imported.text is None:
        return Findings(None, tuple(problems), severities), False
    target = _shown(request.out, root)
    faults, written = _checked(imported.text, request.year, target, formats, settings, as_of)
    broken = [] if written is None else list(check_equations(written, rules))
    problems += [*faults, *broken]
    if faults:
        return Findings(None, tuple(problems), severities), False
    request.out.parent.mkdir(parents=True, exist_ok=True)
    request.out.write_bytes(imported.text.encode())
    if any(severities.get(found.code, Severity.ERROR) is Severity.ERROR for found in broken):
        problems.append(problem("IMPORT-050", Location(target)))
    return Findings(None, tuple(problems), severities), True


def _shown(path: Path, root: Path) -> str:
    """The path as problems quote it: from the root where it lies below."""
    at = path.resolve()
    return at.relative_to(root).as_posix() if at.is_relative_to(root) else str(path)


def _checked(
    text: str,
    year: int,
    target: str,
    formats: Mapping[str, Format],
    settings: Settings,
    as_of: date,
) -> tuple[list[Problem], Report | None]:
    """What the gate's reader refuses in the text, and the report that it reads."""
    read, faults = read_text(text.encode(), target)
    written, more = read_yaml(read, target)
    checks = Checks(as_of, problems=[*faults, *more])
    if not isinstance(written, WrittenMap):
        return checks.problems, None
    # The name of a file must be its year; the editor may have chosen another one.
    named = replace(written, location=Location(f"data/reports/{year}.yml"))
    report = read_report(named, formats, settings, checks)
    return checks.problems, report
