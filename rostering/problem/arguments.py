"""Refuses what goes with a problem and does not fit it: the limits of a search, and a roster."""

from __future__ import annotations

from rostering.problem.errors import ProblemError, require, require_known
from rostering.problem.facts import Problem
from rostering.problem.outcome import Limits, Roster
from rostering.problem.values import check_types


def validate_limits(limits: Limits) -> None:
    """Raise ProblemError for the first limit that is out of range."""
    try:
        check_types(limits)
    except ProblemError as error:
        raise error.inside("limits") from None
    for name in ("seconds", "deterministic"):
        given = getattr(limits, name)
        finite = given is None or 0 < given < float("inf")
        require(finite, f"limits.{name}", "must be more than 0 and finite: phases get shares of it")
    require(limits.workers >= 1, "limits.workers", "must be 1 or more")
    require(0 <= limits.gap <= 1, "limits.gap", "must be 0 to 1")


def validate_roster(problem: Problem, roster: Roster) -> None:
    """Raise ProblemError when a roster names somebody or a duty that the problem does not have."""
    for assignment in roster.assignments:
        require_known(assignment.worker, problem.worker_of, "roster", "worker")
        require_known(assignment.shift, problem.shift_of, "roster", "shift")
