"""Caps on working minutes over sets of days, as constraints."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rostering.problem import RuleSpec, Worker
from rostering.rules._sums import Cap, effective_max, minutes, worked_min
from rostering.solver.constraints.model import Model


def cap_minutes(model: Model, spec: RuleSpec, caps: Callable[[Worker], Sequence[Cap]]) -> None:
    """Keep everybody's working minutes within their caps, fixed work counted."""
    for worker in model.workers(spec):
        fixed = model.fixed(worker)
        for cap in caps(worker):
            terms = [
                (work_min, variable)
                for shift, variable in model.open_shifts(worker)
                if (work_min := worked_min(shift, cap.start_min, cap.end_min))
            ]
            room_min = effective_max(cap, fixed) - minutes(fixed, cap)
            model.at_most(spec, terms, room_min, unit=60)
