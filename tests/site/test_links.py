"""Every link of the site leads somewhere, from any folder of any static server."""

from urllib.parse import urlsplit
from urllib.request import urlopen
from xml.etree.ElementTree import Element

import pytest

from tests.site.drawn import Drawn

LINKS = {"a": "href", "link": "href", "form": "action", "img": "src", "script": "src"}


def links(page: Element) -> list[str]:
    """Every link of a page to this site, as written; declared addresses are tested elsewhere."""
    return [
        value
        for element in page.iter()
        if (value := element.get(LINKS.get(element.tag, "")))
        and not urlsplit(value).scheme
        and element.get("rel") != "canonical"
    ]


@pytest.fixture(params=["site", "production"])
def either(request: pytest.FixtureRequest) -> Drawn:
    """The preview, then the release for citizens."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Drawn)
    return found


def test_every_link_leads_to_a_file_and_every_fragment_to_a_place(either: Drawn) -> None:
    broken: set[tuple[str, str]] = set()
    for address in either.pages:
        for link in links(either.html(address)):
            path, fragment = either.target(link, address)
            file = f"{path}index.html" if not path or path.endswith("/") else path
            if file not in either.files or (fragment and not _has(either, path, fragment)):
                broken.add((address, link))
    assert broken == set()


def _has(site: Drawn, address: str, fragment: str) -> bool:
    return fragment in site.places(address)


def test_no_link_depends_on_where_the_site_lies(either: Drawn) -> None:
    for address in either.pages:
        assert [link for link in links(either.html(address)) if link.startswith("/")] == []


def test_every_page_can_be_reached_from_the_home_page(either: Drawn) -> None:
    seen, pending = {""}, [""]
    while pending:
        address = pending.pop()
        page = either.html(address)
        for link in links(page):
            path, _ = either.target(link, address)
            if path in either.pages and path not in seen:
                seen.add(path)
                pending.append(path)
    for_editors = {"status/", "en/status/"}
    assert set(either.pages) - seen <= for_editors


def test_every_file_is_referred_to(either: Drawn) -> None:
    """Nothing is left over: each file is linked, fetched by a script, or found by its name."""
    linked = {
        either.target(link, address)[0]
        for address in either.pages
        for link in links(either.html(address))
    }
    by_name = ("404.html", "robots.txt", "sitemap.xml", "release.json", "schemas/", "search/index")
    assert {
        path
        for path in either.files
        if path not in linked and not path.endswith("index.html") and not path.startswith(by_name)
    } == set()


def test_pages_and_assets_are_served_below_a_path(address: str, site: Drawn) -> None:
    page = site.html("en/reports/2020/")
    for link in ["", *links(page)]:
        path, _ = site.target(link, "en/reports/2020/")
        with urlopen(address + path) as answer:  # noqa: S310 - this machine
            assert answer.status == 200
