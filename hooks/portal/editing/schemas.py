"""JSON Schemas for editing programs, and which of the sources each one describes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from portal.model.schema import Schema

SETTINGS = "settings.json"
"""The file that associates schemas with sources, in the words of the common YAML extension."""


@dataclass(frozen=True)
class FileSchema:
    """The schema of one kind of file: its name, the sources it describes, whether they are YAML.

    The front matter of Markdown files is described too, for editors that read it.
    """

    name: str
    files: str
    schema: Schema

    @property
    def path(self) -> str:
        """The file name of the schema."""
        return f"{self.name}.schema.json"


def write_schemas(schemas: Iterable[FileSchema], folder: Path) -> list[Path]:
    """Write every schema and the settings that associate them; return the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    associations: dict[str, str] = {}
    for kind in schemas:
        _write(folder / kind.path, kind.schema, written)
        if kind.files.endswith(".yml"):
            associations[str(folder / kind.path)] = kind.files
    _write(folder / SETTINGS, {"yaml.schemas": associations}, written)
    return written


def _write(path: Path, value: object, written: list[Path]) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    written.append(path)
