"""Maximum cover: no more people than the most of a demand."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.solver.constraints._cover import holders
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    for demand in model.problem.demands:
        if demand.maximum is not None:
            model.at_most(spec, holders(model, demand), demand.maximum)
