"""`portal schema`: every YAML source of the repository fits the schema an editor is given."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from portal.__main__ import main
from portal.loading.front_matter import read_markdown

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schemas")
    result = CliRunner().invoke(main, ["schema", "--root", str(ROOT), "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def _problems(schema: Path, value: Any) -> list[str]:
    declared = json.loads(schema.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(declared)
    return [error.message for error in Draft202012Validator(declared).iter_errors(value)]


def test_every_yaml_source_fits_its_schema(schemas: Path) -> None:
    settings = json.loads((schemas / "settings.json").read_text(encoding="utf-8"))
    checked = 0
    for schema, files in settings["yaml.schemas"].items():
        for source in sorted(ROOT.glob(files)):
            value = yaml.safe_load(source.read_text(encoding="utf-8"))
            written = json.loads(json.dumps(value, default=str))
            assert _problems(Path(schema), written) == [], source
            checked += 1
    assert checked >= 10


def test_front_matter_fits_the_schema_of_its_collection(schemas: Path) -> None:
    schema = schemas / "content-zh-policies-year-slug.schema.json"
    sources = sorted((ROOT / "content/zh/policies").rglob("*.md"))
    assert len(sources) >= 12
    for source in sources:
        front = source.read_text(encoding="utf-8").split("---\n")[1]
        value = json.loads(json.dumps(yaml.safe_load(front), default=str))
        assert _problems(schema, value) == [], source


def test_an_unknown_key_does_not_fit(schemas: Path) -> None:
    schema = schemas / "content-zh-policies-year-slug.schema.json"
    source = ROOT / "content/zh/policies/2020/parking-fee-rules.md"
    parsed, _ = read_markdown(source.read_bytes(), source.name)
    assert parsed is not None
    front = source.read_text(encoding="utf-8").split("---\n")[1]
    value = json.loads(json.dumps(yaml.safe_load(front + "colour: red\n"), default=str))
    assert any("colour" in message for message in _problems(schema, value))
