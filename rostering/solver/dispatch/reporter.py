"""Reports a run to its caller: progress while it goes on, and the result at its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from math import ceil

from rostering.problem import Price, Problem, Progress, Result, Status
from rostering.solver.columns.pricing.enforcement import Enforcement, enforcement_of_rules
from rostering.solver.core.clock import Clock
from rostering.solver.core.errors import SolverDisagreement
from rostering.solver.core.incumbent import Incumbent, Solution
from rostering.solver.core.phases import Ending
from rostering.solver.dispatch.demand_prices import prices_of

#: Pages redraw every two seconds.
PROGRESS_SECONDS = 0.2
#: Beyond this gap the dual prices of a bound say little about the rota.
MOST_GAP_FOR_PRICES = 0.1
UNEXPLAINED = "The compulsory rules cannot all hold together, and there was no time to find out which."


class Reporter:
    """Reports progress to the caller of a run, and makes its result.

    Parameters
    ----------
    problem, incumbent, clock
        The problem, the best rota and bound so far, and the clock of the whole run.
    on_progress : callable
        Called when a phase begins, and with better rotas and bounds about five times a second at most.
    """

    def __init__(
        self,
        problem: Problem,
        incumbent: Incumbent,
        clock: Clock,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._problem, self._incumbent, self._clock = problem, incumbent, clock
        self._on_progress = on_progress
        self._phase = ""
        self._reported: Solution | None = None
        self._reported_at = -PROGRESS_SECONDS
        #: All phases so far.
        self.phases: set[str] = set()

    def enter(self, phase: str) -> None:
        """Report that a phase begins."""
        if phase != self._phase:
            self._phase = phase
            self.phases.add(phase)
            self.report()

    def report_if_due(self) -> None:
        """Report progress, unless that was just done."""
        if time.monotonic() - self._reported_at >= PROGRESS_SECONDS:
            self.report()

    def report(self) -> None:
        """Report progress now."""
        best, bound = self._incumbent.best, self._incumbent.bound
        cost = None if best is None else best.report.cost
        progress = Progress(
            seconds=self._clock.spent(),
            phase=self._phase,
            best=cost,
            bound=bound,
            gap=None if cost is None else gap_of(cost, bound),
            unfilled=None if best is None else best.report.unfilled,
            roster=None if best is None or best is self._reported else best.roster,
        )
        self._reported, self._reported_at = best, time.monotonic()
        self._on_progress(progress)

    def is_settled(self, gap: float) -> bool:
        """Whether the gap is at most this share of the cost, and minimum cover is proven."""
        best, incumbent = self._incumbent.best, self._incumbent
        if best is None or not incumbent.cover_proven:
            return False
        return gap_of(best.report.cost, incumbent.bound) <= gap

    def result(
        self, *, asked: bool, ending: Ending, seed: int, notes: tuple[str, ...], memory_mb: int
    ) -> Result:
        """Return the result of the run; raise SolverDisagreement when its cost and bound cannot both be."""
        incumbent, best = self._incumbent, self._incumbent.best
        if best is not None and best is not self._reported:
            self.report()
        report = None if best is None else best.report
        if report is not None and ending.infeasible:
            raise SolverDisagreement("there is a lawful rota where it was proven that none can be")
        if report is not None and report.cost < incumbent.bound:
            raise SolverDisagreement(f"the bound {incumbent.bound} is above the cost {report.cost}")
        return Result(
            status=self._status(asked, ending),
            roster=incumbent.roster,
            report=report,
            cost=None if report is None else report.cost,
            bound=incumbent.bound,
            gap=None if report is None else gap_of(report.cost, incumbent.bound),
            unfilled=None if report is None else report.unfilled,
            cover_proven=incumbent.cover_proven,
            phase=self._phase if best is None else best.phase,
            seconds=self._clock.spent(),
            seed=seed,
            reasons=tuple(conflict.words() for conflict in ending.conflicts)
            or (UNEXPLAINED,) * ending.infeasible,
            conflicts=ending.conflicts,
            notes=(*self._held(), *notes, *self._origins()),
            lane="" if best is None else best.lane,
            memory_mb=memory_mb,
            prices=self._prices(),
        )

    def _prices(self) -> tuple[Price, ...] | None:
        """Return the dual prices of the demands; None where the gap of the dual bound is too large."""
        best, dual_bound = self._incumbent.best, self._incumbent.dual_bound
        if best is None or dual_bound is None:
            return None
        if gap_of(best.report.cost, ceil(dual_bound.bound - 1e-6)) > MOST_GAP_FOR_PRICES:
            return None
        return prices_of(self._problem, dual_bound.dual_prices, best.report)

    def _status(self, asked: bool, ending: Ending) -> Status:
        best = self._incumbent.best
        if best is None and ending.infeasible:
            return Status.INFEASIBLE
        if self._incumbent.proven and self._incumbent.cover_proven:
            return Status.OPTIMAL
        if asked:
            return Status.STOPPED
        return Status.UNKNOWN if best is None else Status.FEASIBLE

    def _held(self) -> Iterator[str]:
        """Yield in words how the column engine enforces each rule."""
        where: dict[Enforcement, list[str]] = {}
        for name, how in enforcement_of_rules(self._problem).items():
            where.setdefault(how, []).append(name)
        for how, names in where.items():
            yield f"held by {how.value}: {', '.join(names)}"

    def _origins(self) -> Iterator[str]:
        best, incumbent = self._incumbent.best, self._incumbent
        if best is not None:
            yield f"best rota found in phase {best.phase} by {best.lane}"
        if incumbent.bound_from:
            yield f"best bound proven by {incumbent.bound_from}"


def gap_of(cost: int, bound: int) -> float:
    """Return how far a cost is from a bound, as a share of the cost."""
    return max(0.0, (cost - bound) / cost) if cost > 0 else 0.0
