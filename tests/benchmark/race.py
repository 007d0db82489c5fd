"""The race: every contestant on every size of corpus, in turn, so that all share the machine."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log as logarithm
from pathlib import Path
from statistics import fmean

from tests.benchmark.contestants import Contestant, Step, install
from tests.benchmark.corpus import Corpus
from tests.benchmark.measuring import CommandError, Output, Usage, output_of, run

_EDIT = "\n示例补充：本件自发布之日起施行。\n"


@dataclass(frozen=True)
class Result:
    """One step of one contestant on one corpus."""

    contestant: str
    documents: int
    """Documents of the corpus; each exists in two languages."""
    step: Step
    usage: Usage
    output: Output | None
    """What stands in the site afterwards; None for a step that writes nothing."""

    @property
    def pages_per_second(self) -> float | None:
        """HTML pages of the site for each second of the step."""
        return self.output.pages / self.usage.wall if self.output else None


@dataclass(frozen=True)
class Growth:
    """How a step grows with the documents: the exponent of a power law through all sizes."""

    contestant: str
    step: Step
    whole: float
    """Of the processor time as it is."""
    beyond: float | None
    """Of the processor time beyond that of a portal without documents."""


@dataclass(frozen=True)
class Entered:
    """A contestant that takes part, with the folder of its tools."""

    contestant: Contestant
    tools: Path


def enter(
    contestants: Sequence[Contestant], work: Path
) -> tuple[tuple[Entered, ...], dict[str, str]]:
    """Install the contestants; those that could not be are named with the reason."""
    entered: list[Entered] = []
    absent: dict[str, str] = {}
    for contestant in contestants:
        tools = work / "tools" / contestant.name
        try:
            install(contestant, tools, work / "install.log")
        except CommandError as error:
            absent[contestant.name] = str(error).splitlines()[-1]
        else:
            entered.append(Entered(contestant, tools))
    return tuple(entered), absent


def sizes(count: int) -> tuple[int, ...]:
    """The sizes of a run: none, a quarter, half, all."""
    return tuple(sorted({0, max(1, count // 4), max(1, count // 2), count}))


def race(
    entered: Sequence[Entered], corpora: Sequence[Corpus], repository: Path, work: Path
) -> Iterator[Result]:
    """Each result as it comes: size by size, step by step, contestant by contestant."""
    for corpus in corpora:
        tree = work / "corpus"
        shutil.rmtree(tree, ignore_errors=True)
        corpus.write(repository, tree)
        lanes = [_Lane(each, corpus, work / "lanes" / each.contestant.name) for each in entered]
        for lane in lanes:
            lane.prepare(tree)
        for step in Step:
            for lane in lanes:
                yield from lane.take(step)


@dataclass(frozen=True)
class _Lane:
    """One contestant on one corpus."""

    entered: Entered
    corpus: Corpus
    folder: Path

    def prepare(self, tree: Path) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.entered.contestant.prepare(tree, self.folder / "sources")

    def take(self, step: Step) -> Iterator[Result]:
        contestant = self.entered.contestant
        sources, site = self.folder / "sources", self.folder / "site"
        if step is Step.EDITED:
            if not self.corpus.count:
                return
            with (sources / contestant.content / self.corpus.edited()).open("a") as file:
                file.write(_EDIT)
        commands = contestant.command(step, self.entered.tools, sources, site)
        if commands is None:
            return
        usage = run(commands, self.folder / "log")
        output = None if step is Step.GATE else output_of(site, site / contestant.index)
        yield Result(contestant.name, self.corpus.count, step, usage, output)


def growth(results: Sequence[Result]) -> Iterator[Growth]:
    """The exponents of every contestant and step that has at least two sizes."""
    for name, step in dict.fromkeys((r.contestant, r.step) for r in results):
        of_step = [r for r in results if (r.contestant, r.step) == (name, step)]
        start = next((r.usage.cpu for r in of_step if not r.documents), None)
        points = [(r.documents, r.usage.cpu) for r in of_step if r.documents]
        if len(points) > 1:
            beyond = [(n, cpu - start) for n, cpu in points] if start is not None else []
            is_above = bool(beyond) and all(cpu > 0 for _, cpu in beyond)
            yield Growth(name, step, exponent(points), exponent(beyond) if is_above else None)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the line through the logarithms of these points, by least squares."""
    logs = [(logarithm(x), logarithm(y)) for x, y in points]
    mean_x, mean_y = fmean(x for x, _ in logs), fmean(y for _, y in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum(
        (x - mean_x) ** 2 for x, _ in logs
    )
