"""One duty at a time: no two starts on a day, no overlaps."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    problem = model.problem
    for worker in model.workers(spec):
        for day in range(problem.days):
            model.cp.add_at_most_one([variable for _, variable in model.open_shifts(worker, (day,))])
        for shift, variable in model.open_shifts(worker):
            if any(
                duty.start_min < shift.end_min and duty.end_min > shift.start_min
                for duty in model.fixed(worker)
            ):
                model.forbid(spec, [variable])
            for later in range(shift.day + 1, problem.day_of(shift.end_min - 1) + 1):
                for other, second in model.open_shifts(worker, (later,)):
                    if other.start_min < shift.end_min:
                        model.forbid(spec, [variable, second])
