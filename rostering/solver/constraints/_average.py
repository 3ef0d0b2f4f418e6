"""Weekly averages with excluded days, as constraints."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from rostering.problem import RuleSpec, Worker
from rostering.rules._average import Window, total_min
from rostering.solver.constraints.model import Model, Term


def cap_averages(model: Model, spec: RuleSpec, periods: Callable[[Worker], Sequence[Window]]) -> None:
    """Keep A + B of everybody's reference periods within its limit, or as low as fixed work alone has it."""
    for worker in model.workers(spec):
        _cap_average(model, spec, worker, periods(worker))


def _cap_average(model: Model, spec: RuleSpec, worker: Worker, periods: Sequence[Window]) -> None:
    fixed = model.fixed(worker)
    for window in periods:
        known_min = window.past_min + sum(window.worked_min(duty) for duty in fixed)
        terms: list[Term] = [
            (work_min, variable)
            for shift, variable in model.open_shifts(worker)
            if (work_min := window.worked_min(shift))
        ]
        if window.excluded_days:
            terms += _stand_ins(model, worker, window)
        most_min = max(window.max_min, total_min(window, worker, fixed))
        model.at_most(spec, terms, most_min - known_min, unit=60)


def _stand_ins(model: Model, worker: Worker, window: Window) -> list[Term]:
    """Return the minutes of the first worked days after the period, as many as it has excluded days."""
    problem, cp = model.problem, model.cp
    after = {duty.day for duty in model.fixed(worker) if duty.day >= window.end_day}
    last = max([problem.days - 1, *after])
    terms: list[Term] = []
    worked: list[cp_model.IntVar] = []
    certain = 0
    for day in range(window.end_day, last + 1):
        works = model.works(worker, day)
        if works is False:
            continue
        if works is True:
            certain += 1
        else:
            worked.append(works)
        fixed_min = sum(duty.work_min for duty in model.fixed(worker) if duty.day == day)
        open_shifts = list(model.open_shifts(worker, (day,)))
        longest = fixed_min + max((shift.work_min for shift, _ in open_shifts), default=0)
        # The day stands in unless more days than are needed have been worked by its end.
        stands_in, minutes = cp.new_bool_var(""), cp.new_int_var(0, longest, "")
        so_far = cp_model.LinearExpr.sum(list(worked)) + certain
        cp.add(so_far >= window.excluded_days + 1).only_enforce_if(~stands_in)
        day_min = cp_model.LinearExpr.weighted_sum(
            [variable for _, variable in open_shifts], [shift.work_min for shift, _ in open_shifts]
        )
        cp.add(minutes >= day_min + fixed_min).only_enforce_if(stands_in)
        terms.append((1, minutes))
    unknown = cp.new_int_var(0, window.excluded_days, "")
    cp.add(unknown >= window.excluded_days - certain - cp_model.LinearExpr.sum(list(worked)))
    terms.append((worker.usual_day_min, unknown))
    return terms
