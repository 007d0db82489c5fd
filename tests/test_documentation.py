"""The documentation agrees with the portal: generated pages, examples, messages, commands."""

import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import click
import docx
import pytest

from portal import __version__
from portal.__main__ import main
from portal.editing.dictionary import words
from portal.editing.translated import renew_fingerprints
from portal.gate import Findings, read_site
from portal.loading.written_yaml import read_yaml
from portal.model.field import Field, FieldType, Option
from portal.model.language import Localised
from portal.model.messages import messages
from portal.model.problem import Severity
from portal.model.written import WrittenMap
from portal.reference import reference_pages
from portal.telling import finding_text, problem_lines, text_lines
from portal.validation.context import Checks
from portal.validation.values import read_value

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDES = (DOCS / "editors.zh.md", DOCS / "editors.md")
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
DAY = date(2026, 12, 31)
"""The day on which the examples of the guides are checked."""

_FENCE = re.compile(r"^(`{3,})([^`\n]*)\n(.*?)^\1$\n?", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!\\)\[[^\]\n]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`[^`\n]+`")
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_ATTACHED = re.compile(r"^ *- file: (\S+)$", re.MULTILINE)

_POLICY = "content/zh/policies/2026/energy-plan.md"
CASES = {
    "colon": (_POLICY, "topic: energy", "topic：energy", "YAML-010"),
    "option": (_POLICY, "topic: energy", "topic: enegry", "FIELD-013"),
    "date": (_POLICY, "issued_on: 2026-02-10", "issued_on: 2026-02-30", "FIELD-008"),
    "reference": (
        "content/zh/interpretations/2026/energy-plan.md",
        "[policies/2026/energy-plan]",
        "[policies/2026/energy-plans]",
        "RELATION-001",
    ),
    "sum": (
        "data/reports/2020.yml",
        "[28, 0, 0, 0, 0, 0, 28]",
        "[29, 0, 0, 0, 0, 0, 28]",
        "SUM-001",
    ),
    "translation": ("content/en/policies/2026/energy-plan.md", "", "", "TRANSLATE-004"),
}
"""What the guides show messages of: a file, what is changed in it, and the code that results."""
COUNT = "错误 1，警告 0，提示 11 / errors 1, warnings 0, notes 11"


def examples(guide: Path) -> Iterator[tuple[str, str, str]]:
    """The blocks marked as files: `file` or `append`, the path, the text."""
    for _, info, text in _FENCE.findall(guide.read_text(encoding="utf-8")):
        if found := re.search(r"\b(file|append)=(\S+)$", info):
            yield found[1], found[2], text


def document() -> bytes:
    """A Word file, as editors attach them."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def tree(folder: Path, guide: Path) -> Path:
    """A copy of the sources with every example of the guide in its place."""
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, folder / name)
    for kind, name, text in examples(guide):
        path = folder / name
        if kind == "file":
            assert not path.exists(), f"{name} is an example and stands in the repository"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            for attached in _ATTACHED.findall(text):
                (path.parent / attached).parent.mkdir(exist_ok=True)
                (path.parent / attached).write_bytes(document())
        else:
            path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")
    return folder


def told(folder: Path, name: str) -> str:
    """The message that the mistake of that name brings."""
    root = tree(folder, GUIDES[0])
    file, old, new, code = CASES[name]
    written = (root / file).read_text(encoding="utf-8")
    assert old in written
    (root / file).write_text(written.replace(old, new, 1), encoding="utf-8")
    findings = read_site(root, DAY)
    found = next(p for p in findings.problems if p.code == code and p.location.file == file)
    return "\n".join(problem_lines(finding_text(found, findings.severity(found))))


def anchors(page: Path) -> set[str]:
    """The anchors that Git hosts give to the headings of a page."""
    found: set[str] = set()
    for _, heading in _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        bare = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        anchor, count = bare, 0
        while anchor in found:
            count += 1
            anchor = f"{bare}-{count}"
        found.add(anchor)
    return found


@pytest.fixture(scope="module", params=GUIDES, ids=lambda guide: guide.name)
def findings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return read_site(tree(tmp_path_factory.mktemp("guide"), request.param), DAY)


class TestGeneratedPages:
    @pytest.mark.parametrize("name", ["docs/data-dictionary.md", "docs/problems.md"])
    def test_committed_page_is_what_the_declarations_make(self, name: str) -> None:
        committed = (ROOT / name).read_text(encoding="utf-8")
        assert committed == reference_pages(ROOT)[name], f"{name} is out of date: make reference"

    def test_every_problem_code_has_an_anchor(self) -> None:
        found = anchors(DOCS / "problems.md")
        assert {code.lower() for code in messages()} <= found

    def test_every_key_of_a_collection_is_explained(self) -> None:
        dictionary = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
        site = read_site(ROOT, DAY).site
        assert site is not None
        for collection in site.collections:
            for field in collection.fields:
                assert re.search(rf"^\| `(rows\[\]\.)?{field.name}` ", dictionary, re.MULTILINE)

    @pytest.mark.parametrize("type", FieldType, ids=lambda type: type.value)
    def test_example_of_a_field_type_is_right(self, type: FieldType, tmp_path: Path) -> None:
        example = words()["types"][type.value]["example"]
        attached = tmp_path / "form.pdf"
        attached.write_bytes(b"example")
        checks = Checks(
            DAY, {"content/zh/notice-files/form.pdf": attached}, index_number=r"\d{9}/\d{4}-\d{5}"
        )
        options = tuple(Option(id, Localised(id)) for id in ("open", "closed"))
        inner = tuple(Field(name, FieldType.INTEGER, Localised(name)) for name in ("from", "to"))
        field = Field("value", type, Localised("值"), options=options, fields=inner)
        written, problems = read_yaml(f"value: {example}\n", "content/zh/notice.md")
        assert isinstance(written, WrittenMap)
        assert read_value(written.pairs[0][1], field, checks) is not None
        assert [*problems, *checks.problems] == []


class TestGuides:
    def test_examples_pass_the_gate(self, findings: Findings) -> None:
        assert findings.errors == ()
        assert findings.site is not None

    def test_only_the_stated_warning_comes_from_the_examples(self, findings: Findings) -> None:
        added = {
            (problem.code, problem.location.file)
            for problem in findings.problems
            if findings.severity(problem) is Severity.WARNING
        } - {(problem.code, problem.location.file) for problem in read_site(ROOT, DAY).problems}
        assert added == {("TRANSLATE-004", "content/en/policies/2026/energy-plan.md")}

    def test_declared_collection_holds_its_record(self, findings: Findings) -> None:
        assert findings.site is not None
        assert [record.id for record in findings.site.records["notices"]] == [
            "notices/2026/energy-week"
        ]

    def test_example_translation_matches_its_chinese_block_by_block(self, tmp_path: Path) -> None:
        root = tree(tmp_path, GUIDES[1])
        file = "content/en/policies/2026/energy-plan.md"
        assert renew_fingerprints(root, root / file) == []
        assert file not in {problem.location.file for problem in read_site(root, DAY).problems}

    def test_blank_form_is_read_as_the_report_of_its_year(self, findings: Findings) -> None:
        assert findings.site is not None
        report = next(report for report in findings.site.reports if report.year == 2021)
        assert report.document is not None

    def test_both_languages_have_the_same_examples(self) -> None:
        chinese, english = (list(examples(guide)) for guide in GUIDES)
        assert chinese == english

    def test_both_languages_have_the_same_structure(self) -> None:
        chinese, english = (
            [level for level, _ in _HEADING.findall(_FENCE.sub("", guide.read_text("utf-8")))]
            for guide in GUIDES
        )
        assert chinese == english

    @pytest.mark.parametrize("name", CASES)
    def test_quoted_message_is_the_real_one(self, name: str, tmp_path: Path) -> None:
        message = told(tmp_path, name)
        for guide in GUIDES:
            is_quoted = f"```text\n{message}\n```" in guide.read_text(encoding="utf-8")
            assert is_quoted, f"{guide.name} is to quote:\n{message}"

    def test_quoted_count_has_the_real_form(self) -> None:
        *_, last = text_lines(read_site(ROOT, DAY))
        assert re.sub(r"\d+", "0", last) == re.sub(r"\d+", "0", COUNT)
        for guide in GUIDES:
            assert COUNT in guide.read_text(encoding="utf-8")


class TestCommands:
    @pytest.mark.parametrize("name", main.commands)
    def test_command_and_its_options_are_documented(self, name: str) -> None:
        told = (DOCS / "developers.md").read_text(encoding="utf-8")
        row = re.search(rf"^\| `portal {name}[ `].*$", told, re.MULTILINE)
        assert row is not None
        for parameter in main.commands[name].params:
            if isinstance(parameter, click.Option):
                assert f"`{parameter.opts[0]}" in row[0]

    def test_options_of_all_commands_are_documented(self) -> None:
        told = (DOCS / "developers.md").read_text(encoding="utf-8")
        options = [option.opts[0] for option in main.params]
        assert [name for name in options if f"`portal {name}" not in told] == []

    def test_every_make_target_is_documented(self) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        targets = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
        told = (DOCS / "developers.md").read_text(encoding="utf-8")
        assert [name for name in targets if f"`make {name}" not in told] == []

    def test_readme_shows_the_two_commands_before_anything_else(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        first = _FENCE.search(readme)
        assert first is not None
        commands = [line.split("#")[0].strip() for line in first[3].splitlines()]
        assert commands == ["make site", "make test"]
        before = [line for line in readme[: first.start()].splitlines() if line]
        assert before[0].startswith("# ")
        assert not any(line.startswith(("##", "!", "|")) for line in before)


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
    def test_relative_links_lead_somewhere(self, page: Path) -> None:
        text = _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
        dead = []
        for target in _LINK.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = unquote(target).partition("#")
            path = (page.parent / name).resolve() if name else page
            if not path.exists() or (anchor and anchor not in anchors(path)):
                dead.append(target)
        assert dead == []

    def test_pictures_are_small(self) -> None:
        pictures = sorted((DOCS / "images").iterdir())
        assert pictures
        assert [p.name for p in pictures if p.stat().st_size >= 250_000] == []

    def test_decisions_are_numbered_without_a_gap(self) -> None:
        names = sorted(path.name for path in (DOCS / "adr").glob("*.md"))
        numbers = [int(name.split("-")[0]) for name in names if name != "README.md"]
        assert numbers == list(range(1, len(numbers) + 1))

    def test_changelog_knows_the_version(self) -> None:
        changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        assert re.search(rf"^## \[?{re.escape(__version__)}\b", changelog, re.MULTILINE)
