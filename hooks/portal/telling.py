"""Findings → the sentences that people read, in a terminal, a pull request or a browser."""

import json
from collections.abc import Iterator, Sequence

from portal.gate import Findings
from portal.model.language import LANGUAGES
from portal.model.messages import log_safe, messages, sentence
from portal.model.private import masked
from portal.model.problem import Problem, Severity
from portal.model.site import Site
from portal.pages.status import Finding

MOST = 50
"""How many problems a terminal is shown; the rest is counted."""

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _escaped(path: str) -> str:
    """A path without personal data, and with whatever would deceive a terminal spelt out."""
    return "".join(log_safe(character) for character in masked(path))


def finding_text(found: Problem, severity: Severity) -> Finding:
    """A problem with its sentences."""
    message = messages()[found.code]
    return Finding(
        code=found.code,
        severity=severity.value,
        location=_escaped(str(found.location)),
        zh=sentence(message.zh, found),
        en=sentence(message.en, found),
        fix=sentence(message.fix, found),
    )


def findings_text(findings: Findings) -> list[Finding]:
    """All problems with their sentences, the worst first."""
    order = list(Severity)
    ranked = sorted(findings.problems, key=lambda found: order.index(findings.severity(found)))
    return [finding_text(found, findings.severity(found)) for found in ranked]


def problem_lines(item: Finding) -> Iterator[str]:
    """One problem as a terminal shows it."""
    yield f"{item.location}: {item.code} [{item.severity}]"
    yield f"    {item.zh}"
    yield f"    {item.en}"
    yield f"    → {item.fix}"


def text_lines(findings: Findings) -> Iterator[str]:
    """Each problem as `file:line:column: CODE`, both sentences and the mend; then the count."""
    found = findings_text(findings)
    for item in found[:MOST]:
        yield from problem_lines(item)
    if len(found) > MOST:
        yield f"……另有 {len(found) - MOST} 条 / and {len(found) - MOST} more"
    counts = dict.fromkeys(Severity, 0)
    for problem in findings.problems:
        counts[findings.severity(problem)] += 1
    errors, warnings, notes = (counts[severity] for severity in Severity)
    yield (
        f"错误 {errors}，警告 {warnings}，提示 {notes}"
        f" / errors {errors}, warnings {warnings}, notes {notes}"
    )


def json_text(findings: Findings) -> str:
    """One list of objects, sorted by place."""
    return json.dumps(
        [
            {
                "code": found.code,
                "severity": findings.severity(found).value,
                "file": _escaped(found.location.file),
                "line": found.location.line,
                "column": found.location.column,
                "zh": text.zh,
                "en": text.en,
                "fix": text.fix,
            }
            for found in findings.problems
            for text in (finding_text(found, findings.severity(found)),)
        ],
        ensure_ascii=False,
        indent=2,
    )


def github_lines(findings: Findings) -> Iterator[str]:
    """Annotations on the lines of a pull request."""
    for found in findings.problems:
        severity = findings.severity(found)
        text = finding_text(found, severity)
        place = f"file={_property(_escaped(found.location.file))}"
        if found.location.line:
            place += f",line={found.location.line}"
        if found.location.column:
            place += f",col={found.location.column}"
        words = _data(f"{text.zh}\n{text.en}\n{text.fix}")
        yield f"::{_GITHUB[severity]} {place},title={_property(found.code)}::{words}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def outlook_lines(site: Site) -> Iterator[str]:
    """What the next report has and lacks, in both languages, an item a line."""

    def both(key: str, **values: object) -> str:
        text = site.labels[key]
        return " / ".join(text.in_(language).format(**values) for language in LANGUAGES)

    for found in (site.outlook.overdue, site.outlook.next):
        if found is None:
            continue
        key = "outlook_overdue" if found.days < 0 else "outlook_due"
        yield both("outlook_of", year=found.year)
        yield both(key, day=found.due.isoformat(), days=abs(found.days))
        for item in found.items:
            yield f"[{'x' if item.is_done else ' '}] {both(f'need_{item.need.value}')}"
            names = item.names if found.report is not None else ()
            yield from (f"      {name.zh} / {name.en or name.zh}" for name in names)
        yield ""
    if site.outlook.absent:
        years = " ".join(str(year) for year in site.outlook.absent)
        yield both("outlook_absent", years=years)


def lines(findings: Findings, style: str) -> Sequence[str]:
    """The findings in the style `text`, `json` or `github`."""
    if style == "json":
        return [json_text(findings)]
    return list(github_lines(findings) if style == "github" else text_lines(findings))
