"""The history of the reports: what each day changed since publication, checked against notes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.linking.corrections import check_revisions, revisions
from portal.loading.git import GitError
from portal.loading.history import Commit, History, read_history
from portal.loading.tree import Tree
from portal.model.language import LANGUAGES, Language
from portal.model.problem import Location
from portal.model.report import Cell, Format, Report
from portal.model.revision import CellPlace, Passage, ReportVersion, Revision
from portal.validation.context import Checks
from portal.validation.versions import read_cells, read_format_id, read_noted_days, read_passages

FIGURES, NOTES = "data/reports", "data/report-notes"
FOLDERS = (FIGURES, NOTES, *(f"content/{language.value}/reports" for language in LANGUAGES))
_NOWHERE = Location(FIGURES)


@dataclass(frozen=True)
class Files:
    """The files of one report, in figures, notes and both languages."""

    id: str

    @property
    def figures(self) -> str:
        """The statutory tables."""
        return f"{FIGURES}/{self.id}.yml"

    @property
    def notes(self) -> str:
        """What is said beside the tables."""
        return f"{NOTES}/{self.id}.yml"

    def prose(self, language: Language) -> str:
        """The text in that language."""
        return f"content/{language.value}/reports/{self.id}.md"

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        return (self.figures, self.notes, *(self.prose(language) for language in LANGUAGES))


@dataclass
class Reader:
    """Reads each version of a file once."""

    formats: Mapping[str, Format]
    _cells: dict[bytes, Mapping[CellPlace, Cell] | None] = field(default_factory=dict)
    _passages: dict[bytes, tuple[Passage, ...] | None] = field(default_factory=dict)

    def cells(self, content: bytes, file: str) -> Mapping[CellPlace, Cell] | None:
        """The cells of a file of figures, or None where it cannot be read."""
        if content not in self._cells:
            self._cells[content] = read_cells(content, file, self.formats)
        return self._cells[content]

    def passages(self, content: bytes, file: str) -> tuple[Passage, ...] | None:
        """The words of a file of prose, or None where it cannot be read."""
        if content not in self._passages:
            self._passages[content] = read_passages(content, file)
        return self._passages[content]

    def seen(
        self, files: Files, contents: Mapping[str, bytes], day: date
    ) -> tuple[ReportVersion, tuple[str, ...]]:
        """What these files say of the report, and which of them cannot be read."""
        broken: list[str] = []
        cells = None
        if files.figures in contents:
            cells = self.cells(contents[files.figures], files.figures)
            broken += [files.figures] if cells is None else []
        texts: dict[Language, tuple[Passage, ...]] = {}
        for language in LANGUAGES:
            file = files.prose(language)
            if file in contents:
                passages = self.passages(contents[file], file)
                if passages is None:
                    broken.append(file)
                else:
                    texts[language] = passages
            elif language is Language.ZH:
                texts[language] = ()
        noted = read_noted_days(contents.get(files.notes, b""), files.notes)
        format = read_format_id(contents.get(files.figures, b""), files.figures)
        return ReportVersion(day, cells or {}, texts, noted, format), tuple(broken)


def read_revisions(
    reports: Sequence[Report], formats: Mapping[str, Format], tree: Tree, checks: Checks
) -> dict[str, tuple[Revision, ...]]:
    """What changed in each report since its publication, by report id; problems are collected."""
    history = _history(reports, tree, checks)
    if history is None:
        return {}
    reader = Reader(formats)
    found: dict[str, tuple[Revision, ...]] = {}
    for report in reports:
        files = Files(report.id)
        versions = list(_committed(files, history, reader, checks))
        now = {name: tree.files[name].read_bytes() for name in files.all if name in tree.files}
        # What is not committed yet counts as of today, but never as older than what is.
        last = max((commit.day for commit in history.commits), default=checks.as_of)
        version, broken = reader.seen(files, now, max(last, checks.as_of))
        if version.cells and not broken:
            versions.append(version)
        found[report.id] = revisions(report, versions)
        is_complete = not history.cut & set(files.all)
        checks.problems += check_revisions(report, found[report.id], files.notes, is_complete)
    return {id: changed for id, changed in found.items() if changed}


def _history(reports: Iterable[Report], tree: Tree, checks: Checks) -> History | None:
    try:
        history = read_history(tree.root, FOLDERS)
    except GitError as error:
        checks.report("CORRECT-007", _NOWHERE, reason=" ".join(str(error).split()))
        return None
    if history is None:
        for report in reports:
            for note in report.notes.corrections[:1]:
                checks.report("CORRECT-004", note.location)
    elif history.cut:
        checks.report("CORRECT-005", _NOWHERE, files=", ".join(sorted(history.cut)))
    return history


def _committed(
    files: Files, history: History, reader: Reader, checks: Checks
) -> Iterable[ReportVersion]:
    """The versions of a report in the history; what cannot be read is noted and left out."""
    at: dict[str, str] = {}
    for commit in history.commits:
        if not set(files.all) & set(commit.blobs):
            continue
        for file in files.all:
            blob = commit.blobs.get(file, at.get(file))
            if blob is None:
                at.pop(file, None)
            else:
                at[file] = blob
        contents = {file: history.contents.get(blob, b"") for file, blob in at.items()}
        version, broken = reader.seen(files, contents, commit.day)
        for file in broken:
            if file in commit.blobs:
                _note_unread(file, commit, checks)
        if version.cells and not broken:
            yield version


def _note_unread(file: str, commit: Commit, checks: Checks) -> None:
    checks.report("CORRECT-006", Location(file), commit=commit.id[:12], day=commit.day)
