"""All files of the site together: which there are, and that they are the same bytes everywhere."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.exports.site_files import site_files
from portal.model.listing import site_listings
from tests.exports.build import PAGES, SITE
from tests.exports.read import by_path

ROOT = Path(__file__).parents[2]
PRINT_DIGEST = "from tests.exports.test_site_files import digest; print(digest())"


def digest() -> str:
    """One digest over the paths and the bytes of every file."""
    found = hashlib.sha256()
    for file in site_files(SITE, PAGES, site_listings(SITE)):
        found.update(file.path.encode() + b"\0" + hashlib.sha256(file.content).digest())
    return found.hexdigest()


def test_every_file_has_a_path_of_its_own_and_something_in_it() -> None:
    found = by_path(site_files(SITE, PAGES, site_listings(SITE)))
    assert list(found) == sorted(found)
    assert all(found.values())
    assert {
        "robots.txt",
        "sitemap.xml",
        "schemas/public_notices.schema.json",
        "reports/2020/requests.xlsx",
        "en/reports/2020/requests.csv",
        "public-notices/feed.xml",
        "en/public-notices/public-notices.csv",
        "public-notices/topic/energy/public-notices.json",
        "en/public-notices/2019/public-notices.xlsx",
    } <= set(found)
    assert len(found) == 2 * (3 * 3 + 9 * 3 + 1) + 3


# Python 3.11 cannot start from a folder with a Chinese name in the locale C.
PLAIN = "C" if str(ROOT).isascii() else "C.UTF-8"


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1", "LC_ALL": PLAIN},
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
    ],
    ids=["west", "east"],
)
def test_same_bytes_in_every_environment(environment: dict[str, str]) -> None:
    paths = os.pathsep.join(str(path) for path in (ROOT, ROOT / "hooks"))
    run = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST],
        env={**os.environ, **environment, "PYTHONPATH": paths},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert run.stdout.strip() == digest()
