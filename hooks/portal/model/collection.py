"""Collections: kinds of published items, each declared by one file in `data/collections/`."""

from dataclasses import dataclass
from enum import Enum

from portal.model.field import Field, Option
from portal.model.language import Language, Localised


class Source(Enum):
    """Where the items of a collection are written."""

    DOCUMENTS = "documents"
    """A Markdown file each, `content/zh/<collection>/<year>/<slug>.md`."""

    ROWS = "rows"
    """Rows of YAML in `data/registers/<collection>.yml`."""


@dataclass(frozen=True)
class ValidityRule:
    """Which fields decide the validity of a document (有效性), and the options it can become."""

    effective: str
    expires: str
    amends: str
    repeals: str
    expiring_days: int
    options: tuple[Option, ...]
    title: Localised

    def option(self, id: str) -> Option:
        """The state of that id."""
        return next(option for option in self.options if option.id == id)


@dataclass(frozen=True)
class WindowRule:
    """Which two dates open and close a window, and the states around them."""

    opens: str
    closes: str
    result: str | None
    options: tuple[Option, ...]
    title: Localised

    def option(self, id: str) -> Option:
        """The state of that id."""
        return next(option for option in self.options if option.id == id)


StateRule = ValidityRule | WindowRule


@dataclass(frozen=True)
class Rate:
    """A share of the items that the report states, computed from the items themselves."""

    id: str
    title: Localised
    of: tuple[tuple[str, str], ...]
    """Field and option that an item of the whole has."""
    where: tuple[tuple[str, str], ...]
    """Field and option that an item counted in the share has as well."""


@dataclass(frozen=True)
class Collection:
    """A declared kind of item: its fields, what lists show, and how it can be browsed."""

    id: str
    title: Localised
    item: Localised
    description: Localised
    source: Source
    column: str
    """Which of the four columns of the disclosure platform holds it (an id of `data/site.yml`)."""
    column_type: str
    """ColumnType of 国办发〔2017〕47号."""
    fields: tuple[Field, ...]
    facts: tuple[str, ...]
    """Fields of the facts box, in the order of the page."""
    listed: tuple[str, ...]
    """Fields of a row in lists and downloads beside the title."""
    facets: tuple[str, ...]
    """Fields by which lists are divided; `year` and `state` are always known."""
    dated: str
    """The field that dates an item: it sorts the lists and names the year."""
    number: str | None
    """The field that citizens quote (发文字号 or the like), if there is one."""
    state: StateRule | None
    rates: tuple[Rate, ...] = ()
    page_length: int = 25
    order: int = 0
    """Where it stands among the collections; equal ones follow their ids."""

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def address(self, language: Language) -> str:
        """The site-relative address of the first page of the full list."""
        return f"{language.prefix}{self.id.replace('_', '-')}/"
