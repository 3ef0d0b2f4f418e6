"""Ready to work: nobody is offered a duty they are not ready for."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, RuleSpec
from rostering.rules.base import bound
from rostering.rules.eligibility import block_on


def refuses(problem: Problem, spec: RuleSpec) -> Iterator[tuple[str, str]]:
    """Yield the pairs of worker and shift that can never be."""
    for worker in bound(problem, spec, None):
        for shift in problem.shifts:
            if block_on(problem, worker, shift):
                yield worker.key, shift.key
