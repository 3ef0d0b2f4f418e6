"""Rest between jobs: this rota keeps its distance from work for others."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.rest_between_jobs import RestBetweenJobs
from rostering.solver.constraints._rest import forbid_gaps
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    rest_min = read(RestBetweenJobs, spec).rest_min
    for worker in model.workers(spec):
        other_jobs = [duty for duty in model.fixed(worker) if duty.employer_key != worker.employer_key]
        forbid_gaps(model, spec, worker, rest_min, between_own=False, fixed=other_jobs)
