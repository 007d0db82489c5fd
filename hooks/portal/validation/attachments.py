"""Attachments: the kind of file that the name says, without personal data, shown or hidden."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from portal.loading.attachments import attached, refusal
from portal.loading.tree import ATTACHMENT_SUFFIXES
from portal.model.private import PrivateKind, private_data
from portal.model.problem import Location, Problem, problem
from portal.validation.privacy import Permissions

CODES = {
    PrivateKind.IDENTITY_CARD: "PRIVACY-011",
    PrivateKind.MOBILE: "PRIVACY-012",
    PrivateKind.TELEPHONE: "PRIVACY-013",
    PrivateKind.BANK_CARD: "PRIVACY-014",
    PrivateKind.EMAIL: "PRIVACY-015",
}


def check_attachments(files: Mapping[str, Path], permissions: Permissions) -> Iterator[Problem]:
    """Files that are not what they seem, and what they hold that may not be published."""
    for path, source in files.items():
        suffix = PurePosixPath(path).suffix
        if not path.startswith("content/") or suffix not in ATTACHMENT_SUFFIXES:
            continue
        here = Location(path)
        content = source.read_bytes()
        if code := refusal(content, suffix):
            yield problem(code, here, suffix=suffix)
            continue
        found = attached(content, suffix)
        if found is None:
            yield problem("FILE-018", here, suffix=suffix)
            continue
        if found.has_place:
            yield problem("PRIVACY-016", here)
        if found.has_revisions:
            yield problem("PRIVACY-017", here)
        if found.has_hidden_sheets:
            yield problem("PRIVACY-018", here)
        seen: set[str] = set()
        for text in found.texts:
            for item in private_data(text):
                if item.value not in seen and not permissions.allows(path, text, item):
                    seen.add(item.value)
                    yield problem(CODES[item.kind], here, value=item.masked)
