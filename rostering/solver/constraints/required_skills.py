"""Role and competences: nobody is offered a duty they may not do."""

from __future__ import annotations

from collections.abc import Iterator

from rostering.problem import Problem, RuleSpec
from rostering.rules.required_skills import missing
from rostering.solver.constraints._refusals import refused


def refuses(problem: Problem, spec: RuleSpec) -> Iterator[tuple[str, str]]:
    """Yield the pairs of worker and shift that can never be."""
    return refused(problem, spec, lambda worker, shift: missing(problem, worker, shift) is not None)
