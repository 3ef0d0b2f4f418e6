"""The dual prices of the demands, with what the rota leaves unfilled of each."""

from __future__ import annotations

from collections.abc import Sequence

from rostering.problem import Price, Problem, Report

#: Prices below this many points are rounding errors.
LEAST_PRICE = 0.5
COVER_RULES = ("minimum_cover", "wanted_cover")


def prices_of(problem: Problem, prices: Sequence[float], report: Report) -> tuple[Price, ...]:
    """Return the demands with a price or a gap, the dearest first; ``prices`` has one for each demand."""
    missing: dict[str, int] = {}
    cost: dict[str, int] = {}
    for violation in report.violations:
        if violation.rule in COVER_RULES and violation.demand is not None:
            key = violation.demand
            missing[key] = missing.get(key, 0) + violation.amount
            cost[key] = cost.get(key, 0) + violation.cost
    priced = [
        Price(demand.key, max(0.0, round(price, 2)), missing.get(demand.key, 0), cost.get(demand.key, 0))
        for demand, price in zip(problem.demands, prices, strict=True)
        if price >= LEAST_PRICE or demand.key in missing
    ]
    return tuple(sorted(priced, key=lambda price: (-price.each, -price.missing_cost, price.demand)))
