"""Values of fields where the input is open-ended."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.model.field import DocumentNumber, Field, FieldType
from portal.model.language import Localised
from portal.model.problem import Location
from portal.model.written import WrittenText
from portal.validation.context import Checks
from portal.validation.scalars import SCALARS

HERE = Location("x.md", 1, 1)
FIELDS = [Field("a", kind, Localised("甲")) for kind in SCALARS]
BRACKETS = [
    "[]",
    "［］",
    "()",
    "（）",
    "〔〕",
    "【】",
    "《》",
    "‘’",
    "''",
    "<>",
    "＜＞",
    "{}",
    "｛｝",
    "﹝﹞",
]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def read(kind: FieldType, text: str) -> tuple[object, list[str]]:
    """What a scalar means, and the codes of what is wrong with it."""
    checks = Checks(date(2026, 11, 22), index_number=r"\d{9}/\d{4}-\d{5,6}")
    found = SCALARS[kind](WrittenText(text, HERE), Field("a", kind, Localised("甲")), checks)
    return found, [problem.code for problem in checks.problems]


@given(
    st.text(alphabet="嘉发改办规", min_size=1, max_size=6),
    st.integers(1949, 2099),
    st.integers(1, 99999),
    st.sampled_from(BRACKETS),
    st.booleans(),
    st.sampled_from(["", " "]),
    st.sampled_from(["{}号", "第{}号", "{}", " {} 号"]),
)
def test_a_document_number_in_any_style_is_one_number(
    agency: str, year: int, number: int, brackets: str, wide: bool, space: str, style: str
) -> None:
    digits = f"{year}", style.format(number)
    shown = [part.translate(WIDE) if wide else part for part in digits]
    text = f"{agency}{space}{brackets[0]}{space}{shown[0]}{space}{brackets[1]}{space}{shown[1]}"
    found, codes = read(FieldType.DOCUMENT_NUMBER, text)
    assert codes == []
    assert found == DocumentNumber(agency, year, number)
    assert str(found) == f"{agency}〔{year}〕{number}号"


@pytest.mark.parametrize(
    "text",
    [
        "例发2号",
        "例〔20〕2号",
        "例〔2020〕号",
        "〔2020〕2号",
        "例〔2020〕123456号",
        "例〔٢٠٢٠〕2号",
        "",
    ],
)
def test_what_is_no_document_number(text: str) -> None:
    assert read(FieldType.DOCUMENT_NUMBER, text) == (None, ["FIELD-015"])


@given(st.text(), st.sampled_from(FIELDS), st.booleans())
def test_no_text_breaks_a_reader(text: str, field: Field, quoted: bool) -> None:
    checks = Checks(date(2026, 11, 22), index_number=r"\d+")
    found = SCALARS[field.type](WrittenText(text, HERE, quoted), field, checks)
    assert (found is None) == bool(checks.problems)


@given(st.dates(date(1949, 10, 1), date(2026, 11, 22)))
def test_every_day_until_the_build_is_read(day: date) -> None:
    assert read(FieldType.DATE, day.isoformat()) == (day, [])


@pytest.mark.parametrize("text", ["000000000/2020-00001", "123456789/2020-123456"])
def test_index_numbers(text: str) -> None:
    assert read(FieldType.INDEX_NUMBER, text) == (text, [])


@pytest.mark.parametrize("text", ["00000000/2020-00001", "１２３４５６７８９/2020-00001", "x"])
def test_what_is_no_index_number(text: str) -> None:
    assert read(FieldType.INDEX_NUMBER, text) == (None, ["FIELD-014"])
