"""The search for a repair: the days of the absence first, then some days around them, then the whole rota.

A CP-SAT search over the compulsory rules weighs a missing person above all changes together. A relaxation to
the days of the absence alone gives a lower bound on the whole; mostly the repair of these days meets it, and
is proven. Wishes are minimised afterwards, among the rotas with as few changes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from rostering.checker import check
from rostering.problem import Limits, Problem, Roster, RuleSpec, Status
from rostering.rules import check_rule, sentence
from rostering.solver.core.clock import Clock, clock_for
from rostering.solver.core.errors import SolverDisagreement, StopRequested
from rostering.solver.cpsat.search import CpSatOutcome, CpSatSolution
from rostering.solver.repair.absence import MINIMUM_COVER
from rostering.solver.repair.model import (
    RepairModel,
    missing_weight,
    relaxed_to_days,
    shortfall,
)
from rostering.solver.repair.result import Repair

#: The share of the limit for searching; the rest is for checking the result.
SEARCH_SHARE = 0.9
#: How many days around the absence are freed before all are, and the share of the time left for each try.
REACHES, WINDOW_SHARE = (0, 3), 0.3
CHANGES = RuleSpec("changes", hard=False, weight=1)


class RepairSearch:
    """One repair.

    Parameters
    ----------
    problem, left
        The problem and the rota as the absence leaves them.
    absent_days : sequence of int
        The days of the absence.
    gaps : mapping
        How many people each demand of other days lacked before, by its key.
    limits, should_stop
        As for `repair`.
    """

    def __init__(
        self,
        problem: Problem,
        left: Roster,
        absent_days: Sequence[int],
        gaps: Mapping[str, int],
        limits: Limits,
        should_stop: Callable[[], bool],
    ) -> None:
        self._wall = Clock(SEARCH_SHARE * limits.seconds)
        self._clock = clock_for(replace(limits, seconds=self._wall.limit))
        self._problem, self._left, self._absent_days, self._gaps = problem, left, absent_days, gaps
        self._seed, self._asked = limits.seed, should_stop
        self._weight = missing_weight(problem)
        self._before = check(problem, left)
        self._bound = 0
        self._solution: CpSatSolution | None = None
        self._improved: Roster | None = None
        if self._before.lawful:
            # The rota left may be lawful without any change.
            pairs = tuple((assignment.worker, assignment.shift) for assignment in left.assignments)
            self._solution = CpSatSolution(self._weight * self._missing(), pairs)

    def run(self, days: range) -> Repair:
        """Return the mended rota, of which only these days may change."""
        if self._settled:
            return self._result(Status.OPTIMAL)
        try:
            return self._mended(days)
        except StopRequested:
            return self._result(self._ended())

    @property
    def _settled(self) -> bool:
        """Whether the best solution is proven: no rota lacks fewer people, or as many with fewer changes."""
        return self._solution is not None and self._solution.objective <= self._bound

    def _mended(self, days: range) -> Repair:
        self._bound = (
            relaxed_to_days(self._problem, self._left, self._absent_days, self._stop).fill(self._clock).bound
        )
        for reach in REACHES:
            model = self._model([day for day in days if self._is_near(day, reach)])
            self._keep_if_better(model.fill(self._clock.part(WINDOW_SHARE * self._clock.left())))
            if self._settled:
                break
        else:
            model = self._model(days)
            outcome = model.fill(self._clock)
            if outcome.status == cp_model.INFEASIBLE:
                return self._result(Status.INFEASIBLE)
            self._keep_if_better(outcome)
            self._bound = max(self._bound, outcome.bound)
        if self._solution is None or self._stop():
            return self._result(self._ended())
        wishes = model.improve_wishes(self._clock, self._solution)
        if wishes.best is not None:
            self._improved = Roster.of(wishes.best.pairs)
        proven = self._settled and wishes.status == cp_model.OPTIMAL
        return self._result(Status.OPTIMAL if proven else self._ended())

    def _is_near(self, day: int, reach: int) -> bool:
        return any(abs(day - absent) <= reach for absent in self._absent_days)

    def _model(self, days: Collection[int]) -> RepairModel:
        best = self._left if self._solution is None else Roster.of(self._solution.pairs)
        return RepairModel(self._problem, self._left, days, self._gaps, self._seed, self._stop, best)

    def _keep_if_better(self, outcome: CpSatOutcome) -> None:
        best = outcome.best
        if best and (self._solution is None or best.objective < self._solution.objective):
            self._solution = best

    def _stop(self) -> bool:
        return self._asked() or self._wall.over or self._clock.over

    def _missing(self) -> int:
        """Return the people missing in the rota left, weighted by demand, without those missing before."""
        return sum(
            demand.under_minimum
            * max(0, shortfall(self._problem, self._left, demand) - self._gaps.get(demand.key, 0))
            for demand in self._problem.demands
        )

    # -- the answer

    def _ended(self) -> Status:
        """Return the status of a search that was not finished."""
        if self._asked():
            return Status.STOPPED
        return Status.UNKNOWN if self._solution is None else Status.FEASIBLE

    def _result(self, status: Status) -> Repair:
        nothing = Repair(status, self._problem, self._before.unfilled, self._wall.spent())
        if self._solution is None:
            reasons = self._reasons() if status is Status.INFEASIBLE else ()
            return replace(nothing, reasons=reasons)
        roster = self._improved or Roster.of(self._solution.pairs)
        report = check(self._problem, roster)
        if not report.lawful:
            first = next(violation for violation in report.violations if violation.hard)
            raise SolverDisagreement(f"the mended rota breaks the rule {first.spec}: {first}")
        short = [violation for violation in report.violations if violation.rule == MINIMUM_COVER]
        least, fewest = divmod(self._bound, self._weight)
        cover_proven = least == self._solution.objective // self._weight
        return replace(
            nothing,
            roster=roster,
            report=report,
            changes=tuple(check_rule(self._problem, roster, CHANGES)),
            missing=tuple(violation for violation in short if violation.demand not in self._gaps),
            fewest=fewest if cover_proven else 0,
            cover_proven=cover_proven,
            seconds=self._wall.spent(),
        )

    def _reasons(self) -> tuple[str, ...]:
        """Return the compulsory rules that the rota left breaks, in words."""
        return tuple(
            (f"{violation.worker}: " if violation.worker else "") + sentence(self._problem, violation)
            for violation in self._before.violations
            if violation.hard
        )
