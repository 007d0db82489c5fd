"""The path above a title: from the home page through column and collection to the page."""

from portal.model.collection import Collection
from portal.model.language import Language, Localised
from portal.model.page import Crumb
from portal.model.report import Body
from portal.model.settings import Column
from portal.model.site import Site
from portal.model.trend import reports_address

REPORTS_COLUMN = "reports"


def column_of(site: Site, id: str) -> Column | None:
    """The column of that id, or None."""
    return next((column for column in site.settings.columns if column.id == id), None)


def home_crumb(site: Site, language: Language) -> Crumb:
    """The first step of every path."""
    return Crumb(site.labels["home"].in_(language), language.prefix)


def column_crumbs(site: Site, id: str, language: Language) -> tuple[Crumb, ...]:
    """Home and the column."""
    column = column_of(site, id)
    first = home_crumb(site, language)
    if column is None:
        return (first,)
    return (first, Crumb(column.title.in_(language), column.address(language)))


def collection_crumbs(site: Site, collection: Collection, language: Language) -> tuple[Crumb, ...]:
    """Home, column and the full list of the collection."""
    step = Crumb(collection.title.in_(language), collection.address(language))
    return (*column_crumbs(site, collection.column, language), step)


def report_crumbs(site: Site, body: Body | None, language: Language) -> tuple[Crumb, ...]:
    """Home, the column of reports and, where they are another body's, the list of that body."""
    steps = column_crumbs(site, REPORTS_COLUMN, language)
    if body is None:
        return steps
    return (*steps, Crumb(body.title.in_(language), reports_address(body, language)))


def section_of(site: Site, id: str, language: Language) -> str:
    """The address of the navigation entry that is current on pages of a column."""
    column = column_of(site, id)
    return "" if column is None else column.address(language)


def column_head(
    title: Localised, about: Localised, kind: str, language: Language
) -> dict[str, str]:
    """Head tags of a list page (国办发〔2017〕47号)."""
    return {
        "ColumnName": title.in_(language),
        "ColumnDescription": about.in_(language),
        "ColumnType": kind,
    }
