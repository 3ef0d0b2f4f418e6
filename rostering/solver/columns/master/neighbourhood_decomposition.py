"""A part of a roster as a small problem of its own: some people on some days, everything else as it is.

What lies before the days is read once and becomes the node of the person's graph in which the part begins;
what lies after them becomes a price on the nodes in which it ends, and on the minutes worked. So the part
costs exactly what the whole roster would, and pricing it takes as long as its own days take.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rostering.problem import Roster
from rostering.solver.columns.loops.array_types import INF, Ints
from rostering.solver.columns.loops.layered_graph import DAY_OFF
from rostering.solver.columns.master.decomposition import Decomposition
from rostering.solver.columns.master.linking_rows import LinkingRows, reach
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.pricing_problem import PricingGraph, PricingProblem
from rostering.solver.columns.pricing.resource_limits import ResourceLimit, can_exceed
from rostering.solver.columns.pricing.worker_pricing import WorkerPricing


class NeighbourhoodPricing(PricingProblem):
    """One person on some days, the other days as they are; on all days with the person's own graphs.

    Parameters
    ----------
    person : WorkerPricing
        Who.
    chosen : array
        Their roster, as places in the options of the person.
    days : range
        The days that may change.

    Attributes
    ----------
    places : array
        Of each option, its place in the options of the person.
    kept : array
        The person's duties on the days left out.
    """

    def __init__(self, person: WorkerPricing, chosen: Ints, days: range) -> None:
        self.worker, self.meter, self.day_off_cost = person.worker, person.meter, person.day_off_cost
        free = (person.option_day >= days.start) & (person.option_day < days.stop)
        self.places = np.flatnonzero(free)
        self.kept = chosen[~free[chosen]]
        self.option_shift, self.option_day = person.option_shift[self.places], person.option_day[self.places]
        self.finest_pattern, self.option_cost = (
            person.finest_pattern[self.places],
            person.option_cost[self.places],
        )
        if len(days) == len(person.day_off_cost):
            self.limits, self.base_graph, self.counting_graphs = (
                person.limits,
                person.base_graph,
                person.counting_graphs,
            )
            return
        self.limits = self._left(person.limits)
        kinds = np.full(len(person.day_off_cost), DAY_OFF)
        kinds[person.option_day[chosen]] = person.base_graph.pattern_of[chosen]
        left_out = np.flatnonzero(kinds == DAY_OFF)
        left_out = left_out[(left_out < days.start) | (left_out >= days.stop)]
        paid = float(person.option_cost[self.kept].sum() + person.day_off_cost[left_out].sum())
        programme = person.base_graph.path_problem.on_days(kinds, days, paid)
        kind_of = person.base_graph.pattern_of[self.places]
        self.base_graph, self.counting_graphs = (
            PricingGraph.of(programme, kind_of, self.option_day, person.base_graph.pattern_count),
            {},
        )

    def whole(self, chosen: Ints) -> Ints:
        """Return a roster of the whole horizon from one of these days."""
        return np.concatenate((self.kept, self.places[chosen]))

    def part(self, chosen: Ints) -> Ints:
        """Return the places here of a roster of the person that differs on the free days at most."""
        return np.nonzero(np.isin(self.places, chosen))[0]

    def _left(self, limits: Sequence[ResourceLimit]) -> list[ResourceLimit]:
        """Return what the days left out leave of each limit that the free days can still exceed."""
        found = []
        for limit in limits:
            most = limit.maximum - float(limit.consumption[self.kept].sum())
            weights = limit.consumption[self.places]
            if limit.spec.hard:
                self.option_cost[weights > most + 1e-9] = INF
            left = replace(limit, maximum=most, consumption=np.where(self.option_cost < INF, weights, 0.0))
            if can_exceed(left, self.option_day):
                found.append(left)
        return found


class NeighbourhoodDecomposition(Decomposition):
    """Some people on some days, with the rows that these can touch, as a board of its own.

    Parameters
    ----------
    board : ProblemDecomposition
        The whole.
    chosen : sequence of array
        Everyone's roster on it.
    people : sequence of int
        Who may change.
    days : range
        When they may.
    cost : float
        What everyone's roster costs, rows included.

    Attributes
    ----------
    kept_rows : array
        The rows of the whole that are those of the part.
    """

    people: list[NeighbourhoodPricing]

    def __init__(
        self,
        board: ProblemDecomposition,
        chosen: Sequence[Ints],
        people: Sequence[int],
        days: range,
        cost: float,
    ) -> None:
        self.problem, self._board = board.problem, board
        self._chosen, self._numbers = list(chosen), list(people)
        self.people = [NeighbourhoodPricing(board.people[number], chosen[number], days) for number in people]
        nothing = len(board.rows.wanted)
        freed = [
            board.row[number][part.places] for number, part in zip(self._numbers, self.people, strict=True)
        ]
        rows = np.unique(np.concatenate([row.ravel() for row in freed])) if freed else np.empty(0, np.int64)
        rows = rows[rows < nothing]
        self.kept_rows = rows
        place = np.full(nothing + 1, len(rows))
        place[rows] = np.arange(len(rows))
        self.row = [place[row] for row in freed]
        self.sign = [
            board.sign[number][part.places] for number, part in zip(self._numbers, self.people, strict=True)
        ]
        sums = np.zeros(nothing)
        for number, places in enumerate(chosen):
            sums += board.counted(number, places)
        inside = np.zeros(len(rows))
        lowest = reach(self.row, self.sign, len(rows), -1)
        self.rows = LinkingRows(
            wanted=board.rows.wanted[rows],
            minimum=board.rows.minimum[rows],
            under_minimum=board.rows.under_minimum[rows],
            under_wanted=board.rows.under_wanted[rows],
            over=board.rows.over[rows],
            largest=reach(self.row, self.sign, len(rows), 1),
            lowest=lowest,
        )
        for number, places in enumerate(self.current()):
            inside += self.counted(number, places)
        outside = sums[rows] - inside
        self.rows.minimum = np.maximum(self.rows.minimum - outside, -lowest)
        self.rows.wanted = np.maximum(self.rows.wanted - outside, -lowest)
        self.rows.wanted = np.maximum(self.rows.wanted, self.rows.minimum)
        self.constant = cost - self.cost(self.current())

    def current(self) -> list[Ints]:
        """Return the rosters that the part was made from, as places in the options here."""
        return [
            part.part(self._chosen[number]) for number, part in zip(self._numbers, self.people, strict=True)
        ]

    def whole(self, chosen: Sequence[Ints]) -> list[Ints]:
        """Return everyone's roster of the whole horizon from these of the part."""
        found = list(self._chosen)
        for number, part, places in zip(self._numbers, self.people, chosen, strict=True):
            found[number] = part.whole(places)
        return found

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's options as a roster of the whole problem."""
        return self._board.roster(self.whole(chosen))
