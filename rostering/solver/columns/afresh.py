"""A search that begins again from a roster drawn by shares, away from the corner where the best so far is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.solver.clock import Clock
from rostering.solver.columns.board import Board
from rostering.solver.columns.descent import Descent
from rostering.solver.columns.improver import Improver
from rostering.solver.columns.incumbent import Incumbent
from rostering.solver.columns.induced import Induced, Shares
from rostering.solver.columns.neighbourhoods import Neighbourhoods
from rostering.solver.columns.root import Root

#: It ends after this share of all time without a better roster of its own.
PATIENCE = 0.1


class Afresh:
    """Neighbourhoods of a roster of their own, not of the best so far, which is often far from the shares.

    Parameters
    ----------
    board, root, incumbent, clock, chance, should_stop
        As of `Dive`; the incumbent hears of what is better than its best.
    """

    def __init__(
        self,
        board: Board,
        root: Root,
        incumbent: Incumbent,
        clock: Clock,
        chance: np.random.Generator,
        should_stop: Callable[[], bool],
    ) -> None:
        self._board, self._root, self._incumbent = board, root, incumbent
        self._clock, self._chance, self._should_stop = clock, chance, should_stop

    def run(self, shares: Shares, phase: str) -> None:
        """Draw a roster by the shares, and make it better by them for as long as that succeeds."""
        own, drawn = Incumbent(self._board.problem), shares.draw(self._chance)
        if drawn is None or not Descent(self._board, drawn).offer(own, phase):
            return
        improver = Improver(self._board, own, self._clock, self._chance, self._should_stop)
        improver.root = self._root
        induced = Induced(self._root, own, improver, self._clock, self._chance, self._should_stop)
        induced.shares = shares
        near = Neighbourhoods(self._board, improver, induced, self._clock, self._chance)
        before, since = own.cost, self._clock.spent()
        while not self._should_stop() and self._clock.spent() - since < PATIENCE * self._clock.limit:
            near.improve(phase)
            if own.cost < before and own.roster is not None:
                before, since = own.cost, self._clock.spent()
                if own.cost < self._incumbent.cost:
                    self._incumbent.offer(own.roster, phase)
