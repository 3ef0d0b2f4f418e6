"""Performance profiles after Dolan and More: who is within what of the best, on which share of instances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

#: Costs by solver and instance; None where there was no rota.
Costs = Mapping[str, Mapping[str, int | None]]


def ratios(costs: Costs) -> dict[str, list[float]]:
    """Return for each solver its cost on each instance as a multiple of the best cost of any solver.

    Instances that nobody solved say nothing and are left out; no rota is infinitely dear.
    """
    instances = sorted({instance for costs_of_solver in costs.values() for instance in costs_of_solver})
    ratios: dict[str, list[float]] = {solver: [] for solver in costs}
    for instance in instances:
        costs_here = (costs_of_solver.get(instance) for costs_of_solver in costs.values())
        known = [cost for cost in costs_here if cost is not None]
        if known:
            for solver, costs_of_solver in costs.items():
                ratios[solver].append(_ratio(costs_of_solver.get(instance), min(known)))
    return ratios


def _ratio(cost: int | None, best: int) -> float:
    if cost is None:
        return inf
    if best <= 0:
        return 1.0 if cost == best else inf
    return cost / best


def share(ratios: Sequence[float], within: float) -> float:
    """Return on which share of the instances the ratio is at most so much."""
    return sum(ratio <= within + 1e-9 for ratio in ratios) / len(ratios) if ratios else 0.0


def steps(ratios: Sequence[float]) -> list[tuple[float, float]]:
    """Return the corners of the profile: ratios at which the share changes, and the share from there on."""
    corners = sorted({1.0, *(ratio for ratio in ratios if ratio < inf)})
    return [(corner, share(ratios, corner)) for corner in corners]
