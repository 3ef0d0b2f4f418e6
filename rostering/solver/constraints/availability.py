"""Away: nobody is offered a duty that runs into an absence."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, RuleSpec
from rostering.rules.availability import is_away
from rostering.rules.base import bound


def refuses(problem: Problem, spec: RuleSpec) -> Iterator[tuple[str, str]]:
    """Yield the pairs of worker and shift that can never be."""
    # How many days before an absence a duty can begin that runs into it.
    back = max((len(problem.days_touched(shift)) - 1 for shift in problem.shifts), default=0)
    for worker in bound(problem, spec, None):
        for away in worker.away:
            for day in range(problem.day_of(away.start_min) - back, problem.day_of(away.end_min) + 1):
                for shift in problem.shifts_on[day] if 0 <= day < problem.days else ():
                    if is_away(away, shift):
                        yield worker.key, shift.key
