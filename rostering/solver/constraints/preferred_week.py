"""Preferred week: a price for each day that is not as a person prefers."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.preferred_week import as_requests
from rostering.solver.constraints.model import Model
from rostering.solver.constraints.requests import add_request


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    for worker in model.workers(spec):
        for request in as_requests(model.problem, worker):
            add_request(model, spec, worker, request)
