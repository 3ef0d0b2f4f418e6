"""Wanted cover: people missing between the minimum and what is wanted."""

from __future__ import annotations

from rostering.problem import ProblemError, RuleSpec
from rostering.solver.constraints._cover import holders
from rostering.solver.constraints.model import Model


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model; it counts from the minimum up, so it comes after minimum_cover."""
    for demand in model.problem.demands:
        missing = demand.wanted - demand.minimum
        if not missing or not demand.under_wanted:
            continue
        terms = holders(model, demand)
        if demand.minimum:
            if demand.key not in model.short:
                raise ProblemError(f"rules[{spec.name}]", "needs the rule minimum_cover before it")
            terms = [*terms, (1, model.short[demand.key])]
        below = model.cp.new_int_var(0, missing, "")
        model.cp.add(sum(variable for _, variable in terms) + below >= demand.wanted)
        model.penalise(spec, demand.under_wanted, below)
