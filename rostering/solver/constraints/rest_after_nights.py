"""Rest after nights: no other duty soon after the last night of a run."""

from __future__ import annotations

from rostering.problem import RuleSpec, Worker
from rostering.rules.base import Duty, as_duty, read
from rostering.rules.rest_after_nights import RestAfterNights
from rostering.solver.constraints._runs import negated
from rostering.solver.constraints.model import Known, Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(RestAfterNights, spec)
    for worker in model.workers(spec):
        everything = _everything(model, worker)
        # In the order in which `last_night` prefers them, so that the last night of a day has none after it.
        nights = sorted(
            (night for night in everything if night[0].is_night),
            key=lambda night: (night[0].end_min, night[0].shift is not None),
        )
        for place, (last, last_known) in enumerate(nights):
            first_day = last.day - limits.after_nights + 1
            run = [last_known, *(model.works_night(worker, day) for day in range(first_day, last.day))]
            run_ends = [negated(model.works_night(worker, last.day + 1))]
            run_ends += [negated(known) for night, known in nights[place + 1 :] if night.day == last.day]
            for second, second_known in everything:
                gap_min = second.start_min - last.end_min
                # A night on the next day goes on with the run, which then does not end with this one.
                goes_on = second.is_night and second.day in (last.day, last.day + 1)
                if not 0 <= gap_min < limits.rest_min or goes_on:
                    continue
                if any(known is not True for known in (*run, second_known)):
                    model.forbid(spec, [*run, second_known, *run_ends])


def _everything(model: Model, worker: Worker) -> list[tuple[Duty, Known]]:
    fixed: list[tuple[Duty, Known]] = [(duty, True) for duty in model.fixed(worker)]
    return fixed + [(as_duty(shift, worker), variable) for shift, variable in model.open_shifts(worker)]
