"""The edge to MkDocs, and the only module that imports it.

MkDocs draws one shell for each language, navigation entry and depth of address, and the ordinary
pages of the theme (404). The engine fills the shells. The gate runs before MkDocs cleans anything.
"""

import logging
import shutil
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from portal.build import Plan, plan_site
from portal.chrome import Chrome
from portal.day import given_day
from portal.gate import read_site
from portal.model.language import Language
from portal.model.problem import Location, Problem, Severity, problem
from portal.pages.shells import FOLDER, Shell, ShellKey, language_of, shell_key, shell_keys
from portal.telling import findings_text, problem_lines

_log = get_plugin_logger("portal")
_given: ContextVar[Plan | None] = ContextVar("_given", default=None)

_THEME_SUFFIXES = (".css",)


class Edge:
    """The events of one MkDocs run; see `hooks/main.py`."""

    def __init__(self) -> None:
        self._plan: Plan | None = None
        self._is_preview = False
        self._shells: dict[str, ShellKey] = {}
        self._stylesheets: tuple[str, ...] = ()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is the live preview. Its presence keeps hooks between builds."""
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Pass the gate, or stop before anything is cleaned."""
        self._plan = _given.get() or _planned(Path(config.config_file_path).parent)
        settings = self._plan.site.settings
        config.site_url = settings.url
        config.site_name = settings.name.zh
        config.theme.static_templates = {"404.html"}
        return config

    @property
    def plan(self) -> Plan:
        """What this run draws."""
        if self._plan is None:
            raise Abort("mkdocs: on_config has not run")
        return self._plan

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Shells in place of the sources; of the theme only what a page refers to."""
        kept = [file for file in files if _is_theme_file(file)]
        self._stylesheets = tuple(
            sorted(f.src_uri for f in kept if f.src_uri.startswith("assets/stylesheets/main."))
        )
        self._shells = {key.path: key for key in shell_keys(self.plan.pages)}
        shells = [
            File.generated(config, path.removesuffix(".html") + ".md", content="")
            for path in self._shells
        ]
        return Files([*kept, *shells])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """The navigation comes from the declarations, for each shell by itself."""
        return Navigation([], nav.pages)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Nothing reaches a page unescaped."""
        env.autoescape = True
        return env

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """A shell has no text of its own."""
        return ""

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Nor a table of contents."""
        page.toc = TableOfContents([])
        return html

    def on_page_context(
        self, context: dict[str, Any], *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        """What the shell's template is given."""
        key = self._shells[page.file.dest_uri]
        context["portal"] = self._chrome(language_of(key), key.section)
        return context

    def on_template_context(
        self, context: dict[str, Any], *, template_name: str, config: MkDocsConfig
    ) -> dict[str, Any]:
        """The page for wrong addresses is one for both languages."""
        context["portal"] = self._chrome(Language.ZH, "")
        return context

    def _chrome(self, language: Language, section: str) -> Chrome:
        return Chrome(self.plan.site, language, section, self._stylesheets, self._is_preview)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the shells with every page, and write every other file."""
        folder = Path(config.site_dir)
        shells = {key: _read(folder / path) for path, key in self._shells.items()}
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        for path in self._shells:
            (folder / path).unlink(missing_ok=True)
        for at in folder.glob(f"{FOLDER}-*"):
            shutil.rmtree(at)
        for page in self.plan.pages:
            slots = self.plan.studio.slots(page)
            _write(folder / page.address / "index.html", shells[shell_key(page)].fill(slots))
        for artifact in self.plan.artifacts:
            _write(folder / artifact.path, artifact.content)


def _is_theme_file(file: File) -> bool:
    """Styles of the theme, and our own assets; scripts and icons of the theme are not used."""
    if file.src_uri.startswith(("zh/", "en/")):
        return False
    if file.src_uri.startswith("assets/portal/"):
        return True
    return file.src_uri.startswith("assets/stylesheets/main.") and file.src_uri.endswith(
        _THEME_SUFFIXES
    )


def _read(path: Path) -> Shell:
    return Shell(path.read_text(encoding="utf-8"))


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _planned(root: Path) -> Plan:
    """The gate in front of a plain MkDocs run; its problems stop it as MkDocs' own do."""
    findings = read_site(root, given_day())
    plan = None if findings.site is None else plan_site(root, findings, findings.site)
    if plan is not None:
        findings = findings.with_faults(plan.faults)
    for item in findings_text(findings):
        level = logging.ERROR if item.severity == Severity.ERROR.value else logging.INFO
        for line in problem_lines(item):
            _log.log(level, line)
    if plan is None or plan.faults:
        raise Abort("未发布任何内容 / nothing was published")
    return plan


@contextmanager
def _giving(plan: Plan) -> Iterator[None]:
    token = _given.set(plan)
    try:
        yield
    finally:
        _given.reset(token)


class _Warnings(logging.Handler):
    """Collects what MkDocs and its theme warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as a problem."""
        here = Location("mkdocs.yml")
        self.found.append(problem("THEME-001", here, reason=record.getMessage()))


def draw(plan: Plan, folder: Path) -> Sequence[Problem]:
    """Draw a plan into that folder with MkDocs; what a template or the theme does wrong."""
    root = plan.site.root
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        with _giving(plan):
            mkdocs_build(load_config(str(root / "mkdocs.yml"), site_dir=str(folder)))
    except TemplateError as error:
        return (_template_problem(error, root),)
    finally:
        logger.removeHandler(warnings)
    return warnings.found


def _template_problem(error: TemplateError, root: Path) -> Problem:
    """The line of the template in which it failed: the last one that the traceback passes."""
    place: tuple[str, int] = ("overrides", 0)
    if isinstance(error, TemplateSyntaxError):
        place = (error.filename or error.name or place[0], error.lineno)
    else:
        frames = [(f.filename, f.lineno or 0) for f in traceback.extract_tb(error.__traceback__)]
        place = next((frame for frame in reversed(frames) if frame[0].endswith(".html")), place)
    file = Path(place[0])
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else place[0]
    return problem("TEMPLATE-001", Location(name, place[1]), reason=error.message or str(error))
