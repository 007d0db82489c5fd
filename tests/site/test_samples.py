"""Invented records: marked wherever they stand, and nowhere in the release for citizens.

Drafts and records that are due later are nowhere at all.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.site.drawn import ROOT, Drawn, front_matter, only, raw_yaml, text, with_class
from tests.site.variant import Variant

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
MARK = "示例 Sample"
RATES = "按期办结率"
PREFIXES = ("", "en/")


@dataclass(frozen=True)
class Source:
    """A record as its editor wrote it."""

    id: str
    fields: dict[str, Any]
    english: dict[str, Any]

    @property
    def is_sample(self) -> bool:
        return self.fields.get("sample") == "true"

    @property
    def is_held_back(self) -> bool:
        """Whether it is a draft, or due on a later day than that of the site."""
        return self.fields.get("draft") == "true" or "publish_on" in self.fields

    @property
    def words(self) -> list[str]:
        """What must not be found anywhere when the record is not published."""
        found = [self.fields["title"], self.fields.get("summary"), self.english.get("title")]
        found += [self.fields.get("document_number"), self.english.get("summary")]
        title = self.fields["title"]
        if isinstance(title, dict):
            found = [title["zh"], title["en"]]
        return [word for word in found if word]


def _sources() -> list[Source]:
    found: list[Source] = []
    for path in sorted((ROOT / "content/zh").glob("*/*/*.md")):
        id = path.relative_to(ROOT / "content/zh").with_suffix("").as_posix()
        english = ROOT / f"content/en/{id}.md"
        found.append(
            Source(id, front_matter(path), front_matter(english) if english.exists() else {})
        )
    for path in sorted((ROOT / "data/registers").glob("*.yml")):
        for row in raw_yaml(path.read_text(encoding="utf-8"))["rows"]:
            found.append(Source(f"{path.stem}/{row['listed_on'][:4]}/{row['id']}", row, {}))
    return found


SOURCES = _sources()
SAMPLES = [source for source in SOURCES if source.is_sample and not source.is_held_back]
HELD_BACK = [source for source in SOURCES if source.is_held_back]
DRAFTS = [source for source in HELD_BACK if "draft" in source.fields]
EMBARGOED = [source for source in HELD_BACK if "publish_on" in source.fields]
ATTACHMENTS = sorted(
    path.relative_to(ROOT / "content/zh").as_posix()
    for path in (ROOT / "content/zh").rglob("*")
    if path.is_file() and path.suffix != ".md"
)


def everything(site: Drawn) -> dict[str, str]:
    """The text of every file of a site; workbooks and Word files are unpacked."""
    found: dict[str, str] = {}
    for path in site.files:
        content = site.read(path)
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = b"\n".join(archive.read(name) for name in archive.namelist())
        found[path] = content.decode("utf-8", errors="replace")
    return found


def test_there_is_a_sample_of_every_kind_and_state() -> None:
    def of(collection: str) -> list[Source]:
        return [source for source in SAMPLES if source.id.startswith(f"{collection}/")]

    assert len(of("policies")) >= 12
    assert len({source.id.split("/")[1] for source in of("policies")}) >= 3
    assert len(of("interpretations")) >= 4
    assert len(of("consultations")) >= 2
    assert len(of("replies")) >= 12
    assert {source.fields["kind"] for source in of("replies")} == {"suggestion", "proposal"}
    assert {source.fields["role"] for source in of("replies")} == {"hosted", "co_handled"}
    assert of("decisions")
    assert DRAFTS
    assert EMBARGOED


@pytest.mark.parametrize(
    "state", ["pending", "in-force", "expiring", "amended", "lapsed", "repealed"]
)
def test_every_state_of_a_document_has_a_page_in_the_preview(state: str, site: Drawn) -> None:
    listing = site.html(f"policies/state/{state}/")
    assert list(only(with_class(listing, "rows")).iter("li"))


@pytest.mark.parametrize("prefix", PREFIXES)
def test_sample_is_marked_on_its_page_in_both_languages(prefix: str, site: Drawn) -> None:
    for source in SAMPLES:
        page = site.html(f"{prefix}{source.id}/")
        notice = only(with_class(only(page.findall(".//main")), "notice-sample"))
        assert [span.get("lang") for span in notice.iter("span")] == ["zh-CN", "en"], source.id
        assert re.search("示例|Sample", text(only(list(page.iter("h1"))))), source.id
        assert not site.is_indexed(f"{prefix}{source.id}/"), source.id


def test_every_link_to_a_sample_in_a_list_carries_the_mark(site: Drawn) -> None:
    samples = {f"{source.id}/" for source in SAMPLES}
    seen = 0
    for address in site.pages:
        page = site.html(address)
        for name in ("rows", "register", "timeline"):
            for part in with_class(page, name):
                for item in [*part.findall("li"), *part.findall("tbody/tr")]:
                    links = [link.attrib["href"] for link in item.iter("a")]
                    targets = {site.target(link, address)[0].removeprefix("en/") for link in links}
                    if targets & samples:
                        assert text(only(with_class(item, "sample-mark"))) == MARK, (address, links)
                        seen += 1
    assert seen > 100


def test_lists_of_samples_alone_are_not_indexed_and_say_what_they_are(site: Drawn) -> None:
    for prefix in PREFIXES:
        for collection in ("policies", "interpretations", "consultations", "replies", "decisions"):
            page = site.html(f"{prefix}{collection}/")
            assert with_class(page, "notice-sample"), collection
            assert not site.is_indexed(f"{prefix}{collection}/")


def test_samples_are_in_no_feed_and_in_no_site_map(site: Drawn) -> None:
    feeds = [path for path in site.files if path.endswith("/feed.xml")]
    assert len(feeds) == 2 * 5
    for path in feeds:
        assert ElementTree.fromstring(site.read(path)).findall("atom:entry", ATOM) == []
    addresses = site.read("sitemap.xml").decode()
    assert [source.id for source in SAMPLES if source.id in addresses] == []


def test_samples_are_in_no_rate(site: Drawn) -> None:
    for prefix in PREFIXES:
        rates = only(with_class(site.html(f"{prefix}replies/"), "rates"))
        values = [text(value) for value in rates.iter("dd")]
        assert len(values) == 3
        assert all(("无法计算" in value or "Not computable" in value) for value in values)
        assert not any(re.search(r"\d", value) for value in values)


def test_counts_tell_samples_from_documents(site: Drawn) -> None:
    number = sum(source.id.startswith("policies/") for source in SAMPLES)
    hits = text(only(with_class(site.html("policies/"), "hits")))
    assert re.findall(r"\d+", hits) == ["0", str(number)]


def test_release_for_citizens_has_nothing_of_a_sample(production: Drawn) -> None:
    forbidden = {word for source in SOURCES if source.is_sample for word in source.words}
    forbidden |= {f"/{source.id.split('/', 1)[1]}/" for source in SOURCES if source.is_sample}
    forbidden |= {"例〔", "（示例）", "(Sample)", 'sample-mark"', 'notice-sample"'}
    pattern = re.compile("|".join(map(re.escape, sorted(forbidden))))
    found = {
        (path, match[0])
        for path, file in everything(production).items()
        for match in pattern.finditer(file)
    }
    assert found == set()


def test_release_for_citizens_speaks_of_samples_only_where_it_explains_them(
    production: Drawn,
) -> None:
    spoken = {path for path, file in everything(production).items() if "示例" in file}
    headings = re.compile(r"(en/)?\w+/\w+\.csv|(en/)?\w+/\w+\.xlsx|schemas/\w+\.schema\.json")
    explains = {"about/index.html", "search/index.html"}
    assert {
        path
        for path in spoken
        if path not in explains
        and not path.startswith("search/index/")
        and not headings.fullmatch(path)
    } == set()


def test_release_for_citizens_has_no_attachment_of_a_sample(production: Drawn, site: Drawn) -> None:
    assert ATTACHMENTS
    assert [path for path in ATTACHMENTS if path not in site.files] == []
    assert [path for path in ATTACHMENTS if path in production.files] == []


def test_release_for_citizens_computes_no_rate_without_records(production: Drawn) -> None:
    values = [
        text(value) for value in only(with_class(production.html("replies/"), "rates")).iter("dd")
    ]
    assert values == ["无法计算（没有可供计算的记录）"] * 3
    assert RATES in text(production.html("replies/"))


def test_release_for_citizens_has_no_page_for_editors(production: Drawn, site: Drawn) -> None:
    assert "status/" in site.pages
    assert [page for page in production.pages if "status" in page] == []


def test_drafts_and_records_due_later_are_nowhere(site: Drawn, production: Drawn) -> None:
    for source in HELD_BACK:
        assert f"{source.id}/" not in site.pages
        assert f"en/{source.id}/" not in site.pages
    # The editor's own page tells of what is due, and of files with problems.
    files = {path: file for path, file in everything(site).items() if "status/" not in path}
    for source in HELD_BACK:
        for word in source.words:
            assert [path for path, file in files.items() if word in file] == [], word
    for source in EMBARGOED:
        assert source.fields["title"] in text(site.html("status/"))


def test_record_is_there_when_built_on_its_day_and_a_draft_still_is_not(variant: Variant) -> None:
    assert [source.fields["publish_on"] for source in EMBARGOED] == ["2031-01-01"]
    for source in EMBARGOED:
        for prefix in PREFIXES:
            assert f"{prefix}{source.id}/" in variant.site.pages
        links = [link.get("href", "") for link in variant.site.html("policies/").iter("a")]
        assert f"{source.id}/" in {variant.site.target(link, "policies/")[0] for link in links}
    for source in DRAFTS:
        assert f"{source.id}/" not in variant.site.pages


def test_attachments_are_published_unchanged(site: Drawn) -> None:
    for path in ATTACHMENTS:
        assert site.read(path) == (Path(ROOT) / "content/zh" / path).read_bytes()
