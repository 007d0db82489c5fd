"""Pages of the portal itself, which no source stands behind: search, glossary, site map, status."""

from collections.abc import Mapping
from typing import Any

from portal.model.language import Language
from portal.model.page import Page
from portal.model.site import Site
from portal.pages.crumbs import home_crumb


def own_page(
    site: Site, language: Language, name: str, context: Mapping[str, Any], **more: Any
) -> Page:
    """The page at `name` in that language; its title is the label of that name.

    `more` are further attributes of the page. The same page stands in the other language.
    """
    address = f"{language.prefix}{name}/"
    return Page(
        address=address,
        language=language,
        template=f"{name}.html",
        title=site.labels[name.replace("-", "_")].in_(language),
        context=context,
        section=address,
        counterpart=f"{language.other.prefix}{name}/",
        crumbs=(home_crumb(site, language),),
        **more,
    )
