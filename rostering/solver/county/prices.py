"""The county's root: column generation over everybody, priced home by home by the crew.

At any prices of the rows, the least that the rows cost and everybody's cheapest roster at these prices add up
to a bound on every roster of the county. The master is solved here; the crew prices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from rostering.problem import Report, Roster
from rostering.rules import RULES
from rostering.solver.clock import Clock
from rostering.solver.columns.incumbent import COLUMNS, Incumbent
from rostering.solver.columns.kernel import Floats
from rostering.solver.columns.linear import Linear
from rostering.solver.columns.pricing import Priced
from rostering.solver.columns.root import GAIN, SMOOTHING
from rostering.solver.county.crew import POLL_SECONDS, Crew
from rostering.solver.county.ledger import Ledger
from rostering.solver.county.tasks import NEAR, Column, price


class Prices:
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
    duals, least : array
        The prices of the best bound, and of each person what their cheapest roster costs there at least.
    """

    def __init__(
        self,
        ledger: Ledger,
        crew: Crew,
        incumbent: Incumbent,
        packed: Sequence[bytes],
        should_stop: Callable[[], bool],
    ) -> None:
        self._ledger, self._crew, self._incumbent = ledger, crew, incumbent
        self._packed, self._should_stop = packed, should_stop
        self.master = Linear(ledger)
        self.bound = -np.inf
        self.duals = np.zeros(len(ledger.rows.wanted))
        self.least = np.zeros(len(ledger.people))

    def begin(self, home: int, duals: Floats) -> None:
        """Take the prices that a home found for the rows of its own teams to begin with."""
        places = self._ledger.places[home]
        own = self._ledger.home_of_row[places] == home
        self.duals[places[own]] = duals[own]

    def add(self, columns: Sequence[Column]) -> None:
        """Take columns that were found elsewhere."""
        for key, chosen, cost in columns:
            self.master.add(self._ledger.number[key], chosen, cost)

    def near(self, homes: Sequence[int]) -> list[Column]:
        """Return the columns of some homes that cost least at the prices of the best bound."""
        return [
            (self._ledger.people[person].worker, self.master.chosen[column], self.master.cost[column])
            for home in homes
            for person in self._ledger.members[home]
            for column in self.master.nearest(person, self.duals, NEAR)
        ]

    def generate(self, gap: float, clock: Clock) -> None:
        """Add columns until the bound is within ``gap`` of the master's value, or time is over.

        People are priced between the prices of the master and those of the best bound, nearer to these for as
        long as that makes the bound better.
        """
        smoothing = 1.0
        while self.master.solve(clock, self._should_stop):
            before = self.bound
            if self.master.objective - before <= gap * abs(self.master.objective):
                return
            for part in (smoothing, 0.0):
                at = part * self.duals + (1 - part) * self.master.prices
                priced = self._priced(at, clock)
                if priced is None:
                    return
                if self._take(at, priced):
                    break
            else:
                return
            smoothing = SMOOTHING if self.bound > before else smoothing * SMOOTHING

    def excess(self, roster: Roster, report: Report) -> list[float]:
        """Return for each home how much of the distance between a roster and the bound is its own.

        At the prices of the bound nobody can cost less than their cheapest roster, nor a row than its least;
        what each costs more adds up to the distance.
        """
        ledger = self._ledger
        own: Counter[str] = Counter()
        for one in report.violations:
            if one.worker is not None and RULES[one.rule].per_person:
                own[one.worker] += one.cost
        found, sums = [], np.zeros(len(self.duals))
        for members in ledger.members:
            excess = 0.0
            for person in members:
                key = ledger.people[person].worker
                counted = ledger.counted(person, ledger.duties(person, roster.shifts_of(key)))
                excess += own[key] - float((counted * self.duals).sum()) - self.least[person]
                sums += counted
            found.append(excess)
        rows = ledger.rows.cost(sums) + self.duals * sums - ledger.rows.least(self.duals)
        return [one + float(rows[ledger.home_of_row == home].sum()) for home, one in enumerate(found)]

    def _priced(self, duals: Floats, clock: Clock) -> list[Priced] | None:
        """Return everybody's cheapest roster at some prices; None when time is over."""
        found: dict[int, list[Priced]] = {}
        for home, packed in enumerate(self._packed):
            self._crew.send(home, price, packed, duals[self._ledger.places[home]])
        while len(found) < len(self._packed):
            found.update(self._crew.results(POLL_SECONDS))
            if clock.over or self._should_stop():
                self._crew.drop()
                return None
        return [one for home in range(len(self._packed)) for one in found[home]]

    def _take(self, duals: Floats, priced: Sequence[Priced]) -> int:
        """Take a bound and the columns that would gain something; return how many these are."""
        bounds = np.array([one.bound for one in priced])
        bound = self._ledger.rows.bound(duals) + float(bounds.sum())
        if bound > self.bound:
            self.bound, self.duals, self.least = bound, duals, bounds
            self._incumbent.raise_bound(bound, COLUMNS)
        added = 0
        for person, one in enumerate(priced):
            if one.chosen is None:
                continue
            counted = self._ledger.counted(person, one.chosen)
            cost = one.cost + float((counted * duals).sum())
            if self.master.shares[person] - cost + float((counted * self.master.prices).sum()) >= GAIN:
                added += self.master.add(person, one.chosen, cost)
        return added
