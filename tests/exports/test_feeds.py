"""Atom feeds: valid, stable, without samples and without the clock."""

from dataclasses import replace
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from portal.exports.feeds import feed
from portal.model.language import Language
from portal.model.site import Site
from tests.exports.build import COLLECTION, SITE, record, text
from tests.exports.read import read_xml

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def drawn(site: Site, language: Language) -> Element:
    """The root of the feed, with what every Atom feed must have."""
    file = feed(site, COLLECTION, language)
    assert file.path == f"{language.prefix}public-notices/feed.xml"
    root = read_xml(file.content)
    assert root.tag == f"{ATOM}feed"
    assert root.get(LANG) == language.tag
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(ATOM + name)) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    for entry in root.iter(f"{ATOM}entry"):
        for name in ("id", "title", "updated"):
            assert len(entry.findall(ATOM + name)) == 1
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    return root


def test_feed_holds_dated_records_that_are_no_samples() -> None:
    root = drawn(SITE, Language.ZH)
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == [
        "关于甲的公告",
        "只有中文",
        "旧公告",
    ]
    assert root.findtext(f"{ATOM}updated") == "2020-12-03T00:00:00+08:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "示例机关"


def test_entry_names_its_page_and_keeps_its_id() -> None:
    entry = drawn(SITE, Language.EN).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == (
        "tag:www.example.gov.cn,2020:/xxgk/en/public-notices/2020/full/"
    )
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://www.example.gov.cn/xxgk/en/public-notices/2020/full/"
    assert entry.findtext(f"{ATOM}summary") == "A summary"
    assert entry.findtext(f"{ATOM}updated") == "2020-12-03T00:00:00+08:00"


def test_untranslated_titles_are_marked_as_chinese() -> None:
    titles = [entry.find(f"{ATOM}title") for entry in drawn(SITE, Language.EN).iter(f"{ATOM}entry")]
    assert [(title.text, title.get(LANG)) for title in titles if title is not None] == [
        ("Notice on A", None),
        ("只有中文", "zh-CN"),
        ("Old notice", None),
    ]


def test_empty_feed_is_dated_by_the_day_of_the_build() -> None:
    root = drawn(replace(SITE, records={}), Language.ZH)
    assert root.find(f"{ATOM}entry") is None
    assert root.findtext(f"{ATOM}updated") == "2021-01-05T00:00:00+08:00"


def test_feed_ends_after_fifty_entries() -> None:
    newest = date(2020, 12, 31)
    records = tuple(
        record(f"2020/{at}", text(f"第{at}件<&>\x0b"), newest - timedelta(at)) for at in range(60)
    )
    root = drawn(replace(SITE, records={COLLECTION.id: records}), Language.ZH)
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles == [f"第{at}件<&>" for at in range(50)]
