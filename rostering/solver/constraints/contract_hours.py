"""Contracted hours: the least and the most in each period."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules._hours import paid_min
from rostering.rules.base import read
from rostering.rules.contract_hours import ContractHours
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(ContractHours, spec)
    unit = limits.unit_min
    for worker in model.workers(spec):
        for period in worker.hours:
            days = range(period.from_day, period.to_day)
            terms = [(shift.paid_min, variable) for shift, variable in model.open_shifts(worker, days)]
            fixed_min = paid_min(model.fixed(worker), period)
            least, most = limits.range_of(period)
            model.at_least(spec, terms, least - fixed_min, unit=unit)
            if most is not None:
                model.at_most(spec, terms, max(most - fixed_min, 0), unit=unit)
