"""What the script must not be."""

import gzip

from tests.search.conftest import SCRIPT


def test_script_is_small() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9, mtime=0)) <= 6 * 1024


def test_text_of_the_index_never_becomes_markup() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    for name in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert name not in text
