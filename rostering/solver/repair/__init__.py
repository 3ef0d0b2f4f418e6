"""Mends a rota after somebody is absent: lawful, filled as far as can be, and as little changed as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rostering.problem import Limits, Problem, ProblemError, Roster
from rostering.problem.arguments import validate_limits, validate_roster
from rostering.solver.repair.absence import Absence, apply
from rostering.solver.repair.model import shortfall
from rostering.solver.repair.result import Repair
from rostering.solver.repair.search import RepairSearch

__all__ = ["LIMITS", "Absence", "Repair", "apply", "repair"]

#: One thread: most of these problems are over before a second could help.
LIMITS = Limits(seconds=2.0, workers=1)


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

    Returns
    -------
    Repair
        The mended rota, each change in words, and whether fewer changes are ruled out.

    Raises
    ------
    ProblemError
        When a limit is wrong, the rota, the days or an absence are not of this problem, or there is no
        absence; the message names the field.
    SolverDisagreement
        When solver and checker judge a rota differently, which is a fault of this library.
    """
    validate_limits(limits)
    validate_roster(problem, roster)
    if not absences:
        raise ProblemError("absences", "needs at least one")
    if days is not None and not (0 <= days.start < days.stop <= problem.days):
        raise ProblemError("days", f"must lie in 0 to {problem.days}, the last one excluded")
    after, left = apply(problem, roster, absences)
    if days is None:
        days = range(min(absence.from_day for absence in absences), problem.days)
    about = sorted({day for absence in absences for day in range(absence.from_day, absence.to_day)})
    gaps = {
        demand.key: shortfall(problem, roster, demand)
        for demand in problem.demands
        if not any(problem.shift_of[key].day in about for key in demand.shifts)
    }
    return RepairSearch(after, left, about, gaps, limits, should_stop or (lambda: False)).run(days)
