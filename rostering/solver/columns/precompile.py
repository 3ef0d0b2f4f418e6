"""Compiles the inner loops: ``python -m rostering.solver.columns.precompile``, as `readiness` has it done.

Where there are two cores a second process compiles simulated annealing and the bundle master meanwhile. What
one process has compiled and kept, others load.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.diving import DivingHeuristic
from rostering.solver.columns.heuristics.neighbourhood_solver import NeighbourhoodSolver
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.heuristics.simulated_annealing import SimulatedAnnealing
from rostering.solver.columns.loops.folder import FOLDER
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.cut_generation import CutGeneration
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.readiness import AS_CHILD, MARK, MODULE, is_compiled
from rostering.solver.core.clock import Clock, WorkMeter
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import DESCENT, FIRST, NEIGHBOURHOODS
from rostering.solver.core.process import environment
from rostering.solver.generators.teams import team
from rostering.solver.greedy import greedy_roster

#: A team whose search uses every inner loop within some seconds, and the most units of work for it. Compiling
#: is no work.
SEED, STAFF, WEEKS, MAX_WORK = 1, 8, 2, 10
#: The units of work for cuts, of which the first will do, and for annealing: a few thousand moves.
CUTS_WORK, ANNEALING_WORK = 0.1, 0.05
#: Makes the second process do its half only.
SECOND_HALF = "--second-half"


class _Loops:
    """The parts of a search for a small team, by which the loops are compiled."""

    def __init__(self) -> None:
        problem, meter = team(SEED, STAFF, WEEKS), WorkMeter()
        self._decomposition = ProblemDecomposition(problem, _never, meter)
        self._clock, self._incumbent = Clock(MAX_WORK, meter), Incumbent(problem)
        rng = np.random.default_rng(SEED)
        self._context = SearchContext(self._incumbent, self._clock, rng, _never)
        roster = greedy_roster(problem)
        assert roster is not None
        self._incumbent.offer(roster, FIRST)

    def compile_search(self) -> None:
        """Use the loops of pricing, of the master problem and of the heuristics that need its prices."""
        people, days = range(STAFF), self._decomposition.problem.days
        descent = CoordinateDescent(self._decomposition)
        descent.construct(people, _never)
        descent.offer(self._incumbent, DESCENT)
        root = self._root()
        CutGeneration(root, _never).run(self._clock.part(CUTS_WORK))
        solver = NeighbourhoodSolver(self._decomposition, self._context)
        solver.root = root
        solver.adopt_incumbent()
        solver.improve(people[: STAFF // 2], range(days), NEIGHBOURHOODS)
        solver.improve(people, range(days // 4, 3 * days // 4), NEIGHBOURHOODS)

    def compile_annealing(self) -> None:
        """Use the loops of simulated annealing."""
        annealing = SimulatedAnnealing(self._decomposition, self._incumbent, self._context.rng)
        annealing.run(self._clock.part(ANNEALING_WORK), _never, "")

    def compile_bundle_master(self) -> None:
        """Use the loops of the bundle master, which only larger problems need."""
        root = self._root()
        root.master = master = root.as_bundle_master()
        problem = self._decomposition.problem
        context = SearchContext(Incumbent(problem), self._clock, self._context.rng, _never)
        DivingHeuristic(root, context, noise=0.0).dive()
        master.excess_costs(root.duals)

    def _root(self) -> RootNode:
        root = RootNode(self._decomposition, self._incumbent, _never)
        root.generate(0.0, self._clock)
        return root


def _never() -> bool:
    return False


def main() -> None:
    """Use every inner loop once, in this process at last, and note that all is compiled."""
    second = _start_second()
    loops = _Loops()
    loops.compile_search()
    if second is not None:
        second.wait()
    compile_second_half()
    if FOLDER:
        (Path(FOLDER) / MARK).touch()


def compile_second_half() -> None:
    """Use the loops that the second process compiles."""
    loops = _Loops()
    loops.compile_annealing()
    loops.compile_bundle_master()


def _start_second() -> subprocess.Popen[bytes] | None:
    """Start the second process; None where it would have no core or nothing that it compiles can be kept."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores < 2 or not FOLDER or not sys.executable:
        return None
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", MODULE, AS_CHILD, SECOND_HALF],
            stdin=subprocess.PIPE,
            env=environment(),
        )
    except OSError:
        return None


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other process compiles for the same folder."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    if not FOLDER:
        yield
        return
    with (Path(FOLDER) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _end_with_parent() -> None:
    """End this process, whatever it is doing, once its standard input ends."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    if AS_CHILD in sys.argv:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    if SECOND_HALF in sys.argv:
        compile_second_half()
    else:
        with _alone():
            if not is_compiled():
                main()
