"""Breaks: nobody is offered a duty whose break is too short for them."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, RuleSpec
from rostering.rules.base import bound, read
from rostering.rules.breaks import Breaks, break_owed_min


def refuses(problem: Problem, spec: RuleSpec) -> Iterator[tuple[str, str]]:
    """Yield the pairs of worker and shift that can never be."""
    limits = read(Breaks, spec)
    for worker in bound(problem, spec, None):
        for shift in problem.shifts:
            if shift.break_min < break_owed_min(worker, shift, limits):
                yield worker.key, shift.key
