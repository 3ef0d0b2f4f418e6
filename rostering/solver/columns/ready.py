"""Has the inner loops compiled in a process of their own, before a search in this one needs them.

Compiling takes up to a minute, once, and cannot be stopped from within; a process can.
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

#: Left in the folder of what is compiled once all of it is.
MARK = "ready"
#: How often the caller is asked whether to stop.
POLL_SECONDS = 0.05
#: What uses every inner loop within some seconds, and when it ends at the latest, by work: compiling is none.
SEED, STAFF, WEEKS, ENOUGH_WORK = 1, 8, 2, 10


def make_ready(should_stop: Callable[[], bool]) -> None:
    """Wait until everything is compiled, or a stop is asked for; at once where it cannot be kept."""
    if not FOLDER or is_ready() or not sys.executable:
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


def is_ready() -> bool:
    """Return whether everything is compiled and kept."""
    return bool(FOLDER) and (Path(FOLDER) / MARK).exists()


def main() -> None:
    """Use every inner loop once."""
    problem = team(SEED, STAFF, WEEKS)
    phases: list[str] = []

    def enough() -> bool:
        return CHOOSING in phases

    meter = WorkMeter()
    board, clock = ProblemDecomposition(problem, enough, meter), Clock(ENOUGH_WORK, meter)
    search = ColumnSearch(board, Incumbent(problem), clock, SEED, enough, phases.append)
    search.run()
    # So small a team needs no balancing of shares, which larger problems do.
    search.root.master = master = search.root.as_bundle_master()
    effort = SearchContext(Incumbent(problem), clock, np.random.default_rng(SEED), lambda: False)
    DivingHeuristic(search.root, effort, noise=0.0).dive()
    master.excess_costs(search.root.duals)
    if FOLDER:
        (Path(FOLDER) / MARK).touch()


if __name__ == "__main__" and not is_ready():
    main()
