"""Which duties a person can never have, whatever the rest of the rota: twins that refuse pairs beforehand.

Both engines leave these pairs out. Nothing here loads OR-Tools, so the column search begins without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rostering.problem import Problem, RuleSpec
from rostering.solver.constraints import (
    availability,
    breaks,
    eligibility,
    required_skills,
    young_night,
)

REFUSES: Final[Mapping[str, Callable[[Problem, RuleSpec], Iterator[tuple[str, str]]]]] = {
    "availability": availability.refuses,
    "breaks": breaks.refuses,
    "eligibility": eligibility.refuses,
    "required_skills": required_skills.refuses,
    "young_night": young_night.refuses,
}


def refused_pairs(problem: Problem, should_stop: Callable[[], bool]) -> set[tuple[str, str]]:
    """Return the pairs of worker and shift that can never be; only some of them when asked to stop."""
    refused: set[tuple[str, str]] = set()
    for spec in problem.rules:
        if spec.rule in REFUSES and not should_stop():
            refused.update(REFUSES[spec.rule](problem, spec))
    return refused
