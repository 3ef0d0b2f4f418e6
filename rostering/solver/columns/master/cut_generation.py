"""Column and cut generation: a higher bound where fractional solutions cost less than whole ones.

Dives go on without cuts: with them each pricing takes many times as long, and the rosters at their ends were
no better.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rostering.solver.columns.loops.array_types import Ints
from rostering.solver.columns.master.column_generation import MIN_GAIN, RootNode
from rostering.solver.columns.master.separation import separate
from rostering.solver.columns.master.simplex_master import SimplexMaster
from rostering.solver.columns.pricing.pricing_problem import PricedRoster
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import COLUMNS

#: Rounds of cuts end after one that raises the bound by less than this share.
MIN_IMPROVEMENT = 0.001
#: The gap between value and bound, as a share, at which the next cuts are looked for. After the last ones
#: column generation goes on to the end.
INTERMEDIATE_GAP = 0.02


class CutGeneration:
    """Raises the bound of a root node that was solved to the end by the simplex method.

    Attributes
    ----------
    master : SimplexMaster
        The restricted master with cuts; without columns before `run`.
    """

    def __init__(self, root: RootNode, should_stop: Callable[[], bool]) -> None:
        self._root, self._decomposition, self._should_stop = root, root.decomposition, should_stop
        self._incumbent = root.incumbent
        self.master = SimplexMaster(root.decomposition)

    def run(self, clock: Clock) -> None:
        """Raise the bound for as long as the solution breaks cuts and these make a difference."""
        root_master = self._root.master
        if not isinstance(root_master, SimplexMaster):
            return
        cuts, value = separate(root_master), root_master.objective
        if not cuts:
            return
        for column in zip(
            root_master.column_person, root_master.column_options, root_master.column_cost, strict=True
        ):
            self.master.add(*column)
        while cuts:
            self.master.add_cuts(cuts)
            if not self._generate_columns(INTERMEDIATE_GAP, clock):
                return
            improvement = self.master.objective - value
            value = self.master.objective
            cuts = separate(self.master) if improvement > MIN_IMPROVEMENT * abs(value) else []
        self._generate_columns(0.0, clock)

    def _is_over(self, clock: Clock) -> bool:
        return self._should_stop() or self._incumbent.proven or clock.over

    def _generate_columns(self, gap: float, clock: Clock) -> bool:
        """Add columns until none gains anything or the gap is small; return whether it came to that."""
        master = self.master
        while not self._is_over(clock) and master.solve(clock, self._should_stop):
            bound, added = master.cut_pool.dual_bound(master.duals, master.cut_duals), 0
            for person in range(len(self._decomposition.people)):
                if self._should_stop():
                    return False
                priced = self._price(person)
                bound += priced.bound
                added += priced.chosen is not None and self._add(person, priced.chosen)
            self._incumbent.raise_dual_bound(bound, master.duals)
            self._incumbent.raise_bound(bound, COLUMNS)
            if not added or master.objective - bound <= gap * abs(master.objective):
                return True
        return False

    def _add(self, person: int, chosen: Ints) -> bool:
        """Add a roster as a column; return whether pricing can give another result for it."""
        cost = self._decomposition.roster_cost(person, chosen)
        if not np.isfinite(cost):
            # It lacked an unbroken rest, which the pricing graph holds from now on.
            return True
        self._root.master.add(person, chosen, cost)
        return self.master.add(person, chosen, cost)

    def _price(self, person: int) -> PricedRoster:
        """Return a person's roster of least reduced cost at the present prices, if it gains something."""
        master, pricing = self.master, self._decomposition.people[person]
        costs = self._decomposition.reduced_option_costs(person, master.duals)
        parities = master.cut_pool.parities(person, pricing, master.cut_duals)
        if parities is None:
            return pricing.solve(costs)
        extra_costs, cut_parities = parities
        ceiling = master.convexity_duals[person] - MIN_GAIN
        return pricing.solve_with_cuts(costs + extra_costs, cut_parities, ceiling)
