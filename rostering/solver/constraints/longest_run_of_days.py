"""Days in a row: no window of one day more is all worked."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.longest_run_of_days import LongestRunOfDays
from rostering.solver.constraints._runs import forbid_long_runs
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    forbid_long_runs(model, spec, [(model.works, read(LongestRunOfDays, spec).max_days)])
