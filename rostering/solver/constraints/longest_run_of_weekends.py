"""Weekends in a row: no run of one weekend more than the most."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.longest_run_of_weekends import LongestRunOfWeekends
from rostering.solver.constraints._weekend_runs import weekends_worked
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(LongestRunOfWeekends, spec)
    most = limits.max_weekends
    for worker in model.workers(spec):
        weekends = weekends_worked(model, worker, limits.weekend, most)
        for first in range(len(weekends) - most):
            model.forbid(spec, weekends[first : first + most + 1])
