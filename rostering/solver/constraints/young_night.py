"""Nights under 18: nobody under 18 is offered a duty in the restricted hours."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, RuleSpec
from rostering.rules.base import is_young, read
from rostering.rules.young_night import YoungNight, touches_night
from rostering.solver.constraints._refusals import refused


def refuses(problem: Problem, spec: RuleSpec) -> Iterator[tuple[str, str]]:
    """Yield the pairs of worker and shift that can never be."""
    limits = read(YoungNight, spec)
    return refused(
        problem,
        spec,
        lambda worker, shift: is_young(worker, shift.day) and touches_night(problem, shift, limits),
    )
