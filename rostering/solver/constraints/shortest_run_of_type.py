"""Short runs of one type of duty: no day of another kind, a short run, a day of another kind."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.shortest_run_of_type import ShortestRunOfType
from rostering.solver.constraints._runs import forbid_short
from rostering.solver.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(ShortestRunOfType, spec).least
    for worker in model.workers(spec):
        for type_key, least in limits:
            span = range(-max(1, least), model.problem.days)
            days = [model.works_type(worker, day, type_key) for day in span]
            forbid_short(model, spec, days, least, -span.start)
