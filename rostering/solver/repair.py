"""Mends a rota after somebody is absent: lawful, filled as far as can be, and as little changed as can be.

All days from the first absence on are free, so that what is proven holds for the whole rota and not for a
part of it. One CP-SAT search over the compulsory rules weighs a missing person above all changes together;
the wishes are looked at afterwards, among the rotas with as few changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from rostering.checker import check
from rostering.problem import Limits, Problem, ProblemError, Report, Roster, RuleSpec, Status, Violation
from rostering.rules import check_rule, sentence
from rostering.solver.absence import Absence, apply
from rostering.solver.clock import Clock, WorkMeter
from rostering.solver.faults import SolverDisagreement
from rostering.solver.mending import MINIMUM_COVER, Mending, lacking
from rostering.solver.model import StopRequested

#: One thread: most of these problems are over before a second could help.
LIMITS = Limits(seconds=2.0, workers=1)
#: The rest of the time is for judging what was found.
SEARCHING = 0.9
CHANGES = RuleSpec("changes", hard=False, weight=1)

__all__ = ["LIMITS", "Absence", "Repair", "repair"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A mended rota and how good it is.

    Parameters
    ----------
    status : Status
        OPTIMAL: nothing is left to prove. FEASIBLE: time ran out before cover, changes or wishes were proven.
        INFEASIBLE: no rota keeps the compulsory rules, ``reasons`` says which are broken. STOPPED, UNKNOWN:
        as for `rostering.problem.Result`.
    problem : Problem
        The problem as the absence leaves it; ``roster`` is judged by it.
    roster : Roster or None
        The mended rota.
    report : Report or None
        The independent checker's judgement of it.
    changes : tuple of Violation
        Each day on which somebody works something else than before, the lost duties of those absent left out.
    missing : tuple of Violation
        Minimum cover that stays unfilled on the days of the absence.
    fewest : int
        No rota that fills as much has fewer changes.
    cover_proven : bool
        Whether it is proven that no rota fills more of what is missing on the days of the absence.
    unfilled_before : int
        People missing below minimum cover when nobody takes the lost duties.
    seconds : float
        Wall-clock time used.
    reasons : tuple of str
        For INFEASIBLE: each rule that is broken, in words after the key of the person.
    """

    status: Status
    problem: Problem
    roster: Roster | None
    report: Report | None
    changes: tuple[Violation, ...]
    missing: tuple[Violation, ...]
    fewest: int
    cover_proven: bool
    unfilled_before: int
    seconds: float
    reasons: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether it is proven that as much is filled as can be, with the fewest changes."""
        return self.roster is not None and self.cover_proven and self.fewest == len(self.changes)

    @property
    def words(self) -> tuple[str, ...]:
        """Each change as a sentence with the label of the person, then what stays unfilled."""
        why = "Nobody else can take it." if self.cover_proven else "Nobody was found in time."
        return (
            *(f"{self.problem.label(one.worker or '')} {self._says(one)}" for one in self.changes),
            *(f"{sentence(self.problem, one)} {why}" for one in self.missing),
        )

    def _says(self, change: Violation) -> str:
        words = sentence(self.problem, change)
        return words[0].lower() + words[1:]


def repair(
    problem: Problem,
    roster: Roster,
    absences: Sequence[Absence],
    limits: Limits = LIMITS,
    *,
    days: range | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Repair:
    """Return a lawful rota in which others fill what an absence leaves open, changed as little as can be.

    First as much of the minimum cover is filled on the days of the absence as can be, and none is opened
    elsewhere; then as few days of as few people change as can be; then the wishes cost as little as can be.

    Parameters
    ----------
    problem, roster
        The problem, and a rota that is lawful for it.
    absences : sequence of Absence
        Who cannot come, and when.
    limits : Limits, optional
        When to stop; default 2 seconds and one thread. ``gap`` has no meaning here.
    days : range, optional
        The days on which duties may change, everything else is locked; default: from the first day of the
        first absence to the end. Locks of the problem are kept besides.
    should_stop : callable, optional
        Asked several times a second; once it returns True the best rota so far is returned.

    Raises
    ------
    ProblemError
        When an absence is not of this problem, or there is none; the message names the field.
    """
    if not absences:
        raise ProblemError("absences", "needs at least one")
    after, left = apply(problem, roster, absences)
    if days is None:
        days = range(min(absence.from_day for absence in absences), problem.days)
    about = {day for absence in absences for day in range(absence.from_day, absence.to_day)}
    gaps = {
        demand.key: lacking(problem, roster, demand)
        for demand in problem.demands
        if about.isdisjoint(problem.shift_of[key].day for key in demand.shifts)
    }
    return _Run(after, left, gaps, limits, should_stop or (lambda: False)).run(days)


class _Run:
    """One repair under way: the best rota so far and what is proven of it."""

    def __init__(
        self,
        problem: Problem,
        left: Roster,
        gaps: Mapping[str, int],
        limits: Limits,
        should_stop: Callable[[], bool],
    ) -> None:
        self._wall = Clock(SEARCHING * limits.seconds)
        work = limits.deterministic
        self._clock = self._wall if work is None else Clock(work, WorkMeter())
        self._problem, self._left, self._gaps, self._seed = problem, left, gaps, limits.seed
        self._asked = should_stop
        self._before = check(problem, left)
        # A lawful rota that nobody mends is an answer too.
        self._best = left if self._before.lawful else None
        self._fewest = 0
        self._cover_proven = False

    def run(self, days: range) -> Repair:
        """Return the mended rota."""
        if self._best is not None and not self._missing(self._best):
            self._cover_proven = True
            return self._result(Status.OPTIMAL)
        try:
            mending = Mending(
                self._problem,
                self._left,
                days,
                self._gaps,
                self._seed,
                lambda: self._asked() or self._wall.over,
            )
        except StopRequested:
            return self._ended(False)
        filled = mending.fill(self._clock)
        if filled.status == cp_model.INFEASIBLE:
            return self._result(Status.INFEASIBLE)
        if filled.best is None:
            return self._ended(False)
        missing, _ = divmod(filled.best.objective, mending.weight)
        least, fewest = divmod(filled.bound, mending.weight)
        self._best = Roster.of(filled.best.pairs)
        self._cover_proven = least == missing
        self._fewest = fewest if self._cover_proven else 0
        if filled.over or self._clock.over:
            return self._ended(False)
        pleased = mending.please(self._clock, filled.best)
        if pleased.best is not None:
            self._best = Roster.of(pleased.best.pairs)
        return self._ended(pleased.status == cp_model.OPTIMAL)

    def _missing(self, roster: Roster) -> int:
        """Return how many people are missing, each with the weight of the demand, gaps elsewhere left out."""
        return sum(
            demand.under_minimum
            * max(0, lacking(self._problem, roster, demand) - self._gaps.get(demand.key, 0))
            for demand in self._problem.demands
        )

    def _ended(self, pleased: bool) -> Repair:
        if self._best is None:
            return self._result(Status.STOPPED if self._asked() else Status.UNKNOWN)
        result = self._result(Status.FEASIBLE)
        if result.proven and pleased:
            return replace(result, status=Status.OPTIMAL)
        return replace(result, status=Status.STOPPED) if self._asked() else result

    def _result(self, status: Status) -> Repair:
        report = None
        changes: list[Violation] = []
        missing: list[Violation] = []
        if self._best is not None:
            report = check(self._problem, self._best)
            if not report.lawful:
                first = next(one for one in report.violations if one.hard)
                raise SolverDisagreement(f"the mended rota breaks the rule {first.spec}: {first}")
            changes = check_rule(self._problem, self._best, CHANGES)
            short = [one for one in report.violations if one.rule == MINIMUM_COVER]
            missing = [one for one in short if one.demand not in self._gaps]
        return Repair(
            status=status,
            problem=self._problem,
            roster=self._best,
            report=report,
            changes=tuple(changes),
            missing=tuple(missing),
            fewest=self._fewest,
            cover_proven=self._cover_proven,
            unfilled_before=self._before.unfilled,
            seconds=self._wall.spent(),
            reasons=self._reasons() if status is Status.INFEASIBLE else (),
        )

    def _reasons(self) -> tuple[str, ...]:
        """Return what the rota that is left breaks, which nothing that may change can mend."""
        return tuple(
            f"{one.worker}: {sentence(self._problem, one)}" if one.worker else sentence(self._problem, one)
            for one in self._before.violations
            if one.hard
        )
