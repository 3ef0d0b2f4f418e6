"""The lending plan: from the fractional solution of the county to who lends how many people to which duty.

Homes are linked by lent duties alone (duties that people work for teams of other homes). A dive in each home
in turn makes these integral, and leaves all else fractional: so what a home can lend, and what that is worth
to its neighbours, is weighed by duals and not by the accidents of one rota. Under the plan each home is a
problem of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from rostering.problem import Problem
from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.simplex_master import ZERO
from rostering.solver.county.column_generation import CountyColumnGeneration
from rostering.solver.county.homes import Home
from rostering.solver.county.lending_dive import FEW
from rostering.solver.county.residual_decomposition import KnownRosters
from rostering.solver.county.task_runner import POLL_SECONDS, TaskRunner
from rostering.solver.county.tasks import MANY, Column, Shared, fix_lent_duties


class Lending:
    """Makes lent duties integral, home by home; two homes that could work for the same team never at once.

    Parameters
    ----------
    generation : CountyColumnGeneration
        The county's column generation, after its end.
    runner : TaskRunner
        Runs the dives.
    homes : sequence of Home
        The homes that the county is decomposed into.
    """

    def __init__(self, generation: CountyColumnGeneration, runner: TaskRunner, homes: Sequence[Home]) -> None:
        self._generation, self._runner, self._homes = generation, runner, homes
        #: The duals of the fractional solution; those of the best bound differ until column generation
        #: converges.
        self._duals = generation.master.duals.copy()
        self._solution = [
            self._columns_in_use(person) for person in range(len(generation.decomposition.people))
        ]
        self._sums = [self._summed(home) for home in range(len(homes))]

    def run(self, seconds: float, should_stop: Callable[[], bool]) -> None:
        """Dive in every home, at most so many seconds a person; homes not reached stay fractional."""
        waiting = self._costliest_first()
        while (waiting or self._runner.tasks_under_way) and not should_stop():
            while len(self._runner.tasks_under_way) < self._runner.size:
                busy = self._runner.tasks_under_way
                home = next((other for other in waiting if not self._meets(other, busy)), None)
                if home is None:
                    break
                waiting.remove(home)
                self._submit(home, seconds)
            for home, columns in self._runner.results(POLL_SECONDS):
                if columns:
                    self._replace(home, columns)
        self._runner.cancel()

    def planned(self, home: int, subproblem: Problem) -> Problem:
        """Return the problem of a home, on all duties that its people can work, with the plan's demands.

        What other homes lend it is no longer demanded, and of other teams' duties only what it lends is. What
        those teams need to reach their minimum counts as minimum here too.
        """
        constraints, demands = self._generation.decomposition, []
        own = np.rint(self._sums[home])
        others = np.sum(self._sums, axis=0) - self._sums[home]
        for demand, row in zip(subproblem.demands, constraints.places[home], strict=False):
            borrowed, surely = int(np.rint(others[row])), int(others[row] + ZERO)
            if constraints.home_of_row[row] == home:
                minimum, wanted = max(0, demand.minimum - borrowed), max(0, demand.wanted - borrowed)
            else:
                wanted = int(min(own[row], demand.wanted))
                minimum = min(wanted, max(0, demand.minimum - surely))
            demands.append(replace(demand, minimum=minimum, wanted=wanted))
        return replace(subproblem, demands=tuple(demands))

    def columns(self, home: int) -> list[Column]:
        """Return the columns from which the people of a home may choose by the plan."""
        people, members = self._generation.decomposition.people, self._generation.decomposition.members[home]
        return [
            (people[person].worker, chosen, cost)
            for person in members
            for chosen, cost, _ in self._solution[person]
        ]

    def _costliest_first(self) -> list[int]:
        """Return the homes, first those that lack most, so that the later ones see where they can help."""
        constraints, duals = self._generation.decomposition, self._duals
        cost = np.bincount(constraints.home_of_row, duals * constraints.rows.wanted, len(self._homes))
        size = np.array([len(members) for members in constraints.members])
        order: list[int] = np.argsort(-cost / size, kind="stable").tolist()
        return order

    def _meets(self, home: int, others: Iterable[int]) -> bool:
        return any(self._homes[home].meets(self._homes[other]) for other in others)

    def _submit(self, home: int, seconds: float) -> None:
        generation, places = self._generation, self._generation.decomposition.places[home]
        known, others = self._neighbours(home)
        columns = generation.cheapest_columns([home], MANY, self._duals)
        seconds *= len(generation.decomposition.members[home])
        packed, teams = generation.packed[home], self._homes[home].teams
        duals = self._duals[places]
        self._runner.submit(
            home, fix_lent_duties, packed, teams, others[places], known, columns, duals, seconds
        )

    def _neighbours(self, home: int) -> tuple[list[KnownRosters], Floats]:
        """Return the columns that people of homes nearby may choose among, and the row sums of all others.

        Of these columns only the coefficients in rows of the home are kept; the duals price those in other
        rows.
        """
        constraints = self._generation.decomposition
        others: Floats = np.sum([sums for other, sums in enumerate(self._sums) if other != home], axis=0)
        place = np.full(len(others), -1)
        place[constraints.places[home]] = np.arange(len(constraints.places[home]))
        elsewhere = np.where(place < 0, self._duals, 0.0)
        known = []
        for other in range(len(self._sums)):
            if other == home or not self._meets(home, [other]):
                continue
            for person in constraints.members[other]:
                rosters, sums = self._known(person, place, elsewhere)
                if rosters is not None:
                    known.append(rosters)
                    others -= sums
        return known, others

    def _columns_in_use(self, person: int) -> list[tuple[Ints, float, float]]:
        """Return the columns that a person chooses among: options, cost, and value in the master."""
        master = self._generation.master
        values = master.column_values
        cheapest = master.cheapest_columns(person, self._duals, FEW)
        in_use = [column for column in master.columns_of(person) if values[column] > ZERO]
        return [
            (master.column_options[column], master.column_cost[column], float(values[column]))
            for column in sorted({*cheapest, *in_use})
        ]

    def _known(self, person: int, place: Ints, elsewhere: Floats) -> tuple[KnownRosters | None, Floats]:
        """Return what a person may choose among, if any of it counts in the home, and their row sums now."""
        constraints = self._generation.decomposition
        sums, costs, counts = np.zeros(len(elsewhere)), [], []
        for chosen, cost, value in self._solution[person]:
            counted = constraints.row_sums(person, chosen)
            sums += value * counted
            costs.append(cost - float((counted * elsewhere).sum()))
            rows = np.flatnonzero((counted != 0) & (place >= 0))
            counts.append((place[rows], counted[rows]))
        width = max((len(rows) for rows, _ in counts), default=0)
        if not width:
            return None, sums
        no_row = int(place.max()) + 1
        row, sign = np.full((len(costs), width), no_row), np.zeros((len(costs), width))
        for line, (rows, signs) in enumerate(counts):
            row[line, : len(rows)], sign[line, : len(rows)] = rows, signs
        return KnownRosters(np.array(costs), row, sign), sums

    def _replace(self, home: int, columns: Sequence[Shared]) -> None:
        """Replace the fractional solution of a home."""
        number = self._generation.decomposition.number
        for person in self._generation.decomposition.members[home]:
            self._solution[person] = []
        for (key, chosen, cost), value in columns:
            self._solution[number[key]].append((chosen, cost, value))
        self._sums[home] = self._summed(home)

    def _summed(self, home: int) -> Floats:
        """Return the sums of a home in each row."""
        constraints, sums = self._generation.decomposition, np.zeros(len(self._duals))
        for person in constraints.members[home]:
            for chosen, _, value in self._solution[person]:
                if value > 0:
                    sums += value * constraints.row_sums(person, chosen)
        return sums
