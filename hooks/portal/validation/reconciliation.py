"""`data/reconciliation.yml` → the rules that tie figures together."""

from portal.model.field import FieldType
from portal.model.reconciliation import Basis, Rule, RuleSeverity
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.shapes import TITLE, field, needs
from portal.validation.values import read_values

T = FieldType

_RULE = (
    needs("id", T.TEXT, "编号", "Number of the rule"),
    TITLE,
    field(
        "severity",
        T.CHOICE,
        "不成立时",
        "Where it does not hold",
        required=True,
        options=tuple(severity.value for severity in RuleSeverity),
    ),
    field(
        "basis",
        T.CHOICE,
        "依据",
        "Basis",
        required=True,
        options=tuple(basis.value for basis in Basis),
    ),
    field("note", T.LOCALISED, "说明", "Note"),
)
RULES = (needs("rules", T.MAPPINGS, "勾稽关系", "Rules", *_RULE),)


def read_rules(written: WrittenMap, checks: Checks) -> dict[str, Rule]:
    """The rules by id; one that is wrong in itself is reported and left out."""
    found: dict[str, Rule] = {}
    for item in read_values(written, RULES, checks).get("rules", ()):
        if not all(name in item for name in ("id", "title", "severity", "basis")):
            continue
        if item["id"] in found:
            checks.report("DECLARE-004", item.location, name=item["id"])
        found[item["id"]] = Rule(
            id=item["id"],
            title=item["title"],
            severity=RuleSeverity(item["severity"].id),
            basis=Basis(item["basis"].id),
            note=item.get("note"),
            location=item.location,
        )
    return found
