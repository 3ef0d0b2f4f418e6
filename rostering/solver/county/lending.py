"""From shares of the county's rosters to a plan of who lends how many people to which duty of another team.

Homes are tied together by lent duties alone. These are made whole home by home, the rest stays in shares:
so what a home can lend, and what it is worth next door, is weighed by prices and not by the accidents of a
rota. With the plan each home is a problem of its own.
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
from rostering.solver.county.tasks import MANY, Column, Shared, lent


class Lending:
    """Makes what people do for other teams whole, home by home, two that could meet never at once.

    Parameters
    ----------
    prices : CountyColumnGeneration
        The county's root.
    crew : TaskRunner
        Who searches.
    homes : sequence of Home
        How the county is parted.
    """

    def __init__(self, prices: CountyColumnGeneration, crew: TaskRunner, homes: Sequence[Home]) -> None:
        self._prices, self._crew, self._homes = prices, crew, homes
        #: Those of the shares; of the best bound they differ while the root is not at its end.
        self._duals = prices.master.duals.copy()
        self._choices = [self._choice(person) for person in range(len(prices.decomposition.people))]
        self._sums = [self._summed(home) for home in range(len(homes))]

    def run(self, seconds: float, should_stop: Callable[[], bool]) -> None:
        """Give every home so many seconds at most; those that have none when stopped keep their shares."""
        waiting = self._dearest_first()
        while (waiting or self._crew.names) and not should_stop():
            while len(self._crew.names) < self._crew.size:
                busy = self._crew.names
                home = next((one for one in waiting if not self._meets(one, busy)), None)
                if home is None:
                    break
                waiting.remove(home)
                self._send(home, seconds)
            for home, found in self._crew.results(POLL_SECONDS):
                if found:
                    self._take(home, found)
        self._crew.drop()

    def planned(self, home: int, part: Problem) -> Problem:
        """Return the problem of a home, on all duties that its people can serve, as it is by the plan.

        What others do for it is no longer needed, and of other teams' duties only what it does for them is.
        What these cannot do without is its minimum, for they count on it.
        """
        ledger, demands = self._prices.decomposition, []
        own = np.rint(self._sums[home])
        others = np.sum(self._sums, axis=0) - self._sums[home]
        for demand, row in zip(part.demands, ledger.places[home], strict=False):
            helped, there = int(np.rint(others[row])), int(others[row] + ZERO)
            if ledger.home_of_row[row] == home:
                left = max(0, demand.minimum - helped), max(0, demand.wanted - helped)
            else:
                aid = int(min(own[row], demand.wanted))
                left = min(aid, max(0, demand.minimum - there)), aid
            demands.append(replace(demand, minimum=left[0], wanted=left[1]))
        return replace(part, demands=tuple(demands))

    def columns(self, home: int) -> list[Column]:
        """Return what the people of a home may do by the plan, as columns."""
        people, members = self._prices.decomposition.people, self._prices.decomposition.members[home]
        return [
            (people[person].worker, chosen, cost)
            for person in members
            for chosen, cost, _ in self._choices[person]
        ]

    def _dearest_first(self) -> list[int]:
        """Return the homes, those first that lack most, so that the others know where they can help."""
        ledger, duals = self._prices.decomposition, self._duals
        dear = np.bincount(ledger.home_of_row, duals * ledger.rows.wanted, len(self._homes))
        size = np.array([len(members) for members in ledger.members])
        found: list[int] = np.argsort(-dear / size, kind="stable").tolist()
        return found

    def _meets(self, home: int, others: Iterable[int]) -> bool:
        return any(self._homes[home].meets(self._homes[other]) for other in others)

    def _send(self, home: int, seconds: float) -> None:
        prices, places = self._prices, self._prices.decomposition.places[home]
        known, others = self._beside(home)
        columns = prices.near([home], MANY, self._duals)
        seconds *= len(prices.decomposition.members[home])
        packed, teams = prices.packed[home], self._homes[home].teams
        duals = self._duals[places]
        self._crew.send(home, lent, packed, teams, others[places], known, columns, duals, seconds)

    def _beside(self, home: int) -> tuple[list[KnownRosters], Floats]:
        """Return the rosters that people of homes nearby may choose among, and what all others do.

        Of these rosters only what counts in rows of the home is left, and what they are worth elsewhere.
        """
        ledger = self._prices.decomposition
        others: Floats = np.sum([sums for one, sums in enumerate(self._sums) if one != home], axis=0)
        place = np.full(len(others), -1)
        place[ledger.places[home]] = np.arange(len(ledger.places[home]))
        elsewhere = np.where(place < 0, self._duals, 0.0)
        known = []
        for other in range(len(self._sums)):
            if other == home or not self._meets(home, [other]):
                continue
            for person in ledger.members[other]:
                found, shared = self._known(person, place, elsewhere)
                if found is not None:
                    known.append(found)
                    others -= shared
        return known, others

    def _choice(self, person: int) -> list[tuple[Ints, float, float]]:
        """Return the rosters that somebody chooses among: options, what they cost, and the share."""
        columns = self._prices.master
        near, share = columns.cheapest_columns(person, self._duals, FEW), columns.column_values
        had = [one for one in columns.columns_of(person) if share[one] > ZERO]
        return [
            (columns.column_options[one], columns.column_cost[one], float(share[one]))
            for one in sorted({*near, *had})
        ]

    def _known(self, person: int, place: Ints, elsewhere: Floats) -> tuple[KnownRosters | None, Floats]:
        """Return what somebody may choose among, if any of it counts in the home, and what they do now."""
        ledger = self._prices.decomposition
        shared, costs, counts = np.zeros(len(elsewhere)), [], []
        for chosen, cost, share in self._choices[person]:
            counted = ledger.row_sums(person, chosen)
            shared += share * counted
            costs.append(cost - float((counted * elsewhere).sum()))
            rows = np.flatnonzero((counted != 0) & (place >= 0))
            counts.append((place[rows], counted[rows]))
        width = max((len(rows) for rows, _ in counts), default=0)
        if not width:
            return None, shared
        nothing = int(place.max()) + 1
        row, sign = np.full((len(costs), width), nothing), np.zeros((len(costs), width))
        for line, (rows, signs) in enumerate(counts):
            row[line, : len(rows)], sign[line, : len(rows)] = rows, signs
        return KnownRosters(np.array(costs), row, sign), shared

    def _take(self, home: int, found: Sequence[Shared]) -> None:
        """Put other shares in the place of those of a home."""
        number = self._prices.decomposition.number
        for person in self._prices.decomposition.members[home]:
            self._choices[person] = []
        for (key, chosen, cost), share in found:
            self._choices[number[key]].append((chosen, cost, share))
        self._sums[home] = self._summed(home)

    def _summed(self, home: int) -> Floats:
        """Return what a home adds to each row."""
        ledger, sums = self._prices.decomposition, np.zeros(len(self._duals))
        for person in ledger.members[home]:
            for chosen, _, share in self._choices[person]:
                if share > 0:
                    sums += share * ledger.row_sums(person, chosen)
        return sums
