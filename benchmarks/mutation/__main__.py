"""Plants small faults in the code that decides, and tells those that no test notices.

``python -m benchmarks.mutation`` runs what is not run yet, and what a change of a file or of its tests opened
again; ``python -m benchmarks.mutation rostering/rules/weekends.py workforce`` only these files and folders.
Faults are planted in memory: no file is touched, and a run can be stopped and called again. ``targets.toml``
says which tests are run for which files, ``equivalents.toml`` which survivors no test can tell from the code,
and why. `benchmarks/MUTATION.md` is written anew each time.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.mutation import records, report
from benchmarks.mutation.forks import Fault
from benchmarks.mutation.mutants import Mutant, mutants
from benchmarks.mutation.records import Result, Target, key_of
from benchmarks.mutation.running import run

MOST_PROCESSES = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is open of what is asked for, write the table, and return 0 whatever was found."""
    options = _parser().parse_args(arguments)
    targets = records.targets()
    made = {
        file: mutants(file, (records.TOP / file).read_text()) for target in targets for file in target.files
    }
    chosen = {file for file in made if _is_wanted(file, options.paths)}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder  # where pytest makes the folders of its tests
        for target in targets:
            wanted = [mutant for file in target.files if file in chosen for mutant in made[file]]
            _run(target, wanted, options)
    results, explained = _standing(targets), records.equivalents()
    counts = {file: report.count(made[file], results, explained) for file in made}
    for file in sorted(chosen):
        for mutant in counts[file].missed:
            print(report.difference(mutant))
        print(counts[file].row(file))
    every = [mutant for mutants_of_file in made.values() for mutant in mutants_of_file]
    for line in report.wrongly_explained(every, results, explained):
        print(line)
    if not options.list:
        report.write(counts, datetime.now(UTC).date())
    return 0


def _mutants(file: str) -> list[Mutant]:
    return mutants(file, records.source(records.TOP / file))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only these files and folders")
    parser.add_argument("--processes", type=int, choices=range(1, MOST_PROCESSES + 1), default=1)
    parser.add_argument("--again", action="store_true", help="run also what nothing has changed since")
    parser.add_argument("--list", action="store_true", help="run nothing, only tell what is known")
    return parser


def _is_wanted(file: str, paths: Sequence[str]) -> bool:
    return not paths or any(f"{file}/".startswith(f"{path.rstrip('/')}/") for path in paths)


def _standing(targets: Sequence[Target]) -> dict[records.Key, Result]:
    """Return the results that are still true."""
    target_of = {file: target for target in targets for file in target.files}
    return {
        key: result
        for key, result in records.read().items()
        if result.file in target_of and records.stands(result, target_of[result.file])
    }


def _run(target: Target, wanted: Sequence[Mutant], options: argparse.Namespace) -> None:
    known = {} if options.again else _standing([target])
    pending = [mutant for mutant in wanted if key_of(mutant) not in known]
    if options.list or not pending:
        return
    print(f"{len(pending)} mutants: {', '.join(target.tests)}", flush=True)
    began = time.monotonic()
    try:
        run(pending, target, options.processes, records.append)
    except Fault as fault:
        print(f"not run: {fault}")
    print(f"{time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
