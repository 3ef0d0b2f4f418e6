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
from rostering.solver.columns.heuristics.primal_search import PrimalSearch
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.heuristics.simulated_annealing import SimulatedAnnealing
from rostering.solver.columns.loops.folder import FOLDER
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.master.published_columns import PublishedColumns
from rostering.solver.columns.readiness import AS_CHILD, MARK, MODULE, is_compiled
from rostering.solver.core.clock import Clock, WorkMeter
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import CHOOSING, DESCENT, FIRST
from rostering.solver.core.process import environment
from rostering.solver.generators.teams import team
from rostering.solver.greedy import greedy_roster

#: A team whose search uses every inner loop within some seconds, and the most units of work for it. Compiling
#: is no work.
SEED, STAFF, WEEKS, MAX_WORK = 1, 8, 2, 1
ROOT_GAP = 0.004
#: The units of work for annealing: a few thousand moves.
ANNEALING_WORK = 0.05
#: Makes the second process do its half only.
SECOND_HALF = "--second-half"


class _Loops:
    """A search for a small team, in the parts of which the loops are compiled."""

    def __init__(self) -> None:
        problem, meter = team(SEED, STAFF, WEEKS), WorkMeter()
        self._phases: list[str] = []
        self._decomposition = ProblemDecomposition(problem, self._is_done, meter)
        self._clock, self._incumbent = Clock(MAX_WORK, meter), Incumbent(problem)
        rng = np.random.default_rng(SEED)
        self._context = SearchContext(self._incumbent, self._clock, rng, self._is_done)
        roster = greedy_roster(problem)
        assert roster is not None
        self._incumbent.offer(roster, FIRST)

    def _is_done(self) -> bool:
        return CHOOSING in self._phases

    def compile_search(self) -> None:
        """Use the loops of pricing, of the master problem and of the heuristics that need its prices."""
        descent = CoordinateDescent(self._decomposition)
        descent.construct(range(STAFF), self._is_done)
        descent.offer(self._incumbent, DESCENT)
        root = self._root()
        PrimalSearch(
            self._decomposition, root, self._context, self._phases.append, lambda _published: None
        ).run(PublishedColumns.of(root.master))

    def compile_annealing(self) -> None:
        """Use the loops of simulated annealing."""
        annealing = SimulatedAnnealing(self._decomposition, self._incumbent, self._context.rng)
        annealing.run(self._clock.part(ANNEALING_WORK), self._is_done, "")

    def compile_bundle_master(self) -> None:
        """Use the loops of the bundle master, which a team as small as this needs nowhere else."""
        root = self._root()
        root.master = master = root.as_bundle_master()
        context = SearchContext(
            Incumbent(self._decomposition.problem), self._clock, self._context.rng, lambda: False
        )
        DivingHeuristic(root, context, noise=0.0).dive()
        master.excess_costs(root.duals)

    def _root(self) -> RootNode:
        root = RootNode(self._decomposition, self._incumbent, self._is_done)
        root.generate(ROOT_GAP, self._clock)
        return root


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
