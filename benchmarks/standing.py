"""How things stand: which of the measured runs answer for an instance, a solver and a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high, median_low

from benchmarks.cases import OURS
from benchmarks.records import Run, newest


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance that was measured: its names, how large it is, and the best cost published for it."""

    suite: str
    name: str
    size: str
    best_known: int | None


class Standing:
    """The newest runs of each kind, looked up by what they were asked."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = list(newest(runs).values())

    def instances(self, suite: str) -> list[Instance]:
        """Return the instances of a suite on which our engine was measured, in the order of their numbers."""
        instances = {
            run.instance: Instance(suite, run.instance, run.size, run.best_known)
            for run in self._runs
            if run.suite == suite and run.solver == OURS
        }
        return [instances[name] for name in sorted(instances, key=_by_number)]

    def of(self, instance: Instance, solver: str) -> list[Run]:
        """Return the runs of a solver on an instance, the shortest first."""
        runs = [
            run
            for run in self._runs
            if (run.suite, run.instance, run.solver) == (instance.suite, instance.name, solver)
        ]
        return sorted(runs, key=lambda run: (run.seconds, run.seed))

    def at(self, instance: Instance, solver: str, seconds: float) -> list[Run]:
        """Return the runs that tell what a solver reaches in so long, one for each seed.

        Ours plans by its limit, so it must be a run with this limit, or a shorter one that ended with a
        proof. A peer's is its longest run, whose trace tells.
        """
        run_of_seed: dict[int, Run] = {}
        for run in self.of(instance, solver):
            fits = run.seconds == seconds or (run.seconds < seconds and run.proven)
            if fits or (solver != OURS and run.seconds > seconds):
                run_of_seed[run.seed] = run
        return list(run_of_seed.values())

    def costs(self, instance: Instance, solver: str, seconds: float) -> list[int | None]:
        """Return the cost that a solver reaches in so long, for each seed; None where it has no rota."""
        return [run.best_at(seconds) for run in self.at(instance, solver, seconds)]

    def cost(self, instance: Instance, solver: str, seconds: float) -> int | None:
        """Return the median over the seeds; no rota is dearer than any.

        Of two in the middle it is what speaks against us: of ours the dearer, of a peer's the cheaper.
        """
        costs = self.costs(instance, solver, seconds)
        dear = [float("inf") if cost is None else cost for cost in costs]
        middle_of = median_high if solver == OURS else median_low
        middle = middle_of(dear) if dear else float("inf")
        return None if middle == float("inf") else int(middle)

    def bound(self, instance: Instance, solver: str) -> int | None:
        """Return the best bound that a solver has proven in any run."""
        bounds = [run.bound for run in self.of(instance, solver) if run.bound is not None and not run.fault]
        return max(bounds, default=None)

    def solvers(self, instance: Instance) -> list[str]:
        """Return who was measured on an instance: ours first, then its peers."""
        solvers = {
            run.solver for run in self._runs if (run.suite, run.instance) == (instance.suite, instance.name)
        }
        return sorted(solvers, key=lambda solver: (solver != OURS, solver))

    def best(self, instance: Instance) -> int | None:
        """Return the best known cost: the published one, or else the least that was ever measured."""
        costs = [run.cost for solver in self.solvers(instance) for run in self.of(instance, solver)]
        known = [cost for cost in (*costs, instance.best_known) if cost is not None]
        return min(known, default=None)


def _by_number(name: str) -> list[tuple[bool, int, str]]:
    """Return what puts Instance2 before Instance10."""
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", name)]
