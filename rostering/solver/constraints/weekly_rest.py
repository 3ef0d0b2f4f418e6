"""Weekly rest: an unbroken rest every week."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules._rest import same_job
from rostering.rules.weekly_rest import WeeklyRest, windows
from rostering.solver.constraints._rest import require_rests
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    require_rests(model, spec, WeeklyRest, same_job, windows)
