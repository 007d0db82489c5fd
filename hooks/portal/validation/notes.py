"""`data/report-notes/*.yml` and `data/bodies.yml` → what is said of reports beside their tables."""

import re
from collections.abc import Iterable

from portal.model.notes import Acknowledgement, Correction, Difference, ReportNotes, StatedFact
from portal.model.report import Body
from portal.model.trend import RESERVED
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.report_shapes import BODIES, NOTES
from portal.validation.values import read_values

_YEAR = re.compile(r"\d{4}", re.ASCII)


def read_notes(written: WrittenMap, checks: Checks) -> ReportNotes | None:
    """The notes of one report, or None where something in them is wrong."""
    before = len(checks.problems)
    values = read_values(written, NOTES, checks)
    if len(checks.problems) > before:
        return None
    found = ReportNotes(
        facts=tuple(
            StatedFact(item["id"], item["title"], item["value"], item.get("unit"), item.location)
            for item in values.get("facts", ())
        ),
        acknowledged=tuple(
            Acknowledgement(
                item["rule"],
                item.get("table"),
                item.get("row"),
                item.get("column"),
                item["reason"],
                item.location,
            )
            for item in values.get("acknowledged", ())
        ),
        differences=tuple(
            Difference(item["total"], item["reason"], item.location)
            for item in values.get("differences", ())
        ),
        corrections=tuple(
            Correction(item["on"], item["reason"], item.location)
            for item in values.get("corrections", ())
        ),
        file=written.location.file,
    )
    _check_unique(found.facts, checks)
    return found


def read_bodies(written: WrittenMap, checks: Checks) -> dict[str, Body]:
    """The bodies beside the portal's own agency, by id."""
    values = read_values(written, BODIES, checks)
    found: dict[str, Body] = {}
    for item in values.get("bodies", ()):
        if "id" in item and "title" in item:
            if item["id"] in found:
                checks.report("DECLARE-004", item.location, name=item["id"])
            if item["id"] in RESERVED or _YEAR.fullmatch(item["id"]):
                reserved = ", ".join(sorted(RESERVED))
                here = item.place("id")
                checks.report("BODY-001", here, name=item["id"], reserved=reserved)
            found[item["id"]] = Body(item["id"], item["title"])
    return found


def _check_unique(facts: Iterable[StatedFact], checks: Checks) -> None:
    seen: set[str] = set()
    for fact in facts:
        if fact.id in seen:
            checks.report("DECLARE-004", fact.location, name=fact.id)
        seen.add(fact.id)
