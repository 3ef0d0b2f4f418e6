"""Which demands are dear, by the prices of the best bound and by what the rota leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from rostering.problem import Price, Problem, Report

#: A price below this many points is rounding.
LEAST = 0.5
SHORT = ("minimum_cover", "wanted_cover")


def prices_of(problem: Problem, prices: Sequence[float], report: Report) -> tuple[Price, ...]:
    """Return the demands that cost anything, the dearest first; there is a price for each, in their order."""
    missing: dict[str, int] = {}
    cost: dict[str, int] = {}
    for one in report.violations:
        if one.rule in SHORT and one.demand is not None:
            missing[one.demand] = missing.get(one.demand, 0) + one.amount
            cost[one.demand] = cost.get(one.demand, 0) + one.cost
    found = [
        Price(demand.key, max(0.0, round(price, 2)), missing.get(demand.key, 0), cost.get(demand.key, 0))
        for demand, price in zip(problem.demands, prices, strict=True)
        if price >= LEAST or demand.key in missing
    ]
    return tuple(sorted(found, key=lambda one: (-one.each, -one.missing_cost, one.demand)))
