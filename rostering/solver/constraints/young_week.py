"""Working week under 18: all jobs together."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.young_week import YoungWeek, caps
from rostering.solver.constraints._sums import cap_minutes
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(YoungWeek, spec)
    cap_minutes(model, spec, lambda worker: caps(model.problem, worker, limits))
