"""Numbers in Chinese and English prose: every notation, and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.linking.figures import numerals
from portal.model.figures import Closeness, FigureState
from portal.model.language import Language
from tests.figures.reading import EN, ZH, read

CHINESE = {
    "公开1383条": "1383",
    "公开１３８３条": "1383",
    "公开1,383条": "1383",
    "公开１，３８３条": "1383",
    "公开1 383条".replace(" ", "\u202f"): "1383",
    "金额2.15万元": "21500",
    "金额２．１５万元": "21500",
    "收费9.6亿元": "960000000",
    "收费1亿2000万元": "120000000",
    "收费十五亿三千万元": "1530000000",
    "阅读3千次": "3000",
    "约10余万次": "100000",
    "二十多万次": "200000",
    "三件": "3",
    "十二件": "12",
    "二十件": "20",
    "一百零五件": "105",
    "一百五十件": "150",
    "两件": "2",
    "两千零二十件": "2020",
    "三万二": "32000",
    "二点五万元": "25000",
    "贰佰件": "200",
    "增长+1036项": "1036",
    "占98.5%": "0.985",
    "占98.5％": "0.985",
    "占百分之九十五": "0.95",
    "占百分之九十五点五": "0.955",
    "占千分之三": "0.003",
    "提高5个百分点": "0.05",
    "过半": "0.5",
    "占四分之一": "0.25",
    "阅读量破万": "10000",
    "零投诉": "0",
    "二〇二〇件": "2020",
}
ENGLISH = {
    "1,383 items": "1383",
    "one item": "1",
    "twelve items": "12",
    "twenty-one items": "21",
    "ninety items": "90",
    "one hundred and five items": "105",
    "a hundred items": "100",
    "two thousand and twenty items": "2020",
    "ten thousand followers": "10000",
    "2.15 million yuan": "2150000",
    "215 thousand yuan": "215000",
    "1.5 hundred million yuan": "150000000",
    "2 ten thousand yuan": "20000",
    "95% of them": "0.95",
    "95 per cent of them": "0.95",
    "ninety-five percent of them": "0.95",
    "half of them": "0.5",
    "the 1st one hundred": "1 100",
    "a change of −8": "8",
    "zero complaints": "0",
}
NOT_NUMBERS = {
    ZH: [
        "统一、进一步、第三方、一站式、单一、每一件、唯一、逐一",
        "“最多跑一次”、“双随机、一公开”、“一带一路”、“四大建设”",
        "百姓、千方百计、万众、万元、千家万户、百货",
        "OA系统、OA2、H5、PM2.5、COVID-19",
        "拨打12345热线",
        "三四个、数百件、几十件",
        "[政策](https://example.gov.cn/2020/31.html) <https://example.gov.cn/31>",
        "见 https://example.gov.cn/2020/31.html 和 a31@example.gov.cn",
    ],
    EN: [
        "one-stop service, one network, at most one visit, one another",
        "the “Belt and Road”, third-party assessment",
        "OA2, COVID-19, hundreds of items, thousands",
        "none, someone, often, weighty, tent",
    ],
}
KINDS = {
    (ZH, "2020年"): ["year"],
    (ZH, "二〇二〇年度"): ["year"],
    (ZH, "2020—2022年"): ["year", "year"],
    (ZH, "2020年12月3日"): ["date", "date", "date"],
    (ZH, "每年1月31日前"): ["date", "date"],
    (ZH, "国办发〔2020〕17号"): ["document_number", "document_number"],
    (ZH, "《条例》第二十条第（一）项"): ["article", "article"],
    (ZH, "第54条"): ["article"],
    (ZH, "（一）主动公开"): ["list_number"],
    (ZH, "1、加强公开"): ["list_number"],
    (ZH, "重点抓好，一是公开，二是答复"): ["point", "point"],
    (ZH, "20个工作日内"): ["period"],
    (ZH, "从三个方面改进"): ["enumeration"],
    (EN, "In 2020"): ["year"],
    (EN, "Guo Ban Fa [2020] No. 17"): ["document_number", "document_number"],
    (EN, "Before 31 January of each year"): ["date", "date"],
    (EN, "on 3 December 2020"): ["date", "date", "date"],
    (EN, "Article 20 (1)"): ["article", "article"],
    (EN, "(1) Proactive disclosure"): ["list_number"],
    (EN, "1\\. Openness"): ["list_number"],
}
CLOSENESS = {
    "1300余条": Closeness.OVER,
    "超过1300条": Closeness.OVER,
    "突破1300条": Closeness.OVER,
    "近1400条": Closeness.UNDER,
    "约1400条": Closeness.ABOUT,
    "1400条左右": Closeness.ABOUT,
    "1400条": Closeness.EXACT,
}


def values(text: str, language: Language) -> list[Decimal]:
    return [number.value for figure in read(text, language).figures for number in figure.numbers]


@pytest.mark.parametrize(("text", "expected"), CHINESE.items())
def test_chinese_notations(text: str, expected: str) -> None:
    assert values(text, ZH) == [Decimal(part) for part in expected.split()]


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_english_notations(text: str, expected: str) -> None:
    assert values(text, EN) == [Decimal(part) for part in expected.split()]


@pytest.mark.parametrize(
    ("language", "text"), [(lang, text) for lang, texts in NOT_NUMBERS.items() for text in texts]
)
def test_what_is_no_number(language: Language, text: str) -> None:
    assert values(text, language) == []


@pytest.mark.parametrize(("language", "text"), KINDS)
def test_numbers_that_quote_nothing(language: Language, text: str) -> None:
    found = read(text, language).figures
    assert [figure.kind.id if figure.kind else None for figure in found] == KINDS[language, text]
    assert {figure.state for figure in found} == {FigureState.KIND}


@pytest.mark.parametrize("text", ["31、28件", "共（31）件", "会议决定31、32件", "在2020"])
def test_a_number_that_is_of_no_kind_stays_unbound(text: str) -> None:
    states = [figure.state for figure in read(f"共计{text}").figures]
    assert states == [FigureState.UNBOUND] * len(states)
    assert states


@pytest.mark.parametrize(("text", "expected"), CLOSENESS.items())
def test_words_beside_a_number(text: str, expected: Closeness) -> None:
    (figure,) = read(text).figures
    assert figure.numbers[0].closeness is expected


def test_carried_over_is_not_over() -> None:
    (figure,) = read("carried over 34 requests", EN).figures
    assert figure.numbers[0].closeness is Closeness.EXACT


def test_a_decrease_is_seen() -> None:
    assert [f.numbers[0].is_decrease for f in read("减少8项，增加3项").figures] == [True, False]
    assert read("down by 8 items", EN).figures[0].numbers[0].is_decrease


def test_places_are_those_of_the_file() -> None:
    read_block = read("**共公开**\n其中[31](figure:requests/granted/total)件、５件")
    first, second = read_block.figures
    assert (first.location.line, first.location.column) == (2, 4)
    assert (second.location.line, second.location.column) == (2, 40)


@given(st.integers(0, 10**12))
def test_digits_read_back_in_every_notation(number: int) -> None:
    wide = str(number).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    for text in (str(number), f"{number:,}", wide, f"{number:,}".replace(",", "\u202f")):
        assert values(f"共{text}件", ZH) == [Decimal(number)]
        assert values(f"all {text} items", EN)[:1] == [Decimal(number)]


def spoken(number: int) -> str:
    """A number as Chinese writes it: 一百零五, 二十, 三万零二百."""
    if number >= 10**4:
        scale, sign = (10**8, "亿") if number >= 10**8 else (10**4, "万")
        high, low = divmod(number, scale)
        gap = "零" if low and low < scale // 10 else ""
        return spoken(high) + sign + gap + (spoken(low) if low else "")
    text, is_gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if is_gap and text else "") + "零一二三四五六七八九"[digit] + sign
        is_gap = not digit
    return text or "零"


@given(st.integers(0, 10**10))
def test_chinese_numerals_read_back(number: int) -> None:
    assert numerals.chinese(spoken(number)) == number


@given(st.integers(1, 999_999))
def test_english_words_read_back(number: int) -> None:
    assert values(f"all {words(number)} items", EN) == [Decimal(number)]


def words(number: int) -> str:
    """A number in English words: one hundred and five, twenty-one thousand."""
    if number >= 1000:
        low = f" {'and ' * (number % 1000 < 100)}{words(number % 1000)}" if number % 1000 else ""
        return f"{words(number // 1000)} thousand{low}"
    if number >= 100:
        low = f" and {words(number % 100)}" if number % 100 else ""
        return f"{numerals.ONES[number // 100]} hundred{low}"
    if number >= 20:
        low = f"-{numerals.ONES[number % 10]}" if number % 10 else ""
        return numerals.TENS[number // 10 - 2] + low
    return numerals.ONES[number]


@given(
    st.text(
        alphabet="一二三十百千万亿零〇两点0123456789,.，％%余多约-+[]()figure:/ 年月号", max_size=40
    )
)
def test_no_text_breaks_the_reader(text: str) -> None:
    for language in (ZH, EN):
        for figure in read(text, language).figures:
            assert figure.location.line >= 1
