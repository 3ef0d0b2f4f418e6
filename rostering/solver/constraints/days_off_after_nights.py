"""Days off after nights: not so many nights in a row, no night on the next day, and work soon after."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.days_off_after_nights import DaysOffAfterNights
from rostering.solver.constraints._runs import negated
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(DaysOffAfterNights, spec)
    days, least = model.problem.days, limits.after_nights
    for worker in model.workers(spec):
        for last in range(-limits.min_days_off, days - 1):
            run = [model.works_night(worker, day) for day in range(last - least + 1, last + 1)]
            is_last = negated(model.works_night(worker, last + 1))
            for day in range(max(0, last + 1), min(last + 1 + limits.min_days_off, days)):
                works = model.works(worker, day)
                if all(known is True for known in run) and works is True:
                    continue
                model.forbid(spec, [*run, is_last, works])
