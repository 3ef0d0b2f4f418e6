"""Better rosters part by part: some people on some days as a small problem solved to near its bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rostering.problem import Roster
from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.diving import LOSS, DivingHeuristic
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.master.column_generation import RootNode
from rostering.solver.columns.master.decomposition import Decomposition
from rostering.solver.columns.master.neighbourhood_decomposition import NeighbourhoodDecomposition
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.columns.pricing.enforcement import Enforcement, enforcement_of_rules
from rostering.solver.core.incumbent import Incumbent

#: A part has converged when bound and master differ by this share.
GAP = 0.003
#: The most of all time that one part may take.
SHARE = 0.06
#: Columns of the whole of each person that a part begins with.
SEEDS = 40
#: Dives from one part's columns, a quick one and a careful one, while the best roster costs more than the
#: shares did and is further than this share from its bound.
DIVES, NEAR = 2, 0.002
#: What part of the loss of the first the second may have.
CAREFUL = 0.25


class NeighbourhoodIncumbent(Incumbent):
    """What a part's search has to beat; its rosters are offered to the whole's incumbent instead."""

    def __init__(self, part: Decomposition, cost: float) -> None:
        super().__init__(part.problem)
        self._cost = cost
        self.best_rosters: list[Ints] | None = None
        self.lower_bound = -np.inf

    @property
    def cost(self) -> float:
        """The cost of the best roster of the part."""
        return self._cost

    @property
    def proven(self) -> bool:
        """Whether no roster of the part can be cheaper."""
        return self._cost < self.lower_bound + 1 - 1e-6

    @property
    def reach(self) -> float:
        """The most that a roster worth finding costs: an equal one lets the search drift."""
        return self._cost

    def raise_bound(self, value: float, by: str, *, cover: int = 0) -> None:
        """Take a bound of the part."""
        self.lower_bound = max(self.lower_bound, value)

    def accept(self, chosen: list[Ints], cost: float) -> None:
        """Take rosters of the part if they are not worse; equal ones let the search drift."""
        if cost < self._cost - 1e-6 or (self.best_rosters is None and cost <= self._cost + 1e-6):
            self.best_rosters, self._cost = chosen, cost


class NeighbourhoodSolver:
    """The search that makes the incumbent's best roster better, part by part.

    Parameters
    ----------
    board : ProblemDecomposition
        The problem.
    effort : SearchContext
        What the search works with.

    Attributes
    ----------
    chosen : list of array
        Everyone's roster from which the search goes on, as places in their options; empty before the first.
    cost : float
        What these cost.
    root : RootNode or None
        Whose prices and columns parts begin with, once there is one.
    """

    def __init__(
        self,
        board: ProblemDecomposition,
        effort: SearchContext,
    ) -> None:
        self._decomposition, self._context = board, effort
        self._incumbent, self._should_stop = effort.incumbent, effort.should_stop
        self.chosen: list[Ints] = []
        self.cost = np.inf
        self.root: RootNode | None = None
        self._known_roster: Roster | None = None
        #: The fewest people times days of a part for which the linear programme was too slow.
        self._slow_size = np.inf
        self._has_checked_rules = Enforcement.CHECKED in enforcement_of_rules(board.problem).values()

    def adopt_incumbent(self) -> None:
        """Go on from the incumbent's best roster if another search found it."""
        roster, report = self._incumbent.roster, self._incumbent.report
        if roster is not None and report is not None and roster is not self._known_roster:
            if report.cost < self.cost:
                self.chosen, self.cost = self._decomposition.chosen_options(roster), float(report.cost)
            self._known_roster = roster

    def improve(self, people: Sequence[int], window: range, phase: str, *, loss: float = LOSS) -> None:
        """Look for better rosters of some people in a window, the rest as it is, and offer what is found.

        ``loss`` is that of the first dive; a second one is more careful.
        """
        part = NeighbourhoodDecomposition(self._decomposition, self.chosen, people, window, self.cost)
        aim = NeighbourhoodIncumbent(part, self.cost - part.fixed_cost)
        size = len(people) * len(window)
        root = RootNode(part, aim, self._should_stop, simplex_is_slow=size >= self._slow_size)
        for person, places in enumerate(part.current_rosters()):
            root.master.add(person, places, part.roster_cost(person, places))
        self._seed_columns(root, part, people, window)
        root.generate(GAP, self._context.clock.part(SHARE * self._context.clock.limit))
        if root.simplex_is_slow:
            self._slow_size = min(self._slow_size, size)
        value = root.master.objective
        for turn in range(DIVES):
            near = max(aim.lower_bound + NEAR * aim.cost, value) if turn else aim.lower_bound
            if self._should_stop() or aim.cost <= near + 0.5:
                break
            noise, lost = (0.05, loss * CAREFUL) if turn else (0.0, loss)
            dive = DivingHeuristic(root, replace(self._context, incumbent=aim), noise=noise, loss=lost)
            chosen = dive.dive()
            if chosen is not None:
                descent = CoordinateDescent(part, chosen)
                descent.descend(self._context.shuffled(len(chosen)), self._should_stop)
                found = [one for one in descent.chosen if one is not None]
                aim.accept(found, part.total_cost(found) - part.fixed_cost)
        if aim.best_rosters is not None:
            self._accept(part, people, window, aim, phase)

    def _seed_columns(
        self, root: RootNode, part: NeighbourhoodDecomposition, people: Sequence[int], window: range
    ) -> None:
        """Let a part's search begin at the prices of the whole, and with its columns if these fit."""
        if self.root is None:
            return
        root.duals = self.root.duals[part.row_numbers]
        if len(window) < self._decomposition.problem.days:
            return
        known = self.root.master
        for place, person in enumerate(people):
            for column in known.cheapest_columns(person, self.root.duals, SEEDS):
                root.master.add(place, known.column_options[column], known.column_cost[column])

    def _accept(
        self,
        part: NeighbourhoodDecomposition,
        people: Sequence[int],
        window: range,
        aim: NeighbourhoodIncumbent,
        phase: str,
    ) -> None:
        """Go on from the best rosters of a part, if they are lawful."""
        assert aim.best_rosters is not None
        mine, cost = part.on_all_days(aim.best_rosters), aim.cost + part.fixed_cost
        if cost > self.cost - 1e-6:
            if not self._has_checked_rules:
                self.chosen = mine
            return
        if self._incumbent.roster is not self._known_roster and self._merge(
            aim.best_rosters, part, people, window, phase
        ):
            return
        descent = CoordinateDescent(part, aim.best_rosters)
        if descent.offer(self._incumbent, phase):
            self.cost = np.inf
        self.adopt_incumbent()

    def _merge(
        self,
        found: list[Ints],
        part: NeighbourhoodDecomposition,
        people: Sequence[int],
        window: range,
        phase: str,
    ) -> bool:
        """Lay a part over what another search found meanwhile; return whether that is the best so far.

        Who cannot have both together gets the best roster that there is in the window beside all others.
        """
        theirs, report = self._incumbent.roster, self._incumbent.report
        if theirs is None or report is None:
            return False
        under = NeighbourhoodDecomposition(
            self._decomposition,
            self._decomposition.chosen_options(theirs),
            people,
            window,
            float(report.cost),
        )
        laid: list[Ints | None] = [
            here.on_free_days(there.free_options[places])
            for here, there, places in zip(under.people, part.people, found, strict=True)
        ]
        for place, places in enumerate(laid):
            if places is not None and not np.isfinite(under.roster_cost(place, places)):
                laid[place] = None
        descent = CoordinateDescent(under, laid)
        for place in [place for place, places in enumerate(laid) if places is None]:
            descent.reprice(place)
        descent.descend(self._context.shuffled(len(laid)), self._should_stop)
        if not descent.offer(self._incumbent, phase):
            return False
        self.cost = np.inf
        self.adopt_incumbent()
        return True
