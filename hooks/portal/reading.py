"""Reading every source once: declarations first, then the content that they describe."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from portal.loading.front_matter import MarkdownFile, read_markdown
from portal.loading.text import read_text
from portal.loading.tree import RESERVED, Tree
from portal.loading.written_yaml import read_yaml
from portal.model.collection import Collection, Source
from portal.model.document import Document
from portal.model.problem import Location
from portal.model.record import Record
from portal.model.report import Format, Report
from portal.model.settings import Settings, Term, Vocabularies
from portal.model.written import Written, WrittenMap
from portal.validation.collections import read_collection
from portal.validation.context import Checks
from portal.validation.documents import PLAIN_PAGE, read_document
from portal.validation.formats import read_format
from portal.validation.records import read_document_record, read_rows
from portal.validation.settings import read_glossary

REQUIRED = ("data/site.yml", "data/labels.yml", "data/severity.yml", "data/reconciliation.yml")
_FOLDERS = ("collections", "formats", "registers", "reports", "report-notes")
_FOLDERS_OF_BODIES = ("reports", "report-notes")
"""Folders that may hold a folder for each body of `data/bodies.yml`."""
_OTHER = tuple(
    f"data/{name}.yml"
    for name in ("vocabularies", "glossary", "bodies", "series", "coverage", "figures", "privacy")
)
REPORTS = "reports"

Read = TypeVar("Read")


@dataclass
class Sources:
    """The tree of one run; each method reads one kind of source and collects its problems."""

    tree: Tree
    checks: Checks
    refused: set[str] = field(default_factory=set)
    """Ids of documents and declarations that are there but wrong in themselves.

    References to them are no fault, and what they would hold is not judged.
    """
    reports: list[Report] = field(default_factory=list)
    """The reports with their figures, once they are read."""
    _markdown: dict[str, MarkdownFile] = field(default_factory=dict)

    def check_places(self) -> None:
        """Report required files that are missing, and files that nothing would read."""
        for file in REQUIRED:
            if file not in self.tree.files:
                self.checks.report("FILE-011", Location(file), file=file)
        if not self.tree.below("content/zh", ".md"):
            self.checks.report("FILE-012", Location("content"))
        for file in self.tree.files:
            parts = PurePosixPath(file).parts
            if parts[0] == "data":
                is_read = file in (*REQUIRED, *_OTHER)
                is_read |= len(parts) == 3 and parts[1] in _FOLDERS
                is_read |= len(parts) == 4 and parts[1] in _FOLDERS_OF_BODIES
            else:
                is_read = len(parts) > 2 and parts[1] in ("zh", "en")
            if not is_read:
                self.checks.report("FILE-013", Location(file))

    def declared(self, file: str, read: Callable[[WrittenMap, Checks], Read]) -> Read | None:
        """What one YAML file declares, where it exists and is a mapping."""
        if file not in self.tree.files or (written := self._yaml(file)) is None:
            return None
        if not isinstance(written, WrittenMap):
            self.checks.report("DECLARE-006", Location(file, 1))
            return None
        return read(written, self.checks)

    def _yaml(self, file: str) -> Written | None:
        text, problems = read_text(self.tree.files[file].read_bytes(), file)
        self.checks.problems += problems
        if problems and not text:
            return None
        written, problems = read_yaml(text, file)
        self.checks.problems += problems
        return written

    def glossary(self) -> tuple[Term, ...]:
        """The terms of `data/glossary.yml`, where there is one."""
        file = "data/glossary.yml"
        if file not in self.tree.files or (written := self._yaml(file)) is None:
            return ()
        return read_glossary(written, self.checks)

    def collections(self, settings: Settings, vocabularies: Vocabularies) -> tuple[Collection, ...]:
        """Every declared collection; references lead to collections that exist."""
        found: dict[str, Collection] = {}
        for file in self.tree.below("data/collections", ".yml"):
            collection = self.declared(
                file,
                lambda written, checks: read_collection(written, settings, vocabularies, checks),
            )
            if collection is not None:
                self._check_id(collection.id, file)
                if collection.id in RESERVED:
                    self.checks.report("FILE-008", Location(file), name=collection.id)
                found[collection.id] = collection
            else:
                self.refused.add(PurePosixPath(file).stem)
        for collection in found.values():
            for item in collection.fields:
                if item.to is not None and item.to not in self.refused | set(found):
                    here = Location(f"data/collections/{collection.id}.yml")
                    self.checks.report("DECLARE-002", here, name=item.to, kind="collection")
        return tuple(
            sorted(found.values(), key=lambda collection: (collection.order, collection.id))
        )

    def declared_names(self, folder: str) -> set[str]:
        """The ids that the files of a folder of `data/` declare by their names."""
        return {PurePosixPath(file).stem for file in self.tree.below(f"data/{folder}", ".yml")}

    def formats(self) -> dict[str, Format]:
        """Every statutory format by id; no report year belongs to two of them."""
        found: dict[str, Format] = {}
        for file in self.tree.below("data/formats", ".yml"):
            format = self.declared(file, read_format)
            if format is None:
                self.refused.add(PurePosixPath(file).stem)
                continue
            if format.id != PurePosixPath(file).stem:
                self._check_id(format.id, file)
                self.refused.add(PurePosixPath(file).stem)
            for other in found.values():
                first = max(format.first_year, other.first_year)
                if first <= min(format.last_year or 9999, other.last_year or 9999):
                    self.checks.report(
                        "DECLARE-007", Location(file), year=first, first=other.id, second=format.id
                    )
            found[format.id] = format
        return found

    def _check_id(self, id: str, file: str) -> None:
        expected = PurePosixPath(file).stem
        if id != expected:
            self.checks.report("DECLARE-001", Location(file, 1), name=id, expected=expected)

    def read_markdown(self) -> None:
        """Take every Markdown file apart; a translation has a Chinese file beside it."""
        for file in self.tree.below("content", ".md"):
            parsed, problems = read_markdown(self.tree.files[file].read_bytes(), file)
            self.checks.problems += problems
            if parsed is not None:
                self._markdown[file] = parsed
            else:
                self.refused.add("/".join(PurePosixPath(file).with_suffix("").parts[2:]))
            chinese = file.replace("content/en/", "content/zh/", 1)
            if chinese not in self.tree.files:
                self.checks.report("TRANSLATE-007", Location(file), file=chinese)

    def documents(self) -> Iterator[tuple[str, MarkdownFile, MarkdownFile | None]]:
        """Every Chinese file by its id, with the English one where there is one."""
        for file, parsed in self._markdown.items():
            if file.startswith("content/zh/"):
                id = file.removeprefix("content/zh/").removesuffix(".md")
                yield id, parsed, self._markdown.get(f"content/en/{id}.md")

    def records(self, collections: tuple[Collection, ...]) -> list[Record]:
        """The records of all collections, from documents and from rows."""
        found: list[Record] = []
        by_folder = {c.id: c for c in collections if c.source is Source.DOCUMENTS}
        registers = {c.id for c in collections if c.source is Source.ROWS}
        for id, zh, en in self.documents():
            folder = id.split("/")[0]
            collection = by_folder.get(folder)
            if folder in registers:
                self.checks.report("FILE-013", Location(zh.file))
            elif collection is not None:
                record = read_document_record(id, zh, en, collection, self.checks)
                if record is None:
                    self.refused.add(id)
                else:
                    found.append(record)
        by_file = {c.id: c for c in collections if c.source is Source.ROWS}
        for file in self.tree.below("data/registers", ".yml"):
            name = PurePosixPath(file).stem
            before = len(self.checks.problems)
            if name in by_file and (written := self._yaml(file)) is not None:
                found += read_rows(written, by_file[name], self.checks)
            elif name not in by_file and name not in self.refused:
                self.checks.report("FILE-013", Location(file))
            if len(self.checks.problems) > before:
                self.refused.add(name)
        return found

    def pages(self, collections: tuple[Collection, ...]) -> list[Document]:
        """Ordinary pages: Markdown directly below `content/zh/`, or in folders of their own."""
        taken = {c.id for c in collections} | self.refused | {REPORTS}
        found = (
            read_document(id, zh, en, PLAIN_PAGE, self.checks)
            for id, zh, en in self.documents()
            if id.split("/")[0] not in taken
        )
        return [document for document in found if document is not None]
