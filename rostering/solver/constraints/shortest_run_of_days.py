"""Short runs of work: no day off, a short run, a day off."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.shortest_run_of_days import ShortestRunOfDays
from rostering.solver.constraints._runs import forbid_short
from rostering.solver.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model; with no past known, day 0 stands for the days before it."""
    limits = read(ShortestRunOfDays, spec)
    past = -limits.min_days if limits.past_known else 0
    for worker in model.workers(spec):
        days = [model.works(worker, day) for day in range(past, model.problem.days)]
        forbid_short(model, spec, days, limits.min_days, max(1, -past))
