"""Breaks: nobody is offered a duty whose break is too short for them."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, RuleSpec
from rostering.rules.base import read
from rostering.rules.breaks import Breaks, break_owed_min
from rostering.solver.constraints._refusals import refused


def refuses(problem: Problem, spec: RuleSpec) -> Iterator[tuple[str, str]]:
    """Yield the pairs of worker and shift that can never be."""
    limits = read(Breaks, spec)
    return refused(
        problem, spec, lambda worker, shift: shift.break_min < break_owed_min(worker, shift, limits)
    )
