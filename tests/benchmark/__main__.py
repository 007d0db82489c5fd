"""`python -m tests.benchmark N`: how long a portal of N documents in two languages takes."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmark.contestants import PEERS, PORTAL
from tests.benchmark.corpus import Corpus
from tests.benchmark.measuring import CommandError
from tests.benchmark.race import enter, growth, race, sizes
from tests.benchmark.report import Report, table

REPOSITORY = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run the benchmark; 0 when every step ended well."""
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="portal-benchmark-") as temporary:
        work = (given.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        entered, absent = enter((PORTAL, *(PEERS if given.peers else ())), work)
        for name, reason in absent.items():
            print(f"{name}: {reason}", file=sys.stderr)
        corpora = [Corpus(n, given.seed, not given.counted) for n in sizes(given.documents)]
        results = []
        try:
            for result in race(entered, corpora, REPOSITORY, work):
                results.append(result)
                print(
                    f"{result.contestant} {result.documents} {result.step.value}: "
                    f"{result.usage.wall:.1f} s",
                    file=sys.stderr,
                    flush=True,
                )
        except CommandError as error:
            print(error, file=sys.stderr)
            return 1
    report = Report(corpora[-1], tuple(results), tuple(growth(results)), absent)
    report.write(given.report)
    print("\n".join(table(list(report.rows()))))
    print()
    print("\n".join(table(list(report.growth_rows()))))
    print(f"\n{given.report / 'report.json'}\n{given.report / 'report.md'}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument("documents", type=_count, nargs="?", default=500, metavar="N")
    parser.add_argument("--peers", action="store_true", help="measure other generators as well")
    parser.add_argument(
        "--work", type=Path, help="keep corpora, sites and peers here (default: a temporary folder)"
    )
    parser.add_argument("--report", type=Path, default=REPOSITORY / "build" / "benchmark")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--counted",
        action="store_true",
        help="leave out the mark of samples, so that feeds and sitemap hold the documents",
    )
    return parser.parse_args()


def _count(text: str) -> int:
    if (count := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return count


if __name__ == "__main__":
    sys.exit(main())
