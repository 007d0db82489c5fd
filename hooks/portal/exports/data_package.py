"""A report as a data package (Frictionless Data Package 2): what its files are, and their sums."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import PurePosixPath
from typing import Any

from portal.exports.json_file import json_bytes
from portal.exports.tables import TABLE_HEADER
from portal.model.downloads import MEDIA_TYPES
from portal.model.language import Language
from portal.model.paper import Paper
from portal.model.report import CellKind
from portal.model.site import Site

_PROFILE = "https://datapackage.org/profiles/2.0/"
_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]+")
_TYPES: dict[str, dict[str, Any]] = {
    "export_year": {"type": "integer"},
    "export_value": {"type": "number"},
    "export_state": {"type": "string", "constraints": {"enum": [k.value for k in CellKind]}},
}
"""What is in the columns of a table's CSV; text where nothing is said."""
_KEY = ("export_row_id", "export_column_id")


def data_package(site: Site, paper: Paper, files: Mapping[str, bytes]) -> bytes:
    """The descriptor of these files of a report; they go by their names beside it."""
    report, language = paper.report, paper.language
    published = report.document.values.get("published") if report.document else None
    described: dict[str, Any] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": "-".join(("report", *report.id.split("/"), language.value)),
        "id": paper.address,
        "title": paper.title.text,
        "description": site.labels["package_about"].in_(language),
        "homepage": paper.address,
        "version": str(report.year),
        "keywords": [report.agency.in_(language), str(report.year)],
        "contributors": [
            {"title": report.agency.in_(language), "roles": ["publisher", "creator"]},
        ],
        "sources": [{"title": paper.title.text, "path": paper.address}],
    }
    if isinstance(published, date):
        described["created"] = f"{datetime.combine(published, time()).isoformat()}Z"
    if licence := _licence(site, language):
        described["licenses"] = [licence]
    described["resources"] = [
        _resource(site, paper, name, content) for name, content in files.items()
    ]
    return json_bytes(described)


def checksums(files: Mapping[str, bytes]) -> bytes:
    """One line for each file: its SHA-256 and its name."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return "".join(lines).encode()


def _licence(site: Site, language: Language) -> dict[str, str] | None:
    """The licence as far as the office has named one: an address, an identifier or words."""
    fact = site.settings.fact("licence")
    if fact is None:
        return None
    text = fact.in_(language)
    if text.startswith(("https://", "http://")):
        return {"path": text, "title": text}
    if _IDENTIFIER.fullmatch(text):
        return {"name": text, "title": text}
    return {"name": "other", "title": text}


def _resource(site: Site, paper: Paper, name: str, content: bytes) -> dict[str, Any]:
    stem, _, suffix = name.rpartition(".")
    tables = {table.id: table for table in paper.report.format.tables}
    title = tables[stem].title.in_(paper.language) if stem in tables else paper.title.text
    described: dict[str, Any] = {
        "name": PurePosixPath(name).name.replace(".", "-").replace("_", "-").lower(),
        "path": name,
        "title": title,
        "format": suffix,
        "mediatype": MEDIA_TYPES[suffix],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if suffix == "csv":
        described["encoding"] = "utf-8"
        described["type"] = "table"
        described["dialect"] = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'}
        described["schema"] = _schema(site, paper.language)
    return described


def _schema(site: Site, language: Language) -> dict[str, Any]:
    names = {key: site.labels[key].in_(language) for key in TABLE_HEADER}
    fields = [{"name": names[key], **_TYPES.get(key, {"type": "string"})} for key in TABLE_HEADER]
    return {
        "$schema": f"{_PROFILE}tableschema.json",
        "fields": fields,
        "missingValues": [""],
        "primaryKey": [names[key] for key in _KEY],
    }
