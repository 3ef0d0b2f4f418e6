"""Mutual aid: a price for each duty that a person works for another team."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.mutual_aid import is_aid
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    for worker in model.workers(spec):
        for shift, variable in model.open_shifts(worker):
            if is_aid(worker, shift):
                model.penalise(spec, 1, variable)
