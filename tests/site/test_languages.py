"""Two languages in one site: each page in its own, and honest about what is not translated."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from tests.site.drawn import (
    CHINESE,
    ROOT,
    Drawn,
    elements,
    only,
    squeezed,
    text,
    with_class,
    words,
)
from tests.site.variant import ADDED, CHANGED, SUB_PATH, URL, Variant

TAGS = {True: "en", False: "zh-CN"}
SPOKEN = ("alt", "aria-label", "content", "placeholder", "title", "value")
"""Attributes that hold words; `content` is that of meta elements."""
BOTH = "fix"
"""The class of the advice to editors, which is given in both languages at once."""
FIXED_BY_RULE = "ColumnType"
"""A head tag whose values are prescribed in Chinese (国办发〔2017〕47号)."""
SITEMAP = {
    "sitemap": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
NOT_TRANSLATED = [
    path.relative_to(ROOT / "content/zh").with_suffix("").as_posix()
    for path in sorted((ROOT / "content/zh").rglob("*.md"))
    if not (ROOT / "content/en" / path.relative_to(ROOT / "content/zh")).exists()
    and "draft: true" not in path.read_text(encoding="utf-8")
]


def counterpart(address: str) -> str:
    """The address of a page in the other language."""
    return address.removeprefix("en/") if address.startswith("en/") else f"en/{address}"


def alternates(page: Element) -> dict[str, str]:
    """The addresses that a page declares by language."""
    links = page.findall(".//link[@rel='alternate']")
    return {link.attrib["hreflang"]: link.attrib["href"] for link in links if link.get("hreflang")}


@pytest.fixture(params=["site", "production"])
def either(request: pytest.FixtureRequest) -> Drawn:
    """The preview, then the release for citizens."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Drawn)
    return found


def test_every_page_says_its_language(either: Drawn) -> None:
    for address in either.pages:
        assert either.html(address).get("lang") == TAGS[address.startswith("en/")], address


def test_every_page_leads_to_the_same_page_in_the_other_language(either: Drawn) -> None:
    for address in either.pages:
        link = only(list(only(with_class(either.html(address), "site-language")).iter("a")))
        assert either.target(link.attrib["href"], address) == (counterpart(address), "")
        assert counterpart(address) in either.pages
        assert link.attrib["lang"] == TAGS[not address.startswith("en/")]


def test_both_languages_have_the_same_pages_and_downloads(either: Drawn) -> None:
    english = {path.removeprefix("en/") for path in either.files if path.startswith("en/")}
    shared = re.compile(r"assets/|schemas/|search/index[./](?!html)|\w+\.\w+$|.+-files/")
    assert english == {
        path
        for path in either.files
        if not path.startswith("en/") and (path == "index.html" or not shared.match(path))
    }


def test_pairs_are_declared_by_both_and_only_where_both_say_the_same(either: Drawn) -> None:
    untranslated = {f"{record}/" for record in NOT_TRANSLATED}
    for address in either.pages:
        chinese = address.removeprefix("en/")
        declared = alternates(either.html(address))
        if chinese in untranslated:
            assert declared == {}, address
            continue
        assert declared == {
            "zh-CN": either.url + chinese,
            "en": f"{either.url}en/{chinese}",
            "x-default": either.url + chinese,
        }, address
        assert declared == alternates(either.html(counterpart(address)))


def test_every_page_names_its_own_absolute_address(either: Drawn) -> None:
    for address in either.pages:
        link = only(either.html(address).findall(".//link[@rel='canonical']"))
        assert link.attrib["href"] == either.url + address


def test_site_map_for_robots_lists_each_indexed_page_once(either: Drawn) -> None:
    root = ElementTree.fromstring(either.read("sitemap.xml"))
    listed = [loc.text for loc in root.findall("sitemap:url/sitemap:loc", SITEMAP)]
    indexed = [either.url + address for address in either.pages if either.is_indexed(address)]
    assert sorted(map(str, listed)) == sorted(indexed)
    assert "reports/2020/" in {address.removeprefix(either.url) for address in indexed}
    for url in root.findall("sitemap:url", SITEMAP):
        loc = only(url.findall("sitemap:loc", SITEMAP)).text or ""
        pairs = url.findall("xhtml:link", SITEMAP)
        declared = alternates(either.html(loc.removeprefix(either.url)))
        declared.pop("x-default", None)
        assert {link.attrib["hreflang"]: link.attrib["href"] for link in pairs} == declared


def test_there_are_records_without_a_translation() -> None:
    assert len(NOT_TRANSLATED) > 5


@pytest.mark.parametrize("record", NOT_TRANSLATED)
def test_english_page_without_a_translation_shows_marked_chinese_and_says_so(
    record: str, site: Drawn
) -> None:
    address = f"en/{record}/"
    page = site.html(address)
    assert only(list(page.iter("h1"))).get("lang") == "zh-CN"
    assert "no English translation" in text(only(with_class(page, "notice-untranslated")))
    assert not site.is_indexed(address)
    assert site.url + address not in site.read("sitemap.xml").decode()
    chinese = squeezed(only(with_class(site.html(f"{record}/"), "prose")))
    prose = only(with_class(page, "prose"))
    assert squeezed(prose) == chinese
    assert {lang for piece, lang in words(prose, "en") if piece.strip()} == {"zh-CN"}
    switch = only(list(only(with_class(page, "site-language")).iter("a")))
    assert switch.get("hreflang") is None


