"""Caps on working minutes over sets of days, as constraints."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rostering.problem import RuleSpec, Worker
from rostering.rules._sums import Cap, effective_max, minutes
from rostering.solver.constraints.model import Model


def cap_minutes(model: Model, spec: RuleSpec, caps: Callable[[Worker], Sequence[Cap]]) -> None:
    """Keep everybody's working minutes within their caps, fixed work counted."""
    for worker in model.workers(spec):
        fixed = model.fixed(worker)
        for cap in caps(worker):
            terms = [(shift.work_min, variable) for shift, variable in model.open_shifts(worker, cap.days)]
            room_min = effective_max(cap, fixed) - minutes(fixed, cap.days)
            model.at_most(spec, terms, room_min, unit=60)
