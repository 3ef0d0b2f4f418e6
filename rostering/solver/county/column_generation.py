"""Column generation over everybody in the county: workers solve the pricing problems home by home.

At any duals of the rows, the least that the rows can cost and everybody's cheapest roster at these duals add
up to a lower bound on the county (Lagrangian duality). The columns are kept here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from rostering.problem import Report, Roster
from rostering.rules import RULES
from rostering.solver.columns.loops.array_types import Floats
from rostering.solver.columns.master.column_generation import ColumnGeneration
from rostering.solver.columns.pricing.pricing_problem import PricedRoster
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.county.county_constraints import CountyConstraints
from rostering.solver.county.task_runner import POLL_SECONDS, TaskRunner
from rostering.solver.county.tasks import NEAR, Column, HomeRelaxation, price_workers


class CountyColumnGeneration(ColumnGeneration):
    """The county's columns, its best lower bound so far, and the duals at which that was proven.

    Parameters
    ----------
    constraints, runner, incumbent
        The county's linking constraints, what runs the pricing problems, and what takes the bounds.
    packed : sequence of bytes
        The homes as problems, in the order of the constraints.
    should_stop : callable
        Asked many times a second.

    Attributes
    ----------
    least : array
        For each person, a lower bound on the reduced cost of their rosters at the duals of the best bound.
    """

    decomposition: CountyConstraints

    def __init__(
        self,
        constraints: CountyConstraints,
        runner: TaskRunner,
        incumbent: Incumbent,
        packed: Sequence[bytes],
        should_stop: Callable[[], bool],
    ) -> None:
        super().__init__(constraints, incumbent, should_stop)
        self._runner, self.packed = runner, packed
        self.least = np.zeros(len(constraints.people))

    def add_relaxation(self, home: int, relaxation: HomeRelaxation) -> None:
        """Take the relaxation of a home alone: its columns, and its duals for the rows of its own teams."""
        places = self.decomposition.places[home]
        own = self.decomposition.home_of_row[places] == home
        self.duals[places[own]] = relaxation.duals[own]
        self.add_columns(relaxation.columns)

    def add_columns(self, columns: Iterable[Column]) -> None:
        """Add columns that workers have found."""
        for key, chosen, cost in columns:
            self.master.add(self.decomposition.number[key], chosen, cost)

    def cheapest_columns(
        self, homes: Sequence[int], most: int = NEAR, duals: Floats | None = None
    ) -> list[Column]:
        """Return the columns of these homes of least reduced cost, at the duals of the bound or others."""
        duals = self.duals if duals is None else duals
        return [
            (
                self.decomposition.people[person].worker,
                self.master.column_options[column],
                self.master.column_cost[column],
            )
            for home in homes
            for person in self.decomposition.members[home]
            for column in self.master.cheapest_columns(person, duals, most)
        ]

    def generate(self, gap: float, clock: Clock) -> None:
        """Add columns until the bound is within ``gap`` of the master problem, or time is over.

        The duals of the homes alone are near the best, so the first pricing is at these.
        """
        first = self.price_all(self.duals)
        if first is not None:
            for person, priced in enumerate(first[1]):
                if priced.chosen is not None:
                    self.master.add(person, priced.chosen, self.column_cost(person, priced, self.duals))
            self._run_simplex_method(gap, clock, np.inf)

    def solve_pricing_problems(self, duals: Floats) -> list[PricedRoster] | None:
        """Return everybody's cheapest roster at these duals of the rows; None when stopped."""
        rosters: dict[int, list[PricedRoster]] = {}
        for home, packed in enumerate(self.packed):
            self._runner.submit(home, price_workers, packed, duals[self.decomposition.places[home]])
        while len(rosters) < len(self.packed):
            rosters.update(self._runner.results(POLL_SECONDS))
            if self._should_stop():
                self._runner.cancel()
                return None
        return [roster for home in range(len(self.packed)) for roster in rosters[home]]

    def price_all(self, duals: Floats) -> tuple[float, list[PricedRoster]] | None:
        """Return the Lagrangian bound at these duals and everyone's cheapest roster; None when stopped."""
        before, result = self.bound, super().price_all(duals)
        if result is not None and self.bound > before:
            self.least = np.array([roster.bound for roster in result[1]])
        return result

    def excess(self, roster: Roster, report: Report) -> list[float]:
        """Return for each home its share of the distance between the cost of a roster and the bound.

        At the duals of the bound nobody can cost less than their cheapest roster, nor a row less than its
        least; the excess of each over that adds up to the distance.
        """
        constraints = self.decomposition
        own: Counter[str] = Counter()
        for violation in report.violations:
            if violation.worker is not None and RULES[violation.rule].per_person:
                own[violation.worker] += violation.cost
        of_people, sums = [], np.zeros(len(self.duals))
        for members in constraints.members:
            excess = 0.0
            for person in members:
                key = constraints.people[person].worker
                counted = constraints.row_sums(person, constraints.duties(person, roster.shifts_of(key)))
                excess += own[key] - float((counted * self.duals).sum()) - self.least[person]
                sums += counted
            of_people.append(excess)
        rows = (
            constraints.rows.cost(sums) + self.duals * sums - constraints.rows.dual_bound_by_row(self.duals)
        )
        return [
            excess + float(rows[constraints.home_of_row == home].sum())
            for home, excess in enumerate(of_people)
        ]
