"""The same duty all weekend: no second type of duty on a weekend of which all days are worked."""

from __future__ import annotations

from ortools.sat.python import cp_model

from rostering.problem import RuleSpec
from rostering.rules._weekends import weekends_ending_inside
from rostering.rules.base import read
from rostering.rules.same_shift_on_weekend import SameShiftOnWeekend
from rostering.solver.constraints.model import Model, Term


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    weekends = weekends_ending_inside(model.problem, read(SameShiftOnWeekend, spec).weekend)
    for worker in model.workers(spec):
        for weekend in weekends:
            works = [model.works(worker, day) for day in weekend]
            if any(known is False for known in works):
                continue
            fixed_types = {duty.type_key for duty in model.fixed(worker) if duty.day in weekend} - {""}
            open_types: dict[str, list[cp_model.IntVar]] = {}
            for shift, variable in model.open_shifts(worker, weekend):
                if shift.type_key not in fixed_types:
                    open_types.setdefault(shift.type_key, []).append(variable)
            used = [model.either(literals, exclusive=False) for literals in open_types.values()]
            allowed = max(1, len(fixed_types)) - len(fixed_types)
            spare = max(0, len(used) - allowed)  # this many types too many cost nothing if a day is free
            undecided = [known for known in works if isinstance(known, cp_model.IntVar)]
            terms: list[Term] = [(1, known) for known in used if isinstance(known, cp_model.IntVar)]
            terms += [(spare, known) for known in undecided]
            model.at_most(spec, terms, allowed + spare * len(undecided))
