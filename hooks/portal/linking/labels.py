"""The words that templates ask for must be declared."""

import re
from collections.abc import Iterable, Iterator

from portal.model.problem import Location, Problem, problem
from portal.model.settings import Labels

_ASKED = re.compile(r"\blabel\(\s*(['\"])(\w+)\1\s*[,)]")


def check_labels(labels: Labels, templates: Iterable[str]) -> Iterator[Problem]:
    """A label that a template names and `data/labels.yml` does not have."""
    asked = {match[2] for template in templates for match in _ASKED.finditer(template)}
    for name in sorted(asked - set(labels)):
        yield problem("LABEL-001", Location("data/labels.yml"), name=name)
