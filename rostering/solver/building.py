"""Builds the CP-SAT model of a problem from the twins of its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rostering.problem import Problem, RuleSpec
from rostering.solver.constraints import ADDS, REFUSES
from rostering.solver.model import Model, StopRequested


def build(problem: Problem, should_stop: Callable[[], bool]) -> Model:
    """Return the model of a problem; raise StopRequested when asked to stop meanwhile."""
    model = Model(problem, refused_pairs(problem, should_stop), should_stop)
    add_rules(model, problem.rules)
    return model


def refused_pairs(problem: Problem, should_stop: Callable[[], bool]) -> set[tuple[str, str]]:
    """Return the pairs of worker and shift that can never be; raise StopRequested when asked to stop."""
    refused: set[tuple[str, str]] = set()
    for spec in problem.rules:
        if spec.rule in REFUSES:
            if should_stop():
                raise StopRequested
            refused.update(REFUSES[spec.rule](problem, spec))
    return refused


def add_rules(model: Model, specs: Iterable[RuleSpec]) -> None:
    """Add rules to a model, minimum cover before those that build on it."""
    for spec in sorted(specs, key=lambda spec: spec.rule != "minimum_cover"):
        if spec.rule in ADDS:
            ADDS[spec.rule](model, spec)
