"""One repair under way: the days of the absence first, some around them, then the whole rota, until proven.

A CP-SAT search over the compulsory rules weighs a missing person above all changes together. What the days of
the absence cost at least, whatever the days around them, bounds the whole; mostly the repair of these days
alone costs no more, and is proven. Wishes are looked at afterwards, among the rotas with as few changes.
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
    days_alone,
    lacking,
    weight_of_missing,
)
from rostering.solver.repair.result import Repair

#: The rest of the time is for judging what was found.
SEARCHING = 0.9
#: How many days around the absence are tried before all are, and the share of the time left for each try.
REACHES, WINDOW_SHARE = (0, 3), 0.3
CHANGES = RuleSpec("changes", hard=False, weight=1)


class RepairSearch:
    """One repair.

    Parameters
    ----------
    problem, left
        The problem and the rota as the absence leaves them.
    about : sequence of int
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
        about: Sequence[int],
        gaps: Mapping[str, int],
        limits: Limits,
        should_stop: Callable[[], bool],
    ) -> None:
        self._wall = Clock(SEARCHING * limits.seconds)
        self._clock = clock_for(replace(limits, seconds=self._wall.limit))
        self._problem, self._left, self._about, self._gaps = problem, left, about, gaps
        self._seed, self._asked = limits.seed, should_stop
        self._weight = weight_of_missing(problem)
        self._before = check(problem, left)
        self._bound = 0
        self._found: CpSatSolution | None = None
        self._pleasing: Roster | None = None
        if self._before.lawful:
            # A lawful rota that nobody mends is an answer too.
            pairs = tuple((one.worker, one.shift) for one in left.assignments)
            self._found = CpSatSolution(self._weight * self._missing(), pairs)

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
        """Whether no rota lacks fewer people, and none that lacks as few changes less."""
        return self._found is not None and self._found.objective <= self._bound

    def _mended(self, days: range) -> Repair:
        self._bound = days_alone(self._problem, self._left, self._about, self._stop).fill(self._clock).bound
        for reach in REACHES:
            mending = self._mending([day for day in days if self._is_near(day, reach)])
            self._hear(mending.fill(self._clock.part(WINDOW_SHARE * self._clock.left())))
            if self._settled:
                break
        else:
            mending = self._mending(days)
            outcome = mending.fill(self._clock)
            if outcome.status == cp_model.INFEASIBLE:
                return self._result(Status.INFEASIBLE)
            self._hear(outcome)
            self._bound = max(self._bound, outcome.bound)
        if self._found is None or self._stop():
            return self._result(self._ended())
        pleased = mending.please(self._clock, self._found)
        if pleased.best is not None:
            self._pleasing = Roster.of(pleased.best.pairs)
        proven = self._settled and pleased.status == cp_model.OPTIMAL
        return self._result(Status.OPTIMAL if proven else self._ended())

    def _is_near(self, day: int, reach: int) -> bool:
        return any(abs(day - one) <= reach for one in self._about)

    def _mending(self, days: Collection[int]) -> RepairModel:
        best = self._left if self._found is None else Roster.of(self._found.pairs)
        return RepairModel(self._problem, self._left, days, self._gaps, self._seed, self._stop, best)

    def _hear(self, outcome: CpSatOutcome) -> None:
        best = outcome.best
        if best and (self._found is None or best.objective < self._found.objective):
            self._found = best

    def _stop(self) -> bool:
        return self._asked() or self._wall.over or self._clock.over

    def _missing(self) -> int:
        """Return how many people the rota left lacks, each with the weight of the demand, old gaps apart."""
        return sum(
            demand.under_minimum
            * max(0, lacking(self._problem, self._left, demand) - self._gaps.get(demand.key, 0))
            for demand in self._problem.demands
        )

    # -- the answer

    def _ended(self) -> Status:
        """Return what a search that was not finished ends with."""
        if self._asked():
            return Status.STOPPED
        return Status.UNKNOWN if self._found is None else Status.FEASIBLE

    def _result(self, status: Status) -> Repair:
        nothing = Repair(status, self._problem, self._before.unfilled, self._wall.spent())
        if self._found is None:
            reasons = self._reasons() if status is Status.INFEASIBLE else ()
            return replace(nothing, reasons=reasons)
        roster = self._pleasing or Roster.of(self._found.pairs)
        report = check(self._problem, roster)
        if not report.lawful:
            first = next(one for one in report.violations if one.hard)
            raise SolverDisagreement(f"the mended rota breaks the rule {first.spec}: {first}")
        short = [one for one in report.violations if one.rule == MINIMUM_COVER]
        least, fewest = divmod(self._bound, self._weight)
        cover_proven = least == self._found.objective // self._weight
        return replace(
            nothing,
            roster=roster,
            report=report,
            changes=tuple(check_rule(self._problem, roster, CHANGES)),
            missing=tuple(one for one in short if one.demand not in self._gaps),
            fewest=fewest if cover_proven else 0,
            cover_proven=cover_proven,
            seconds=self._wall.spent(),
        )

    def _reasons(self) -> tuple[str, ...]:
        """Return what the rota that is left breaks, which nothing that may change can mend."""
        return tuple(
            f"{one.worker}: {sentence(self._problem, one)}" if one.worker else sentence(self._problem, one)
            for one in self._before.violations
            if one.hard
        )
