"""Supervision: a duty brings a supervisor along."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.supervision import Supervision, alongside
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(Supervision, spec)
    for worker in model.workers(spec):
        if worker.supervisors is None:
            continue
        for shift, variable in model.open_shifts(worker):
            there = [
                model.x[who, other.key]
                for other in alongside(model.problem, shift, limits)
                for who in worker.supervisors
                if (who, other.key) in model.x
            ]
            model.forbid(spec, [variable, *(~literal for literal in there)])
