"""Rest after nights: no other duty soon after a run of nights."""

from __future__ import annotations

from rostering.problem import RuleSpec, Worker
from rostering.rules.base import Duty, as_duty, read
from rostering.rules.rest_after_nights import RestAfterNights
from rostering.solver.constraints.model import Known, Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(RestAfterNights, spec)
    for worker in model.workers(spec):
        everything = _everything(model, worker)
        for last, last_known in everything:
            if not last.is_night:
                continue
            run = [
                model.works_night(worker, day) for day in range(last.day - limits.after_nights + 1, last.day)
            ]
            for second, second_known in everything:
                if last.shift is None and second.shift is None:
                    continue
                goes_on = second.is_night and second.day == last.day + 1
                if 0 <= second.start_min - last.end_min < limits.rest_min and not goes_on:
                    model.forbid(spec, [*run, last_known, second_known])


def _everything(model: Model, worker: Worker) -> list[tuple[Duty, Known]]:
    fixed: list[tuple[Duty, Known]] = [(duty, True) for duty in model.fixed(worker)]
    return fixed + [(as_duty(shift, worker), variable) for shift, variable in model.open_shifts(worker)]
