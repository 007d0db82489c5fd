"""The gate: sources → a complete site, or every problem that stands in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from portal.gate_reports import judged_reports, paper_fonts
from portal.linking.keys import check_addresses, check_unique_fields, owners
from portal.linking.links import check_links
from portal.linking.relations import Relations
from portal.linking.reports import check_key_figures
from portal.linking.states import state, successors
from portal.linking.translations import link_translation
from portal.loading.fonts import installed_fonts
from portal.loading.templates import label_keys
from portal.loading.tree import read_tree
from portal.model.collection import Collection
from portal.model.document import Document
from portal.model.problem import Location, Problem, Severity
from portal.model.record import Record, Standing
from portal.model.report import Report
from portal.model.series import SeriesTable
from portal.model.settings import ENGINE_LABELS, Labels, Settings
from portal.model.site import Site
from portal.reading import Sources
from portal.reading_history import read_revisions
from portal.validation.attachments import check_attachments
from portal.validation.context import Checks
from portal.validation.privacy import Permissions, check_texts, read_exceptions
from portal.validation.series import read_series
from portal.validation.settings import (
    read_labels,
    read_settings,
    read_severities,
    read_vocabularies,
)


@dataclass(frozen=True)
class Findings:
    """What the gate found: the site where it can be built, and all problems by severity."""

    site: Site | None
    problems: tuple[Problem, ...]
    severities: Mapping[str, Severity]
    reports: tuple[Report, ...] = ()
    """All reports that could be read, even where there is no site."""

    def severity(self, found: Problem) -> Severity:
        """How bad a problem is by `data/severity.yml`; an error unless declared otherwise."""
        return self.severities.get(found.code, Severity.ERROR)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop publication."""
        return tuple(p for p in self.problems if self.severity(p) is Severity.ERROR)

    def with_faults(self, faults: Iterable[Problem]) -> "Findings":
        """The findings with what went wrong after the gate; then there is no site."""
        found = tuple(faults)
        if not found:
            return self
        return Findings(None, (*self.problems, *found), self.severities)


def read_site(
    root: Path, as_of: date, production: bool = False, fonts: Path | None = None
) -> Findings:
    """Read, check and link everything below `root` as of that day.

    `production` leaves out samples; `fonts` is the folder of the fonts for printing, unless they
    are those of the installation. The site is None as soon as there is one error.
    """
    tree = read_tree(root)
    checks = Checks(as_of, tree.files, problems=tree.problems)
    sources = Sources(tree, checks)
    severities = sources.declared("data/severity.yml", read_severities) or {}
    site = _site(root, sources, checks, production, fonts or installed_fonts())
    problems = tuple(sorted(checks.problems, key=lambda found: found.order))
    findings = Findings(site, problems, severities, tuple(sources.reports))
    return replace(findings, site=None) if findings.errors else findings


