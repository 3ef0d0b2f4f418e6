"""Daily rest with split duties: in the 24 hours from the first duty of each day."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules._rest import same_job
from rostering.rules.base import read
from rostering.rules.rest_in_24_hours import RestIn24Hours
from rostering.solver.constraints._rest import require_daily_rests
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    rest_min = read(RestIn24Hours, spec).rest_min
    for worker in model.workers(spec):
        require_daily_rests(model, worker, rest_min, same_job(worker, model.fixed(worker)))
