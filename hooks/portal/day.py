"""The day of a build: an input, and today where the office is when none is given."""

import os
from datetime import date, datetime

from portal.model.office import OFFICE_TIME
from portal.serving import DAY


def today() -> date:
    """The date in China, whatever time zone the machine is in."""
    return datetime.now(OFFICE_TIME).date()


def given_day() -> date:
    """The day that a plain MkDocs run was given, else today."""
    given = os.environ.get(DAY)
    return date.fromisoformat(given) if given else today()
