"""Rosters as columns: whose each is, what it costs them, and what it counts in the rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.linking_rows import LinkingConstraints

#: A person's number, their roster and what it costs them.
Column: TypeAlias = tuple[int, Ints, float]


class RestrictedMaster(ABC):
    """Columns that are chosen among.

    Attributes
    ----------
    person, cost, chosen : list
        Of each column: whose it is, what it costs that person, and the options in it.
    """

    def __init__(self, board: LinkingConstraints) -> None:
        self.board = board
        self.person: list[int] = []
        self.cost: list[float] = []
        self.chosen: list[Ints] = []
        self._known: set[tuple[int, bytes]] = set()
        self._of: list[list[int]] = [[] for _ in board.people]

    def add(self, person: int, chosen: Ints, cost: float) -> bool:
        """Add a roster of a person that costs them so much; return whether it is new."""
        key = _key(person, chosen)
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

    def _keep(self, kept: list[int]) -> None:
        """Keep some columns alone, numbered anew in their order."""
        self.person = [self.person[column] for column in kept]
        self.cost = [self.cost[column] for column in kept]
        self.chosen = [self.chosen[column] for column in kept]
        self._known = {_key(*both) for both in zip(self.person, self.chosen, strict=True)}
        self._of = [[] for _ in self.board.people]
        for column, person in enumerate(self.person):
            self._of[person].append(column)

    def columns_of(self, person: int) -> list[int]:
        """Return the columns of a person."""
        return self._of[person]

    def reduced(self, columns: Iterable[int], prices: Floats) -> Floats:
        """Return what some columns cost beyond what they are worth at some prices of the rows."""
        counted = self.board.counted
        found = [
            self.cost[one] - float((counted(self.person[one], self.chosen[one]) * prices).sum())
            for one in columns
        ]
        return np.array(found)

    def excess(self, prices: Floats) -> Floats:
        """Return by how much each column costs more than the cheapest of its person at some prices."""
        reduced = self.reduced(range(len(self.person)), prices)
        people = np.array(self.person, np.int64)
        least = np.full(len(self._of), np.inf)
        np.minimum.at(least, people, reduced)
        excess: Floats = reduced - least[people]
        return excess

    def nearest(self, person: int, prices: Floats, most: int) -> list[int]:
        """Return the columns of a person that cost least at some prices of the rows, so many at most."""
        mine = self._of[person]
        return [mine[place] for place in np.argsort(self.reduced(mine, prices), kind="stable")[:most]]


def _key(person: int, chosen: Ints) -> tuple[int, bytes]:
    """Return what is equal for equal rosters alone."""
    return person, np.sort(chosen).tobytes()
