"""Which of the office's entries speaks for a rule that does not hold."""

import pytest

from portal.model.language import Localised
from portal.model.notes import Acknowledgement, ReportNotes
from portal.model.problem import Location
from portal.model.reconciliation import Breach, acknowledged, unneeded

SIDE = Localised("5", "5")


def entry(rule: str, table: str = "", row: str = "", column: str = "") -> Acknowledgement:
    """An entry; what is empty is left out."""
    reason = Localised("原因", "Reason")
    return Acknowledgement(rule, table or None, row or None, column or None, reason, Location("n"))


CELL = ("R9", "requests", "granted", "total")


@pytest.mark.parametrize(
    ("parts", "speaks"),
    [
        (("R9",), True),
        (("R9", "requests"), True),
        (("R9", "", "granted"), True),
        (("R9", "", "", "total"), True),
        (("R9", "requests", "granted", "total"), True),
        (("R5", "requests", "granted", "total"), False),
        (("R9", "reviews"), False),
        (("R9", "requests", "refused"), False),
        (("R9", "requests", "granted", "business"), False),
    ],
)
def test_an_entry_speaks_for_what_it_names(parts: tuple[str, ...], speaks: bool) -> None:
    said = entry(*parts)
    assert acknowledged(ReportNotes(acknowledged=(said,)), *CELL) is (said if speaks else None)


def test_a_figure_of_no_table_is_spoken_for_by_the_rule_alone() -> None:
    of_rule, of_table = entry("R9"), entry("R9", "requests")
    notes = ReportNotes(acknowledged=(of_table, of_rule))
    assert acknowledged(notes, "R9", None, None, None) is of_rule


def test_the_entry_that_names_most_speaks_and_the_others_are_not_needed() -> None:
    entries = (entry("R9"), entry("R9", "requests", "granted"), entry("R9", "requests"))
    notes = ReportNotes(acknowledged=entries)
    assert acknowledged(notes, *CELL) is entries[1]
    breach = Breach(*CELL, SIDE, SIDE)
    assert unneeded(notes, {"R9"}, [breach]) == (entries[0], entries[2])


def test_of_entries_that_name_as_much_the_first_speaks() -> None:
    entries = (entry("R9", "requests"), entry("R9", "", "granted"))
    assert acknowledged(ReportNotes(acknowledged=entries), *CELL) is entries[0]


def test_rules_that_nobody_judged_are_left_alone() -> None:
    notes = ReportNotes(acknowledged=(entry("R9"), entry("R5")))
    assert unneeded(notes, {"R5"}, []) == (notes.acknowledged[1],)
