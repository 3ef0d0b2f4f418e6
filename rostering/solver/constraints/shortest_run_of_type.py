"""Short runs of one type of duty: no day of another kind, a short run, a day of another kind."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.shortest_run_of_type import ShortestRunOfType
from rostering.solver.constraints._runs import forbid_short_runs, runs_of_types
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    forbid_short_runs(model, spec, runs_of_types(model, read(ShortestRunOfType, spec).least))
