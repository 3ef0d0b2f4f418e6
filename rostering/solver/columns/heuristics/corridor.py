"""First rosters of a long horizon, priced within a corridor of the pricing graph.

Over a year most of the work of pricing goes into sums of minutes that no sensible roster has, such as all
hours of the contract in spring. Here only sums near a pace are looked at: they grow about as fast as the
wanted work does (the corridor method, Sniedovich and Voß 2006). What is found is lawful, but its bound holds
only for rosters within the corridor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from rostering.problem import Problem, Roster
from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.decomposition import Decomposition
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.pricing_problem import PricedRoster, PricingProblem
from rostering.solver.columns.pricing.worker_pricing import WorkerPricing

#: How far a sum may be ahead of the pace or behind, in days of work of the longest duty.
CORRIDOR_DAYS = 6


class CorridorPricing(PricingProblem):
    """One person's pricing problem within the corridor; the options are those of the whole problem."""

    tolerance: ClassVar[float] = 0.003

    def __init__(self, pricing: WorkerPricing, pace: Floats) -> None:
        self._pricing, self.worker, self.meter = pricing, pricing.worker, pricing.meter
        self.option_shift, self.option_day = pricing.option_shift, pricing.option_day
        self.finest_pattern = pricing.finest_pattern
        self.option_cost, self.day_off_cost = pricing.option_cost, pricing.day_off_cost
        self.limits = pricing.limits
        path_problem = pricing.base_graph.path_problem.keeping_pace(pace, CORRIDOR_DAYS)
        self.base_graph = pricing.base_graph._replace(path_problem=path_problem)
        self.counting_graphs = {}

    def solve(self, option_cost: Floats, day_off_cost: Floats | None = None) -> PricedRoster:
        """Return the cheapest roster within the corridor; where there is none, the cheapest of all."""
        priced = super().solve(option_cost, day_off_cost)
        return priced if priced.chosen is not None else self._pricing.solve(option_cost, day_off_cost)


class CorridorDecomposition(Decomposition):
    """A whole problem in which everyone is priced within the corridor."""

    def __init__(self, whole: ProblemDecomposition) -> None:
        self.problem, self._whole = whole.problem, whole
        pace = _pace(whole.problem)
        self.people = [CorridorPricing(pricing, pace) for pricing in whole.people]
        self.option_rows, self.option_coefficients = whole.option_rows, whole.option_coefficients
        self.rows, self.fixed_cost = whole.rows, whole.fixed_cost

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's chosen options as a roster."""
        return self._whole.roster(chosen)


def _pace(problem: Problem) -> Floats:
    """Return which share of all wanted minutes lies before each day, and before the end."""
    wanted_min = np.zeros(problem.days)
    for demand in problem.demands:
        for key in demand.shifts:
            shift = problem.shift_of[key]
            wanted_min[shift.day] += demand.wanted * shift.paid_min / len(demand.shifts)
    if not wanted_min.any():
        wanted_min[:] = 1.0
    pace: Floats = np.append(0.0, np.cumsum(wanted_min)) / wanted_min.sum()
    return pace
