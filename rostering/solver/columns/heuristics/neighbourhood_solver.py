"""Solves one neighbourhood of the incumbent: some people on some days, by column generation and dives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rostering.problem import Roster
from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.diving import MAX_ROUNDING, DivingHeuristic
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.decomposition import Decomposition
from rostering.solver.columns.master.neighbourhood_decomposition import NeighbourhoodDecomposition
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.enforcement import Enforcement, enforcement_of_rules
from rostering.solver.core.incumbent import Incumbent

#: Column generation on a neighbourhood ends at this gap, as a share.
GAP = 0.003
#: The largest share of the time limit that column generation on a neighbourhood may take.
TIME_SHARE = 0.06
#: How many columns of each person are taken over from the root node.
SEED_COLUMNS = 40
#: The number of dives in a neighbourhood, a quick one and a careful one. The careful one is left out where
#: the cost is within this share of the bound, or no higher than the value of the master.
DIVES, CLOSE = 2, 0.002
#: The rounding of the careful dive, as a share of that of the quick one, and the noise in it.
CAREFUL_ROUNDING, CAREFUL_NOISE = 0.25, 0.05


class NeighbourhoodIncumbent(Incumbent):
    """The incumbent of a neighbourhood: what its dives have to beat.

    Rosters of the neighbourhood are not judged by themselves; the best are offered to the incumbent of the
    whole.

    Parameters
    ----------
    decomposition : Decomposition
        The neighbourhood.
    cost : float
        What its rosters cost now.

    Attributes
    ----------
    best_rosters : list of array or None
        The best rosters found, as chosen options of the neighbourhood.
    lower_bound : float
        No rosters of the neighbourhood can cost less.
    """

    def __init__(self, decomposition: Decomposition, cost: float) -> None:
        super().__init__(decomposition.problem)
        self._cost = cost
        self.best_rosters: list[Ints] | None = None
        self.lower_bound = -np.inf

    @property
    def cost(self) -> float:
        """The cost of the best rosters of the neighbourhood."""
        return self._cost

    @property
    def proven(self) -> bool:
        """Whether no rosters of the neighbourhood can be cheaper; costs are whole numbers."""
        return self._cost < self.lower_bound + 1 - 1e-6

    @property
    def cutoff(self) -> float:
        """The most that rosters worth finding cost: equal ones let the search drift."""
        return self._cost

    def raise_bound(self, value: float, by: str, *, cover: int = 0) -> None:
        """Take a bound of the neighbourhood."""
        self.lower_bound = max(self.lower_bound, value)

    def accept(self, chosen: list[Ints], cost: float) -> None:
        """Take rosters that are cheaper, or the first ones that are equal."""
        if cost < self._cost - 1e-6 or (self.best_rosters is None and cost <= self._cost + 1e-6):
            self.best_rosters, self._cost = chosen, cost


class NeighbourhoodSolver:
    """Improves the rosters of a search, one neighbourhood after another.

    Parameters
    ----------
    decomposition : ProblemDecomposition
        The whole problem.
    context : SearchContext
        What the search works with.

    Attributes
    ----------
    chosen : list of array
        Everyone's rosters from which the search goes on, as chosen options; empty before the first.
    cost : float
        What these cost.
    root : RootNode or None
        Whose dual prices and columns neighbourhoods begin with, once there is one.
    """

    def __init__(self, decomposition: ProblemDecomposition, context: SearchContext) -> None:
        self._decomposition, self._context = decomposition, context
        self._incumbent, self._should_stop = context.incumbent, context.should_stop
        self.chosen: list[Ints] = []
        self.cost = np.inf
        self.root: RootNode | None = None
        self._known_roster: Roster | None = None
        #: The least size, in people times days, of a neighbourhood for which the simplex method was too slow.
        self._slow_size = np.inf
        #: Whether some rule is left out of pricing, so that the checker alone can tell what is lawful.
        self._has_checked_rules = Enforcement.CHECKED in enforcement_of_rules(decomposition.problem).values()

    def adopt_incumbent(self) -> None:
        """Go on from the incumbent's roster if another search found it."""
        roster, report = self._incumbent.roster, self._incumbent.report
        if roster is not None and report is not None and roster is not self._known_roster:
            if report.cost < self.cost:
                self.chosen, self.cost = self._decomposition.chosen_options(roster), float(report.cost)
            self._known_roster = roster

    def improve(
        self, people: Sequence[int], days: range, phase: str, *, max_rounding: float = MAX_ROUNDING
    ) -> None:
        """Look for better rosters of some people on some days, all else fixed, and offer what is found.

        ``max_rounding`` is that of the first dive; a second one is more careful.
        """
        neighbourhood = NeighbourhoodDecomposition(self._decomposition, self.chosen, people, days, self.cost)
        incumbent = NeighbourhoodIncumbent(neighbourhood, self.cost - neighbourhood.fixed_cost)
        context = replace(self._context, incumbent=incumbent)
        size = len(people) * len(days)
        root = RootNode(neighbourhood, incumbent, self._should_stop, simplex_is_slow=size >= self._slow_size)
        for person, options in enumerate(neighbourhood.current_rosters()):
            root.master.add(person, options, neighbourhood.roster_cost(person, options))
        self._seed(root, neighbourhood, people, days)
        root.generate(GAP, context.clock.part(TIME_SHARE * context.clock.limit))
        if root.simplex_is_slow:
            self._slow_size = min(self._slow_size, size)
        value = root.master.objective
        for number in range(DIVES):
            target = incumbent.lower_bound
            if number > 0:
                target = max(target + CLOSE * incumbent.cost, value)
            if self._should_stop() or incumbent.cost <= target + 0.5:
                break
            noise, rounding = (
                (CAREFUL_NOISE, max_rounding * CAREFUL_ROUNDING) if number > 0 else (0.0, max_rounding)
            )
            chosen = DivingHeuristic(root, context, noise=noise, max_rounding=rounding).dive()
            if chosen is not None:
                descent = CoordinateDescent(neighbourhood, chosen)
                descent.descend(context.shuffled(len(chosen)), self._should_stop)
                rosters = [options for options in descent.chosen if options is not None]
                incumbent.accept(rosters, neighbourhood.total_cost(rosters) - neighbourhood.fixed_cost)
        if incumbent.best_rosters is not None:
            self._accept(neighbourhood, people, days, incumbent, phase)

    def _seed(
        self, root: RootNode, neighbourhood: NeighbourhoodDecomposition, people: Sequence[int], days: range
    ) -> None:
        """Begin at the dual prices of the whole problem, and with its columns where all days are free."""
        if self.root is None:
            return
        root.duals = self.root.duals[neighbourhood.row_numbers]
        if len(days) < self._decomposition.problem.days:
            return
        whole_master = self.root.master
        for place, person in enumerate(people):
            for column in whole_master.cheapest_columns(person, self.root.duals, SEED_COLUMNS):
                root.master.add(place, whole_master.column_options[column], whole_master.column_cost[column])

    def _accept(
        self,
        neighbourhood: NeighbourhoodDecomposition,
        people: Sequence[int],
        days: range,
        incumbent: NeighbourhoodIncumbent,
        phase: str,
    ) -> None:
        """Go on from the best rosters of a neighbourhood, if they are lawful."""
        assert incumbent.best_rosters is not None
        chosen = neighbourhood.on_all_days(incumbent.best_rosters)
        cost = incumbent.cost + neighbourhood.fixed_cost
        if cost > self.cost - 1e-6:
            if not self._has_checked_rules:
                self.chosen = chosen
            return
        another_was_faster = self._incumbent.roster is not self._known_roster
        if another_was_faster and self._merge(incumbent.best_rosters, neighbourhood, people, days, phase):
            return
        descent = CoordinateDescent(neighbourhood, incumbent.best_rosters)
        if descent.offer(self._incumbent, phase):
            self.cost = np.inf
        self.adopt_incumbent()

    def _merge(
        self,
        rosters: list[Ints],
        neighbourhood: NeighbourhoodDecomposition,
        people: Sequence[int],
        days: range,
        phase: str,
    ) -> bool:
        """Put rosters of a neighbourhood into a roster that another search found meanwhile.

        People for whom the two do not fit together are priced again on the free days, beside all others.
        Return whether the result is the best so far.
        """
        other_roster, report = self._incumbent.roster, self._incumbent.report
        if other_roster is None or report is None:
            return False
        other = NeighbourhoodDecomposition(
            self._decomposition,
            self._decomposition.chosen_options(other_roster),
            people,
            days,
            float(report.cost),
        )
        merged: list[Ints | None] = [
            other_pricing.on_free_days(pricing.free_options[options])
            for other_pricing, pricing, options in zip(
                other.people, neighbourhood.people, rosters, strict=True
            )
        ]
        for person, merged_options in enumerate(merged):
            if merged_options is not None and not np.isfinite(other.roster_cost(person, merged_options)):
                merged[person] = None
        descent = CoordinateDescent(other, merged)
        for person in [person for person, merged_options in enumerate(merged) if merged_options is None]:
            descent.reprice(person)
        descent.descend(self._context.shuffled(len(merged)), self._should_stop)
        if not descent.offer(self._incumbent, phase):
            return False
        self.cost = np.inf
        self.adopt_incumbent()
        return True
