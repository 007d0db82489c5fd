"""The state of a record on the day of the build, from its dates and its relations."""

from datetime import date, timedelta

from portal.linking.relations import Relations
from portal.model.collection import ValidityRule, WindowRule
from portal.model.field import Option
from portal.model.record import Record


def state(record: Record, relations: Relations, as_of: date) -> Option | None:
    """有效性 of a document or the stage of a window; None for collections without states."""
    rule = record.collection.state
    if isinstance(rule, ValidityRule):
        return rule.option(_validity(record, rule, relations, as_of))
    if isinstance(rule, WindowRule):
        return rule.option(_window(record, rule, as_of))
    return None


def successors(record: Record, relations: Relations) -> tuple[Record, ...]:
    """The documents that amend or repeal this one, in order of date."""
    rule = record.collection.state
    if not isinstance(rule, ValidityRule):
        return ()
    found = (
        *relations.sources(record, rule.repeals),
        *relations.sources(record, rule.amends),
    )
    return tuple({source.id: source for source in found}.values())


def _effective(record: Record, rule: ValidityRule) -> date | None:
    """The day a document takes effect: the declared one, else the day it is dated."""
    found: date | None = record.values.get(rule.effective) or record.dated
    return found


def _validity(record: Record, rule: ValidityRule, relations: Relations, as_of: date) -> str:
    def has_taken_effect(by: str) -> bool:
        days = (_effective(source, rule) for source in relations.sources(record, by))
        return any(day is not None and day <= as_of for day in days)

    expires: date | None = record.values.get(rule.expires)
    effective = _effective(record, rule)
    if has_taken_effect(rule.repeals):
        return "repealed"
    if expires is not None and as_of > expires:
        return "lapsed"
    if effective is not None and as_of < effective:
        return "pending"
    if expires is not None and as_of >= expires - timedelta(days=rule.expiring_days):
        return "expiring"
    return "amended" if has_taken_effect(rule.amends) else "in_force"


def _window(record: Record, rule: WindowRule, as_of: date) -> str:
    opens: date | None = record.values.get(rule.opens)
    closes: date | None = record.values.get(rule.closes)
    result: date | None = record.values.get(rule.result) if rule.result else None
    if result is not None and result <= as_of:
        return "result"
    if opens is not None and as_of < opens:
        return "coming"
    return "closed" if closes is not None and as_of > closes else "open"
