"""Site map and robots.txt."""

from portal.exports.sitemap import robots, sitemap
from tests.exports.build import PAGES, SITE, page
from tests.exports.read import read_xml

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
URL = "https://www.example.gov.cn/xxgk/"


def test_sitemap_lists_indexed_pages_in_order_with_dates_that_are_known() -> None:
    file = sitemap(SITE, PAGES)
    assert file.path == "sitemap.xml"
    found = [
        (url.findtext(f"{NS}loc"), url.findtext(f"{NS}lastmod"))
        for url in read_xml(file.content).iter(f"{NS}url")
    ]
    assert found == [
        (f"{URL}en/guide/", None),
        (f"{URL}guide/", "2020-12-03"),
        (f"{URL}policies/2020/%E7%94%B2/", None),
    ]


def test_only_real_pairs_name_each_other() -> None:
    root = read_xml(sitemap(SITE, PAGES).content)
    links = [
        [(link.get("hreflang"), link.get("href")) for link in url.iter(LINK)]
        for url in root.iter(f"{NS}url")
    ]
    pair = [("zh-CN", f"{URL}guide/"), ("en", f"{URL}en/guide/")]
    assert links == [pair, pair, []]


def test_a_pair_with_an_unindexed_half_is_no_pair() -> None:
    pages = [page("a/"), page("en/a/", is_indexed=False), page("b/", counterpart="en/a/")]
    root = read_xml(sitemap(SITE, pages).content)
    assert root.find(f".//{LINK}") is None


def test_sitemap_does_not_depend_on_the_order_of_pages() -> None:
    assert sitemap(SITE, PAGES) == sitemap(SITE, PAGES[::-1])


def test_robots_names_the_sitemap_and_closes_status_pages_only() -> None:
    assert robots(SITE, PAGES).content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /xxgk/en/status/",
        "Disallow: /xxgk/status/",
        "",
        "Sitemap: https://www.example.gov.cn/xxgk/sitemap.xml",
    ]


def test_robots_without_status_pages_closes_nothing() -> None:
    assert b"Disallow:\n" in robots(SITE, ()).content
