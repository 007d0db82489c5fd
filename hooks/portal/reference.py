"""The generated pages of `docs/`: the data dictionary and the list of problem codes.

`python -m portal.reference` writes them; a test holds that the committed pages are these.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from portal.editing.dictionary import Part, dictionary_text, part_title
from portal.editing.problem_list import problems_text
from portal.editing.schemas import FileSchema
from portal.loading.tree import read_tree
from portal.model.collection import Collection, Source
from portal.model.field import Field, FieldType
from portal.model.language import Localised
from portal.model.messages import messages
from portal.model.problem import Problem, Severity
from portal.model.schema import Schema, fields_schema
from portal.model.site import Site
from portal.reading import Sources
from portal.telling import finding_text, problem_lines
from portal.validation.context import Checks
from portal.validation.documents import PLAIN_PAGE, REPORT_PAGE, TRANSLATION
from portal.validation.figures import FIGURES
from portal.validation.privacy import PRIVACY
from portal.validation.reconciliation import RULES
from portal.validation.report_shapes import BODIES, FORMAT, NOTES, TOTALS
from portal.validation.reports import report_fields
from portal.validation.series_shapes import SERIES
from portal.validation.settings import read_settings, read_severities, read_vocabularies
from portal.validation.shapes import (
    COLLECTION,
    GLOSSARY_TERM,
    LABEL,
    OPTION,
    SETTINGS,
)

DICTIONARY = "docs/data-dictionary.md"
PROBLEMS = "docs/problems.md"
GLOSSARY = "data/glossary.yml"

_FREE = "<name>"
"""Stands for a key that editors choose."""

_FIGURES = Field(
    "tables",
    FieldType.TABLE,
    Localised("表", "Tables"),
    required=True,
    fields=(
        Field("columns", FieldType.TEXTS, Localised("各数字依次属于的列", "Columns in order")),
        Field("rows", FieldType.TABLE, Localised("行", "Rows"), required=True),
    ),
)


class DeclarationError(Exception):
    """Declarations that cannot be read; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def reference_pages(root: Path) -> dict[str, str]:
    """The text of each generated page by its path, from the declarations below `root` alone.

    Raises `DeclarationError` where a declaration is wrong.
    """
    tree = read_tree(root)
    checks = Checks(date.max, tree.files)
    sources = Sources(tree, checks)
    vocabularies = sources.declared("data/vocabularies.yml", read_vocabularies) or {}
    settings = sources.declared("data/site.yml", read_settings)
    severities = sources.declared("data/severity.yml", read_severities) or {}
    collections = () if settings is None else sources.collections(settings, vocabularies)
    formats = tuple(sources.formats().values())
    if checks.problems or settings is None:
        raise DeclarationError(checks.problems)
    return {
        DICTIONARY: dictionary_text(tuple(_parts(collections)), formats),
        PROBLEMS: problems_text(messages(), severities),
    }


def file_schemas(site: Site) -> Iterator[FileSchema]:
    """The JSON Schema of every kind of file that an editor writes, records first."""
    for part in _parts(site.collections):
        # The glossary is a list, and a list of terms needs no help from a schema.
        if part.file == GLOSSARY:
            continue
        name = part.file.rsplit(".", 1)[0].replace("/", "-").replace("<", "").replace(">", "")
        files = part.file
        for mark in ("<year>", "<slug>", "<id>", "<same path>"):
            files = files.replace(mark, "*")
        schema = {"title": part.title.zh, "description": part.title.en or part.title.zh}
        fields = fields_schema(part.fields, site.settings.index_number)
        yield FileSchema(name.replace(" ", "-"), files, schema | _any_name(fields))


def _any_name(schema: Schema) -> Schema:
    """A file whose keys are free (labels, vocabularies): each value is of the one kind."""
    properties = schema["properties"]
    if list(properties) != [_FREE]:
        return schema
    return {"type": "object", "additionalProperties": properties[_FREE]}


def _parts(collections: tuple[Collection, ...]) -> Iterator[Part]:
    """Every kind of file: what editors write daily first."""
    for collection in collections:
        is_document = collection.source is Source.DOCUMENTS
        kind = part_title("document" if is_document else "row")
        title = Localised(
            collection.item.zh + kind.zh, (collection.item.en or collection.id) + (kind.en or "")
        )
        folder = f"content/zh/{collection.id}/<year>/<slug>.md"
        register = f"data/registers/{collection.id}.yml"
        file = folder if is_document else register
        fields = collection.fields if is_document else (_rows(collection),)
        dated = collection.dated if is_document else f"rows[].{collection.dated}"
        yield Part(title, file, fields, dated)
    yield Part(part_title("translation"), "content/en/<same path>.md", TRANSLATION)
    yield Part(part_title("page"), "content/zh/<slug>.md", PLAIN_PAGE)
    yield Part(part_title("report"), "content/zh/reports/<year>.md", REPORT_PAGE)
    yield Part(part_title("figures"), "data/reports/<year>.yml", (*report_fields(), _FIGURES))
    yield Part(part_title("notes"), "data/report-notes/<year>.yml", NOTES)
    yield Part(part_title("totals"), "data/coverage.yml", TOTALS)
    yield Part(part_title("bodies"), "data/bodies.yml", BODIES)
    yield Part(part_title("series"), "data/series.yml", SERIES)
    yield Part(part_title("settings"), "data/site.yml", SETTINGS)
    yield Part(part_title("collection"), "data/collections/<id>.yml", COLLECTION)
    vocabulary = Field(_FREE, FieldType.MAPPINGS, Localised("选项", "Options"), fields=OPTION)
    yield Part(part_title("vocabularies"), "data/vocabularies.yml", (vocabulary,))
    label = Field(_FREE, FieldType.MAPPING, Localised("文字", "Words"), fields=LABEL)
    yield Part(part_title("labels"), "data/labels.yml", (label,))
    severities = tuple(
        Field(severity.value, FieldType.TEXTS, Localised("代码的列表", "List of codes"))
        for severity in (Severity.WARNING, Severity.NOTE)
    )
    yield Part(part_title("severity"), "data/severity.yml", severities)
    yield Part(part_title("format"), "data/formats/<id>.yml", FORMAT)
    yield Part(part_title("rules"), "data/reconciliation.yml", RULES)
    yield Part(part_title("figure_rules"), "data/figures.yml", FIGURES)
    term = Field("[]", FieldType.MAPPING, Localised("术语", "Term"), fields=GLOSSARY_TERM)
    yield Part(part_title("privacy"), "data/privacy.yml", PRIVACY)
    yield Part(part_title("glossary"), GLOSSARY, (term,))


def _rows(collection: Collection) -> Field:
    return Field(
        "rows",
        FieldType.MAPPINGS,
        Localised("各行", "Rows"),
        required=True,
        fields=collection.fields,
    )


def write_reference(root: Path) -> list[Path]:
    """Write every generated page below `root`; return them in order."""
    written: list[Path] = []
    for name, text in reference_pages(root).items():
        path = root / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def main() -> None:
    """Write the pages of the repository in which the command runs."""
    try:
        for path in write_reference(Path.cwd()):
            click.echo(path)
    except DeclarationError as error:
        for found in error.problems:
            click.echo("\n".join(problem_lines(finding_text(found, Severity.ERROR))), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