def test_english_pages_have_no_chinese_but_what_is_marked_as_chinese(either: Drawn) -> None:
    found: set[tuple[str, str]] = set()
    for address in either.pages:
        if not address.startswith("en/"):
            continue
        for element, lang in elements(either.html(address).findall("body")[0], "en"):
            pieces = [element.text if lang != "zh-CN" else "", *_tails(element, lang)]
            if element.tag != "script" and element.get("class") != BOTH:
                found |= {(address, str(piece)) for piece in pieces if CHINESE.search(piece or "")}
    assert found == set()


def _tails(element: Element, lang: str) -> list[str]:
    return [child.tail or "" for child in element] if lang != "zh-CN" else []


def test_english_pages_speak_english_in_what_is_read_out_and_in_the_head(either: Drawn) -> None:
    untranslated = {f"en/{record}/" for record in NOT_TRANSLATED}
    found = {
        (address, element.tag, value)
        for address in either.pages
        if address.startswith("en/")
        for element, lang in elements(either.html(address))
        for value in _spoken(element)
        if CHINESE.search(value) and lang != "zh-CN"
        # The title of such a page is Chinese, in its head too.
        if not (address in untranslated and element.tag in ("meta", "title"))
    }
    assert found == set()


def _spoken(element: Element) -> list[str]:
    # Data for search engines names things in both languages, and nobody is read it.
    if element.get("name") == FIXED_BY_RULE or element.get("type") == "application/ld+json":
        return []
    values = [element.attrib[name] for name in SPOKEN if name in element.attrib]
    if element.tag in ("title", "script"):
        values.append(element.text or "")
    return values


def test_chinese_pages_have_no_untranslated_word(either: Drawn) -> None:
    """A label that stands in English by mistake shows as a control without a Chinese character."""
    for address in either.pages:
        if address.startswith("en/"):
            continue
        for element, lang in elements(either.html(address)):
            if element.tag in ("button", "summary", "label", "dt", "th", "caption", "h1", "h2"):
                assert lang != "zh-CN" or CHINESE.search(text(element)), (address, text(element))


def test_changed_chinese_marks_exactly_its_english_block(variant: Variant) -> None:
    page = variant.site.html("en/guide/")
    marked = only(with_class(page, "marked"))
    assert text(only(with_class(marked, "mark"))) == "Translation out of date"
    english = (ROOT / "content/en/guide.md").read_text(encoding="utf-8").split("\n\n")
    chinese = (ROOT / "content/zh/guide.md").read_text(encoding="utf-8").split("\n\n")
    place = next(number for number, block in enumerate(chinese) if block.startswith(CHANGED))
    assert squeezed(marked).removeprefix("Translationoutofdate") == "".join(english[place].split())
    assert len(with_class(page, "notice-stale")) == 1
    assert with_class(variant.site.html("guide/"), "marked") == []


def test_added_chinese_stands_in_chinese_where_its_translation_is_missing(variant: Variant) -> None:
    page = variant.site.html("en/about/")
    marked = only(with_class(page, "marked"))
    assert text(only(with_class(marked, "mark"))) == "Not translated yet"
    assert [piece.strip() for piece, lang in words(marked, "en") if lang == "zh-CN"] == [
        "",
        ADDED,
        "",
    ]
    last = list(only(with_class(page, "prose")))[-1]
    assert last is marked


def test_translations_behind_are_on_the_list_of_the_editor(variant: Variant, site: Drawn) -> None:
    for prefix in ("", "en/"):
        status = variant.site.html(f"{prefix}status/")
        lists = with_class(status, "status-list")
        behind = {text(code) for part in lists for code in part.iter("code")}
        assert {"content/en/guide.md", "content/en/about.md", "TRANSLATE-001"} <= behind
        told = {text(code) for code in site.html(f"{prefix}status/").iter("code")}
        assert "content/en/guide.md" not in told
        assert "TRANSLATE-001" not in told


def test_page_for_wrong_addresses_speaks_both_languages_from_any_depth(variant: Variant) -> None:
    page = variant.site.html("404.html")
    assert page.get("lang") == "zh-CN"
    assert [lang for _, lang in words(only(list(page.iter("h1")))) if lang] == ["en"]
    spoken = dict.fromkeys(TAGS.values(), "")
    for piece, lang in words(page.findall(".//article")[0], "zh-CN"):
        spoken[lang] += piece
    assert CHINESE.search(spoken["zh-CN"])
    assert not CHINESE.search(spoken["en"])
    links = [link.attrib["href"] for link in page.iter("a")]
    assert {f"{SUB_PATH}search/", f"{SUB_PATH}en/search/", f"{SUB_PATH}en/"} <= set(links)
    for element in page.iter():
        for name in ("href", "src", "action"):
            if (link := element.get(name)) and not link.startswith("#"):
                assert link.startswith(SUB_PATH), link
    assert page.findall(".//link[@rel='canonical']") == []
    assert not variant.site.is_indexed("404.html")
    assert variant.site.url == URL
