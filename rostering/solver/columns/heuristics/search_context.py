"""What a search hands to everything that works for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent


@dataclass(frozen=True, slots=True)
class SearchContext:
    """Where rosters come from and go, and what may be spent on better ones.

    Parameters
    ----------
    incumbent : Incumbent
        Where the best roster is, and where better ones go.
    clock : Clock
        For how long at most.
    rng : numpy.random.Generator
        The random numbers of the search.
    should_stop : callable
        Asked many times a second.
    """

    incumbent: Incumbent
    clock: Clock
    rng: np.random.Generator
    should_stop: Callable[[], bool]

    def shuffled(self, count: int) -> list[int]:
        """Return the numbers from 0 to below ``count`` in a random order."""
        order: list[int] = self.rng.permutation(count).tolist()
        return order
