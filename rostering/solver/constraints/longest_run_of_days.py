"""Days in a row: no window of one day more is all worked."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.longest_run_of_days import LongestRunOfDays
from rostering.solver.constraints._runs import forbid_long
from rostering.solver.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    most = read(LongestRunOfDays, spec).max_days
    for worker in model.workers(spec):
        span = range(-most, model.problem.days + most)
        forbid_long(model, spec, [model.works(worker, day) for day in span], most)
