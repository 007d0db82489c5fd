"""The house keeps its rooms: who imports whom, how large a module may be, what it may say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOOKS = Path(__file__).parents[1] / "hooks"
PORTAL = HOOKS / "portal"
MODULES = sorted(PORTAL.rglob("*.py"))
ROOMS = {
    "model": set(),
    "loading": {"model"},
    "validation": {"model", "loading"},
    "linking": {"model"},
    "pages": {"model"},
    "exports": {"model"},
    "search": {"model"},
    "publishing": {"model"},
    "editing": {"model", "loading", "validation"},
}
"""Each room, and the rooms that it may import beside itself."""

HALLS = {
    "build": {"gate", "telling", "reading"},
    "events": {"build", "chrome", "day", "gate", "telling"},
    "__main__": {"build", "day", "events", "gate", "reference", "serving", "telling"},
}
"""Modules outside the rooms that may import other such modules; `events` draws for the command."""

MKDOCS = {"mkdocs", "properdocs", "material"}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc", "core"}
TAG = re.compile(r"(?<!\(\?P)</?([a-z][a-z0-9]*)(?:\s[^<>]*)?/?>")
ELEMENTS = frozenset(
    "html head body title meta link style script h1 h2 h3 h4 h5 h6 p div span a img ul ol li dl dt"
    " dd table caption thead tbody tfoot tr th td br hr em strong b i small time nav main header"
    " footer section article aside form input button label select option details summary svg"
    " iframe figure blockquote pre code".split()
)
READS_HTML = {"publishing.markup"}
"""Checks what was drawn, and so must name elements."""

LONGEST = 250


def name(path: Path) -> str:
    """The dotted name of a module inside the package: `linking.keys`."""
    parts = path.relative_to(PORTAL).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, late imports included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module or ""


def own_imports(path: Path) -> set[str]:
    """The first parts of the names of our own modules that a module imports."""
    ours = {module for module in imports(path) if module.startswith("portal.")}
    return {module.split(".")[1] for module in ours}


by_name = pytest.mark.parametrize("path", MODULES, ids=name)


def test_every_folder_is_a_room() -> None:
    folders = {path.name for path in PORTAL.iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_below_it(room: str) -> None:
    for path in sorted((PORTAL / room).rglob("*.py")):
        assert own_imports(path) <= ROOMS[room] | {room}, path


def test_no_circle_between_modules() -> None:
    """Modules outside the rooms import rooms and one another, in one direction."""
    outside = {path.stem: own_imports(path) - set(ROOMS) for path in PORTAL.glob("*.py")}
    done: set[str] = set()
    while len(done) < len(outside):
        ready = {module for module, needs in outside.items() if needs - {module} <= done} - done
        assert ready, f"circle among {sorted(set(outside) - done)}"
        done |= ready


def test_no_room_knows_the_edge() -> None:
    for path in MODULES:
        if path.parent != PORTAL:
            assert not own_imports(path) - set(ROOMS), path


def test_mkdocs_is_imported_in_one_module() -> None:
    found = {
        name(path)
        for path in MODULES
        if any(module.split(".")[0] in MKDOCS for module in imports(path))
    }
    assert found == {"events"}


def test_the_engine_runs_without_mkdocs_until_it_draws() -> None:
    """Only the command's late import, and the hooks file, lead to the edge."""
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        early = {
            node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module
        }
        assert "portal.events" not in early, path


@by_name
def test_a_module_is_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@by_name
def test_a_module_is_named_for_what_it_holds(path: Path) -> None:
    assert not set(re.split(r"[._]", name(path))) & VAGUE


@by_name
def test_what_is_public_states_its_contract(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), path
    missing = [node.name for node in _public(tree) if not ast.get_docstring(node)]
    assert missing == []


def _public(
    parent: ast.Module | ast.ClassDef,
) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in parent.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_") or _is_inherited(node, parent):
                continue
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def _is_inherited(node: ast.AST, parent: ast.Module | ast.ClassDef) -> bool:
    """Whether the contract of a method is that of the class it overrides."""
    is_method = isinstance(node, ast.FunctionDef) and isinstance(parent, ast.ClassDef)
    return is_method and isinstance(parent, ast.ClassDef) and bool(parent.bases)


@by_name
def test_no_html_in_python(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # A string that stands alone explains what is above it.
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [
        match[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes
        for match in TAG.finditer(node.value)
        if match[1] in ELEMENTS
    ]
    assert found == [] or name(path) in READS_HTML


def test_the_hooks_file_only_binds() -> None:
    text = (HOOKS / "main.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert set(imports(HOOKS / "main.py")) <= {"portal.events", "sys", "pathlib", "os"}
