"""No personal data in texts, data and file names, unless it was approved."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from portal.loading.text import read_text
from portal.model.exceptions import PrivacyException
from portal.model.field import Field, FieldType, Option
from portal.model.language import Localised
from portal.model.private import PrivateData, PrivateKind, plain_contact, private_data
from portal.model.problem import Location, Problem, problem
from portal.model.settings import Settings
from portal.model.written import WrittenMap
from portal.validation.context import Checks
from portal.validation.shapes import field, needs
from portal.validation.values import read_values

CODES = {
    PrivateKind.IDENTITY_CARD: "PRIVACY-001",
    PrivateKind.MOBILE: "PRIVACY-002",
    PrivateKind.TELEPHONE: "PRIVACY-003",
    PrivateKind.BANK_CARD: "PRIVACY-004",
    PrivateKind.EMAIL: "PRIVACY-005",
}
_GOVERNMENT = ".gov.cn"
_CONTACT_LINKS = ("](mailto:", "](tel:")
_CONTACTS = frozenset({PrivateKind.MOBILE, PrivateKind.TELEPHONE, PrivateKind.EMAIL})

PRIVACY = (
    needs(
        "exceptions",
        FieldType.MAPPINGS,
        "例外",
        "Exceptions",
        needs("file", FieldType.TEXT, "文件", "File"),
        field(
            "kind",
            FieldType.CHOICE,
            "种类",
            "Kind",
            required=True,
            options=tuple(kind.value for kind in PrivateKind),
        ),
        needs("masked", FieldType.TEXT, "遮盖后的值", "Masked value, from the message"),
        needs("reason", FieldType.LOCALISED, "理由", "Reason"),
        needs("approved_by", FieldType.LOCALISED, "批准机构", "Office that approved it"),
        Field("until", FieldType.DATE, Localised("截止日期", "Last day"), True, future=True),
    ),
)
"""`data/privacy.yml`: personal data that may be published all the same."""


def read_exceptions(written: WrittenMap, checks: Checks) -> tuple[PrivacyException, ...]:
    """The approved exceptions; one that has ended is a problem and no longer holds."""
    before = len(checks.problems)
    values = read_values(written, PRIVACY, checks)
    if len(checks.problems) > before:
        return ()
    found: list[PrivacyException] = []
    for item in values["exceptions"]:
        kind: Option = item["kind"]
        exception = PrivacyException(
            item["file"],
            PrivateKind(kind.id),
            item["masked"],
            item["reason"],
            item["approved_by"],
            item["until"],
            item.location,
        )
        if exception.until < checks.as_of:
            checks.report(
                "PRIVACY-007",
                item.location,
                file=exception.file,
                value=exception.masked,
                until=exception.until,
            )
        else:
            found.append(exception)
    return tuple(found)


class Permissions:
    """What may be published although it looks like personal data."""

    def __init__(self, settings: Settings, exceptions: Iterable[PrivacyException]) -> None:
        self._own = {
            plain_contact(text)
            for fact in settings.facts
            if fact.value is not None
            for text in (fact.value.zh, fact.value.en or "")
        }
        self._pending = {(item.file, item.kind, item.masked): item for item in exceptions}
        self._used: set[tuple[str, PrivateKind, str]] = set()

    def allows(self, file: str, text: str, item: PrivateData) -> bool:
        """Whether it is excepted, or the contact of an office.

        An office's contact is declared in `data/site.yml`, lies in a government's domain, or is
        what a link for mail or telephone leads to.
        """
        key = (file, item.kind, item.masked)
        if key in self._pending:
            self._used.add(key)
            return True
        if item.kind not in _CONTACTS:
            return False
        if item.value in self._own or item.value.endswith(_GOVERNMENT):
            return True
        is_link = text[: item.start].endswith(_CONTACT_LINKS)
        return is_link and item.kind is not PrivateKind.MOBILE

    def unused(self) -> Iterator[Problem]:
        """Exceptions for what was not found."""
        for key, exception in self._pending.items():
            if key not in self._used:
                yield problem(
                    "PRIVACY-008",
                    exception.location,
                    file=exception.file,
                    value=exception.masked,
                )


def check_texts(files: Mapping[str, Path], permissions: Permissions) -> Iterator[Problem]:
    """Personal data in texts, data and file names."""
    for path, source in files.items():
        for item in private_data(path.rsplit("/", 1)[-1]):
            yield problem("PRIVACY-006", Location(path), value=item.masked)
        if not path.endswith((".md", ".yml")):
            continue
        text, _ = read_text(source.read_bytes(), path)
        for item in private_data(text):
            if not permissions.allows(path, text, item):
                line = text.count("\n", 0, item.start) + 1
                column = item.start - text.rfind("\n", 0, item.start)
                yield problem(
                    CODES[item.kind],
                    Location(path, line, column),
                    value=item.masked,
                )
