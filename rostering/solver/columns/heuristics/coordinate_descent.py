"""Coordinate descent: one person at a time gets the cheapest roster beside what everyone else has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from rostering.problem import Report
from rostering.solver.columns.loops.array_types import INF, Ints
from rostering.solver.columns.master.decomposition import ConstructionGuide, Decomposition
from rostering.solver.core.incumbent import Incumbent

#: How often a roster that breaks a rule left out of pricing is mended.
MENDINGS = 6


class CoordinateDescent:
    """A roster that is made better person by person.

    ``chosen`` is everyone's roster; None for someone without one yet. ``cost`` is that of rows and people
    together, as the graphs count it.
    """

    def __init__(self, board: Decomposition, chosen: Sequence[Ints | None] | None = None) -> None:
        self.decomposition = board
        people = len(board.people)
        self.chosen: list[Ints | None] = list(chosen) if chosen else [None] * people
        self.banned_options: dict[int, set[int]] = {}
        self.row_sums = np.zeros(len(board.rows.wanted))
        for person, places in enumerate(self.chosen):
            if places is not None:
                self.row_sums += board.row_sums(person, places)

    def reprice(self, person: int, guide: ConstructionGuide | None = None) -> None:
        """Give a person the cheapest roster beside the others, if there is one."""
        board = self.decomposition
        before = self.chosen[person]
        others = self.row_sums if before is None else self.row_sums - board.row_sums(person, before)
        cost = board.marginal_option_costs(person, others, guide)
        cost[list(self.banned_options.get(person, ()))] = INF
        priced = board.people[person].solve(cost)
        if priced.chosen is not None:
            self.chosen[person] = priced.chosen
            self.row_sums = others + board.row_sums(person, priced.chosen)

    def offer(self, incumbent: Incumbent, phase: str) -> bool:
        """Offer the roster; where it breaks a rule that pricing leaves out, ban a duty and try again."""
        for _ in range(MENDINGS):
            chosen = [one for one in self.chosen if one is not None]
            if len(chosen) < len(self.chosen):
                return False
            before = incumbent.changes
            report = incumbent.offer(self.decomposition.roster(chosen), phase)
            if report.lawful:
                return incumbent.changes > before
            self._ban(report)
        return False

    def _ban(self, report: Report) -> None:
        """Forbid one duty of each person who breaks a hard rule, and give them another roster."""
        numbers = {person.worker.key: number for number, person in enumerate(self.decomposition.people)}
        shifts = self.decomposition.problem.shifts
        for violation in report.violations:
            if not violation.hard or violation.worker not in numbers:
                continue
            person = numbers[violation.worker]
            places = self.chosen[person]
            assert places is not None
            keys = {
                shifts[self.decomposition.people[person].option_shift[place]].key: int(place)
                for place in places
                if self.decomposition.people[person].option_shift[place] >= 0
            }
            about = [keys[key] for key in violation.shifts if key in keys] or [
                place
                for place in keys.values()
                if self.decomposition.people[person].option_day[place] in violation.days
            ]
            if about:
                self.banned_options.setdefault(person, set()).add(about[-1])
                self.reprice(person)

    def construct(
        self, order: Sequence[int], should_stop: Callable[[], bool], guide: ConstructionGuide | None = None
    ) -> bool:
        """Give everyone a roster in turn; return whether all have one."""
        for person in order:
            if should_stop():
                return False
            self.reprice(person, guide)
        return all(places is not None for places in self.chosen)

    def descend(self, order: Sequence[int], should_stop: Callable[[], bool]) -> None:
        """Go round until nobody's roster can be made better alone."""
        quiet, place = 0, 0
        while quiet < len(order) and not should_stop():
            person = order[place % len(order)]
            place += 1
            before = self.chosen[person]
            self.reprice(person)
            after = self.chosen[person]
            same = before is not None and after is not None and np.array_equal(before, after)
            quiet = quiet + 1 if same else 0
            if place > 12 * len(order):
                return
