"""A fractional solution of the master, read by person, day and option."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.decomposition import Decomposition


class FractionalSolution:
    """How much of each option, and of each day off, everybody has in some columns.

    Parameters
    ----------
    board : Decomposition
        The people.
    person, chosen, share : sequences
        Of each column, whose it is, the options in it, and how much of it that person has.
    """

    def __init__(
        self, board: Decomposition, person: Sequence[int], chosen: Sequence[Ints], share: Floats
    ) -> None:
        self._people = board.people
        self._option_values = [np.zeros(len(one.option_shift)) for one in board.people]
        self._columns: list[list[tuple[float, Ints]]] = [[] for _ in board.people]
        for column in np.flatnonzero(share > 0).tolist():
            self._option_values[person[column]][chosen[column]] += share[column]
            self._columns[person[column]].append((float(share[column]), chosen[column]))
        self._day_off_values = np.ones((len(board.people), board.problem.days))
        for number, (one, had) in enumerate(zip(board.people, self._option_values, strict=True)):
            np.subtract.at(self._day_off_values[number], one.option_day, had)

    def sample(self, chance: np.random.Generator) -> list[Ints] | None:
        """Return a roster of everyone, drawn by how much they have of each; None if somebody has none."""
        if not all(self._columns):
            return None
        drawn = []
        for mine in self._columns:
            weights = np.array([share for share, _ in mine])
            drawn.append(mine[chance.choice(len(mine), p=weights / weights.sum())][1])
        return drawn

    def agreement(self, chosen: Sequence[Ints]) -> Floats:
        """Return by person and day how much they have of what they do in a roster, 0 to 1."""
        found = self._day_off_values.copy()
        for number, (person, had, places) in enumerate(
            zip(self._people, self._option_values, chosen, strict=True)
        ):
            found[number, person.option_day[places]] = had[places]
        return np.clip(found, 0.0, 1.0)
