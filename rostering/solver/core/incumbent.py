"""The best roster and bound so far, as one search or the whole run knows them."""

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

#: Who raises the bound when it is not CP-SAT.
COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Solution:
    """A lawful roster, how the independent checker judged it, and which search found it in which phase."""

    roster: Roster
    report: Report
    phase: str
    lane: str

    @property
    def rank(self) -> tuple[int, int]:
        """What the best roster has least of: the cost of missing minimum cover, then the whole cost."""
        return (self.missing_cost, self.report.cost)

    @property
    def missing_cost(self) -> int:
        """What missing minimum cover costs."""
        return missing_cost(self.report)


@dataclass(frozen=True, slots=True)
class DualBound:
    """A bound that the columns prove, and what one more person on each demand is worth in that proof."""

    bound: float
    prices: tuple[float, ...]


class Incumbent:
    """The best lawful roster and the best bound; every roster is judged once, where it was found.

    Parameters
    ----------
    problem : Problem
        What rosters are judged by.
    on_change : callable
        Told of each better roster and bound that is found here, from the thread that found it.
    lane : str
        Who offers rosters here.

    Attributes
    ----------
    best : Solution or None
        The best roster, None before the first.
    bound, bound_from : int, str
        No lawful roster that fills as much can cost less, and who proved it.
    cover_bound : int
        No lawful roster can cost less in missing minimum cover alone.
    changes : int
        How often `best` was replaced.
    priced : DualBound or None
        The best bound of the columns with its prices, None before the first.
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
        self.priced: DualBound | None = None

    @property
    def roster(self) -> Roster | None:
        """The best roster, None before the first."""
        return None if self.best is None else self.best.roster

    @property
    def report(self) -> Report | None:
        """How the checker judged the best roster."""
        return None if self.best is None else self.best.report

    @property
    def cost(self) -> float:
        """The cost of the best roster, infinite before the first."""
        return float("inf") if self.best is None else float(self.best.report.cost)

    @property
    def reach(self) -> float:
        """The most that a roster worth finding costs; costs are whole numbers."""
        return self.cost - 1

    @property
    def proven(self) -> bool:
        """Whether nothing cheaper can be."""
        return self.best is not None and self.best.report.cost <= self.bound

    @property
    def cover_proven(self) -> bool:
        """Whether no roster can leave less of the minimum cover unfilled."""
        best = self.best
        return best is not None and (best.report.unfilled == 0 or best.missing_cost <= self.cover_bound)

    def offer(self, roster: Roster, phase: str, *, ties: bool = False) -> Report:
        """Take a roster if it is lawful and better than the best; return how it was judged.

        With ``ties`` it also takes the place of one that was found here and is as good.
        """
        report = check(self._problem, roster)
        if report.lawful and self.take(Solution(roster, report, phase, self.lane), ties=ties):
            self._on_change()
        return report

    def take(self, found: Solution, *, ties: bool = False) -> bool:
        """Take a roster that was judged where it was found, as `offer` does; return whether it was taken."""
        with self._lock:
            best = self.best
            taken = best is None or found.rank < best.rank
            if best is not None and ties and best.lane == found.lane:
                taken = taken or found.rank == best.rank
            if taken:
                self.best = found
                self.changes += 1
        return taken

    def raise_bound(self, value: float, by: str, *, cover: int = 0) -> None:
        """Take a bound, and one on missing cover, if higher; costs are whole numbers, so it is rounded up."""
        if isfinite(value) and self.take_bound(ceil(value - 1e-6), by, cover=cover):
            self._on_change()

    def price(self, bound: float, prices: NDArray[np.float64]) -> None:
        """Take the prices of the rows at which the columns prove a bound, if it is the highest of theirs.

        The bound itself is raised apart, after this.
        """
        if self.take_priced(DualBound(bound, tuple(prices[: len(self._problem.demands)].tolist()))):
            self._on_change()

    def take_priced(self, found: DualBound) -> bool:
        """Take prices that were found elsewhere, as `price` does; return whether their bound was higher."""
        with self._lock:
            higher = self.priced is None or found.bound > self.priced.bound
            if higher:
                self.priced = found
        return higher

    def take_bound(self, value: int, by: str, *, cover: int = 0) -> bool:
        """Take bounds that were found elsewhere, as `raise_bound` does; return whether one was higher."""
        with self._lock:
            higher = value > self.bound or cover > self.cover_bound
            if value > self.bound:
                self.bound, self.bound_from = value, by
            self.cover_bound = max(self.cover_bound, cover)
        return higher


def missing_cost(report: Report) -> int:
    """Return what missing minimum cover costs."""
    return sum(line.cost for line in report.lines if line.rule == "minimum_cover")
