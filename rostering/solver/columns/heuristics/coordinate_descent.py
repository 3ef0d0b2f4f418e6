"""Coordinate descent: one person at a time gets the cheapest roster beside what everyone else has.

See Wright, "Coordinate descent algorithms", 2015, doi:10.1007/s10107-015-0892-3. The coordinates are people.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from rostering.problem import Report
from rostering.solver.columns.loops.array_types import INF, Ints
from rostering.solver.columns.master.decomposition import ConstructionGuide, Decomposition
from rostering.solver.core.incumbent import Incumbent

#: How often a roster that breaks a rule left out of pricing is mended.
MAX_MENDINGS = 6
#: The most rounds over all people in one descent.
MAX_ROUNDS = 12


class CoordinateDescent:
    """Everyone's rosters, improved person by person.

    Parameters
    ----------
    decomposition : Decomposition
        Whose rosters they are.
    chosen : sequence of array or None, optional
        Everyone's chosen options at first, None for people without a roster yet.

    Attributes
    ----------
    chosen : list of array or None
        The same now.
    row_sums : array
        The sums of the linking rows.
    banned_options : dict
        By person, options that broke a rule which pricing leaves out, and are not used any more.
    """

    def __init__(self, decomposition: Decomposition, chosen: Sequence[Ints | None] | None = None) -> None:
        self.decomposition = decomposition
        people = len(decomposition.people)
        self.chosen: list[Ints | None] = list(chosen) if chosen else [None] * people
        self.banned_options: dict[int, set[int]] = {}
        self.row_sums = np.zeros(len(decomposition.rows.wanted))
        for person, options in enumerate(self.chosen):
            if options is not None:
                self.row_sums += decomposition.row_sums(person, options)

    def reprice(self, person: int, guide: ConstructionGuide | None = None) -> None:
        """Give a person the cheapest roster beside the others, if there is one."""
        decomposition = self.decomposition
        before = self.chosen[person]
        other_sums = self.row_sums
        if before is not None:
            other_sums = self.row_sums - decomposition.row_sums(person, before)
        costs = decomposition.marginal_option_costs(person, other_sums, guide)
        costs[list(self.banned_options.get(person, ()))] = INF
        priced = decomposition.people[person].solve(costs)
        if priced.chosen is not None:
            self.chosen[person] = priced.chosen
            self.row_sums = other_sums + decomposition.row_sums(person, priced.chosen)

    def offer(self, incumbent: Incumbent, phase: str) -> bool:
        """Offer the rosters; return whether they are the best so far.

        Where they break a rule that pricing leaves out, a duty of each person at fault is banned, and the
        rosters that this gives are offered instead.
        """
        for _ in range(MAX_MENDINGS):
            chosen = [options for options in self.chosen if options is not None]
            if len(chosen) < len(self.chosen):
                return False
            changes_before = incumbent.changes
            report = incumbent.offer(self.decomposition.roster(chosen), phase)
            if report.lawful:
                return incumbent.changes > changes_before
            self._ban(report)
        return False

    def _ban(self, report: Report) -> None:
        """Ban one duty of each person who breaks a compulsory rule, and price that person again."""
        person_of = {pricing.worker.key: person for person, pricing in enumerate(self.decomposition.people)}
        shifts = self.decomposition.problem.shifts
        for violation in report.violations:
            if not violation.hard or violation.worker not in person_of:
                continue
            person = person_of[violation.worker]
            pricing, chosen = self.decomposition.people[person], self.chosen[person]
            assert chosen is not None
            option_of_shift = {
                shifts[pricing.option_shift[option]].key: int(option)
                for option in chosen
                if pricing.option_shift[option] >= 0
            }
            at_fault = [option_of_shift[key] for key in violation.shifts if key in option_of_shift] or [
                option for option in option_of_shift.values() if pricing.option_day[option] in violation.days
            ]
            if at_fault:
                self.banned_options.setdefault(person, set()).add(at_fault[-1])
                self.reprice(person)

    def construct(
        self, order: Sequence[int], should_stop: Callable[[], bool], guide: ConstructionGuide | None = None
    ) -> bool:
        """Price everyone in this order; return whether all have a roster. False when stopped."""
        for person in order:
            if should_stop():
                return False
            self.reprice(person, guide)
        return all(options is not None for options in self.chosen)

    def descend(self, order: Sequence[int], should_stop: Callable[[], bool]) -> None:
        """Price people in turn until nobody's roster changes any more."""
        unchanged, turn = 0, 0
        while unchanged < len(order) and not should_stop():
            person = order[turn % len(order)]
            turn += 1
            before = self.chosen[person]
            self.reprice(person)
            after = self.chosen[person]
            same = before is not None and after is not None and np.array_equal(before, after)
            unchanged = unchanged + 1 if same else 0
            if turn > MAX_ROUNDS * len(order):
                return
