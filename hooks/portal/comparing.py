"""The reports of the working tree beside those of a commit: what a reviewer has to see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from portal.gate import Findings, read_site
from portal.loading.git import read_blobs
from portal.loading.snapshot import files_of, is_blob
from portal.loading.tree import Tree, read_tree
from portal.model.differences import difference
from portal.model.language import LANGUAGES, Language
from portal.model.report import Format
from portal.model.revision import Part, ReportVersion
from portal.model.settings import Labels
from portal.pages.comparison import (
    Comparison,
    ReportComparison,
    Style,
    draw_comparison,
    table_comparisons,
    wordings,
)
from portal.pages.corrections import cell_rows
from portal.pages.status import Finding
from portal.reading import Sources
from portal.reading_history import FIGURES, FOLDERS, NOTES, Files, Reader
from portal.telling import finding_text
from portal.validation.context import Checks
from portal.validation.settings import read_labels

_SOURCES = ("content", "data")
_PREFIXES = tuple(f"{folder}/" for folder in FOLDERS)


@dataclass(frozen=True)
class _Now:
    """The working tree: its files, words and formats, and what the gate says of it."""

    tree: Tree
    labels: Labels
    formats: Mapping[str, Format]
    findings: Findings


@dataclass(frozen=True)
class _Sides:
    """The files of the reports in both states, and which files of all differ."""

    differing: tuple[str, ...]
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]


def compare(root: Path, base: str, as_of: date, style: Style) -> str:
    """The difference between the commit `base` and the working tree, drawn in that style."""
    now = _read_now(root, as_of)
    before = files_of(root, base, _SOURCES)
    files = now.tree.files
    differing = tuple(
        path
        for path in sorted({*before, *files})
        if path not in before
        or path not in files
        or not is_blob(files[path].read_bytes(), before[path])
    )
    sides = _Sides(differing, _old_reports(root, before), _new_reports(now.tree))
    reports = tuple(_reports(sides, now, as_of))
    others = [path for path in differing if not _is_of_report(path)]
    comparison = Comparison(
        base=base[:12],
        reports=reports,
        added=tuple(path for path in others if path not in before),
        changed=tuple(path for path in others if path in before and path in files),
        removed=tuple(path for path in others if path not in files),
    )
    return draw_comparison(comparison, now.labels, root / "overrides", style)


def _read_now(root: Path, as_of: date) -> _Now:
    tree = read_tree(root)
    sources = Sources(tree, Checks(as_of, tree.files))
    return _Now(
        tree=tree,
        labels=sources.declared("data/labels.yml", read_labels) or {},
        formats=sources.formats(),
        findings=read_site(root, as_of),
    )


def _old_reports(root: Path, before: Mapping[str, str]) -> dict[str, bytes]:
    wanted = {path: id for path, id in before.items() if path.startswith(_PREFIXES)}
    blobs = read_blobs(root, wanted.values())
    return {path: blobs[id] for path, id in wanted.items() if id in blobs}


def _new_reports(tree: Tree) -> dict[str, bytes]:
    return {
        path: file.read_bytes() for path, file in tree.files.items() if path.startswith(_PREFIXES)
    }


def _is_of_report(path: str) -> bool:
    """Whether a file is drawn as part of a report; notes stand among the other files."""
    return _report_id(path) is not None and not path.startswith(f"{NOTES}/")


def _report_id(path: str) -> str | None:
    for prefix in _PREFIXES:
        if path.startswith(prefix) and path.endswith((".yml", ".md")):
            return path.removeprefix(prefix).rpartition(".")[0]
    return None


def _reports(sides: _Sides, now: _Now, as_of: date) -> list[ReportComparison]:
    ids = {_report_id(path) for path in sides.differing if _is_of_report(path)}
    reader = Reader(now.formats)
    return [_compared(Files(id), sides, now, reader, as_of) for id in sorted(filter(None, ids))]


def _compared(
    files: Files, sides: _Sides, now: _Now, reader: Reader, as_of: date
) -> ReportComparison:
    old, old_broken = reader.seen(files, sides.old, as_of)
    new, new_broken = reader.seen(files, sides.new, as_of)
    is_old, is_new = files.figures in sides.old, files.figures in sides.new
    broken = dict.fromkeys((*old_broken, *new_broken))
    change = difference(*_comparable(old, new, broken))
    format = now.formats.get(new.format) or now.formats.get(old.format)
    return ReportComparison(
        id=files.id,
        title=_title(new) or _title(old) or files.id,
        files=tuple(path for path in files.all if path in sides.differing),
        is_new=is_new and not is_old,
        is_removed=is_old and not is_new,
        tables=(
            table_comparisons(format, old, new, change, _broken(files, format, now.findings))
            if format
            else ()
        ),
        elsewhere=tuple(row for row in cell_rows(format, change) if not row.labels),
        texts=wordings(change),
        translation_added=change.translation_added,
        translation_removed=change.translation_removed,
        unreadable=tuple(broken),
    )


def _comparable(
    old: ReportVersion, new: ReportVersion, broken: Mapping[str, None]
) -> tuple[ReportVersion, ReportVersion]:
    """The two states without what one of them does not let read."""
    if any(file.startswith(f"{FIGURES}/") for file in broken):
        old, new = replace(old, cells={}), replace(new, cells={})
    sides = []
    for version in (old, new):
        kept = dict(version.texts)
        for language in LANGUAGES:
            if any(file.startswith(f"content/{language.value}/") for file in broken):
                kept.pop(language, None)
        sides.append(replace(version, texts=kept))
    return sides[0], sides[1]


def _title(version: ReportVersion) -> str:
    passages = version.texts.get(Language.ZH, ())
    return next((passage.text for passage in passages if passage.part is Part.TITLE), "")


def _broken(files: Files, format: Format, findings: Findings) -> dict[str, tuple[Finding, ...]]:
    """The equations that the gate finds broken in a report, by table."""
    return {
        table.id: tuple(
            finding_text(found, findings.severity(found))
            for found in findings.problems
            if found.location.file == files.figures
            and "rule" in found.values
            and found.values.get("table") == table.title.zh
        )
        for table in format.tables
    }
