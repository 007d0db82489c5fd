"""Which words the templates ask for, so that a label missing in `data/` is found by the gate."""

import re
from pathlib import Path

_LABEL = re.compile(r"""\blabel\(\s*(['"])([a-z0-9_]+)\1\s*[,)]""")


def label_keys(overrides: Path) -> dict[str, str]:
    """Every label that a template names in full, with the template that does so first."""
    found: dict[str, str] = {}
    for path in sorted(overrides.rglob("*.html")):
        name = path.relative_to(overrides.parent).as_posix()
        for match in _LABEL.finditer(path.read_text(encoding="utf-8")):
            found.setdefault(match[2], name)
    return found
