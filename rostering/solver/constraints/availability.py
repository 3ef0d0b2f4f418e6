"""Away: nobody is offered a duty that runs into an absence."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, RuleSpec
from rostering.rules.availability import away_during
from rostering.rules.base import bound


def refuses(problem: Problem, spec: RuleSpec) -> Iterator[tuple[str, str]]:
    """Yield the pairs of worker and shift that can never be."""
    for worker in bound(problem, spec, None):
        for shift in problem.shifts:
            if away_during(worker, shift):
                yield worker.key, shift.key
