"""Pages → HTML of their slots, by the templates in `overrides/`; formats belong here as filters."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from portal.model.language import Language, Localised
from portal.model.page import Page
from portal.model.site import Site
from portal.pages.addresses import relative

SLOTS = ("head", "content", "toc", "switch", "source")
"""The places of a shell that differ from page to page."""

_KILOBYTE = 1024


class Studio:
    """Draws the slots of pages; one per build."""

    def __init__(self, site: Site, templates: Path, sizes: Mapping[str, int]) -> None:
        """`sizes` are those of the files that pages offer, by address."""
        self._site = site
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            # Templates do not change while a site is drawn; every build has a studio of its own.
            auto_reload=False,
        )
        self._environment.globals.update(site=site, Language=Language, label=self._label)
        self._environment.filters.update(
            url=_url,
            absolute=self._absolute,
            say=_say,
            day=_day,
            number=_number,
            size=_size,
            weight=sizes.get,
        )
        # Data blocks are read by programs and by people: the order and the letters as they are.
        self._environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}

    def slots(self, page: Page) -> dict[str, Markup]:
        """The HTML of each slot of the page."""
        context = {**page.context, "page": page, "language": page.language}
        drawn = {
            slot: self._draw(f"slots/{slot}.html", context) for slot in SLOTS if slot != "content"
        }
        drawn["content"] = self._draw(f"pages/{page.template}", context)
        return drawn

    def drawing(self, template: str, language: Language, context: Mapping[str, Any]) -> str:
        """What a template draws that is no page: a file of its own."""
        return self._draw(template, {**context, "language": language})

    def _draw(self, template: str, context: dict[str, Any]) -> Markup:
        # The environment escapes every value, so what it draws is safe to put into a shell.
        return Markup(self._environment.get_template(template).render(context))  # noqa: S704

    @pass_context
    def _label(self, context: Context, key: str, **values: object) -> str:
        language: Language = context["language"]
        return label(self._site, key, language, **values)

    def _absolute(self, address: str) -> str:
        return self._site.settings.url + address


def label(site: Site, key: str, language: Language, **values: object) -> str:
    """The words of the site under that key; a key that is not declared is an error of ours."""
    text = site.labels[key].in_(language)
    return text.format(**values) if values else text


def day_text(day: date, language: Language) -> str:
    """2020年12月3日, or 3 December 2020."""
    if language is Language.ZH:
        return f"{day.year}年{day.month}月{day.day}日"
    return format_date(datetime.combine(day, time()), "d MMMM y", locale="en")


@pass_context
def _url(context: Context, address: str) -> str:
    page: Page = context["page"]
    return relative(page.address, "" if address == "." else address)


@pass_context
def _say(context: Context, text: Localised | str) -> str:
    return text if isinstance(text, str) else text.in_(context["language"])


@pass_context
def _day(context: Context, day: date) -> str:
    return day_text(day, context["language"])


@pass_context
def _number(context: Context, number: Decimal | int) -> str:
    """As written in Chinese, with groups of three in English."""
    if context["language"] is Language.ZH:
        return f"{number:f}" if isinstance(number, Decimal) else str(number)
    return str(format_decimal(number, locale="en", decimal_quantization=False))


def _size(size: int) -> str:
    if size < _KILOBYTE:
        return f"{size} B"
    if size < _KILOBYTE**2:
        return f"{size / _KILOBYTE:.0f} KB"
    return f"{size / _KILOBYTE**2:.1f} MB"
