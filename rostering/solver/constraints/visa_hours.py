"""Visa hours: no week has more than the visa allows."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.visa_hours import caps
from rostering.solver.constraints._sums import cap_minutes
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    cap_minutes(model, spec, lambda worker: caps(model.problem, worker))
