"""Fair shares: a price for each night, weekend or duty of the bank beyond the share."""

from __future__ import annotations

from ortools.sat.python import cp_model

from rostering.problem import RuleSpec
from rostering.rules.fairness import limits
from rostering.solver.constraints.model import Model, Term
from rostering.solver.constraints.weekends import weekend_worked


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    inside = range(model.problem.days)
    weekends = [[day for day in week[5:] if day in inside] for week in model.problem.weeks()]
    for worker in model.workers(spec):
        for share, most in limits(model.problem, worker, model.fixed(worker)):
            terms: list[Term]
            if share.kind in ("nights", "duties"):
                terms = [
                    (1, variable)
                    for shift, variable in model.open_shifts(worker)
                    if shift.is_night or share.kind == "duties"
                ]
            else:
                worked = [weekend_worked(model, worker, weekend) for weekend in weekends]
                terms = [(1, known) for known in worked if isinstance(known, cp_model.IntVar)]
            model.at_most(spec, terms, most)
