"""Daily rest under 18: between any two pieces of work."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.young_rest import YoungRest, counted
from rostering.solver.constraints._rest import forbid_gaps
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    rest_min = read(YoungRest, spec).rest_min
    for worker in model.workers(spec):
        if worker.young_until_day is None:
            continue
        until = worker.young_until_day
        forbid_gaps(
            model,
            spec,
            worker,
            rest_min,
            between_own=True,
            fixed=counted(worker, model.fixed(worker)),
            applies=lambda day, until=until: day < until,  # type: ignore[misc]
        )
