"""Daily rest under 18 with split duties: in the 24 hours from the first work of each day."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import is_young, read
from rostering.rules.young_rest import counted
from rostering.rules.young_rest_in_24_hours import YoungRestIn24Hours
from rostering.solver.constraints._rest import require_daily_rests
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    rest_min = read(YoungRestIn24Hours, spec).rest_min
    for worker in model.workers(spec):
        if worker.young_until_day is not None:
            fixed = counted(worker, model.fixed(worker))
            require_daily_rests(
                model,
                worker,
                rest_min,
                fixed,
                lambda day, worker=worker: is_young(worker, day),  # type: ignore[misc]
            )
