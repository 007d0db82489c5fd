"""`docs/data-dictionary.md`: every key that editors may write, made from the declarations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from portal.model.field import Field, FieldType, Option
from portal.model.language import Localised
from portal.model.report import Format, Header

_WORDS = "dictionary.yml"


@dataclass(frozen=True)
class Part:
    """One kind of file: what it is called, where it stands, and the fields it may have."""

    title: Localised
    file: str
    fields: tuple[Field, ...]
    dated: str | None = None
    """The field that dates an item and is therefore asked of every item."""


@cache
def words() -> dict[str, Any]:
    """What the generated pages say beside the declarations; see `dictionary.yml`."""
    source = resources.files(__package__).joinpath(_WORDS)
    found: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return found


def part_title(kind: str) -> Localised:
    """What a kind of file is called."""
    return Localised(**words()["parts"][kind])


def dictionary_text(parts: Sequence[Part], formats: Sequence[Format]) -> str:
    """The whole page as Markdown, in Chinese and English."""
    return "\n".join([*_head(), *_types(), *_parts(parts), *_forms(formats)])


def both(text: Localised) -> str:
    """`中文 / English`, or the Chinese alone."""
    return text.zh if text.en is None else f"{text.zh} / {text.en}"


def table_row(cells: Iterable[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _word(name: str) -> str:
    return both(Localised(**words()["dictionary"][name]))


def _head_of_table(columns: Sequence[str]) -> Iterator[str]:
    yield table_row(columns)
    yield table_row(["---"] * len(columns))


def _head() -> Iterator[str]:
    intro = words()["dictionary"]["intro"]
    yield from (f"# {_word('title')}", "", intro["zh"], "", intro["en"], "")


def _types() -> Iterator[str]:
    yield from (f"## {_word('types')}", "")
    yield from _head_of_table(words()["dictionary"]["types_columns"])
    for type in FieldType:
        told = words()["types"][type.value]
        yield table_row([f"`{type.value}`", told["zh"], told["en"], f"`{told['example']}`"])
    yield ""


def _parts(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        yield from (f"## {both(part.title)}", "", f"`{part.file}`", "")
        yield from _head_of_table(words()["dictionary"]["columns"])
        for path, field, is_nested in _flattened(part.fields):
            yield _field_row(path, field, part, is_nested)
        yield ""


def _flattened(
    fields: tuple[Field, ...], before: str = "", within: str = ""
) -> Iterator[tuple[str, Field, bool]]:
    """Each field with its path; rows in rows and columns in columns are told once."""
    for field in fields:
        path = f"{before}{field.name}"
        is_nested = field.name == within
        yield path, field, is_nested
        if not is_nested:
            yield from _flattened(field.fields, f"{path}{_STEPS.get(field.type, '')}", field.name)


_STEPS = {
    FieldType.MAPPING: ".",
    FieldType.MAPPINGS: "[].",
    FieldType.TABLE: ".<name>.",
}


def _field_row(path: str, field: Field, part: Part, is_nested: bool) -> str:
    is_dated = path == part.dated
    return table_row(
        [
            f"`{path}`",
            f"`{field.type.value}`",
            words()["dictionary"]["required"] if field.required or is_dated else "",
            field.title.zh,
            field.title.en or "",
            "；".join(_remarks(field, is_dated, is_nested)),
        ]
    )


def _remarks(field: Field, is_dated: bool, is_nested: bool) -> Iterator[str]:
    if field.options:
        yield ", ".join(_option(option) for option in field.options)
    if field.to is not None:
        yield f"{_word('leads_to')} `{field.to}`"
    if field.inverse is not None:
        yield f"{_word('inverse')}: {both(field.inverse)}"
    if field.unique:
        yield _word("unique")
    if field.future:
        yield _word("future")
    if is_dated:
        yield _word("dated")
    if is_nested:
        yield _word("nests")
    if field.note is not None:
        yield both(field.note)


def _option(option: Option) -> str:
    if option.title.zh == option.id:
        return f"`{option.id}`"
    return f"`{option.id}` {both(option.title)}"


def _forms(formats: Sequence[Format]) -> Iterator[str]:
    yield from (f"## {_word('forms')}", "")
    note = words()["dictionary"]["forms_note"]
    yield from (note["zh"], "", note["en"], "")
    for format in formats:
        years = f"{format.first_year}–{format.last_year or ''}"
        yield from (f"### `{format.id}`", "")
        yield from (f"{format.title.zh}（{format.document_number}）；{_word('years')}: {years}", "")
        for table in format.tables:
            yield from (f"#### `{table.id}` {both(table.title)}", "")
            for block in table.blocks:
                if block.caption is not None:
                    yield from (f"**{both(block.caption)}**", "")
                yield from _form("table_columns", block.columns)
                yield from _form("rows", block.rows)


def _form(part: str, headers: tuple[Header, ...]) -> Iterator[str]:
    names = words()["dictionary"]["form_columns"]
    is_row = part == "rows"
    yield from _head_of_table([f"{_word(part)}: {names[0]}", *names[1 : 3 if is_row else 4]])
    for header, above in _leaves(headers):
        texts = [*above, header.title]
        cells = [
            f"`{header.id}`",
            " › ".join(text.zh for text in texts),
            " › ".join(text.en or text.zh for text in texts),
        ]
        if not is_row:
            cell = both(Localised(**words()["cells"][header.type.value]))
            cells.append(cell if header.unit is None else f"{cell} ({both(header.unit)})")
        yield table_row(cells)
    yield ""


def _leaves(
    headers: tuple[Header, ...], above: tuple[Localised, ...] = ()
) -> Iterator[tuple[Header, tuple[Localised, ...]]]:
    """Rows or columns that hold figures, each with the titles of the groups over it."""
    for header in headers:
        if header.children:
            yield from _leaves(header.children, (*above, header.title))
        else:
            yield header, above
