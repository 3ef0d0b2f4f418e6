"""Split duties: at most two starts on a day, and no overlaps."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.split_duties import SplitDuties
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    problem, most = model.problem, read(SplitDuties, spec).most_a_day
    for worker in model.workers(spec):
        for day in range(problem.days):
            model.at_most(spec, [(1, variable) for _, variable in model.open_shifts(worker, (day,))], most)
        for shift, variable in model.open_shifts(worker):
            if any(
                duty.start_min < shift.end_min and duty.end_min > shift.start_min
                for duty in model.fixed(worker)
            ):
                model.forbid(spec, [variable])
            for later in range(shift.day, problem.day_of(shift.end_min - 1) + 1):
                for other, second in model.open_shifts(worker, (later,)):
                    begins = (other.start_min, other.key) > (shift.start_min, shift.key)
                    if begins and other.start_min < shift.end_min:
                        model.forbid(spec, [variable, second])
