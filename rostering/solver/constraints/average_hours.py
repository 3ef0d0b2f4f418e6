"""Average working week: the average of each reference period stays within the limit."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.average_hours import AverageHours, periods
from rostering.rules.base import read
from rostering.solver.constraints._average import cap_average
from rostering.solver.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(AverageHours, spec)
    for worker in model.workers(spec):
        cap_average(model, spec, worker, periods(model.problem, worker, limits))
