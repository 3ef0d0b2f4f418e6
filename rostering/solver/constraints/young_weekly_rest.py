"""Weekly rest under 18: a longer unbroken rest every week."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules._rest import all_jobs
from rostering.rules.young_weekly_rest import YoungWeeklyRest, windows
from rostering.solver.constraints._rest import require_rests
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    require_rests(model, spec, YoungWeeklyRest, all_jobs, windows)
