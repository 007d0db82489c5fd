"""Two wordings of a passage: the marks hold both of them whole, and read well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.model.wording import Mark, are_alike, excerpts, marked

WORDS = st.text("公开政府信息的，。 31a\n", max_size=40)


def shown(old: str, new: str) -> str:
    """The marks as a terminal shows them."""
    signs = {Mark.SAME: "{}", Mark.DELETED: "[-{}-]", Mark.INSERTED: "{{+{}+}}"}
    return "".join(signs[stretch.mark].format(stretch.text) for stretch in marked(old, new))


@given(WORDS, WORDS)
def test_marks_hold_both_wordings(old: str, new: str) -> None:
    stretches = marked(old, new)
    assert "".join(s.text for s in stretches if s.mark is not Mark.INSERTED) == old
    assert "".join(s.text for s in stretches if s.mark is not Mark.DELETED) == new
    assert all(stretch.text for stretch in stretches)


@given(WORDS)
def test_nothing_is_marked_where_nothing_changed(text: str) -> None:
    assert {stretch.mark for stretch in marked(text, text)} <= {Mark.SAME}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("公开1383条", "公开1384条", "公开[-1383-]{+1384+}条"),
        ("占12.5%。", "占12.6%。", "占[-12.5%-]{+12.6%+}。"),
        ("完成31件", "共完成31件", "{+共+}完成31件"),
        ("handled 31 requests", "completed 32 requests", "[-handled 31-]{+completed 32+} requests"),
        ("坚持工作原则，做好", "遵循工作要求，做好", "[-坚持-]{+遵循+}工作[-原则-]{+要求+}，做好"),
        ("甲乙丙丁", "子乙丑丁", "[-甲乙丙-]{+子乙丑+}丁"),
    ],
)
def test_changes_read_well(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_a_long_passage_takes_no_longer_than_a_glance() -> None:
    """A text of few different characters would cost the square of its length."""
    old, new = "的" * 20_000 + "a", "b" + "的" * 20_000
    assert [stretch.mark for stretch in marked(old, new)] == [Mark.DELETED, Mark.INSERTED]


def test_a_message_quotes_no_more_than_the_change() -> None:
    old, new = "前" * 50 + "31" + "后" * 50, "前" * 50 + "32" + "后" * 50
    assert excerpts(old, new) == (f"…{'前' * 12}31{'后' * 12}…", f"…{'前' * 12}32{'后' * 12}…")


def test_passages_about_other_things_are_not_alike() -> None:
    assert are_alike("主动公开政府信息1383条。", "全年主动公开政府信息1384条。")
    assert not are_alike("主动公开政府信息1383条。", "严格审核把关，发现错误及时纠正。")
