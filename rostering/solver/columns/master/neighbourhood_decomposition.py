"""A part of a problem, decomposed: the neighbourhood of a roster in which some people on some days are free.

Everything else stays as it is in the roster. For each person what lies before the free days becomes the node
of the pricing graph in which the part begins; what lies after them becomes a cost on the nodes in which it
ends and on the minutes worked. So a roster of the part costs exactly what the whole roster does, and pricing
takes as long as the free days alone take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from rostering.problem import Roster
from rostering.solver.columns.loops.array_types import INF, Ints
from rostering.solver.columns.loops.layered_graph import DAY_OFF
from rostering.solver.columns.master.decomposition import Decomposition
from rostering.solver.columns.master.linking_rows import LinkingRows, reachable_sums
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.pricing_problem import PricingGraph, PricingProblem
from rostering.solver.columns.pricing.resource_limits import ResourceLimit, can_exceed
from rostering.solver.columns.pricing.worker_pricing import WorkerPricing


class NeighbourhoodPricing(PricingProblem):
    """One person's pricing problem on the free days; where all days are free, with the person's own graphs.

    Parameters
    ----------
    pricing : WorkerPricing
        The person's pricing problem on all days.
    chosen : array
        The person's roster on all days, as chosen options there.
    days : range
        The free days.

    Attributes
    ----------
    free_options : array
        For each option here, its place among the options on all days.
    fixed_options : array
        The chosen options on the other days, as places among those on all days.
    """

    def __init__(self, pricing: WorkerPricing, chosen: Ints, days: range) -> None:
        self.worker, self.meter, self.day_off_cost = pricing.worker, pricing.meter, pricing.day_off_cost
        is_free = (pricing.option_day >= days.start) & (pricing.option_day < days.stop)
        self.free_options = np.flatnonzero(is_free)
        self.fixed_options = chosen[~is_free[chosen]]
        self.option_shift = pricing.option_shift[self.free_options]
        self.option_day = pricing.option_day[self.free_options]
        self.finest_pattern = pricing.finest_pattern[self.free_options]
        self.option_cost = pricing.option_cost[self.free_options]
        if len(days) == len(pricing.day_off_cost):
            self.limits, self.base_graph = pricing.limits, pricing.base_graph
            self.counting_graphs = pricing.counting_graphs
            return
        self.limits = self._remaining_limits(pricing.limits)
        patterns = np.full(len(pricing.day_off_cost), DAY_OFF)
        patterns[pricing.option_day[chosen]] = pricing.base_graph.pattern_of[chosen]
        days_off = np.flatnonzero(patterns == DAY_OFF)
        fixed_days_off = days_off[(days_off < days.start) | (days_off >= days.stop)]
        fixed_cost = float(
            pricing.option_cost[self.fixed_options].sum() + pricing.day_off_cost[fixed_days_off].sum()
        )
        path_problem = pricing.base_graph.path_problem.on_days(patterns, days, fixed_cost)
        pattern_of = pricing.base_graph.pattern_of[self.free_options]
        self.base_graph = PricingGraph.of(
            path_problem, pattern_of, self.option_day, pricing.base_graph.pattern_count
        )
        self.counting_graphs = {}

    def on_all_days(self, chosen: Ints) -> Ints:
        """Return a roster of the free days together with the fixed days, as options on all days."""
        return np.concatenate((self.fixed_options, self.free_options[chosen]))

    def on_free_days(self, chosen: Ints) -> Ints:
        """Return what a roster of all days is on the free days, as options here."""
        return np.nonzero(np.isin(self.free_options, chosen))[0]

    def _remaining_limits(self, limits: Sequence[ResourceLimit]) -> list[ResourceLimit]:
        """Return what the fixed days leave of each limit, where the free days can still exceed that.

        Options that exceed a compulsory limit by themselves are forbidden.
        """
        remaining = []
        for limit in limits:
            maximum = limit.maximum - float(limit.consumption[self.fixed_options].sum())
            consumption = limit.consumption[self.free_options]
            if limit.spec.hard:
                self.option_cost[consumption > maximum + 1e-9] = INF
            consumption = np.where(self.option_cost < INF, consumption, 0.0)
            left = replace(limit, maximum=maximum, consumption=consumption)
            if can_exceed(left, self.option_day):
                remaining.append(left)
        return remaining


class NeighbourhoodDecomposition(Decomposition):
    """Some people on some days, with the linking rows that these can touch.

    Rows count only what is left of the wanted and minimum sums beside everything that is fixed.

    Parameters
    ----------
    whole : ProblemDecomposition
        The whole problem.
    chosen : sequence of array
        Everyone's roster, as chosen options of the whole.
    people : sequence of int
        Who is free.
    days : range
        The free days.
    cost : float
        What everyone's rosters cost, rows included.

    Attributes
    ----------
    row_numbers : array
        For each row here, its number in the whole problem.
    """

    people: list[NeighbourhoodPricing]

    def __init__(
        self,
        whole: ProblemDecomposition,
        chosen: Sequence[Ints],
        people: Sequence[int],
        days: range,
        cost: float,
    ) -> None:
        self.problem, self._whole = whole.problem, whole
        self._all_rosters, self._person_numbers = list(chosen), list(people)
        self.people = [NeighbourhoodPricing(whole.people[person], chosen[person], days) for person in people]
        row_count = len(whole.rows.wanted)
        option_rows = [
            whole.option_rows[person][pricing.free_options] for person, pricing in self._numbered_people()
        ]
        rows = np.unique(np.concatenate([rows.ravel() for rows in option_rows] or [np.empty(0, np.int64)]))
        rows = rows[rows < row_count]
        self.row_numbers = rows
        place_of_row = np.full(row_count + 1, len(rows))
        place_of_row[rows] = np.arange(len(rows))
        self.option_rows = [place_of_row[rows_of_person] for rows_of_person in option_rows]
        self.option_coefficients = [
            whole.option_coefficients[person][pricing.free_options]
            for person, pricing in self._numbered_people()
        ]
        all_sums = np.zeros(row_count)
        for person, options in enumerate(chosen):
            all_sums += whole.row_sums(person, options)
        free_sums = np.zeros(len(rows))
        max_below_zero = reachable_sums(self.option_rows, self.option_coefficients, len(rows), -1)
        self.rows = LinkingRows(
            wanted=whole.rows.wanted[rows],
            minimum=whole.rows.minimum[rows],
            under_minimum=whole.rows.under_minimum[rows],
            under_wanted=whole.rows.under_wanted[rows],
            over=whole.rows.over[rows],
            max_sum=reachable_sums(self.option_rows, self.option_coefficients, len(rows), 1),
            max_below_zero=max_below_zero,
        )
        for person, options in enumerate(self.current_rosters()):
            free_sums += self.row_sums(person, options)
        fixed_sums = all_sums[rows] - free_sums
        self.rows.minimum = np.maximum(self.rows.minimum - fixed_sums, -max_below_zero)
        self.rows.wanted = np.maximum(self.rows.wanted - fixed_sums, -max_below_zero)
        self.rows.wanted = np.maximum(self.rows.wanted, self.rows.minimum)
        self.fixed_cost = cost - self.total_cost(self.current_rosters())

    def _numbered_people(self) -> Iterator[tuple[int, NeighbourhoodPricing]]:
        """Yield the free people with their numbers in the whole problem."""
        return zip(self._person_numbers, self.people, strict=True)

    def current_rosters(self) -> list[Ints]:
        """Return the rosters that the neighbourhood was made from, as chosen options here."""
        return [
            pricing.on_free_days(self._all_rosters[person]) for person, pricing in self._numbered_people()
        ]

    def on_all_days(self, chosen: Sequence[Ints]) -> list[Ints]:
        """Return everyone's rosters of the whole problem from those of the free people here."""
        rosters = list(self._all_rosters)
        for (person, pricing), options in zip(self._numbered_people(), chosen, strict=True):
            rosters[person] = pricing.on_all_days(options)
        return rosters

    def roster(self, chosen: Sequence[Ints]) -> Roster:
        """Return everyone's chosen options as a roster of the whole problem."""
        return self._whole.roster(self.on_all_days(chosen))
