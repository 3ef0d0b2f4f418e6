"""Duties of a type: at most so many."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.shifts_of_type import ShiftsOfType
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(ShiftsOfType, spec)
    for worker in model.workers(spec):
        for type_key, most in limits.most:
            open_shifts = model.open_shifts(worker)
            terms = [(1, variable) for shift, variable in open_shifts if shift.type_key == type_key]
            model.at_most(spec, terms, most)
