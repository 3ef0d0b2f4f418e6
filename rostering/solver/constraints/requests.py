"""Requests: a price for each that is not met."""

from __future__ import annotations

from rostering.problem import Request, RuleSpec, Worker
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    for worker in model.workers(spec):
        for request in worker.requests:
            add_request(model, spec, worker, request)


def add_request(model: Model, spec: RuleSpec, worker: Worker, request: Request) -> None:
    """Add the price of not giving a person what they wish."""
    granted = model.either(
        [
            variable
            for shift, variable in model.open_shifts(worker, (request.day,))
            if not request.types or shift.type_key in request.types
        ]
    )
    if request.wants:
        model.penalise_unless(spec, request.weight, granted)
    elif not isinstance(granted, bool):
        model.penalise(spec, request.weight, granted)
