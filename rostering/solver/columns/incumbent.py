"""The best roster so far, shared by everything that searches at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from math import ceil, isfinite

from rostering.checker import check
from rostering.problem import Problem, Report, Roster

#: Who raises the bound when it is not CP-SAT.
COLUMNS = "columns"


class Incumbent:
    """The best lawful roster and the best bound; every roster is judged by the independent checker.

    Parameters
    ----------
    problem : Problem
        What rosters are judged by.
    on_change : callable
        Told of each better roster and bound, from whichever thread found it.
    """

    def __init__(self, problem: Problem, on_change: Callable[[], None] = lambda: None) -> None:
        self._problem, self._on_change = problem, on_change
        self._lock = threading.Lock()
        self.roster: Roster | None = None
        self.report: Report | None = None
        self.phase = ""
        self.bound = 0
        self.bound_from = ""
        self.changes = 0

    @property
    def cost(self) -> float:
        """The cost of the best roster, infinite before the first."""
        return float("inf") if self.report is None else float(self.report.cost)

    @property
    def proven(self) -> bool:
        """Whether nothing cheaper can be."""
        return self.report is not None and self.report.cost <= self.bound

    def offer(self, roster: Roster, phase: str) -> Report:
        """Take a roster if it is lawful and better than the best; return how it was judged."""
        report = check(self._problem, roster)
        with self._lock:
            better = self.report is None or rank(report) < rank(self.report)
            if not report.lawful or not better:
                return report
            self.roster, self.report, self.phase = roster, report, phase
            self.changes += 1
        self._on_change()
        return report

    def raise_bound(self, value: float, by: str) -> None:
        """Take a bound if it is higher; costs are whole numbers, so it is rounded up."""
        if isfinite(value):
            whole = ceil(value - 1e-6)
            with self._lock:
                if whole <= self.bound:
                    return
                self.bound, self.bound_from = whole, by
            self._on_change()


def rank(report: Report) -> tuple[int, int]:
    """Return what the best roster has least of: the cost of missing minimum cover, then the whole cost."""
    return (sum(line.cost for line in report.lines if line.rule == "minimum_cover"), report.cost)
