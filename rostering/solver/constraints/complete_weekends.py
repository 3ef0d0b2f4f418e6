"""Whole weekends: not one day of a weekend without the other."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.complete_weekends import judged
from rostering.solver.constraints._runs import negated
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    weekends = judged(model.problem)
    for worker in model.workers(spec):
        for weekend in weekends:
            saturday, sunday = (model.works(worker, day) for day in weekend)
            for worked, free in ((saturday, sunday), (sunday, saturday)):
                if worked is not True:
                    model.forbid(spec, [worked, negated(free)])
