"""Which duties a person can never have, whatever the rest of the rota: twins that refuse pairs beforehand.

Both engines leave these pairs out. Nothing here loads OR-Tools, so the column search begins without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Final

from rostering.problem import Problem, RuleSpec

#: The rules that look at each pair of person and duty alone; every other adds to the model (`building`).
NAMES: Final = ("availability", "breaks", "eligibility", "required_skills", "young_night")
#: What yields the pairs that a rule refuses, by its name: the ``refuses`` of the file of that name.
REFUSES: Final[Mapping[str, Callable[[Problem, RuleSpec], Iterator[tuple[str, str]]]]] = {
    name: import_module(f"{__package__}.{name}").refuses for name in NAMES
}


def refused_pairs(problem: Problem, should_stop: Callable[[], bool]) -> set[tuple[str, str]]:
    """Return the pairs of worker and shift that can never be; only some of them when asked to stop."""
    refused: set[tuple[str, str]] = set()
    for spec in problem.rules:
        if spec.rule in REFUSES and not should_stop():
            refused.update(REFUSES[spec.rule](problem, spec))
    return refused
