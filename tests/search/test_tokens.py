"""What a text and a query are cut into."""

import pytest

from portal.search.normalise import fold
from portal.search.numbers import cited_numbers, numbers, shard_key
from portal.search.stemming import stem
from portal.search.tokens import indexed_tokens, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("ＡＢＣ１２３", "abc123", id="full width"),
        pytest.param("〔［【（", "((((", id="opening brackets"),
        pytest.param("〕］】）", "))))", id="closing brackets"),
        pytest.param("2020－12–1", "2020-12-1", id="dashes"),
        pytest.param("Café cafe\u0301", "cafe cafe", id="accents"),
        pytest.param("信\u200b息\ufeff公\u00ad开", "信息公开", id="invisible characters"),
        pytest.param("㎡ Ⅳ ① ㈠", "m2 iv 1 (一)", id="compatibility forms"),
        pytest.param("\uf9b4\u2f00", "領一", id="compatibility ideographs and radicals"),
        pytest.param("office’s ﬁle", "office's file", id="apostrophe and ligature"),
        pytest.param("二〇二〇年，𠮷。", "二〇二〇年,𠮷 ", id="zero and rare characters"),
        pytest.param("a;b#c\n", "a b c ", id="everything else is a space"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("营商环境", ["营商", "商环", "环境"], id="pairs overlap"),
        pytest.param("营商，环境", ["营商", "环境"], id="no pair across punctuation"),
        pytest.param("税", ["税"], id="one character"),
        pytest.param("𠮷野家", ["𠮷野", "野家"], id="beyond the basic plane"),
        pytest.param("公开1383条", ["公开", "1383", "条"], id="number in Chinese"),
        pytest.param("PM2.5标准", ["pm", "2.5", "标准"], id="mixed"),
        pytest.param("2,147,332元", ["2147332", "元"], id="thousands"),
        pytest.param("２，１４７，３３２．５０", ["2147332.50"], id="thousands, full width"),
        pytest.param("2020.12.31", ["2020", "12", "31"], id="date"),
        pytest.param("12,3", ["12", "3"], id="a list of numbers"),
        pytest.param("002545442/2021-07814", ["002545442", "2021", "07814"], id="index number"),
        pytest.param("The Office's policies", ["the", "offic", "polici"], id="English"),
        pytest.param("x" * 40, ["x" * 32], id="cut to size"),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    assert tokens(fold(text)) == found


def test_grouped_digits_are_filed_with_their_pieces() -> None:
    assert indexed_tokens(fold("100，200件")) == ["100200", "100", "200", "件"]
    assert indexed_tokens(fold("2020.12.31")) == ["2020", "12", "31"]


def test_title_characters_are_filed_singly() -> None:
    assert indexed_tokens("税收 a", singles=True) == ["税收", "税", "收", "a"]
    assert indexed_tokens("税", singles=True) == ["税"]


@pytest.mark.parametrize(
    "forms",
    [
        "policy policies", "reply replies replied replying", "notice notices", "box boxes",
        "disclose disclosed disclosing discloses", "process processes processed processing",
        "plan plans planned planning", "fee fees", "use uses", "apply applies applied applying",
        "regulate regulated regulation regulations", "business businesses", "city cities",
        "subsidy subsidies", "control controls controlled", "key keys", "agree agreed",
        "public publicly", "construct construction constructing",
    ],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["bus busy", "plan plane planet", "state station", "red reed"])
def test_other_words_do_not(words: str) -> None:
    assert len({stem(word) for word in words.split()}) > 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(
            pytest.param(text, ["#嘉发改2020-12", "#发改2020-12", "#改2020-12", "#2020-12"])
            for text in (
                "嘉发改〔2020〕12号", "嘉发改[2020]12", "嘉发改(2020)12号",
                "嘉发改（２０２０）第12号", "嘉发改2020-12", "嘉发改 2020 012 号",
                "嘉发改 【 2020 】 12 号", "嘉发改2020年12号",
            )
        ),
        pytest.param("（2020）12号", ["#2020-12"], id="without the agency"),
        pytest.param("2020-12", ["#2020-12"], id="hyphen"),
        pytest.param("[2020] No. 12", ["#2020-12"], id="English"),
        pytest.param("第12号建议", ["#建议12"], id="suggestion"),
        pytest.param("12号政协提案", ["#提案12"], id="proposal of a body"),
        pytest.param("提案第 3", ["#提案3"], id="proposal"),
    ],
)  # fmt: skip
def test_numbers(text: str, found: list[str]) -> None:
    assert numbers(fold(text)) == [found]


@pytest.mark.parametrize(
    "text", ["2020-12-31", "2020年12月", "2020年26件", "12020-12", "建议26件", "2020", "1820-12"]
)
def test_no_numbers(text: str) -> None:
    assert numbers(fold(text)) == []


def test_cited_numbers_want_the_usual_spelling() -> None:
    text = "依据国办发〔2020〕17号和2020-18，办理第5号建议、提案26件"
    assert cited_numbers(fold(text)) == ["#2020-17", "#建议5"]


def test_tokens_of_a_number_lie_together() -> None:
    assert shard_key("#嘉发改2020-12") == shard_key("#2020-12") == "#2020-12"
    assert shard_key("#建议12") == "#建议12"
    assert shard_key("建议") == "建议"
