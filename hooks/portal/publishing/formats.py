"""Whether a published file is what its name promises: JSON, XML or CSV that programs can read."""

import json
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from portal.model.problem import Location, Problem, problem

_BOM = "\ufeff"


def check_format(path: str, text: str) -> Iterator[Problem]:
    """The problem of a staged file whose suffix promises a format that its text breaks."""
    check = _CHECKS.get(path.rpartition(".")[2].lower())
    if check is not None:
        yield from check(path, text)


def unreadable(path: str, kind: str, line: int, reason: str) -> Problem:
    """A staged file that is not of the kind its name promises."""
    return problem("PUBLISH-111", Location(path, line), kind=kind, reason=reason)


def _check_json(path: str, text: str) -> Iterator[Problem]:
    try:
        json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        yield unreadable(path, "JSON", error.lineno, error.msg)
    except ValueError as error:
        yield unreadable(path, "JSON", 0, str(error))


def _refuse_constant(name: str) -> None:
    # Python reads and writes NaN; nobody else does.
    raise ValueError(name)


def _check_xml(path: str, text: str) -> Iterator[Problem]:
    try:
        expat.ParserCreate().Parse(text.encode(), True)
    except expat.ExpatError as error:
        yield unreadable(path, "XML", error.lineno, expat.ErrorString(error.code) or "")


def _check_csv(path: str, text: str) -> Iterator[Problem]:
    if not text.startswith(_BOM):
        yield problem("PUBLISH-112", Location(path, 1))


_CHECKS: Mapping[str, Callable[[str, str], Iterator[Problem]]] = {
    "csv": _check_csv,
    "geojson": _check_json,
    "json": _check_json,
    "svg": _check_xml,
    "webmanifest": _check_json,
    "xml": _check_xml,
}
