"""What is installed: locks that pin and hash all that is declared, and name no host or folder."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
LOCKS = {
    "requirements.txt": PROJECT["project"]["dependencies"] + GROUPS["install"],
    "requirements-test.txt": GROUPS["test"],
    "requirements-properdocs.txt": GROUPS["properdocs"],
}


def read_lock(name: str) -> list[Requirement]:
    """Read the requirements of a lock; a line that is neither pin, hash nor comment fails."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.sub(r" \\\n +(?=--hash)", " ", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE))
    found = []
    for entry in entries.splitlines():
        pin, *hashes = entry.split(" --hash=")
        assert hashes, f"no hash: {entry}"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes)
        requirement = Requirement(pin)
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier))
        found.append(requirement)
    return found


def pins(name: str) -> dict[str, str]:
    """Return the version of each package of a lock by its normalised name."""
    return {
        canonicalize_name(requirement.name): str(requirement.specifier).removeprefix("==")
        for requirement in read_lock(name)
    }


def imported(folder: Path) -> set[str]:
    """Return the top-level names that the modules under a folder import."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(?!hash=)|@ ", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_one_version_of_each_package(lock: str) -> None:
    assert len(pins(lock)) == len(read_lock(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_satisfies_what_is_declared(lock: str) -> None:
    locked = pins(lock)
    for declared in map(Requirement, LOCKS[lock]):
        assert declared.specifier.contains(locked[canonicalize_name(declared.name)]), declared


@pytest.mark.parametrize(
    ("folder", "lists"),
    [
        ("hooks", [PROJECT["project"]["dependencies"]]),
        ("tests", [PROJECT["project"]["dependencies"], GROUPS["test"]]),
    ],
)
def test_every_package_that_is_imported_is_declared(folder: str, lists: list[list[str]]) -> None:
    declared = {canonicalize_name(Requirement(line).name) for lines in lists for line in lines}
    distributions = packages_distributions()
    for module in imported(ROOT / folder) - set(sys.stdlib_module_names) - {"portal", "tests"}:
        assert declared & {canonicalize_name(name) for name in distributions[module]}, module


@pytest.mark.parametrize("lock", ["requirements-test.txt", "requirements-properdocs.txt"])
def test_the_locks_agree_where_they_meet(lock: str) -> None:
    runtime = pins("requirements.txt")
    added = pins(lock)
    assert {name: added[name] for name in added.keys() & runtime} == {
        name: runtime[name] for name in added.keys() & runtime
    }


def test_the_package_is_built_with_what_the_lock_installs() -> None:
    assert set(PROJECT["build-system"]["requires"]) <= set(GROUPS["install"])


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_the_tests_run_on_what_is_locked(lock: str) -> None:
    for requirement in read_lock(lock):
        if requirement.marker is None or requirement.marker.evaluate():
            assert requirement.specifier.contains(version(requirement.name)), requirement


def test_the_command_is_installed_beside_the_interpreter() -> None:
    assert os.access(Path(sys.executable).with_name("portal"), os.X_OK)


def test_without_python_the_installation_says_what_to_install(tmp_path: Path) -> None:
    folder = tmp_path / "venv"
    done = subprocess.run(
        [ROOT / ".ci" / "install", folder, "requirements.txt"],
        cwd=ROOT,
        env={"PATH": os.defpath, "PYTHON": str(tmp_path / "python3.11")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == b""
    chinese, english = done.stderr.decode().strip().splitlines()
    assert "没有找到 Python 3.11" in chinese
    assert "No Python 3.11" in english
    assert not folder.exists()
