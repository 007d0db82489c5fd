"""Long lists: divided into pages that link to their neighbours, however many there are."""

from dataclasses import replace

import pytest

from portal.model.language import Language, Localised
from portal.model.page import Page
from portal.model.settings import ENGINE_LABELS
from portal.pages.listings import listing_pages
from tests.exports.build import SITE

COLLECTION = SITE.collections[0]
LABELS = {key: Localised(key, key) for key in ENGINE_LABELS} | dict(SITE.labels)


def _pages(count: int) -> list[Page]:
    """The pages of the full list of `count` records, one record a page."""
    collection = replace(COLLECTION, page_length=1, facets=())
    record = SITE.records[COLLECTION.id][0]
    year = record.id.split("/")[1]
    records = tuple(
        replace(record, id=f"{collection.id}/{year}/number-{n}", collection=collection)
        for n in range(count)
    )
    site = replace(SITE, collections=(collection,), records={collection.id: records}, labels=LABELS)
    pages = listing_pages(site, collection, Language.EN)
    return [page for page in pages if page.context["listing"].title == collection.title]


@pytest.mark.parametrize(
    ("at", "numbers"),
    [(1, [1, 2, 3, 40]), (20, [1, 18, 19, 20, 21, 22, 40]), (40, [1, 38, 39, 40])],
)
def test_a_page_links_to_its_neighbours_and_both_ends(at: int, numbers: list[int]) -> None:
    view = _pages(40)[at - 1].context["listing"]
    assert [link.number for link in view.pager] == numbers
    assert [link.number for link in view.pager if link.is_current] == [at]


def test_every_record_stands_on_one_page_of_the_list() -> None:
    pages = _pages(7)
    shown = [row.record.id for page in pages for row in page.context["listing"].rows]
    assert len(shown) == len(set(shown)) == 7
    assert [page.address for page in pages][1].endswith("/page/2/")


def test_a_short_list_has_no_pager() -> None:
    assert _pages(1)[0].context["listing"].pager == ()
