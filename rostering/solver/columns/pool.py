"""Rosters as columns: whose each is, what it costs them, and what it counts in the rows."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from rostering.solver.columns.kernel import Floats, Ints
from rostering.solver.columns.sheet import Tally


class Columns(ABC):
    """Columns that are chosen among.

    Attributes
    ----------
    person, cost, chosen : list
        Of each column: whose it is, what it costs that person, and the options in it.
    """

    def __init__(self, board: Tally) -> None:
        self.board = board
        self.person: list[int] = []
        self.cost: list[float] = []
        self.chosen: list[Ints] = []
        self._known: set[tuple[int, bytes]] = set()
        self._of: list[list[int]] = [[] for _ in board.people]

    def add(self, person: int, chosen: Ints, cost: float) -> bool:
        """Add a roster of a person that costs them so much; return whether it is new."""
        key = (person, np.sort(chosen).tobytes())
        if key in self._known:
            return False
        self._known.add(key)
        sums = self.board.counted(person, chosen)
        rows = np.nonzero(sums)[0]
        self._of[person].append(len(self.person))
        self.person.append(person)
        self.cost.append(cost)
        self.chosen.append(chosen)
        self._take(person, cost, rows, sums[rows])
        return True

    @abstractmethod
    def _take(self, person: int, cost: float, rows: Ints, values: Floats) -> None:
        """Take the last column into account, which counts these values in these rows."""

    def columns_of(self, person: int) -> list[int]:
        """Return the columns of a person."""
        return self._of[person]

    def nearest(self, person: int, duals: Floats, most: int) -> list[int]:
        """Return the columns of a person that cost least at some prices of the rows, so many at most."""
        reduced = {
            column: self.cost[column] - float((self.board.counted(person, self.chosen[column]) * duals).sum())
            for column in self._of[person]
        }
        return sorted(reduced, key=lambda column: reduced[column])[:most]
