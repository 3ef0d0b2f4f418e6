"""Weekly rest: an unbroken rest every week."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.weekly_rest import WeeklyRest, counted, windows
from rostering.solver.constraints._rest import require_rests
from rostering.solver.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(WeeklyRest, spec)
    for worker in model.workers(spec):
        require_rests(
            model,
            spec,
            worker,
            fixed=counted(worker, model.fixed(worker)),
            windows=windows(model.problem, worker, limits),
            rest_min=limits.rest_min,
            rests=limits.rests,
        )
