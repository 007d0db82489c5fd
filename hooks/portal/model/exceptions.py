"""Personal data that may be published all the same: approved, with a reason and an end."""

from dataclasses import dataclass
from datetime import date

from portal.model.language import Localised
from portal.model.private import PrivateKind
from portal.model.problem import Location


@dataclass(frozen=True)
class PrivacyException:
    """One piece of personal data in one file; `data/privacy.yml` is reviewed like code."""

    file: str
    kind: PrivateKind
    masked: str
    """As messages show it: `PrivateData.masked`."""
    reason: Localised
    approved_by: Localised
    """The office that approved it; no person is named."""
    until: date
    """The last day on which it holds."""
    location: Location
