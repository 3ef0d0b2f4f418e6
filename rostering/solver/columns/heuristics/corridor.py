"""A long horizon worked in pace with what is wanted: a first roster in a small part of the time.

Over a year most of the work of pricing goes into sums of minutes that no sensible roster has: nearly all of
them in spring, or in autumn. Here only sums are looked at that grow about as fast as the wanted work. What is
found is lawful, but its bound says nothing about other rosters.
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

#: How many days of work, of the longest duty, a sum may be ahead of the pace or behind.
DAYS_APART = 6


class CorridorPricing(PricingProblem):
    """One person in pace with the wanted work; the options are those of the person."""

    tolerance: ClassVar[float] = 0.003

    def __init__(self, person: WorkerPricing, pace: Floats) -> None:
        self._person, self.worker, self.meter = person, person.worker, person.meter
        self.option_shift, self.option_day, self.finest_pattern = (
            person.option_shift,
            person.option_day,
            person.finest_pattern,
        )
        self.option_cost, self.day_off_cost, self.limits = (
            person.option_cost,
            person.day_off_cost,
            person.limits,
        )
        programme = person.base_graph.path_problem.keeping_pace(pace, DAYS_APART)
        self.base_graph = person.base_graph._replace(path_problem=programme)
        self.counting_graphs = {}

    def solve(self, cost: Floats, off: Floats | None = None) -> PricedRoster:
        """Return the cheapest roster that is in pace, or any where none is found."""
        found = super().solve(cost, off)
        return found if found.chosen is not None else self._person.solve(cost, off)


class CorridorDecomposition(Decomposition):
    """A board on which everyone works in pace with what is wanted."""

    def __init__(self, board: ProblemDecomposition) -> None:
        self.problem, self._whole = board.problem, board
        pace = _pace(board.problem)
        self.people = [CorridorPricing(person, pace) for person in board.people]
        self.option_rows, self.option_coefficients, self.rows, self.fixed_cost = (
            board.option_rows,
            board.option_coefficients,
            board.rows,
            board.fixed_cost,
        )

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's options as a roster."""
        return self._whole.roster(chosen)


def _pace(problem: Problem) -> Floats:
    """Return which part of all wanted minutes is done before each day, and after the last."""
    wanted = np.zeros(problem.days)
    for demand in problem.demands:
        for key in demand.shifts:
            shift = problem.shift_of[key]
            wanted[shift.day] += demand.wanted * shift.paid_min / len(demand.shifts)
    if not wanted.any():
        wanted[:] = 1.0
    pace: Floats = np.append(0.0, np.cumsum(wanted)) / wanted.sum()
    return pace
