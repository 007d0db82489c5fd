"""Fields: what one value of a declaration, a record or a row may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from portal.model.language import Localised
from portal.model.problem import Location


class FieldType(Enum):
    """The closed list of field types; `docs/data-dictionary.md` explains each to editors."""

    TEXT = "text"
    """Words on one line, as written."""

    TEXTS = "texts"
    """A list of texts."""

    LOCALISED = "localised"
    """Chinese with its English: `{zh: …, en: …}`, or Chinese alone."""

    SLUG = "slug"
    """A name for addresses: lower-case ASCII letters, digits and hyphens."""

    NAME = "name"
    """A name for keys: lower-case ASCII letters, digits and underscores."""

    DATE = "date"
    """A day, `2020-12-03`."""

    INTEGER = "integer"
    """A whole number in ASCII digits, without separators."""

    DECIMAL = "decimal"
    """A number in ASCII digits with an optional decimal point."""

    FLAG = "flag"
    """`true` or `false`."""

    CHOICE = "choice"
    """One of the declared options, by its id."""

    CHOICES = "choices"
    """A list of declared options."""

    INDEX_NUMBER = "index_number"
    """索引号, in the pattern of `data/site.yml`."""

    DOCUMENT_NUMBER = "document_number"
    """发文字号: agency, year in brackets of any style, number; kept in the form 〔2020〕12号."""

    REFERENCES = "references"
    """Ids of records of another collection: the one end of a relation that declares it."""

    ATTACHMENTS = "attachments"
    """Files beside the record, each with a title."""

    URL = "url"
    """An address on the web with https or http."""

    FINGERPRINTS = "fingerprints"
    """What a translation translates; written by `portal translated`, not by hand."""

    MAPPING = "mapping"
    """A group of named values (declarations only)."""

    MAPPINGS = "mappings"
    """A list of such groups (declarations only)."""

    TABLE = "table"
    """Groups by free name (declarations only)."""


@dataclass(frozen=True)
class Option:
    """One allowed value of a choice; `mark` is the sign shown before a state."""

    id: str
    title: Localised
    mark: str = ""

    @property
    def slug(self) -> str:
        """The option's part of an address."""
        return self.id.replace("_", "-")


@dataclass(frozen=True)
class Field:
    """One named value: its label, type and constraints (the words are those of Table Schema)."""

    name: str
    type: FieldType
    title: Localised
    required: bool = False
    unique: bool = False
    future: bool = False
    """Whether a date may lie after the day of the build."""
    options: tuple[Option, ...] = ()
    to: str | None = None
    """The collection a reference leads to."""
    inverse: Localised | None = None
    """What the relation is called on the page of its target."""
    fields: tuple["Field", ...] = ()
    """The named values inside a mapping."""
    note: Localised | None = None

    def option(self, id: str) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == id), None)


@dataclass(frozen=True)
class DocumentNumber:
    """发文字号 taken apart: agency code, year, serial number; `suffix` is 号 or what is printed."""

    agency: str
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.agency}〔{self.year}〕{self.number}号"


@dataclass(frozen=True)
class Reference:
    """A reference as an editor wrote it: the id of a record, and where it is written."""

    id: str
    location: Location


@dataclass(frozen=True)
class Attachment:
    """A file published with a record; `path` is relative to `content/zh/`, `size` in bytes."""

    path: str
    title: Localised
    size: int
    location: Location

    @property
    def name(self) -> str:
        """The file name without folders."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def kind(self) -> str:
        """The type people know: the suffix in capitals."""
        return self.name.rsplit(".", 1)[-1].upper()


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprint of each Chinese part that a translation translates."""

    title: str
    summary: str | None
    body: tuple[str, ...]


Value = (
    str
    | tuple[str, ...]
    | Localised
    | date
    | int
    | Decimal
    | bool
    | Option
    | tuple[Option, ...]
    | DocumentNumber
    | tuple[Reference, ...]
    | tuple[Attachment, ...]
    | Fingerprints
)
"""What a field type reads out of the written text."""


@dataclass(frozen=True)
class Values:
    """The values of one mapping with their places; `read` holds only what was written and right."""

    read: Mapping[str, Any]
    places: Mapping[str, Location]
    location: Location

    def get(self, name: str, default: Any = None) -> Any:
        """The value of that name, or the default."""
        return self.read.get(name, default)

    def __getitem__(self, name: str) -> Any:
        return self.read[name]

    def __contains__(self, name: str) -> bool:
        return name in self.read

    def place(self, name: str) -> Location:
        """Where that value is written, or where the mapping starts."""
        return self.places.get(name, self.location)
