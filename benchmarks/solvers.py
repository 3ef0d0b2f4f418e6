"""Who can be measured, by name; each is loaded only by the process in which it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from benchmarks.cases import CP_SAT, CPMPY, HIGHS, OURS, Case
from benchmarks.tape import Tape
from rostering.formats import write_roster
from rostering.problem import Limits, Progress, Roster

#: Solves an instance within so many seconds, with a seed, and tells the tape.
Solver: TypeAlias = Callable[[Case, float, int, Tape], None]

#: What each solver is called in tables and pictures.
TITLES = {OURS: "our engine", CP_SAT: "CP-SAT, 8 workers", CPMPY: "CPMpy with OR-Tools", HIGHS: "HiGHS"}
#: What a peer is, by packages: it is measured again when one of these is another version.
NEEDS = {CP_SAT: ("ortools",), CPMPY: ("ortools", "cpmpy"), HIGHS: ("highspy",)}


def load(name: str) -> Solver:
    """Return a solver by its name, with everything loaded that it needs."""
    if name == OURS:
        return _ours()
    if name == CP_SAT:
        from benchmarks.peers import plain

        return plain.solve
    if name == CPMPY:
        from benchmarks.peers import cpmpy

        return cpmpy.solve
    if name == HIGHS:
        from benchmarks.peers import highs

        return highs.solve
    raise LookupError(f"there is no solver {name!r}")


def _ours() -> Solver:
    from rostering.solver import solve
    from rostering.solver.dispatch import dispatcher

    assert dispatcher  # what `solve` loads when it is first called is loaded now, before the clock starts

    def run(case: Case, seconds: float, seed: int, tape: Tape) -> None:
        problem = case.problem()

        def written(roster: Roster) -> str:
            return write_roster(problem, roster, with_skill=case.with_skill)

        def hear(now: Progress) -> None:
            tape.tell(now.best, now.bound, None if now.roster is None else written(now.roster))

        limits = Limits(seconds=seconds - tape.seconds(), workers=case.workers, seed=seed)
        result = solve(problem, limits, hear)
        if result.roster is not None:
            tape.tell(result.cost, result.bound, written(result.roster))
        tape.end(result.status.value, result.bound, result.phase)

    return run
