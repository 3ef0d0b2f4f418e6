"""Windows: a long horizon made better part by part, each part a small problem solved to near its bound.

A pass goes over the horizon in windows that overlap by half. When a pass gains little the windows grow, until
one of them is the whole horizon or takes too long.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.problem import Roster
from rostering.solver.clock import Clock
from rostering.solver.columns.board import Board
from rostering.solver.columns.crop import Part
from rostering.solver.columns.descent import Descent
from rostering.solver.columns.dive import Dive
from rostering.solver.columns.holding import Held, held
from rostering.solver.columns.incumbent import Incumbent
from rostering.solver.columns.kernel import Ints
from rostering.solver.columns.master import Master
from rostering.solver.columns.root import Root

#: The width of the first windows, and what it grows by after a pass that gained less than this share.
FIRST_DAYS, GROWTH, LITTLE = 28, 1.5, 0.004
#: The width below which slow windows are not made smaller.
LEAST_DAYS = 7
#: A window has converged when bound and master differ by this share.
GAP = 0.003
#: The most of all time that one window may take.
SHARE = 0.06
#: Dives from one window's columns, while the best roster is further than this share from its bound.
DIVES, NEAR = 2, 0.002


class Aim(Incumbent):
    """What a part's search has to beat; its rosters are offered to the whole's incumbent instead."""

    def __init__(self, part: Part, cost: float) -> None:
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

    def raise_bound(self, value: float, by: str, *, cover: int = 0) -> None:
        """Take a bound of the part."""
        self.lowest = max(self.lowest, value)

    def keep(self, chosen: list[Ints], cost: float) -> None:
        """Take rosters of the part if they are not worse; equal ones let the search drift."""
        if cost < self._cost - 1e-6 or (self.found is None and cost <= self._cost + 1e-6):
            self.found, self._cost = chosen, cost


class Windows:
    """The search by windows from the incumbent's best roster.

    Parameters
    ----------
    board, incumbent
        The problem, and where rosters come from and go.
    clock : Clock
        For how long at most.
    chance : numpy.random.Generator
        Shifts the windows of each pass and shakes dives.
    should_stop : callable
        Asked many times a second.
    begin : float
        Where in the horizon the first pass begins, 0 to 1, so that several searches are in different places.
    """

    def __init__(
        self,
        board: Board,
        incumbent: Incumbent,
        clock: Clock,
        chance: np.random.Generator,
        should_stop: Callable[[], bool],
        begin: float = 0.0,
    ) -> None:
        self._board, self._incumbent, self._clock = board, incumbent, clock
        self._chance, self._should_stop = chance, should_stop
        self._at = int(begin * board.problem.days)
        self._width = min(FIRST_DAYS, board.problem.days)
        self._chosen: list[Ints] = []
        self._cost = np.inf
        self._known: Roster | None = None
        self._checked = Held.CHECKED in held(board.problem).values()

    def run(self, phase: str) -> None:
        """Go over the horizon until a window would be all of it."""
        days = self._board.problem.days
        self.catch_up()
        while not self._should_stop() and self._width < days and self._chosen:
            before, slowest = self._cost, 0.0
            for window in self._windows():
                if self._should_stop():
                    return
                self.catch_up()
                began = self._clock.spent()
                self.improve(window, phase)
                slowest = max(slowest, self._clock.spent() - began)
                if slowest > SHARE * self._clock.limit and self._width > LEAST_DAYS:
                    self._at = window.stop
                    break
            if slowest > SHARE * self._clock.limit:
                self._width = max(LEAST_DAYS, int(self._width / GROWTH))
            elif before - self._cost < LITTLE * before and slowest < SHARE * self._clock.limit / GROWTH**2:
                self._width = min(days, int(GROWTH * self._width))

    def _windows(self) -> list[range]:
        """Return the windows of a pass, which begins anywhere after the first."""
        days, step = self._board.problem.days, self._width // 2
        shift = int(self._chance.integers(step))
        starts = range(shift - self._width, days, step)
        found = [range(max(0, start), min(days, start + self._width)) for start in starts]
        found = [one for one in found if len(one) >= step]
        first = next((place for place, one in enumerate(found) if one.start >= self._at), 0)
        return found[first:] + found[:first]

    def catch_up(self) -> None:
        """Go on from the incumbent's best roster if another search found it."""
        roster, report = self._incumbent.roster, self._incumbent.report
        if roster is not None and report is not None and roster is not self._known:
            if report.cost < self._cost:
                self._chosen, self._cost = self._board.places(roster), float(report.cost)
            self._known = roster

    def improve(self, window: range, phase: str) -> None:
        """Look for better rosters in a window, the rest as it is, and offer what is found."""
        part = Part(self._board, self._chosen, range(len(self._board.people)), window, self._cost)
        aim = Aim(part, self._cost - part.constant)
        root = Root(part, Master(part), aim, self._should_stop)
        for person, places in enumerate(part.current()):
            root.master.add(person, places, part.own_cost(person, places))
        root.generate(GAP, self._clock.part(SHARE * self._clock.limit))
        for turn in range(DIVES):
            if self._should_stop() or aim.cost - aim.lowest <= max(0.5, NEAR * aim.cost * bool(turn)):
                break
            dive = Dive(
                root,
                aim,
                self._chance,
                self._clock,
                self._should_stop,
                by_cells=bool(self._chance.random() < 0.5),
                noise=0.05 * turn,
            )
            chosen = dive.down()
            if chosen is not None:
                descent = Descent(part, chosen)
                descent.settle(self._chance.permutation(len(chosen)).tolist(), self._should_stop)
                found = [one for one in descent.chosen if one is not None]
                aim.keep(found, part.cost(found) - part.constant)
        if aim.found is not None:
            self._take(part, window, aim, phase)

    def _take(self, part: Part, window: range, aim: Aim, phase: str) -> None:
        """Go on from the best rosters of a part, if they are lawful."""
        assert aim.found is not None
        mine, cost = part.whole(aim.found), aim.cost + part.constant
        if cost > self._cost - 1e-6:
            if not self._checked:
                self._chosen = mine
            return
        if self._incumbent.roster is not self._known and self._join(mine, window, phase):
            return
        descent = Descent(part, aim.found)
        if descent.offer(self._incumbent, phase):
            self._cost = np.inf
        self.catch_up()

    def _join(self, mine: list[Ints], window: range, phase: str) -> bool:
        """Lay a window over what another search found meanwhile; return whether that is the best so far."""
        roster = self._incumbent.roster
        if roster is None:
            return False
        joined = []
        for person, ours, theirs in zip(self._board.people, mine, self._board.places(roster), strict=True):
            here, there = person.days[ours], person.days[theirs]
            inside = ours[(here >= window.start) & (here < window.stop)]
            joined.append(np.concatenate((inside, theirs[(there < window.start) | (there >= window.stop)])))
        before = self._incumbent.cost
        report = self._incumbent.offer(self._board.roster(joined), phase)
        if not report.lawful or report.cost >= before:
            return False
        self._cost = np.inf
        self.catch_up()
        return True
