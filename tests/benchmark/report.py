"""What was measured, as a table, as JSON and as a page of Markdown."""

import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmark.corpus import Corpus
from tests.benchmark.race import Growth, Result

COLUMNS = (
    "contestant",
    "documents",
    "step",
    "wall_s",
    "cpu_s",
    "memory_mib",
    "pages",
    "pages_per_s",
    "files",
    "output_mib",
    "index_mib",
    "wall_ratio",
    "cpu_ratio",
)
"""The columns of the table; a ratio is the time over that of the portal on the same step."""
_MEBIBYTE = 1024 * 1024
_REFERENCE = "portal"


@dataclass(frozen=True)
class Report:
    """A whole run."""

    corpus: Corpus
    """The largest corpus of the run."""
    results: tuple[Result, ...]
    growth: tuple[Growth, ...]
    absent: dict[str, str]
    """Peers that could not be installed, with the reason."""

    @property
    def machine(self) -> dict[str, object]:
        """Where it ran; the load is that of the last minute, other work included."""
        return {
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "system": platform.system(),
            "machine": platform.machine(),
            "python": platform.python_version(),
        }

    def rows(self) -> Iterator[dict[str, Any]]:
        """One mapping for each result, by `COLUMNS`; None where a step has no such figure."""
        reference = {
            (r.documents, r.step): r.usage for r in self.results if r.contestant == _REFERENCE
        }
        for result in self.results:
            usage, output = result.usage, result.output
            speed = result.pages_per_second
            base = reference.get((result.documents, result.step))
            values = (
                result.contestant,
                result.documents,
                result.step.value,
                round(usage.wall, 2),
                round(usage.cpu, 2),
                round(usage.memory / _MEBIBYTE, 1),
                output.pages if output else None,
                round(speed, 1) if speed is not None else None,
                output.files if output else None,
                round(output.size / _MEBIBYTE, 2) if output else None,
                round(output.index / _MEBIBYTE, 2) if output else None,
                round(usage.wall / base.wall, 2) if base else None,
                round(usage.cpu / base.cpu, 2) if base else None,
            )
            yield dict(zip(COLUMNS, values, strict=True))

    def growth_rows(self) -> Iterator[dict[str, Any]]:
        """The exponents of each contestant and step."""
        for found in self.growth:
            yield {
                "contestant": found.contestant,
                "step": found.step.value,
                "exponent": round(found.whole, 2),
                "exponent_beyond_start": (None if found.beyond is None else round(found.beyond, 2)),
            }

    def write(self, folder: Path) -> None:
        """Write `report.json` and `report.md` into the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        content = {
            "documents": self.corpus.count,
            "seed": self.corpus.seed,
            "samples": self.corpus.is_sample,
            "machine": self.machine,
            "results": list(self.rows()),
            "growth": list(self.growth_rows()),
            "absent": self.absent,
        }
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / "report.json").write_text(text + "\n", encoding="utf-8")
        (folder / "report.md").write_text("\n".join(self._markdown()) + "\n", encoding="utf-8")

    def _markdown(self) -> Iterator[str]:
        yield "# Benchmark"
        yield ""
        yield ", ".join(f"{name}: {value}" for name, value in self.machine.items())
        yield ""
        yield f"{self.corpus.count} documents in two languages, seed {self.corpus.seed}."
        yield ""
        yield from table(list(self.rows()))
        if self.growth:
            yield ""
            yield "Growth of processor time with the number of documents:"
            yield ""
            yield from table(list(self.growth_rows()))
        for name, reason in self.absent.items():
            yield ""
            yield f"{name} took no part: {reason}"


def table(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A Markdown table, aligned, as readable in a terminal as on a page."""
    if not rows:
        return
    head = list(rows[0])
    cells = [head, *([_cell(row[name]) for name in head] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    for number, row in enumerate(cells):
        yield "| " + " | ".join(text.rjust(w) for text, w in zip(row, widths, strict=True)) + " |"
        if not number:
            yield "|" + "|".join("-" * (w + 1) + ":" for w in widths) + "|"


def _cell(value: object) -> str:
    return "–" if value is None else str(value)
