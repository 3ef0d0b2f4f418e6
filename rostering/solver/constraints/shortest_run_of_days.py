"""Short runs of work: no day off, a short run, a day off."""

from __future__ import annotations

from rostering.problem import RuleSpec
from rostering.rules.base import read
from rostering.rules.shortest_run_of_days import ShortestRunOfDays
from rostering.solver.constraints._runs import forbid_short_runs
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    limits = read(ShortestRunOfDays, spec)
    forbid_short_runs(
        model,
        spec,
        [(model.works, limits.min_days)],
        past_known=limits.past_known,
        standalone=limits.standalone,
    )
