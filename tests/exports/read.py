"""Reads what was written, with other software than wrote it where there is some."""

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from portal.model.page import Artifact


def by_path(files: list[Artifact]) -> dict[str, bytes]:
    """Contents by path; two files at one path are a mistake."""
    paths = [file.path for file in files]
    assert len(paths) == len(set(paths))
    return {file.path: file.content for file in files}


def read_csv(content: bytes) -> list[list[str]]:
    """The rows of a CSV file that has its BOM and ends every line in CRLF."""
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_sheet(content: bytes) -> Worksheet:
    """The one sheet of a workbook."""
    workbook = load_workbook(io.BytesIO(content))
    assert len(workbook.worksheets) == 1
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    return sheet


def read_json(content: bytes) -> Any:
    """The value of a JSON file."""
    return json.loads(content)


def read_xml(content: bytes) -> ElementTree.Element:
    """The root of an XML file that this project wrote."""
    return ElementTree.fromstring(content)
