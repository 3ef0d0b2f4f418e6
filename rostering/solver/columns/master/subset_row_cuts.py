"""Cuts: inequalities that whole rosters keep and shares of them need not.

Of three rows together, or of rows and people, no more duties can be counted by twos than half of what is
wanted in them: whoever works two of the three counts one, whoever works one counts none. The same holds with
more rows, but three bring most (subset-row inequalities, Jepsen and others 2008, doi:10.1287/opre.1070.0449).
What a row has beyond what is wanted gives it as much room.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.loops.labels import BITS, BYTE, CutParities
from rostering.solver.columns.master.linking_rows import LinkingConstraints
from rostering.solver.columns.pricing.pricing_problem import PricingProblem

#: Prices of cuts below this are none.
NOTHING = 1e-7
#: By value of a byte, which of its bits are set.
SET = (np.arange(1 << BYTE)[:, None] >> np.arange(BYTE) & 1).astype(np.float64)


class SubsetRowCut(NamedTuple):
    """Three of these, rows and people together, and how much of them can be counted by twos."""

    rows: tuple[int, ...]
    people: tuple[int, ...]
    most: int


class CutPool:
    """All cuts there are of a sheet.

    Attributes
    ----------
    known : list of SubsetRowCut
        They, in the order in which they were added.
    adds : array of bool
        Of each row, whether nobody's duties count against it: of others halves say nothing.
    """

    def __init__(self, board: LinkingConstraints) -> None:
        self._board = board
        self.known: list[SubsetRowCut] = []
        self._rows: Ints = np.empty((0, 3), np.int64)
        self._people: Ints = np.empty((0, 3), np.int64)
        #: By person and cut: how often each option counts in its rows, None where that is never of matter.
        self._counts: dict[tuple[int, int], Ints | None] = {}
        self.adds = np.ones(len(board.rows.wanted) + 1, bool)
        for row, sign in zip(board.row, board.sign, strict=True):
            self.adds[row[sign < 0]] = False

    def add(self, found: Iterable[SubsetRowCut]) -> list[SubsetRowCut]:
        """Add those that are new; return them."""
        known = set(self.known)
        new = [cut for cut in found if cut not in known]
        self.known += new
        none = len(self._board.rows.wanted)
        self._rows = np.array([[*cut.rows, none, none, none][:3] for cut in self.known], np.int64)
        self._people = np.array([[*cut.people, -1, -1, -1][:3] for cut in self.known], np.int64)
        return new

    def counted(self, person: int, sums: Floats) -> Floats:
        """Return what a person's roster, which counts so much in each row, counts in each cut."""
        if not self.known:
            return np.zeros(0)
        inside = np.append(sums, 0.0)[self._rows].sum(axis=1)
        inside += (self._people == person).any(axis=1)
        counted: Floats = np.floor(inside / 2)
        return counted

    def least(self, duals: Floats, prices: Floats) -> float:
        """Return the least that rows and cuts can add to a Lagrangian bound at these prices."""
        rows = self._board.rows
        cheaper = np.zeros(len(rows.wanted))
        paid = 0.0
        for cut, price in zip(self.known, prices, strict=True):
            if price > NOTHING:
                cheaper[list(cut.rows)] += price
                paid += price * cut.most
        total = rows.bound(duals) - float((rows.largest * np.minimum(0.0, rows.over + duals)).sum())
        return total + float((rows.largest * np.minimum(0.0, rows.over + duals - cheaper)).sum()) - paid

    def odds(self, person: int, pricing: PricingProblem, prices: Floats) -> tuple[Floats, CutParities] | None:
        """Return what options cost by cuts alone, and what is left to count by twos; None if nothing is."""
        found: list[tuple[float, int, Ints]] = []
        for number in np.argsort(-prices, kind="stable").tolist():
            counts = self._of(person, number, pricing) if prices[number] > NOTHING else None
            if counts is not None and len(found) < BITS:
                found.append((float(prices[number]), number, counts))
        if not found:
            return None
        extra, flips = np.zeros(len(pricing.option_shift)), np.zeros(len(pricing.option_shift), np.int64)
        lives, start = np.zeros(len(pricing.day_off_cost), np.int64), 0
        weights = np.zeros(-(-len(found) // BYTE) * BYTE)
        for bit, (price, number, counts) in enumerate(found):
            extra += price * (counts // 2)
            flips |= (counts % 2) << bit
            start |= int(person in self.known[number].people) << bit
            lives[pricing.option_day[counts % 2 == 1].min(initial=len(lives)) + 1 :] |= 1 << bit
            weights[bit] = price
        table = (SET[None] * weights.reshape(-1, 1, BYTE)).sum(axis=2)
        return extra, CutParities(flips, start, lives, table)

    def _of(self, person: int, number: int, pricing: PricingProblem) -> Ints | None:
        """Return how often each option of a person counts in a cut; None where no roster of theirs counts."""
        key = person, number
        if key not in self._counts:
            cut, row, sign = self.known[number], self._board.row[person], self._board.sign[person]
            inside = np.isin(row, cut.rows)
            counts = (inside * sign).sum(axis=1).astype(np.int64)
            days = np.unique(pricing.option_day[counts > 0])
            matters = (counts > 1).any() or len(days) > 1 or (len(days) and person in cut.people)
            self._counts[key] = counts if matters else None
        return self._counts[key]
