"""A fractional solution of the master, read by person, day and option."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.master.decomposition import Decomposition


class FractionalSolution:
    """The values of options and days off that follow from the values of columns.

    Parameters
    ----------
    decomposition : Decomposition
        The people.
    column_person, column_options, column_values : sequences
        Of each column, whose it is, its chosen options, and its value.
    """

    def __init__(
        self,
        decomposition: Decomposition,
        column_person: Sequence[int],
        column_options: Sequence[Ints],
        column_values: Floats,
    ) -> None:
        self._people = decomposition.people
        self._option_values = [np.zeros(len(pricing.option_shift)) for pricing in decomposition.people]
        #: By person, the columns in use: their values and options.
        self._columns: list[list[tuple[float, Ints]]] = [[] for _ in decomposition.people]
        for column in np.flatnonzero(column_values > 0).tolist():
            person, options, value = column_person[column], column_options[column], column_values[column]
            self._option_values[person][options] += value
            self._columns[person].append((float(value), options))
        self._day_off_values = np.ones((len(decomposition.people), decomposition.problem.days))
        for person, pricing in enumerate(decomposition.people):
            np.subtract.at(self._day_off_values[person], pricing.option_day, self._option_values[person])

    def sample(self, rng: np.random.Generator) -> list[Ints] | None:
        """Return a roster of everyone, drawn with the values as probabilities; None if somebody has none."""
        if not all(self._columns):
            return None
        sampled = []
        for columns in self._columns:
            values = np.array([value for value, _ in columns])
            sampled.append(columns[rng.choice(len(columns), p=values / values.sum())][1])
        return sampled

    def agreement(self, chosen: Sequence[Ints]) -> Floats:
        """Return by person and day the value here of what a roster has there, 0 to 1."""
        values = self._day_off_values.copy()
        for person, (pricing, options) in enumerate(zip(self._people, chosen, strict=True)):
            values[person, pricing.option_day[options]] = self._option_values[person][options]
        return np.clip(values, 0.0, 1.0)
