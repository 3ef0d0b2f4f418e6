"""Daily rest: between any two duties for one employer."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules._rest import same_job
from rostering.rules.base import read
from rostering.rules.daily_rest import DailyRest
from rostering.solver.constraints._rest import forbid_gaps
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    rest_min = read(DailyRest, spec).rest_min
    for worker in model.workers(spec):
        fixed = same_job(worker, model.fixed(worker))
        forbid_gaps(model, spec, worker, rest_min, between_own=True, fixed=fixed)
