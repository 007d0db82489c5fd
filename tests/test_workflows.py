"""The workflows: pinned, least privileged, and calling nothing but what `make` does here too."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = {match[1] for match in re.finditer(r"^([a-z-]+):.* ## ", MAKEFILE, re.MULTILINE)}

# What a job may do beyond reading the sources.
WRITES = {("publish.yml", "deploy"): {"pages": "write", "id-token": "write"}}


def tool(name: str, *arguments: str) -> None:
    """Run a tool of the environment at the root; fail with what it says if it finds anything."""
    program = Path(sys.executable).with_name(name)
    done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()


def read(workflow: Path) -> dict[str, Any]:
    # BaseLoader, because YAML 1.1 reads the key `on` as true.
    parsed = yaml.load(workflow.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    assert isinstance(parsed, dict)
    return parsed


def jobs() -> list[Any]:
    return [
        pytest.param(workflow.name, name, job, id=f"{workflow.stem}-{name}")
        for workflow in WORKFLOWS
        for name, job in read(workflow)["jobs"].items()
    ]


def steps() -> list[Any]:
    return [
        pytest.param(step, id=f"{param.id}-{number}")
        for param in jobs()
        for number, step in enumerate(param.values[2]["steps"], start=1)
    ]


def test_zizmor_finds_nothing() -> None:
    tool("zizmor", "--offline", "--no-progress", "--pedantic", ".github", ".pre-commit-config.yaml")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", "workflows/*.yml"),
        ("dependabot", "dependabot.yml"),
        ("github-issue-config", "ISSUE_TEMPLATE/config.yml"),
        ("github-issue-forms", "ISSUE_TEMPLATE/[!c]*.yml"),
        ("github-issue-forms", "ISSUE_TEMPLATE/content.yml"),
    ],
)
def test_files_for_github_follow_their_schema(schema: str, files: str) -> None:
    found = [str(path) for path in sorted((ROOT / ".github").glob(files))]
    assert found
    tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *found)


def test_pre_commit_accepts_its_configuration() -> None:
    tool("pre-commit", "validate-config", ".pre-commit-config.yaml")


def test_the_three_workflows_are_there() -> None:
    assert [workflow.stem for workflow in WORKFLOWS] == ["check", "publish", "weekly"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.stem)
def test_every_action_is_pinned_by_its_commit_and_names_its_version(workflow: Path) -> None:
    uses = re.findall(r"uses: *(.*)", workflow.read_text(encoding="utf-8"))
    assert uses
    for action in uses:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.stem)
def test_a_workflow_has_no_permission_that_a_job_does_not_ask_for(workflow: Path) -> None:
    assert read(workflow)["permissions"] == {}
    assert read(workflow)["concurrency"]["group"]


@pytest.mark.parametrize(("workflow", "name", "job"), jobs())
def test_a_job_reads_the_sources_and_no_more(workflow: str, name: str, job: dict[str, Any]) -> None:
    assert job["permissions"] == WRITES.get((workflow, name), {"contents": "read"})
    assert int(job["timeout-minutes"]) <= 30


@pytest.mark.parametrize("step", steps())
def test_a_step_uses_an_action_or_calls_one_target_of_make(step: dict[str, Any]) -> None:
    if "run" in step:
        called = re.fullmatch(r"make ([a-z-]+)( [A-Z]+=[a-z]+)*", step["run"])
        assert called
        assert called[1] in TARGETS
    if "checkout" in step.get("uses", ""):
        assert step["with"]["persist-credentials"] == "false"


def test_an_older_commit_is_never_published_over_a_newer_one() -> None:
    publish = read(ROOT / ".github" / "workflows" / "publish.yml")
    assert publish["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    assert publish["jobs"]["build"]["steps"][0]["with"]["ref"] == "main"


def test_publication_follows_every_push_and_every_day() -> None:
    called = read(ROOT / ".github" / "workflows" / "publish.yml")["on"]
    assert called["push"] == {"branches": ["main"]}
    assert called["schedule"] == [{"cron": "10 16 * * *"}]


def test_the_published_site_is_the_production_release() -> None:
    build = read(ROOT / ".github" / "workflows" / "publish.yml")["jobs"]["build"]
    assert [step["run"] for step in build["steps"] if "run" in step] == ["make release"]
    assert re.search(r"^release:.*\n\t.* build --production ", MAKEFILE, re.MULTILINE)


def test_what_decides_about_a_change_is_make_test_and_ends_with_pytest() -> None:
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").endswith("\nexec make test\n")
    recipe = re.search(r"^test:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert recipe
    last = recipe[1].splitlines()[-1]
    assert " -m pytest " in last
    assert last.endswith(" $(ARGS)")
