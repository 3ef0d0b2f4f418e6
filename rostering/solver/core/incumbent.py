"""The incumbent: the best roster and bound so far, as one search or the whole run knows them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, isfinite
from typing import TYPE_CHECKING

from rostering.checker import check
from rostering.problem import Problem, Report, Roster

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The name of column generation as the prover of a bound, where it is not CP-SAT.
COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Solution:
    """A lawful roster, the independent checker's report on it, and which search found it in which phase."""

    roster: Roster
    report: Report
    phase: str
    lane: str

    @property
    def rank(self) -> tuple[int, int]:
        """The objective, in order: the cost of missing minimum cover, then the whole cost."""
        return self.report.rank

    @property
    def missing_cost(self) -> int:
        """What missing minimum cover costs."""
        return self.report.missing_cost


@dataclass(frozen=True, slots=True)
class DualBound:
    """A bound proven by column generation, with the dual price of each demand at which it was proven."""

    bound: float
    dual_prices: tuple[float, ...]


class Incumbent:
    """The best lawful roster and the best bound; each roster is checked once, in the process that found it.

    Parameters
    ----------
    problem : Problem
        The problem that rosters are checked against.
    on_change : callable
        Called after each better roster or bound found in this process, in the thread that found it.
    lane : str
        The name of the search whose rosters are offered in this process.

    Attributes
    ----------
    best : Solution or None
        The best roster, None before the first.
    bound, bound_from : int, str
        A lower bound on the cost of a lawful roster with as much minimum cover, and who proved it.
    cover_bound : int
        A lower bound on the cost of missing minimum cover alone.
    changes : int
        How often `best` was replaced.
    dual_bound : DualBound or None
        The best bound of column generation with its dual prices, None before the first.
    """

    def __init__(
        self, problem: Problem, on_change: Callable[[], None] = lambda: None, lane: str = ""
    ) -> None:
        self._problem, self._on_change, self.lane = problem, on_change, lane
        self._lock = threading.Lock()
        self.best: Solution | None = None
        self.bound = 0
        self.bound_from = ""
        self.cover_bound = 0
        self.changes = 0
        self.dual_bound: DualBound | None = None

    @property
    def roster(self) -> Roster | None:
        """The best roster, None before the first."""
        return None if self.best is None else self.best.roster

    @property
    def report(self) -> Report | None:
        """The checker's report on the best roster."""
        return None if self.best is None else self.best.report

    @property
    def cost(self) -> float:
        """The cost of the best roster, infinite before the first."""
        return float("inf") if self.best is None else float(self.best.report.cost)

    @property
    def cutoff(self) -> float:
        """The most that a better roster can cost; costs are whole numbers."""
        return self.cost - 1

    @property
    def proven(self) -> bool:
        """Whether the best roster is proven to cost the least."""
        return self.best is not None and self.best.report.cost <= self.bound

    @property
    def cover_proven(self) -> bool:
        """Whether it is proven that no roster leaves less of the minimum cover unfilled."""
        best = self.best
        return best is not None and (best.report.unfilled == 0 or best.missing_cost <= self.cover_bound)

    def offer(self, roster: Roster, phase: str, *, ties: bool = False) -> Report:
        """Check a roster, keep it if it is lawful and better than the best, and return the report.

        With ``ties`` it also replaces an equally good one of the same search.
        """
        report = check(self._problem, roster)
        if report.lawful and self.take(Solution(roster, report, phase, self.lane), ties=ties):
            self._on_change()
        return report

    def take(self, solution: Solution, *, ties: bool = False) -> bool:
        """Keep a roster that was checked elsewhere if it is better, as `offer` does; return whether it is."""
        with self._lock:
            best = self.best
            taken = best is None or solution.rank < best.rank
            if best is not None and ties and best.lane == solution.lane:
                taken = taken or solution.rank == best.rank
            if taken:
                self.best = solution
                self.changes += 1
        return taken

    def raise_bound(self, value: float, by: str, *, cover: int = 0) -> None:
        """Raise the bounds on the cost and on missing cover, rounded up: costs are whole numbers."""
        if isfinite(value) and self.take_bound(ceil(value - 1e-6), by, cover=cover):
            self._on_change()

    def raise_dual_bound(self, bound: float, dual_prices: NDArray[np.float64]) -> None:
        """Keep the dual prices of the rows at which column generation proves a bound, if it is the highest.

        `bound` is not changed by this: call `raise_bound` afterwards.
        """
        if self.take_dual_bound(DualBound(bound, tuple(dual_prices[: len(self._problem.demands)].tolist()))):
            self._on_change()

    def take_dual_bound(self, dual_bound: DualBound) -> bool:
        """Keep a bound found elsewhere, as `raise_dual_bound` does; return whether it was higher."""
        with self._lock:
            higher = self.dual_bound is None or dual_bound.bound > self.dual_bound.bound
            if higher:
                self.dual_bound = dual_bound
        return higher

    def take_bound(self, value: int, by: str, *, cover: int = 0) -> bool:
        """Keep bounds found elsewhere, as `raise_bound` does; return whether one was higher."""
        with self._lock:
            higher = value > self.bound or cover > self.cover_bound
            if value > self.bound:
                self.bound, self.bound_from = value, by
            self.cover_bound = max(self.cover_bound, cover)
        return higher
