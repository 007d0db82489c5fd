"""Python and the browser fold, cut and hash alike: each case goes through both."""

import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from portal.search.index import fnv1a
from portal.search.normalise import fold
from portal.search.numbers import numbers, shard_key
from portal.search.stemming import stem
from portal.search.tokens import tokens
from tests.search.conftest import ROOT

_IN_BROWSER = """async (texts) => {
  const { fold, tokens, numbers, hash, shardKey } = await import("./assets/portal/search.js");
  return texts.map((text) => {
    const { folded } = fold(text);
    const named = numbers(folded);
    const cut = tokens(folded).map(([token]) => token);
    return [folded, cut, named, hash(text), named.flat().map(shardKey)];
  });
}"""
_BLOCKS_IN_BROWSER = """async ([from, to]) => {
  const { fold } = await import("./assets/portal/search.js");
  const found = [];
  for (let code = from; code < to; code++) {
    const { folded } = fold(String.fromCodePoint(code));
    if (folded !== " ") found.push([code, folded]);
  }
  return found;
}"""
_STEMS_IN_BROWSER = """async (words) => {
  const { stem } = await import("./assets/portal/search.js");
  return words.map(stem);
}"""
_PLACES_IN_BROWSER = """async (texts) => {
  const { fold, tokens } = await import("./assets/portal/search.js");
  return texts.flatMap((text) => {
    const { folded, at } = fold(text);
    return tokens(folded).filter(([token, from, to]) => {
      const piece = text.slice(at[from][0], at[to - 1][1]);
      return !tokens(fold(piece).folded).some(([one]) => one === token);
    }).map(([token]) => [text, token]);
  });
}"""

_PLANES = (0x0, 0x10000, 0x20000, 0x30000, 0xE0000)
"""Where characters are assigned that are not for private use."""

_PIECES = st.sampled_from(
    (
        "嘉发改 国办发 〔2020〕 ［２０１９］ (2021) 【2020】 2020年 2020-12 第12号 12号 No.7 007 "
        "建议 提案 政协 5号建议 26件 12月 -31 .5 2,147,332 １，２３４ 3.14 1.2.3 𠮷野 税 营商环境 "
        "， 。 、 〇 policies planned Regulation's agreed bodies ΑΒΓ Ünïcode ﬁ ① ㎡ ’s ß İ "
        "— （ ） ' \u0301 \u200b \n"
    ).split(" ")
)
_MIXED = st.lists(_PIECES | st.just(" ") | st.text(max_size=2), max_size=9).map("".join)
_WORDS = st.tuples(
    st.text("abcdeghiklmnoprstuvy", min_size=1, max_size=8),
    st.sampled_from(("", "s", "es", "ies", "ied", "ed", "ing", "eed", "ly", "tion", "sion", "e")),
).map("".join)


def _generated(strategy: st.SearchStrategy[str], count: int) -> list[str]:
    """The same cases on every run, so that one page can evaluate them at once."""
    cases: list[str] = []

    @settings(max_examples=count, derandomize=True, database=None)
    @given(strategy)
    def gather(case: str) -> None:
        cases.append(case)

    gather()
    return cases


def _in_python(text: str) -> list[object]:
    folded = fold(text)
    named = numbers(folded)
    keys = [shard_key(token) for variants in named for token in variants]
    return [folded, tokens(folded), named, fnv1a(text), keys]


@pytest.fixture
def opened(page: Page, site: str) -> Page:
    """A page from which the script can be imported."""
    page.goto(f"{site}unstyled.html")
    return page


def _check(page: Page, texts: Sequence[str]) -> None:
    found = page.evaluate(_IN_BROWSER, texts)
    differing = [
        (text, python, browser)
        for text, browser in zip(texts, found, strict=True)
        if (python := _in_python(text)) != browser
    ]
    assert differing == []


def test_every_assigned_code_point(opened: Page) -> None:
    found: dict[int, str] = {}
    expected: dict[int, str] = {}
    for start in _PLANES:
        block = range(start, start + 0x10000)
        found.update(opened.evaluate(_BLOCKS_IN_BROWSER, [block.start, block.stop]))
        expected.update((code, folded) for code in block if (folded := fold(chr(code))) != " ")
    assert found == expected


def test_no_code_point_of_the_other_planes_is_kept(opened: Page) -> None:
    codes = {code for code in range(sys.maxunicode + 1) if code & 0xFF0000 not in _PLANES}
    assert {fold(chr(code)) for code in codes} == {" "}
    _check(opened, ["".join(chr(code) for code in sorted(codes) if code % 256 in (0, 255))])


def test_random_text(opened: Page) -> None:
    _check(opened, _generated(st.text(max_size=40), 500))


def test_texts_like_queries(opened: Page) -> None:
    _check(opened, _generated(_MIXED, 2000))


def test_stems(opened: Page) -> None:
    words = _generated(_WORDS, 2000)
    assert opened.evaluate(_STEMS_IN_BROWSER, words) == [stem(word) for word in words]


def test_content(opened: Page) -> None:
    files = sorted((*ROOT.glob("content/**/*.md"), *ROOT.glob("data/**/*.yml")))
    lines = {line for file in files for line in file.read_text(encoding="utf-8").splitlines()}
    assert lines
    _check(opened, sorted(lines))


def test_places_of_tokens_are_those_of_the_text(opened: Page) -> None:
    assert opened.evaluate(_PLACES_IN_BROWSER, _generated(_MIXED, 500)) == []
