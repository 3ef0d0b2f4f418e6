"""Hours owed: distance from the target, in begun units."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules._hours import paid_min
from rostering.rules.base import read
from rostering.rules.hours_target import HoursTarget
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(HoursTarget, spec)
    for worker in model.workers(spec):
        for period in worker.hours:
            if period.target_min is None:
                continue
            days = range(period.from_day, period.to_day)
            terms = [(shift.paid_min, variable) for shift, variable in model.open_shifts(worker, days)]
            target_min = period.target_min - paid_min(model.fixed(worker), period)
            model.at_least(spec, terms, target_min - limits.tolerance_min, unit=limits.unit_min)
            model.at_most(spec, terms, target_min + limits.tolerance_min, unit=limits.unit_min)
