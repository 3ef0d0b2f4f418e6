"""The county's root: column generation over everybody, priced home by home by the crew.

At any prices of the rows, the least that the rows cost and everybody's cheapest roster at these prices add up
to a bound on every roster of the county. The columns are kept here; the crew prices.
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
from rostering.solver.county.tasks import NEAR, Column, HomeRelaxation, price


class CountyColumnGeneration(ColumnGeneration):
    """The prices of the county's rows with the best bound so far, and the columns known.

    Parameters
    ----------
    ledger, crew, incumbent
        The county's books, who prices, and where bounds go.
    packed : sequence of bytes
        The homes as problems, in the order of the ledger.
    should_stop : callable
        Asked many times a second.

    Attributes
    ----------
    least : array
        Of each person, what their cheapest roster costs at the prices of the best bound at least.
    """

    decomposition: CountyConstraints

    def __init__(
        self,
        ledger: CountyConstraints,
        crew: TaskRunner,
        incumbent: Incumbent,
        packed: Sequence[bytes],
        should_stop: Callable[[], bool],
    ) -> None:
        super().__init__(ledger, incumbent, should_stop)
        self._crew, self.packed = crew, packed
        self.least = np.zeros(len(ledger.people))

    def begin(self, home: int, found: HomeRelaxation) -> None:
        """Take what a home does when left to itself: columns, and prices for the rows of its own teams."""
        places = self.decomposition.places[home]
        own = self.decomposition.home_of_row[places] == home
        self.duals[places[own]] = found.duals[own]
        self.add(found.columns)

    def add(self, columns: Iterable[Column]) -> None:
        """Take columns that were found elsewhere."""
        for key, chosen, cost in columns:
            self.master.add(self.decomposition.number[key], chosen, cost)

    def near(self, homes: Sequence[int], most: int = NEAR, duals: Floats | None = None) -> list[Column]:
        """Return the columns of some homes that cost least, at the prices of the best bound or others."""
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
        """Add columns until the bound is within ``gap`` of what they cost, or time is over.

        The prices that the homes found are near the best, so people are priced at these first.
        """
        first = self.price_all(self.duals)
        if first is not None:
            for person, one in enumerate(first[1]):
                if one.chosen is not None:
                    self.master.add(person, one.chosen, self.column_cost(person, one, self.duals))
            self._run_simplex_method(gap, clock, np.inf)

    def solve_pricing_problems(self, duals: Floats) -> list[PricedRoster] | None:
        """Return everybody's cheapest roster at some prices of the rows; None when stopped."""
        found: dict[int, list[PricedRoster]] = {}
        for home, packed in enumerate(self.packed):
            self._crew.send(home, price, packed, duals[self.decomposition.places[home]])
        while len(found) < len(self.packed):
            found.update(self._crew.results(POLL_SECONDS))
            if self._should_stop():
                self._crew.drop()
                return None
        return [one for home in range(len(self.packed)) for one in found[home]]

    def price_all(self, duals: Floats) -> tuple[float, list[PricedRoster]] | None:
        """Return the Lagrangian bound at some prices and everyone's cheapest roster; None when stopped."""
        before, result = self.bound, super().price_all(duals)
        if result is not None and self.bound > before:
            self.least = np.array([one.bound for one in result[1]])
        return result

    def excess(self, roster: Roster, report: Report) -> list[float]:
        """Return for each home how much of the distance between a roster and the bound is its own.

        At the prices of the bound nobody can cost less than their cheapest roster, nor a row than its least;
        what each costs more adds up to the distance.
        """
        ledger = self.decomposition
        own: Counter[str] = Counter()
        for one in report.violations:
            if one.worker is not None and RULES[one.rule].per_person:
                own[one.worker] += one.cost
        found, sums = [], np.zeros(len(self.duals))
        for members in ledger.members:
            excess = 0.0
            for person in members:
                key = ledger.people[person].worker
                counted = ledger.row_sums(person, ledger.duties(person, roster.shifts_of(key)))
                excess += own[key] - float((counted * self.duals).sum()) - self.least[person]
                sums += counted
            found.append(excess)
        rows = ledger.rows.cost(sums) + self.duals * sums - ledger.rows.dual_bound_by_row(self.duals)
        return [one + float(rows[ledger.home_of_row == home].sum()) for home, one in enumerate(found)]
