"""`python -m tests.benchmarks [--rounds 12] [NAMES]` measures and prints a table; status 1 when a bar was missed.

Times on a shared machine mean little by themselves; each line is held against a floor measured in the same run.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.benchmarks import BENCHMARKS, USUAL
from tests.benchmarks.machine import compile_everything
from tests.benchmarks.result import Result, table


def main() -> int:
    """Runs the benchmarks that were named, or all; returns the exit status."""
    options = _options()
    compile_everything()
    results: list[Result] = []
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as scratch:
        for name in options.names or [each.__name__ for each in USUAL]:
            print(f"measuring {name} …", file=sys.stderr, flush=True)  # noqa: T201
            try:
                results += BENCHMARKS[name](options.rounds, Path(scratch))
            except Exception as error:
                broken.append(f"{name} was not measured: {error}")
    print(table(results))  # noqa: T201
    for line in broken:
        print(line, file=sys.stderr)  # noqa: T201
    return 1 if broken or not all(result.passed for result in results) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rounds", type=int, default=12, help="how often everything is measured, in turn")
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(main())
