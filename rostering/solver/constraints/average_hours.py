"""Average working week: the average of each reference period stays within the limit."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.average_hours import AverageHours, periods
from rostering.rules.base import read
from rostering.solver.constraints._average import cap_averages
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(AverageHours, spec)
    cap_averages(model, spec, lambda worker: periods(model.problem, worker, limits))
