"""The restricted master problem: the columns known so far, whichever way the choice among them is solved."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.linking_rows import LinkingConstraints

#: A person's number, the options that the person chooses, and what that costs, rows apart.
Column: TypeAlias = tuple[int, Ints, float]


class RestrictedMaster(ABC):
    """The columns of a master problem.

    Attributes
    ----------
    linking : LinkingConstraints
        The rows, and the coefficients of everyone's options in them.
    column_person, column_cost, column_options : list
        Of each column: whose it is, what it costs that person, and the chosen options.
    """

    def __init__(self, linking: LinkingConstraints) -> None:
        self.linking = linking
        self.column_person: list[int] = []
        self.column_cost: list[float] = []
        self.column_options: list[Ints] = []
        self._column_keys: set[tuple[int, bytes]] = set()
        self._columns_by_person: list[list[int]] = [[] for _ in linking.people]

    def add(self, person: int, chosen: Ints, cost: float) -> bool:
        """Add a roster of a person as a column; return whether it is new."""
        key = _key(person, chosen)
        if key in self._column_keys:
            return False
        self._column_keys.add(key)
        sums = self.linking.row_sums(person, chosen)
        rows = np.nonzero(sums)[0]
        self._columns_by_person[person].append(len(self.column_person))
        self.column_person.append(person)
        self.column_cost.append(cost)
        self.column_options.append(chosen)
        self._append_column(person, cost, rows, sums[rows])
        return True

    @abstractmethod
    def _append_column(self, person: int, cost: float, rows: Ints, values: Floats) -> None:
        """Take the last column into account, which has these coefficients in these rows."""

    def _retain(self, kept: list[int]) -> None:
        """Keep some columns alone, numbered anew in their order."""
        self.column_person = [self.column_person[column] for column in kept]
        self.column_cost = [self.column_cost[column] for column in kept]
        self.column_options = [self.column_options[column] for column in kept]
        self._column_keys = {
            _key(person, chosen)
            for person, chosen in zip(self.column_person, self.column_options, strict=True)
        }
        self._columns_by_person = [[] for _ in self.linking.people]
        for column, person in enumerate(self.column_person):
            self._columns_by_person[person].append(column)

    def columns_of(self, person: int) -> list[int]:
        """Return the columns of a person."""
        return self._columns_by_person[person]

    def reduced_costs(self, columns: Iterable[int], duals: Floats) -> Floats:
        """Return the reduced costs of some columns: what they cost less what they earn in the rows.

        The dual price of the convexity row is not taken off.
        """
        return np.array(
            [
                self.column_cost[column]
                - self.linking.dual_value(self.column_person[column], self.column_options[column], duals)
                for column in columns
            ]
        )

    def excess_costs(self, duals: Floats) -> Floats:
        """Return by how much the reduced cost of each column is above the least of the same person."""
        reduced = self.reduced_costs(range(len(self.column_person)), duals)
        people = np.array(self.column_person, np.int64)
        least = np.full(len(self._columns_by_person), np.inf)
        np.minimum.at(least, people, reduced)
        excess: Floats = reduced - least[people]
        return excess

    def cheapest_columns(self, person: int, duals: Floats, most: int) -> list[int]:
        """Return the columns of a person with the least reduced cost, so many at most, cheapest first."""
        columns = self._columns_by_person[person]
        order = np.argsort(self.reduced_costs(columns, duals), kind="stable")
        return [columns[place] for place in order[:most]]


def _key(person: int, chosen: Ints) -> tuple[int, bytes]:
    """Return a key that only the same roster of the same person has."""
    return person, np.sort(chosen).tobytes()
