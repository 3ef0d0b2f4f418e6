"""Short runs of weekends: no free weekend, a short run, a free weekend."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.shortest_run_of_weekends import ShortestRunOfWeekends
from rostering.solver.constraints._runs import forbid_short
from rostering.solver.constraints._weekend_runs import weekends_worked
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(ShortestRunOfWeekends, spec)
    past = max(1, limits.min_weekends)
    for worker in model.workers(spec):
        weekends = weekends_worked(model, worker, limits.weekend, past)
        if weekends and limits.standalone:
            weekends.append(False)
        forbid_short(model, spec, weekends, limits.min_weekends, past)
