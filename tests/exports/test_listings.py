"""Downloads of listings, and which listings there are."""

from dataclasses import replace
from datetime import datetime

from portal.exports.listings import listing_files
from portal.model.collection import Source
from portal.model.field import Field, FieldType
from portal.model.language import Language
from portal.model.listing import Listing, listings, site_listings
from tests.exports.build import (
    COLLECTION,
    FULL,
    OLD,
    RECORDS,
    SAMPLE,
    SITE,
    TOPICS,
    UNDATED,
    UNTRANSLATED,
    text,
)
from tests.exports.read import by_path, read_csv, read_json, read_sheet

STEM = "public-notices/public-notices"


def files(language: Language) -> dict[str, bytes]:
    """The downloads of the full list."""
    return by_path(listing_files(SITE, COLLECTION, language, RECORDS, STEM))


def test_listings_are_all_by_year_and_by_every_facet_with_records() -> None:
    found = listings(SITE, COLLECTION, Language.EN)
    assert [(listing.address, listing.title.en, listing.records) for listing in found] == [
        ("en/public-notices/", "Public notices", RECORDS),
        ("en/public-notices/2020/", "Public notices: 2020", (FULL, UNTRANSLATED, SAMPLE)),
        ("en/public-notices/2019/", "Public notices: 2019", (OLD, UNDATED)),
        ("en/public-notices/topic/energy/", "Public notices: Energy", (OLD,)),
        ("en/public-notices/topic/price-reform/", "Public notices: Price reform", (FULL,)),
        ("en/public-notices/audiences/energy/", "Public notices: Energy", (FULL,)),
        ("en/public-notices/audiences/price-reform/", "Public notices: Price reform", (FULL,)),
        ("en/public-notices/state/open/", "Public notices: Open", (FULL,)),
        ("en/public-notices/state/closed/", "Public notices: Closed", (OLD,)),
    ]
    assert [(listing.facet, listing.option) for listing in found[:4]] == [
        (None, None),
        ("year", "2020"),
        ("year", "2019"),
        ("topic", "energy"),
    ]


def test_both_languages_have_the_same_listings() -> None:
    found = site_listings(SITE)
    zh = [listing for listing in found if listing.language is Language.ZH]
    en = [listing for listing in found if listing.language is Language.EN]
    assert [f"en/{listing.stem}" for listing in zh] == [listing.stem for listing in en]
    assert zh[3].title.zh == "通知公告：能源"
    assert zh[3].value == TOPICS[0].title
    assert zh[3].download("csv") == "public-notices/topic/energy/public-notices.csv"


def test_an_empty_collection_has_its_full_listing() -> None:
    empty = Listing(COLLECTION, Language.ZH, "public-notices/", COLLECTION.title, ())
    found = by_path(listing_files(SITE, COLLECTION, Language.ZH, empty.records, empty.stem))
    assert len(read_csv(found[empty.download("csv")])) == 1
    assert read_json(found[empty.download("json")])["records"] == []
    assert read_sheet(found[empty.download("xlsx")]).max_row == 1


def test_csv_holds_every_declared_field_in_order() -> None:
    header, full, *_ = read_csv(files(Language.ZH)[f"{STEM}.csv"])
    assert list(zip(header, full, strict=True)) == [
        ("标识", "public_notices/2020/full"),
        ("标题", "关于甲的公告"),
        ("网址", "https://www.example.gov.cn/xxgk/public-notices/2020/full/"),
        ("摘要", '摘要，含“引号”"和,逗号'),
        ("索引号", "002545442/2020-00012"),
        ("发文字号", "例〔2020〕12号"),
        ("发布日期", "2020-12-03"),
        ("主题", "价格改革"),
        ("对象", "能源; 价格改革"),
        ("代码", "330402199003070014"),
        ("份数", "7"),
        ("比例", "12.50"),
        ("重点", "是"),
        ("处室", "办公室"),
        ("会办", "财政局; 教育局"),
        ("答复", "public_notices/2019/old"),
        (
            "附件",
            "https://www.example.gov.cn/xxgk/public_notices/2020/%E9%99%84%E4%BB%B6%201.pdf",
        ),
        ("链接", "https://www.example.gov.cn/a?b=1"),
        ("征集状态", "进行中"),
        ("示例", "否"),
    ]


