"""The pairs of person and duty that a rule can refuse by looking at each pair alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rostering.problem import Problem, RuleSpec, Shift, Worker
from rostering.rules.base import bound


def refused(
    problem: Problem, spec: RuleSpec, refuse: Callable[[Worker, Shift], bool]
) -> Iterator[tuple[str, str]]:
    """Yield the keys of each person whom the rule binds and each duty that is refused to them."""
    for worker in bound(problem, spec, None):
        for shift in problem.shifts:
            if refuse(worker, shift):
                yield worker.key, shift.key
