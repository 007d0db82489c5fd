"""JSON Schemas for editing programs: each collection's records, each kind of declaration."""

import json
from pathlib import Path

from portal.model.schema import record_schema
from portal.model.site import Site


def write_schemas(site: Site, folder: Path) -> list[Path]:
    """Write one file for each collection; return them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for collection in site.collections:
        path = folder / f"{collection.id}.schema.json"
        schema = record_schema(collection, site.settings)
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        written.append(path)
    return written
