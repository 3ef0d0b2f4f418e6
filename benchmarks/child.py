"""One run, which has a process of its own: its arguments are those of `main`, in this order."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import solvers, suites
from benchmarks.tape import Tape


def main(suite: str, instance: str, solver: str, seconds: str, seed: str, folder: str) -> None:
    """Solve and leave a tape in the folder."""
    case = suites.find(suite, instance)
    solve = solvers.load(solver)
    with Tape(Path(folder)) as tape:
        solve(case, float(seconds), int(seed), tape)


if __name__ == "__main__":
    main(*sys.argv[1:])
