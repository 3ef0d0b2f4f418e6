"""Subset-row cuts: inequalities that whole column values keep and fractional ones can break.

Of three rows that want one person each, two rosters that serve two of them each cannot both be had: together
they would need four places. In general, of three rows no more rosters can serve two than half of the wanted
sum of the three, rounded down. So a roster counts once in a cut for every two of its duties in the three
rows, and the right-hand side is half of the wanted sum. A person's convexity row can stand in the place of a
row: then every roster of that person counts one there. What a row has beyond the wanted sum adds as much to
the right-hand side.

Jepsen, Petersen, Spoorendonk and Pisinger, "Subset-row inequalities applied to the vehicle-routing problem
with time windows", 2008, doi:10.1287/opre.1070.0449. More than three rows would do as well, but three bring
most.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.loops.labels import BITS, BYTE, CutParities
from rostering.solver.columns.master.linking_rows import LinkingConstraints
from rostering.solver.columns.pricing.pricing_problem import PricingProblem

#: Dual prices of cuts below this count as zero.
ZERO = 1e-7
#: For each value of a byte, its bits as numbers.
SET = (np.arange(1 << BYTE)[:, None] >> np.arange(BYTE) & 1).astype(np.float64)


class SubsetRowCut(NamedTuple):
    """A cut of three: linking rows, and people for their convexity rows."""

    rows: tuple[int, ...]
    people: tuple[int, ...]
    right_hand_side: int


class CutPool:
    """The cuts of a restricted master.

    Attributes
    ----------
    cuts : list of SubsetRowCut
        In the order in which they were added.
    eligible_rows : array of bool
        Of each row, whether it may be in a cut: nobody counts -1 in it, for which rounding down would not
        hold.
    """

    def __init__(self, linking: LinkingConstraints) -> None:
        self._linking = linking
        self.cuts: list[SubsetRowCut] = []
        #: By cut, three numbers each, filled up with the number of rows and with -1.
        self._rows: Ints = np.empty((0, 3), np.int64)
        self._people: Ints = np.empty((0, 3), np.int64)
        #: By person and cut: in how many of its rows each option counts; None where no roster counts in the
        #: cut.
        self._option_counts: dict[tuple[int, int], Ints | None] = {}
        self.eligible_rows = np.ones(len(linking.rows.wanted) + 1, bool)
        for rows, coefficients in zip(linking.option_rows, linking.option_coefficients, strict=True):
            self.eligible_rows[rows[coefficients < 0]] = False

    def add(self, cuts: Iterable[SubsetRowCut]) -> list[SubsetRowCut]:
        """Add those cuts that are new; return them."""
        known = set(self.cuts)
        new = [cut for cut in cuts if cut not in known]
        self.cuts += new
        none = len(self._linking.rows.wanted)
        self._rows = np.array([[*cut.rows, none, none, none][:3] for cut in self.cuts], np.int64)
        self._people = np.array([[*cut.people, -1, -1, -1][:3] for cut in self.cuts], np.int64)
        return new

    def coefficients(self, person: int, sums: Floats) -> Floats:
        """Return the coefficient in each cut of a person's column, which adds these sums to the rows."""
        if not self.cuts:
            return np.zeros(0)
        served = np.append(sums, 0.0)[self._rows].sum(axis=1)
        served += (self._people == person).any(axis=1)
        coefficients: Floats = np.floor(served / 2)
        return coefficients

    def dual_bound(self, duals: Floats, cut_duals: Floats) -> float:
        """Return what rows and cuts add to the Lagrangian bound at these dual prices."""
        rows = self._linking.rows
        cut_duals_by_row = np.zeros(len(rows.wanted))
        constant = 0.0
        for cut, dual in zip(self.cuts, cut_duals, strict=True):
            if dual > ZERO:
                cut_duals_by_row[list(cut.rows)] += dual
                constant += dual * cut.right_hand_side
        # What is beyond the wanted sum of a row makes room in its cuts, so there it costs less by their
        # prices.
        total = rows.dual_bound(duals) - float((rows.max_sum * np.minimum(0.0, rows.over + duals)).sum())
        over_costs = rows.over + duals - cut_duals_by_row
        return total + float((rows.max_sum * np.minimum(0.0, over_costs)).sum()) - constant

    def parities(
        self, person: int, pricing: PricingProblem, cut_duals: Floats
    ) -> tuple[Floats, CutParities] | None:
        """Return what cuts add to the cost of a person's options; None where no cut concerns the person.

        The first part is what each option costs for being two or more duties of a cut by itself; the second
        says in which cuts an option is an odd number of duties, which pricing has to follow along a roster.
        At most `BITS` cuts are taken, the dearest first; leaving others out lowers the bound but keeps it
        valid.
        """
        taken: list[tuple[float, int, Ints]] = []
        for number in np.argsort(-cut_duals, kind="stable").tolist():
            counts = self._counts_of(person, number, pricing) if cut_duals[number] > ZERO else None
            if counts is not None and len(taken) < BITS:
                taken.append((float(cut_duals[number]), number, counts))
        if not taken:
            return None
        extra_costs = np.zeros(len(pricing.option_shift))
        flips = np.zeros(len(pricing.option_shift), np.int64)
        lives, start = np.zeros(len(pricing.day_off_cost), np.int64), 0
        weights = np.zeros(-(-len(taken) // BYTE) * BYTE)
        for bit, (dual, number, counts) in enumerate(taken):
            extra_costs += dual * (counts // 2)
            flips |= (counts % 2) << bit
            start |= int(person in self.cuts[number].people) << bit
            first_day = pricing.option_day[counts % 2 == 1].min(initial=len(lives))
            lives[first_day + 1 :] |= 1 << bit
            weights[bit] = dual
        table = (SET[None] * weights.reshape(-1, 1, BYTE)).sum(axis=2)
        return extra_costs, CutParities(flips, start, lives, table)

    def _counts_of(self, person: int, number: int, pricing: PricingProblem) -> Ints | None:
        """Return in how many rows of a cut each option of a person counts; None where no roster counts."""
        key = person, number
        if key not in self._option_counts:
            cut, coefficients = self.cuts[number], self._linking.option_coefficients[person]
            in_cut = np.isin(self._linking.option_rows[person], cut.rows)
            counts = (in_cut * coefficients).sum(axis=1).astype(np.int64)
            days = np.unique(pricing.option_day[counts > 0])
            can_count = (counts > 1).any() or len(days) > 1 or (len(days) and person in cut.people)
            self._option_counts[key] = counts if can_count else None
        return self._option_counts[key]
