"""Compiles the inner loops in a process of their own, before a search in this one needs them.

Compiling takes up to a minute, once for each version of the sources. It cannot be stopped from within, but a
process can.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from rostering.solver.columns.heuristics.diving import DivingHeuristic
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.compiled import FOLDER
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.search import ColumnSearch
from rostering.solver.core.clock import Clock, WorkMeter
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import CHOOSING
from rostering.solver.core.process import environment
from rostering.solver.generators.teams import team

#: The file that says that everything in its folder is compiled.
MARK = "compiled"
#: How often the caller is asked whether to stop.
POLL_SECONDS = 0.05
#: A team whose search uses every inner loop within some seconds, and the most units of work for it. Compiling
#: is no work.
SEED, STAFF, WEEKS, MAX_WORK = 1, 8, 2, 10


def compile_loops(should_stop: Callable[[], bool]) -> None:
    """Wait until everything is compiled or a stop is asked for; return at once where nothing can be kept."""
    if not FOLDER or is_compiled() or not sys.executable:
        return
    try:
        process = subprocess.Popen([sys.executable, "-P", "-m", __name__], env=environment())
    except OSError:
        return
    try:
        while process.poll() is None and not should_stop():
            time.sleep(POLL_SECONDS)
    finally:
        process.kill()
        process.wait()


def is_compiled() -> bool:
    """Return whether everything is compiled and kept."""
    return bool(FOLDER) and (Path(FOLDER) / MARK).exists()


def main() -> None:
    """Use every inner loop once."""
    problem = team(SEED, STAFF, WEEKS)
    phases: list[str] = []

    def should_stop() -> bool:
        return CHOOSING in phases

    meter = WorkMeter()
    decomposition, clock = ProblemDecomposition(problem, should_stop, meter), Clock(MAX_WORK, meter)
    search = ColumnSearch(decomposition, Incumbent(problem), clock, SEED, should_stop, phases.append)
    search.run()
    # So small a team needs no bundle master, which larger problems do.
    search.root.master = master = search.root.as_bundle_master()
    context = SearchContext(Incumbent(problem), clock, np.random.default_rng(SEED), lambda: False)
    DivingHeuristic(search.root, context, noise=0.0).dive()
    master.excess_costs(search.root.duals)
    if FOLDER:
        (Path(FOLDER) / MARK).touch()


if __name__ == "__main__" and not is_compiled():
    main()
