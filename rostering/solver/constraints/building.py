"""Builds the CP-SAT model of a problem from the twins of its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Final

from rostering.problem import Problem, RuleSpec
from rostering.rules import RULES
from rostering.solver.constraints.model import Model
from rostering.solver.constraints.refusals import REFUSES, refused_pairs

#: What adds a rule to a model, by name: the ``add`` of the file of that name.
ADDS: Final[Mapping[str, Callable[[Model, RuleSpec], None]]] = {
    name: import_module(f"{__package__}.{name}").add for name in RULES if name not in REFUSES
}


def build(problem: Problem, should_stop: Callable[[], bool]) -> Model:
    """Return the model of a problem; raise StopRequested when asked to stop meanwhile."""
    model = Model(problem, refused_pairs(problem, should_stop), should_stop)
    add_rules(model, problem.rules)
    return model


def add_rules(model: Model, specs: Iterable[RuleSpec]) -> None:
    """Add rules to a model, minimum cover before those that build on it."""
    for spec in sorted(specs, key=lambda spec: spec.rule != "minimum_cover"):
        if spec.rule in ADDS:
            ADDS[spec.rule](model, spec)
