"""A release: what one build publishes, and what identifies it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stamp:
    """What a release says about itself in `release.json`; no clock, no machine."""

    portal: str
    """Version of the portal that built it."""
    as_of: date
    production: bool
    site: str
    """The address the release was built for."""
