"""JSON Schemas of records: what the gate takes passes, what it refuses does not."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from portal.exports.schemas import schema_file
from portal.model.field import Field, FieldType
from portal.model.language import Localised
from portal.model.schema import fields_schema, record_schema
from tests.exports.build import COLLECTION, SETTINGS, SITE
from tests.exports.read import read_json

SCHEMA = record_schema(COLLECTION, SETTINGS)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())

GOOD: dict[str, Any] = {
    "title": "关于甲的公告",
    "published": "2020-12-03",
    "sample": True,
    "index": "002545442/2020-00012",
    "number": "例〔2020〕12号",
    "topic": "energy",
    "audiences": ["energy", "price_reform"],
    "copies": 7,
    "share": 12.5,
    "office": {"zh": "办公室", "en": "Office"},
    "partners": ["财政局"],
    "answers": ["public_notices/2019/old"],
    "files": [{"file": "附件 1.pdf", "title": "附件"}],
    "link": "https://www.example.gov.cn/a",
    "translated": {"title": "0123456789ab", "body": ["0123456789ab"]},
}


def test_schema_is_a_schema_and_is_published() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    file = schema_file(SITE, COLLECTION)
    assert file.path == "schemas/public_notices.schema.json"
    assert read_json(file.content) == SCHEMA
    assert SCHEMA["$id"] == "https://www.example.gov.cn/xxgk/schemas/public_notices.schema.json"


def test_schema_speaks_both_languages() -> None:
    assert (SCHEMA["title"], SCHEMA["description"]) == ("公告", "Notice")
    topic = SCHEMA["properties"]["topic"]
    assert topic["title"] == "主题"
    assert topic["description"].splitlines() == [
        "Topic",
        "energy: 能源 (Energy)",
        "price_reform: 价格改革 (Price reform)",
        "unused: 未用 (Unused)",
    ]


def test_a_right_record_passes() -> None:
    assert list(VALIDATOR.iter_errors(GOOD)) == []


@pytest.mark.parametrize(
    "number",
    ["例（2020）12号", "例[2020]12", "例【2020】第12号", "例〔２０２０〕１２号", "例 <2020> 12 号"],
)
def test_document_numbers_pass_in_every_spelling_of_the_gate(number: str) -> None:
    assert VALIDATOR.is_valid(GOOD | {"number": number})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", " 前有空格"),
        ("title", "两\n行"),
        ("title", 2020),
        ("published", "2020-02-30"),
        ("published", "2020/12/03"),
        ("published", "２０２０-12-03"),
        ("sample", "yes"),
        ("index", "x002545442/2020-00012"),
        ("number", "例2020第12号"),
        ("topic", "enrgy"),
        ("audiences", "energy"),
        ("audiences", ["energy", "energy"]),
        ("copies", -1),
        ("copies", 1.5),
        ("share", "12.5"),
        ("office", {"en": "Office"}),
        ("office", {"zh": "办公室", "fr": "Bureau"}),
        ("answers", ["policies/2019/old"]),
        ("files", [{"file": "a.pdf"}]),
        ("link", "ftp://www.example.gov.cn/a"),
        ("link", "javascript:alert(1)"),
        ("translated", {"title": "0123456789ab"}),
        ("colour", "red"),
    ],
)
def test_a_wrong_value_is_found_at_its_field(name: str, value: object) -> None:
    errors = list(VALIDATOR.iter_errors(GOOD | {name: value}))
    assert errors
    assert all(error.path[0] == name if error.path else name == "colour" for error in errors)


@pytest.mark.parametrize("name", ["title", "published"])
def test_a_missing_required_field_is_found(name: str) -> None:
    assert not VALIDATOR.is_valid({key: value for key, value in GOOD.items() if key != name})


def test_declarations_are_fields_too() -> None:
    title = Localised(
        "标题",
        "Title",
    )
    inner = (Field("id", FieldType.NAME, title, required=True), Field("on", FieldType.FLAG, title))
    schema = fields_schema(
        (
            Field("rule", FieldType.MAPPING, title, fields=inner),
            Field("rules", FieldType.MAPPINGS, title, fields=inner),
            Field("groups", FieldType.TABLE, title, fields=inner),
            Field("slug", FieldType.SLUG, title, note=Localised("注", "Note")),
            Field("index", FieldType.INDEX_NUMBER, title),
        )
    )
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    right = {"id": "a_1", "on": True}
    assert check.is_valid(
        {"rule": right, "rules": [right], "groups": {"随意": right}, "slug": "a-1"}
    )
    mistakes: list[dict[str, object]] = [
        {"rule": {}},
        {"rules": right},
        {"groups": {"甲": {"id": "A"}}},
        {"slug": "a--1"},
        {"index": ""},
    ]
    for wrong in mistakes:
        assert not check.is_valid(wrong), wrong
    assert schema["properties"]["slug"]["description"] == "Title\n注\nNote"


def test_every_field_type_has_a_schema() -> None:
    for kind in FieldType:
        schema = fields_schema((Field("value", kind, Localised("值", "Value")),), "[0-9]+")
        Draft202012Validator.check_schema(schema)
        assert len(schema["properties"]["value"]) > 2
