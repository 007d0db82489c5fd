"""What the checks of one run share: the day, the patterns of the office, the files there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from portal.model.problem import Location, Problem, problem


@dataclass
class Checks:
    """The run's inputs, and the problems collected so far."""

    as_of: date
    files: Mapping[str, Path] = field(default_factory=dict)
    index_number: str = ""
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, location: Location, **values: object) -> None:
        """Collect one problem."""
        self.problems.append(problem(code, location, **values))