def _site(
    root: Path, sources: Sources, checks: Checks, production: bool, font_folder: Path
) -> Site | None:
    sources.check_places()
    sources.read_markdown()
    labels = sources.declared("data/labels.yml", read_labels) or {}
    if labels:
        _check_labels(root, labels, checks)
    vocabularies = sources.declared("data/vocabularies.yml", read_vocabularies) or {}
    settings = sources.declared("data/site.yml", read_settings)
    if settings is None:
        return None
    checks.index_number = settings.index_number
    exceptions = sources.declared("data/privacy.yml", read_exceptions) or ()
    permissions = Permissions(settings, exceptions)
    checks.problems += check_texts(sources.tree.files, permissions)
    checks.problems += check_attachments(sources.tree.files, permissions)
    checks.problems += permissions.unused()
    collections = sources.collections(settings, vocabularies)
    formats = sources.formats()
    series = None
    # What is wrong with a format is said where it is declared, not again in every series.
    if not sources.refused.intersection(sources.declared_names("formats")):
        series = sources.declared(
            "data/series.yml",
            lambda written, checks: read_series(written, formats, sources.refused, checks),
        )
    records = [_translated(record, checks) for record in sources.records(collections)]
    pages = [_compared(page, checks) for page in sources.pages(collections)]
    shows_samples = settings.show_samples and not production
    public, hidden = _divided(records, checks.as_of, shows_samples)
    shown = [page for page in pages if not page.values.get("draft", False)]
    together = judged_reports(sources, settings, labels, formats, collections, public)
    fonts = paper_fonts(font_folder, together.reports, formats, labels, checks)
    documents = {
        document.id: document
        for document in (
            *(record.document for record in public),
            *(report.document for report in together.reports),
            *shown,
        )
        if document is not None
    }
    relations = Relations(public, hidden, sources.refused)
    hidden_ids = {record.id for record in hidden} | {page.id for page in pages} - set(documents)
    held = _held_attachments(public, hidden)
    checks.problems += relations.problems
    checks.problems += check_unique_fields(records)
    checks.problems += check_addresses(owners(records, pages, collections, settings.columns))
    checks.problems += check_links(documents, hidden_ids | held, sources.tree.files)
    checks.problems += check_key_figures(settings, formats, sources.refused)
    _check_settings(settings, documents, checks)
    links = relations.links()
    return Site(
        root=root,
        as_of=checks.as_of,
        production=production,
        settings=settings,
        labels=labels,
        collections=collections,
        records=_by_collection(public, collections),
        standings={
            record.id: Standing(
                state(record, relations, checks.as_of),
                links.get(record.id, ()),
                successors(record, relations),
            )
            for record in public
        },
        embargoed=tuple(record for record in hidden if record.publish_on is not None),
        formats=tuple(formats.values()),
        reports=together.reports,
        pages=tuple(sorted(shown, key=lambda page: page.id)),
        documents=documents,
        glossary=sources.glossary(),
        revisions=read_revisions(together.reports, formats, sources.tree, checks),
        attachments=_attachments(sources, held),
        rules=together.rules,
        explained=together.explained,
        coverage=together.coverage,
        outlook=together.outlook,
        series=series or SeriesTable(),
        fonts=fonts,
    )


def _compared(document: Document, checks: Checks) -> Document:
    linked, problems = link_translation(document)
    checks.problems += problems
    return linked


def _translated(record: Record, checks: Checks) -> Record:
    if record.document is None:
        return record
    return replace(record, document=_compared(record.document, checks))


def _divided(
    records: Iterable[Record], as_of: date, shows_samples: bool
) -> tuple[list[Record], list[Record]]:
    """Records to publish on that day, and those held back: drafts, embargoed ones, samples."""
    public: list[Record] = []
    hidden: list[Record] = []
    for record in records:
        is_held = (
            record.values.get("draft", False)
            or (record.is_sample and not shows_samples)
            or (record.publish_on is not None and record.publish_on > as_of)
        )
        (hidden if is_held else public).append(record)
    return public, hidden


def _by_collection(
    records: Iterable[Record], collections: Iterable[Collection]
) -> dict[str, tuple[Record, ...]]:
    """Newest first; records of one day stand in the order of their ids."""
    ordered = sorted(records, key=lambda record: record.id)
    ordered.sort(key=lambda record: str(record.dated), reverse=True)
    return {c.id: tuple(r for r in ordered if r.collection.id == c.id) for c in collections}


def _check_settings(settings: Settings, documents: Mapping[str, Document], checks: Checks) -> None:
    """Facts the office has not given are listed, pages that open a column exist."""
    here = Location("data/site.yml")
    for fact in settings.facts:
        if fact.value is None:
            checks.report("OPEN-001", fact.location, name=fact.id, title=fact.title.zh)
    opening = [column.page for column in settings.columns if column.page is not None]
    for page in (*opening, *settings.navigation):
        if page not in documents:
            checks.report("DECLARE-002", here, name=page, kind="page")


def _check_labels(root: Path, labels: Labels, checks: Checks) -> None:
    """Every word that a template or the engine asks for is in `data/labels.yml`."""
    for key in sorted({*label_keys(root / "overrides"), *ENGINE_LABELS} - set(labels)):
        checks.report("LABEL-001", Location("data/labels.yml"), name=key)


def _held_attachments(public: Iterable[Record], hidden: Iterable[Record]) -> set[str]:
    """Paths of the files that only records held back publish."""
    held = {attachment.path for record in hidden for attachment in record.attachments}
    return held - {attachment.path for record in public for attachment in record.attachments}


def _attachments(sources: Sources, held: set[str]) -> dict[str, str]:
    """Source file of each attachment by its address; those of records held back stay out."""
    found: dict[str, str] = {}
    for file in sources.tree.files:
        if file.startswith("content/") and not file.endswith(".md"):
            address = file.removeprefix("content/").removeprefix("zh/")
            if address not in held:
                found[address] = file
    return found
