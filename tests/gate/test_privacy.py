"""Personal data: found in every spelling, never quoted, and not seen where there is none."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.model.private import PrivateKind, masked, private_data
from portal.telling import lines
from tests.benchmark.corpus import Corpus
from tests.gate import tree as trees
from tests.gate.tree import REPOSITORY, Tree

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@st.composite
def identity_cards(draw: st.DrawFn) -> str:
    """A number that nobody bears: born before 1905, in a division without a district."""
    born = draw(st.dates(date(1900, 1, 1), date(1904, 12, 31)))
    digits = f"330000{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


@given(identity_cards(), st.sampled_from(["", " ", "-"]), st.booleans(), st.booleans())
def test_identity_cards_are_found_in_every_spelling(
    number: str, gap: str, is_wide: bool, is_small: bool
) -> None:
    written = gap.join((number[:6], number[6:14], number[14:]))
    written = written.translate(WIDE) if is_wide else written
    written = written.lower() if is_small else written
    text = f"申请人的号码是{written}，请查收。"
    (found,) = private_data(text)
    assert found.kind is PrivateKind.IDENTITY_CARD
    assert text[found.start : found.end] == written
    assert found.value == number
    shown = masked(text)
    assert number[3:16] not in shown
    assert shown.startswith("申请人的号码是330****")


@given(identity_cards(), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_identity_card(number: str, step: int) -> None:
    wrong = number[:16] + str((int(number[16]) + step) % 10) + number[17]
    assert not list(private_data(wrong))


@given(st.text(alphabet="0123456789 -年月日件元.,:/〔〕号", max_size=60))
def test_masking_ends_and_leaves_the_rest(text: str) -> None:
    shown = masked(text)
    assert shown == text or "****" in shown
    assert not any(item.kind is PrivateKind.IDENTITY_CARD for item in private_data(shown))


@pytest.mark.parametrize(
    "text",
    [
        "索引号002545442/2021-07814",
        "统一社会信用代码11330400002545442X",
        "嘉发改〔2020〕36号，2020-03-10 12:30",
        "总投资15012345678元，其中13,800,000,001元为资本金",
        "13500000000千瓦时",
        "ZJFC01-2020-0001",
        "ISBN 978-7-5093-1234-5",
        "第0573号，编号3304000000001",
        "fcaa9070d263 138123456789",
    ],
)
def test_ordinary_numbers_are_no_personal_data(text: str) -> None:
    assert not list(private_data(text))


def test_no_false_alarm_in_generated_documents(tmp_path: Path) -> None:
    Corpus(300, seed=7).write(REPOSITORY, tmp_path / "tree")
    texts = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.md")]
    assert len(texts) > 500
    assert not [item for text in texts for item in private_data(text)]


def test_no_message_repeats_personal_data(tree: Tree) -> None:
    tree.edit(trees.FEES, "topic: price", "topic: '330402190001010018'")
    for style in ("text", "json", "github"):
        told = "\n".join(lines(tree.findings(), style))
        assert "FIELD" in told
        assert "330****18" in told
        assert "330402190001010018" not in told
