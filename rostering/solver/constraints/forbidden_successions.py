"""Forbidden sequences: not one after the other on the next day."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.forbidden_successions import ForbiddenSuccessions
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    pairs = read(ForbiddenSuccessions, spec).pairs
    after: dict[str, set[str]] = {}
    for first, second in pairs:
        after.setdefault(first, set()).add(second)
    for worker in model.workers(spec):
        for duty in model.fixed(worker):
            for shift, variable in model.open_shifts(worker, (duty.day - 1, duty.day + 1)):
                types = (duty.type_key, shift.type_key)
                before, later = types if shift.day > duty.day else types[::-1]
                if later in after.get(before, ()):
                    model.forbid(spec, [variable])
        for shift, variable in model.open_shifts(worker):
            next_day = model.open_shifts(worker, (shift.day + 1,))
            banned = [
                literal
                for follower, literal in next_day
                if follower.type_key in after.get(shift.type_key, ())
            ]
            if banned and spec.hard and model.one_start_a_day:
                model.cp.add_at_most_one([variable, *banned])
            else:
                for literal in banned:
                    model.forbid(spec, [variable, literal])
