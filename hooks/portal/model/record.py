"""Records: published items of a collection, from a document or from a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.model.collection import Collection
from portal.model.document import Document
from portal.model.field import Attachment, Field, FieldType, Option, Reference, Values
from portal.model.language import Language, Localised


@dataclass(frozen=True)
class Record:
    """One item, checked alone; `id` is `<collection>/<year>/<slug>` and unique in the portal."""

    id: str
    collection: Collection
    values: Values
    title: Localised
    summary: Localised | None
    document: Document | None
    """The words of the item; rows of a register have none."""

    @property
    def slug(self) -> str:
        """The last part of the id."""
        return self.id.rsplit("/", 1)[-1]

    @property
    def dated(self) -> date | None:
        """The day that sorts and dates the item."""
        found: date | None = self.values.get(self.collection.dated)
        return found

    @property
    def year(self) -> int:
        """The year under which lists show the item: that of its id."""
        return int(self.id.split("/")[1])

    @property
    def number(self) -> str | None:
        """What citizens quote: the document number or its like, as shown."""
        if self.collection.number is None or self.collection.number not in self.values:
            return None
        return str(self.values[self.collection.number])

    @property
    def is_sample(self) -> bool:
        """Whether the item is invented to show a page kind."""
        return bool(self.values.get("sample", False))

    @property
    def publish_on(self) -> date | None:
        """The day from which the item may be seen, where one is set."""
        found: date | None = self.values.get("publish_on")
        return found

    @property
    def references(self) -> tuple[tuple[Field, Reference], ...]:
        """Every relation that this record declares."""
        return tuple(
            (field, reference)
            for field in self.collection.fields
            if field.type is FieldType.REFERENCES
            for reference in self.values.get(field.name, ())
        )

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Every file published with this record, in the order of the fields."""
        return tuple(
            attachment
            for field in self.collection.fields
            if field.type is FieldType.ATTACHMENTS
            for attachment in self.values.get(field.name, ())
        )

    def address(self, language: Language) -> str:
        """The site-relative address of the item's own page."""
        return f"{language.prefix}{self.id.replace('_', '-')}/"

    def has(self, language: Language) -> bool:
        """Whether the item's words exist in that language."""
        if self.document is not None:
            return self.document.has(language)
        return self.title.has(language)


def meets(record: Record, conditions: Sequence[tuple[str, str]]) -> bool:
    """Whether the record has each option, or each flag, by field and option."""
    return all(_is(record.values.get(name), wanted) for name, wanted in conditions)


def _is(value: object, wanted: str) -> bool:
    if isinstance(value, Option):
        return value.id == wanted
    if isinstance(value, bool):
        return str(value).lower() == wanted
    return False


@dataclass(frozen=True)
class Link:
    """A relation as one end sees it: what the other end is to this record."""

    title: Localised
    target: Record


@dataclass(frozen=True)
class Standing:
    """What only all records together tell about one: its state, its relations, its place."""

    state: Option | None = None
    links: tuple[Link, ...] = ()
    successors: tuple[Record, ...] = ()
    """Records that amend or repeal this one."""
