"""No personal data in what will be published: text, data, file names, and what is in files."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
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
        needs("fingerprint", FieldType.TEXT, "指纹", "Fingerprint, from the message"),
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
            item["fingerprint"],
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
                fingerprint=exception.fingerprint,
                until=exception.until,
            )
        else:
            found.append(exception)
    return tuple(found)


def check_privacy(
    files: Mapping[str, Path], settings: Settings, exceptions: Iterable[PrivacyException]
) -> Iterator[Problem]:
    """Personal data in texts and file names, and exceptions for what is not there.

    The contacts that the office declares in `data/site.yml` may stand anywhere.
    """
    own = {
        plain_contact(text)
        for fact in settings.facts
        if fact.value is not None
        for text in (fact.value.zh, fact.value.en or "")
    }
    pending = {(item.file, item.kind, item.fingerprint): item for item in exceptions}
    used: set[tuple[str, PrivateKind, str]] = set()
    for path, source in files.items():
        for item in private_data(path.rsplit("/", 1)[-1]):
            yield problem("PRIVACY-006", Location(path), value=item.masked)
        if not path.endswith((".md", ".yml", ".csv")):
            continue
        text, _ = read_text(source.read_bytes(), path)
        for item in private_data(text):
            key = (path, item.kind, item.fingerprint)
            if key in pending:
                used.add(key)
            elif not _is_of_an_office(text, item, own):
                yield _problem(path, text, item)
    for key, exception in pending.items():
        if key not in used:
            yield problem(
                "PRIVACY-008",
                exception.location,
                file=exception.file,
                fingerprint=exception.fingerprint,
            )


def _is_of_an_office(text: str, item: PrivateData, own: AbstractSet[str]) -> bool:
    """Whether it is a contact of an office: declared, of a government's domain, or a link to it."""
    if item.kind not in _CONTACTS:
        return False
    if item.value in own or item.value.endswith(_GOVERNMENT):
        return True
    is_link = text[: item.start].endswith(_CONTACT_LINKS)
    return is_link and item.kind is not PrivateKind.MOBILE


def _problem(file: str, text: str, item: PrivateData) -> Problem:
    line = text.count("\n", 0, item.start) + 1
    column = item.start - text.rfind("\n", 0, item.start)
    return problem(
        CODES[item.kind],
        Location(file, line, column),
        value=item.masked,
        fingerprint=item.fingerprint,
    )
