"""Weekends: no period has more than the most."""

from __future__ import annotations

from collections.abc import Sequence

from ortools.sat.python import cp_model

from rostering.problem import RuleSpec, Worker
from rostering.rules.base import read
from rostering.rules.weekends import Weekends, weekend_days
from rostering.solver.constraints.model import Model, Term


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(Weekends, spec)
    periods = weekend_days(model.problem, limits.window_weeks)
    for worker in model.workers(spec):
        for period in periods:
            worked = [weekend_worked(model, worker, weekend) for weekend in period]
            fixed = sum(known is True for known in worked)
            terms: list[Term] = [(1, known) for known in worked if isinstance(known, cp_model.IntVar)]
            model.at_most(spec, terms, max(limits.max_weekends - fixed, 0))


def weekend_worked(model: Model, worker: Worker, weekend: Sequence[int]) -> cp_model.IntVar | bool:
    """Return whether a person works on any of these days of a weekend."""
    days = [model.works(worker, day) for day in weekend]
    if any(known is True for known in days):
        return True
    literals = [known for known in days if isinstance(known, cp_model.IntVar)]
    either = model.either(literals, exclusive=False)
    return either if isinstance(either, cp_model.IntVar) else False
