"""Days off in a row: no window of one day more is all off."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import known_from, read
from rostering.rules.longest_run_off import LongestRunOff
from rostering.solver.constraints._runs import charge, negated
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    most = read(LongestRunOff, spec).max_days
    for worker in model.workers(spec):
        span = range(max(-most, known_from(model.problem, worker)), model.problem.days)
        off = [negated(model.works(worker, day)) for day in span]
        for first in range(len(off) - most):
            charge(model, spec, off[first : first + most + 1])
