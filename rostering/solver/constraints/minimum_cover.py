"""Minimum cover: people missing below the minimum, which the search brings down first, or none at all."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.solver.constraints._cover import holders
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    for demand in model.problem.demands:
        if demand.minimum:
            short = model.cp.new_int_var(0, 0 if spec.hard else demand.minimum, "")
            model.cp.add(sum(variable for _, variable in holders(model, demand)) + short >= demand.minimum)
            model.short[demand.key] = short
            model.penalise(spec, demand.under_minimum, short)
