"""Lists and their downloads: the same items on the page, in CSV, in JSON and in the workbook."""

import csv
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from tests.site.drawn import ROOT, Drawn, only, text, with_class
from tests.site.tables import sheet
from tests.site.variant import Variant

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
COLLECTIONS = sorted(path.stem for path in (ROOT / "data/collections").glob("*.yml"))
PREFIXES = {"zh": "", "en": "en/"}


class Undated(yaml.SafeLoader):
    """YAML as the editing programs read it: a date is the text that was written."""


Undated.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def listing_addresses(site: Drawn, prefix: str) -> list[str]:
    """Every page that offers a list for download, the first page of each list."""
    pattern = re.compile(rf"{prefix}({'|'.join(COLLECTIONS)})/")
    return [
        address
        for address in site.pages
        if pattern.match(address) and f"{address}{_collection(address)}.csv" in site.files
    ]


def _collection(address: str) -> str:
    return address.removeprefix("en/").split("/")[0]


def shown(site: Drawn, address: str) -> list[str]:
    """The addresses of the items of a list, over all its pages, in their order."""
    found: list[str] = []
    here: str | None = address
    while here is not None:
        page = site.html(here)
        items = [link for part in with_class(page, "row-title") for link in [part.attrib["href"]]]
        for table in with_class(page, "register"):
            heads = [row.findall("th/a") for row in table.findall("tbody/tr")]
            items += [only(links).attrib["href"] for links in heads]
        found += [site.target(item, here)[0] for item in items]
        following = page.findall(".//nav[@class='pager']//a[@rel='next']")
        here = site.target(following[0].attrib["href"], here)[0] if following else None
    return found


@pytest.mark.parametrize("language", PREFIXES)
def test_items_on_the_page_are_the_items_of_every_download(language: str, site: Drawn) -> None:
    lists = listing_addresses(site, PREFIXES[language])
    assert len(lists) > 40
    for address in lists:
        expected = [site.url + item for item in shown(site, address)]
        assert expected, address
        stem = f"{address}{_collection(address)}"
        content = site.read(f"{stem}.csv")
        assert content.startswith(b"\xef\xbb\xbf")
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        assert [row[2] for row in rows] == expected, address
        records = json.loads(site.read(f"{stem}.json"))["records"]
        assert [record["address"] for record in records] == expected, address
        workbook = sheet(site.read(f"{stem}.xlsx"))
        cells = [[_written(value) for value in row] for row in workbook.iter_rows(values_only=True)]
        assert [row[: len(head)] for row in cells] == [head, *rows], address


def _written(value: object) -> str:
    """A cell of a workbook as CSV has it."""
    if value is None:
        return ""
    day = re.match(r"(\d{4}-\d\d-\d\d) 00:00:00$", str(value))
    return day[1] if day else str(value)


@pytest.mark.parametrize("language", PREFIXES)
def test_the_pages_of_a_long_list_lead_through_all_of_it(language: str, variant: Variant) -> None:
    address = f"{PREFIXES[language]}replies/"
    records = json.loads(variant.site.read(f"{address}replies.json"))["records"]
    expected = [record["address"] for record in records]
    assert len(expected) > 10
    assert [variant.site.url + item for item in shown(variant.site, address)] == expected
    gaps = with_class(variant.site.html(address), "pager")[0].findall(".//li[@aria-hidden='true']")
    assert [text(gap) for gap in gaps] == ["…"]


@pytest.mark.parametrize("language", PREFIXES)
def test_titles_and_values_on_the_page_are_those_of_the_download(
    language: str, site: Drawn
) -> None:
    prefix = PREFIXES[language]
    for collection in COLLECTIONS:
        address = f"{prefix}{collection}/"
        content = site.read(f"{address}{collection}.csv").decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(content, newline="")))
        title = "标题" if language == "zh" else "Title"
        page = site.html(address)
        heads = with_class(page, "row-title") or page.findall(".//tbody/tr/th/a")
        assert [text(head) for head in heads] == [row[title] for row in rows]
        for row in rows:
            facts = site.html(row["网址" if language == "zh" else "Address"].removeprefix(site.url))
            for box in with_class(facts, "facts"):
                for line in box:
                    name, value = text(line[0]), text(line[1])
                    assert name in row, name
                    if not re.search(r"\d{4}年|\d{4}$|^\W ", value):
                        assert _plain(value) == _plain(row[name]), (address, name)


def _plain(value: str) -> str:
    return re.sub(r"[\s、,，;；]", "", value)


@pytest.mark.parametrize("language", PREFIXES)
def test_every_facet_is_a_list_whose_length_stands_beside_its_link(
    language: str, site: Drawn
) -> None:
    for collection in COLLECTIONS:
        address = f"{PREFIXES[language]}{collection}/"
        facets = only(with_class(site.html(address), "facets"))
        links = list(facets.iter("a"))
        assert len(links) > 3
        for link in links:
            target, _ = site.target(link.attrib["href"], address)
            count = re.findall(r"\d+", text(only(with_class(link, "count"))))
            assert count == [str(len(shown(site, target)))], (address, target)


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_feed_is_an_atom_feed_that_the_list_announces(
    collection: str, language: str, production: Drawn
) -> None:
    address = f"{PREFIXES[language]}{collection}/"
    root = ElementTree.fromstring(production.read(f"{address}feed.xml"))
    assert root.tag == f"{{{ATOM['atom']}}}feed"
    for required in ("id", "title", "updated", "author/atom:name"):
        assert only(root.findall(f"atom:{required}", ATOM)).text
    links = {link.get("rel"): link.get("href") for link in root.findall("atom:link", ATOM)}
    assert links["self"] == f"{production.url}{address}feed.xml"
    assert links["alternate"] == production.url + address
    announced = production.html(address).findall(".//link[@type='application/atom+xml']")
    href = only(announced).attrib["href"]
    assert production.target(href, address)[0] == f"{address}feed.xml"
    offered = [
        link.get("href")
        for link in only(with_class(production.html(address), "downloads")).iter("a")
    ]
    assert href in offered


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_published_schema_takes_every_record_of_this_repository(
    collection: str, site: Drawn
) -> None:
    schema: dict[str, Any] = json.loads(site.read(f"schemas/{collection}.schema.json"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    records: dict[str, Any] = {}
    for path in sorted((ROOT / "content/zh" / collection).rglob("*.md")):
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        records[path.name] = yaml.load(front, Loader=Undated)  # noqa: S506 - a safe loader
    register = ROOT / f"data/registers/{collection}.yml"
    if register.exists():
        rows = yaml.load(register.read_text(encoding="utf-8"), Loader=Undated)["rows"]  # noqa: S506
        records |= {row["id"]: row for row in rows}
    assert records
    faults = {
        name: [e.message for e in validator.iter_errors(record)] for name, record in records.items()
    }
    assert {name: found for name, found in faults.items() if found} == {}
