"""Duties of one type in a row: no window of one day more is all of that type."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.longest_run_of_type import LongestRunOfType
from rostering.solver.constraints._runs import forbid_long
from rostering.solver.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(LongestRunOfType, spec).most
    for worker in model.workers(spec):
        for type_key, most in limits:
            span = range(-most, model.problem.days + most)
            forbid_long(model, spec, [model.works_type(worker, day, type_key) for day in span], most)