def test_english_rows_fall_back_to_chinese_titles() -> None:
    header, *rows = read_csv(files(Language.EN)[f"{STEM}.csv"])
    assert [row[1] for row in rows] == ["Notice on A", "只有中文", "Sample", "Old notice", "'＝1"]
    assert [row[header.index("Sample")] for row in rows] == ["No", "No", "Yes", "No", "No"]
    assert rows[0][2] == "https://www.example.gov.cn/xxgk/en/public-notices/2020/full/"
    assert rows[1][header.index("Code")] == "'+1+1"
    assert rows[4][header.index("Code")] == '甲\n"乙",丙;\t丁'


def test_json_is_structured_and_exact() -> None:
    found = read_json(files(Language.ZH)[f"{STEM}.json"])
    assert found["collection"] == "public_notices"
    full, untranslated, sample, _, undated = found["records"]
    assert full["state"] == {"id": "open", "zh": "进行中", "en": "Open"}
    assert full["fields"]["audiences"][1] == {
        "id": "price_reform",
        "zh": "价格改革",
        "en": "Price reform",
    }
    assert full["fields"]["share"] == 12.5
    assert full["fields"]["summary"]["en"] == "A summary"
    assert full["fields"]["key_item"] is True
    assert full["fields"]["answers"] == ["public_notices/2019/old"]
    assert full["fields"]["files"][0]["size"] == 1234
    assert list(full["fields"])[:3] == ["summary", "index", "number"]
    assert not {"draft", "publish_on", "translated"} & set(full["fields"])
    assert untranslated["title"] == {"zh": "只有中文", "en": None}
    assert untranslated["fields"]["code"] == "+1+1"
    assert untranslated["state"] is None
    assert sample["sample"] is True
    assert undated["title"]["zh"] == "=HYPERLINK(1)"


def test_workbook_equals_the_csv() -> None:
    for language in Language:
        found = files(language)
        rows = read_csv(found[f"{STEM}.csv"])
        sheet = read_sheet(found[f"{STEM}.xlsx"])
        assert sheet.max_row == len(rows)
        for cells, row in zip(sheet.iter_rows(), rows, strict=True):
            for cell, expected in zip(cells, row, strict=True):
                value = cell.value
                assert cell.data_type != "f"
                if isinstance(value, datetime):
                    assert f"{value:%Y-%m-%d}" == expected
                elif isinstance(value, float):
                    assert value == float(expected)
                elif value is None:
                    assert expected == ""
                else:
                    assert str(value) in (expected, expected.removeprefix("'"))


def test_workbook_types_and_set_up() -> None:
    sheet = read_sheet(files(Language.ZH)[f"{STEM}.xlsx"])
    kinds = {cell.value: sheet.cell(2, at) for at, cell in enumerate(sheet[1], start=1)}
    assert kinds["发布日期"].value == datetime(2020, 12, 3)  # noqa: DTZ001 - spreadsheets have no zone
    assert kinds["发布日期"].number_format == "yyyy-mm-dd"
    assert (kinds["代码"].value, kinds["代码"].data_type) == ("330402199003070014", "s")
    assert (kinds["份数"].value, kinds["份数"].data_type) == (7, "n")
    assert (kinds["比例"].value, kinds["比例"].number_format) == (12.5, "0.00")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:T6"
    assert sheet.title == "通知公告"


def test_a_row_shows_its_id_once() -> None:
    own = Field("id", FieldType.SLUG, text("标识", "Id"), required=True)
    register = replace(COLLECTION, source=Source.ROWS, fields=(own, *COLLECTION.fields))
    found = by_path(listing_files(SITE, register, Language.ZH, (FULL,), STEM))
    assert read_csv(found[f"{STEM}.csv"])[0].count("标识") == 1
    assert "id" not in read_json(found[f"{STEM}.json"])["records"][0]["fields"]
