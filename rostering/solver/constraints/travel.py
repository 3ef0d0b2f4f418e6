"""The way to work: a price for each duty that is further away than is agreed."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.travel import Travel, units
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(Travel, spec)
    for worker in model.workers(spec):
        for shift, variable in model.open_shifts(worker):
            amount = units(worker, shift, limits)
            if amount:
                model.forbid(spec, [variable], amount)
