"""Unwanted patterns: not what each of its days asks, on all of them."""

from __future__ import annotations

from rostering.problem import RuleSpec, Worker
from rostering.rules.base import read
from rostering.rules.unwanted_patterns import ANY_DUTY, OFF, UnwantedPatterns, windows
from rostering.solver.constraints._runs import charge, negated
from rostering.solver.constraints.model import Known, Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(UnwantedPatterns, spec)
    for worker in model.workers(spec):
        for weekday, pattern in limits.patterns:
            for window in windows(model.problem, worker, weekday, len(pattern)):
                met = [_met(model, worker, day, wanted) for day, wanted in zip(window, pattern, strict=True)]
                is_decided = any(
                    known is not True or (wanted == OFF and day >= 0)
                    for day, wanted, known in zip(window, pattern, met, strict=True)
                )
                if not is_decided:
                    continue
                if spec.hard and all(known is True for known in met):
                    model.cp.add_bool_or([])  # nothing is left to decide, and it is not lawful
                else:
                    charge(model, spec, met)


def _met(model: Model, worker: Worker, day: int, wanted: str) -> Known:
    if wanted == OFF:
        return negated(model.works(worker, day))
    if wanted == ANY_DUTY:
        return model.works(worker, day)
    return model.works_type(worker, day, wanted)
