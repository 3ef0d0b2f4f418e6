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
        self.found: list[Ints] | None = None
        self.lowest = -np.inf

    @property
    def cost(self) -> float:
        """The cost of the best roster of the part."""
        return self._cost

    @property
    def proven(self) -> bool:
        """Whether no roster of the part can be cheaper."""
        return self._cost < self.lowest + 1 - 1e-6

    @property
    def reach(self) -> float:
        """The most that a roster worth finding costs: an equal one lets the search drift."""
        return self._cost

    def raise_bound(self, value: float, by: str, *, cover: int = 0) -> None:
        """Take a bound of the part."""
        self.lowest = max(self.lowest, value)

    def keep(self, chosen: list[Ints], cost: float) -> None:
        """Take rosters of the part if they are not worse; equal ones let the search drift."""
        if cost < self._cost - 1e-6 or (self.found is None and cost <= self._cost + 1e-6):
            self.found, self._cost = chosen, cost


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
        self._board, self._effort = board, effort
        self._incumbent, self._should_stop = effort.incumbent, effort.should_stop
        self.chosen: list[Ints] = []
        self.cost = np.inf
        self.root: RootNode | None = None
        self._known: Roster | None = None
        #: The fewest people times days of a part for which the linear programme was too slow.
        self._slow = np.inf
        self._checked = Enforcement.CHECKED in enforcement_of_rules(board.problem).values()

    def catch_up(self) -> None:
        """Go on from the incumbent's best roster if another search found it."""
        roster, report = self._incumbent.roster, self._incumbent.report
        if roster is not None and report is not None and roster is not self._known:
            if report.cost < self.cost:
                self.chosen, self.cost = self._board.places(roster), float(report.cost)
            self._known = roster

    def improve(self, people: Sequence[int], window: range, phase: str, *, loss: float = LOSS) -> None:
        """Look for better rosters of some people in a window, the rest as it is, and offer what is found.

        ``loss`` is that of the first dive; a second one is more careful.
        """
        part = NeighbourhoodDecomposition(self._board, self.chosen, people, window, self.cost)
        aim = NeighbourhoodIncumbent(part, self.cost - part.constant)
        size = len(people) * len(window)
        root = RootNode(part, aim, self._should_stop, slow=size >= self._slow)
        for person, places in enumerate(part.current()):
            root.columns.add(person, places, part.own_cost(person, places))
        self._begin(root, part, people, window)
        root.generate(GAP, self._effort.clock.part(SHARE * self._effort.clock.limit))
        if root.slow:
            self._slow = min(self._slow, size)
        value = root.columns.objective
        for turn in range(DIVES):
            near = max(aim.lowest + NEAR * aim.cost, value) if turn else aim.lowest
            if self._should_stop() or aim.cost <= near + 0.5:
                break
            noise, lost = (0.05, loss * CAREFUL) if turn else (0.0, loss)
            dive = DivingHeuristic(root, replace(self._effort, incumbent=aim), noise=noise, loss=lost)
            chosen = dive.down()
            if chosen is not None:
                descent = CoordinateDescent(part, chosen)
                descent.settle(self._effort.shuffled(len(chosen)), self._should_stop)
                found = [one for one in descent.chosen if one is not None]
                aim.keep(found, part.cost(found) - part.constant)
        if aim.found is not None:
            self._take(part, people, window, aim, phase)

    def _begin(
        self, root: RootNode, part: NeighbourhoodDecomposition, people: Sequence[int], window: range
    ) -> None:
        """Let a part's search begin at the prices of the whole, and with its columns if these fit."""
        if self.root is None:
            return
        root.duals = self.root.duals[part.kept_rows]
        if len(window) < self._board.problem.days:
            return
        known = self.root.columns
        for place, person in enumerate(people):
            for column in known.nearest(person, self.root.duals, SEEDS):
                root.columns.add(place, known.chosen[column], known.cost[column])

    def _take(
        self,
        part: NeighbourhoodDecomposition,
        people: Sequence[int],
        window: range,
        aim: NeighbourhoodIncumbent,
        phase: str,
    ) -> None:
        """Go on from the best rosters of a part, if they are lawful."""
        assert aim.found is not None
        mine, cost = part.whole(aim.found), aim.cost + part.constant
        if cost > self.cost - 1e-6:
            if not self._checked:
                self.chosen = mine
            return
        if self._incumbent.roster is not self._known and self._join(aim.found, part, people, window, phase):
            return
        descent = CoordinateDescent(part, aim.found)
        if descent.offer(self._incumbent, phase):
            self.cost = np.inf
        self.catch_up()

    def _join(
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
            self._board, self._board.places(theirs), people, window, float(report.cost)
        )
        laid: list[Ints | None] = [
            here.part(there.places[places])
            for here, there, places in zip(under.people, part.people, found, strict=True)
        ]
        for place, places in enumerate(laid):
            if places is not None and not np.isfinite(under.own_cost(place, places)):
                laid[place] = None
        descent = CoordinateDescent(under, laid)
        for place in [place for place, places in enumerate(laid) if places is None]:
            descent.again(place)
        descent.settle(self._effort.shuffled(len(laid)), self._should_stop)
        if not descent.offer(self._incumbent, phase):
            return False
        self.cost = np.inf
        self.catch_up()
        return True
