"""The navigation: the same few entries in each language, made from the declarations."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.language import Language
from portal.model.site import Site
from portal.pages.bodies import bodies_of, body_title
from portal.pages.crumbs import REPORTS_COLUMN
from portal.pages.reports import report_title


@dataclass(frozen=True)
class NavigationItem:
    """An entry of the navigation with the entries below it."""

    title: str
    address: str
    is_current: bool
    items: tuple["NavigationItem", ...] = ()


def navigation(site: Site, language: Language, section: str) -> tuple[NavigationItem, ...]:
    """Home, the columns with what they hold, then how to request; `section` is marked current."""
    found = [
        NavigationItem(
            site.labels["home"].in_(language), language.prefix, section == language.prefix
        )
    ]
    for column in site.settings.columns:
        address = (
            f"{language.prefix}reports/"
            if column.id == REPORTS_COLUMN
            else column.address(language)
        )
        below = tuple(
            NavigationItem(c.title.in_(language), c.address(language), False)
            for c in site.collections
            if c.column == column.id
        )
        if column.id == REPORTS_COLUMN:
            below = tuple(_reports(site, language))
        found.append(NavigationItem(column.title.in_(language), address, section == address, below))
    for id in site.settings.navigation:
        if (page := site.page(id)) is not None:
            address = page.address(language)
            title = page.prose(language).title
            found.append(NavigationItem(title, address, section == address))
    return tuple(found)


def _reports(site: Site, language: Language) -> Iterator[NavigationItem]:
    """The own agency's reports and their years together, then the list of each other body."""
    for listed in bodies_of(site):
        if listed.body is not None:
            title = body_title(site, listed.agency, language)
            yield NavigationItem(title, listed.address(language), False)
            continue
        for report in listed.reports:
            title = report_title(site, report, language)
            yield NavigationItem(title, report.address(language), False)
        if listed.timeline is not None:
            title = site.labels["years_link"].in_(language)
            yield NavigationItem(title, listed.timeline.address(language), False)
