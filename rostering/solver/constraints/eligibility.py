"""Ready to work: nobody is offered a duty they are not ready for."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, RuleSpec, Shift
from rostering.rules.base import bound
from rostering.rules.eligibility import is_blocked


def refuses(problem: Problem, spec: RuleSpec) -> Iterator[tuple[str, str]]:
    """Yield the pairs of worker and shift that can never be."""
    of_type: dict[str | None, list[Shift]] = {None: list(problem.shifts)}
    for shift in problem.shifts:
        of_type.setdefault(shift.type_key, []).append(shift)
    for worker in bound(problem, spec, None):
        for block in worker.blocks:
            for shift in of_type.get(block.type_key, ()):
                if is_blocked(problem, block, shift):
                    yield worker.key, shift.key
