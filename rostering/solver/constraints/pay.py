"""Pay: a price for each duty by what an hour of the person costs."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.pay import Pay, units
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(Pay, spec)
    for worker in model.workers(spec):
        for shift, variable in model.open_shifts(worker):
            model.penalise(spec, units(worker, shift, limits), variable)
