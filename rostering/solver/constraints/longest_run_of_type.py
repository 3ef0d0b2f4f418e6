"""Duties of one type in a row: no window of one day more is all of that type."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.longest_run_of_type import LongestRunOfType
from rostering.solver.constraints._runs import forbid_long_runs, runs_of_types
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    forbid_long_runs(model, spec, runs_of_types(model, read(LongestRunOfType, spec).most))
