"""The column search from first roster to proof: descent, root, dives, restricted master, in turn."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from rostering.solver.columns.board import Board
from rostering.solver.columns.descent import Descent
from rostering.solver.columns.dive import Dive
from rostering.solver.columns.incumbent import Incumbent
from rostering.solver.columns.master import Master
from rostering.solver.columns.root import Root

DESCENT, ROOT, DIVING = "descent", "root", "diving"
#: Share of the time after which dives begin even if the root is not done.
ROOT_SHARE = 0.45
#: Gap between master and bound at which dives begin; the root goes on between dives.
ROOT_GAP = 0.004
FIRST_RESTARTS = 3


class ColumnSearch:
    """One run of the column engine, in whatever thread calls `run`.

    Parameters
    ----------
    board, incumbent
        The problem and where rosters and bounds go.
    seconds : float
        For how long at most, from now.
    seed : int
        For the order of people and the shaking of dives.
    should_stop : callable
        Asked many times a second.
    on_phase : callable, optional
        Told which phase begins.
    """

    def __init__(
        self,
        board: Board,
        incumbent: Incumbent,
        seconds: float,
        seed: int,
        should_stop: Callable[[], bool],
        on_phase: Callable[[str], None] = lambda _phase: None,
    ) -> None:
        self._board, self._incumbent = board, incumbent
        self._end = time.monotonic() + seconds
        self._seconds = seconds
        self._chance = np.random.default_rng(seed)
        self._asked = should_stop
        self._on_phase = on_phase

    def _left(self) -> float:
        return self._end - time.monotonic()

    def _stop(self) -> bool:
        return self._asked() or self._left() <= 0 or self._incumbent.proven

    def run(self) -> None:
        """Search until proven, stopped or out of time."""
        self._on_phase(DESCENT)
        self._descend()
        master = Master(self._board)
        root = Root(self._board, master, self._incumbent, self._root_stop)
        self._on_phase(ROOT)
        self._seed_columns(root)
        root.generate(ROOT_GAP, self._left)
        turn, noise = 0, 0.0
        while not self._stop():
            self._on_phase(DIVING)
            Dive(
                root,
                self._incumbent,
                self._chance,
                self._stop,
                by_cells=turn % 2 == 1,
                noise=noise,
            ).run(DIVING)
            turn += 1
            noise = min(0.4, noise + 0.05)
            if not root.done or root.gap > 0:
                self._on_phase(ROOT)
                root.stop_with(self._stop)
                root.generate(
                    0.0 if turn > 1 else ROOT_GAP / 4, lambda: min(self._left(), 0.2 * self._seconds)
                )

    def _root_stop(self) -> bool:
        return self._stop() or self._left() < (1 - ROOT_SHARE) * self._seconds

    def _descend(self) -> None:
        """Make first rosters person by person, in a few orders."""
        people = len(self._board.people)
        for _ in range(FIRST_RESTARTS):
            if self._stop() or self._left() < 0.9 * self._seconds:
                return
            descent = Descent(self._board)
            if descent.construct(self._chance.permutation(people).tolist(), self._stop):
                descent.offer(self._incumbent, DESCENT)
            descent.settle(self._chance.permutation(people).tolist(), self._stop)
            descent.offer(self._incumbent, DESCENT)

    def _seed_columns(self, root: Root) -> None:
        """Give the master the rosters of the best so far."""
        if self._incumbent.roster is None:
            return
        for number, places in enumerate(self._board.places(self._incumbent.roster)):
            root.master.add(number, places, self._board.own_cost(number, places))
