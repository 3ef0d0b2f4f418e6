"""Role and competences: nobody is offered a duty they may not do."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, RuleSpec
from rostering.rules.base import bound
from rostering.rules.required_skills import missing


def refuses(problem: Problem, spec: RuleSpec) -> Iterator[tuple[str, str]]:
    """Yield the pairs of worker and shift that can never be."""
    for worker in bound(problem, spec, None):
        for shift in problem.shifts:
            if missing(problem, worker, shift):
                yield worker.key, shift.key
