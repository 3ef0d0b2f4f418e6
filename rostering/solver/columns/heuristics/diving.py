"""Diving heuristic: from a fractional solution to whole rosters, by fixing duties and pricing again.

A dive is a depth-first branch of a branch-and-price tree without backtracking (Sadykov, Vanderbeck, Pessoa,
Tahiri and Uchoa, "Primal heuristics for branch and price: the assets of diving methods", 2019,
doi:10.1287/ijoc.2018.0822). What it fixes is that a person works a type of duty on a day, and then which
duty.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.master.column_generation import SMOOTHING, RootNode
from rostering.solver.columns.master.simplex_master import SimplexMaster

#: Rounds of pricing after each fixing. A simplex master whose value is still above what it was before, by
#: more than the share below, is priced up to the second number of rounds.
ROUNDS, MAX_ROUNDS = 4, 20
#: Pricing ends when the value is above the bound by less than this share.
CLOSE = 0.005
#: What is fixed at once is rounded up to 1: the most that may be rounded up together, in a quick dive and in
#: the most careful one.
MAX_ROUNDING, MIN_ROUNDING = 2.0, 0.5
#: Values below this count as zero.
ZERO = 1e-6


class FixingGroups:
    """A person's options in groups that are fixed together: options of one day with the same mark.

    Attributes
    ----------
    group_of : array
        Of each option, the number of its group.
    group_count : int
        How many groups there are.
    is_free : array of bool
        Of each group, whether it may still be fixed.
    """

    def __init__(self, option_days: Ints, option_marks: Ints) -> None:
        pairs = np.column_stack((option_days, option_marks))
        _, group_of = np.unique(pairs, axis=0, return_inverse=True)
        self.group_of: Ints = group_of.reshape(-1)
        self.group_count = int(self.group_of.max(initial=-1)) + 1
        self.is_free = np.ones(self.group_count, bool)


class DivingHeuristic:
    """One dive from a root node.

    Parameters
    ----------
    root : RootNode
        Gives columns and dual prices; its master keeps new columns, but nothing that is fixed.
    context : SearchContext
        What the search works with; the incumbent says what has to be beaten.
    noise : float
        How far values are changed at random before they are ordered for fixing, 0 to 1.
    max_rounding : float
        The most that may be rounded up at once: the sum of what fixed groups lack to 1. Less of it is slower,
        and mostly better.
    integral_people : sequence of int, optional
        Who is to have one whole roster at the end, everybody when left out. Others keep fractional values.

    Attributes
    ----------
    cost : float
        The value of the master at the end, fractional values included.
    """

    def __init__(
        self,
        root: RootNode,
        context: SearchContext,
        *,
        noise: float,
        max_rounding: float = MAX_ROUNDING,
        integral_people: Sequence[int] | None = None,
    ) -> None:
        self._root, self._master, self._decomposition = root, root.master, root.decomposition
        self._context, self._should_stop = context, context.should_stop
        self._noise, self._max_rounding = noise, max_rounding
        people = self._decomposition.people
        everyone = range(len(people))
        self._integral_people = frozenset(everyone if integral_people is None else integral_people)
        self.cost = np.inf
        #: By person, whether each option is still allowed, and what days off cost: infinite where one is
        #: ruled out.
        self._allowed: list[NDArray[np.bool_]] = [
            np.ones(len(pricing.option_shift), bool) for pricing in people
        ]
        self._day_off_cost = [pricing.day_off_cost.copy() for pricing in people]
        #: The column of everyone whose roster is settled.
        self._settled: dict[int, int] = {}
        shifts = self._decomposition.problem.shifts
        types = dict.fromkeys(shift.type_key for shift in shifts)
        number_of_type = {type_key: number for number, type_key in enumerate(types)}
        # Fixed work has the shift number -1: the last one.
        type_of_shift = np.array([*(number_of_type[shift.type_key] for shift in shifts), -1], np.int64)
        self._type_groups = [
            FixingGroups(pricing.option_day, type_of_shift[pricing.option_shift]) for pricing in people
        ]
        self._duty_groups = [FixingGroups(pricing.option_day, pricing.option_shift) for pricing in people]
        self._active_groups = self._type_groups
        #: The dual prices of the best bound of the last pricing, and the value of the master then.
        self._stability_centre, self._previous_value = root.duals, 0.0

    def run(self, phase: str) -> bool:
        """Dive, descend from the end, and offer the result; return whether it was the best so far."""
        chosen = self.dive()
        if chosen is None:
            return False
        descent = CoordinateDescent(self._decomposition, chosen)
        is_better = descent.offer(self._context.incumbent, phase)
        descent.descend(self._context.shuffled(len(chosen)), self._should_stop)
        return descent.offer(self._context.incumbent, phase) or is_better

    def dive(self) -> list[Ints] | None:
        """Return everyone's roster at the end of the dive, None when the incumbent cannot be beaten."""
        restore = self._master.save_state()
        try:
            self._master.begin_dive(self._root.duals)
            return self._fix_all()
        finally:
            restore()

    def _fix_all(self) -> list[Ints] | None:
        """Fix until nothing is left to fix, or the incumbent cannot be beaten."""
        while self._reoptimise():
            if not self._fix_largest():
                return self._finish()
        return None

    def _finish(self) -> list[Ints]:
        """Return everyone's roster when nothing is left to fix: of several columns that of largest value."""
        master, values = self._master, self._master.column_values
        self.cost = master.objective
        for person in self._unsettled_people().tolist():
            columns = [column for column in master.columns_of(person) if master.is_allowed(column)]
            self._settled[person] = max(columns, key=lambda column: values[column])
        people = range(len(self._decomposition.people))
        return [master.column_options[self._settled[person]] for person in people]

    def _unsettled_people(self) -> Ints:
        people = range(len(self._decomposition.people))
        return np.array([person for person in people if person not in self._settled], np.int64)

    # -- pricing

    def _reoptimise(self) -> bool:
        """Solve the master and price everyone who is not settled; return whether to go on."""
        master, clock, previous_value = self._master, self._context.clock, self._previous_value
        best_bound = -INF
        for round_number in range(1, MAX_ROUNDS + 1):
            if not master.reoptimise(self._unsettled_people(), clock, self._should_stop):
                return False
            for smoothing in (SMOOTHING, 0.0):
                duals = smoothing * self._stability_centre + (1 - smoothing) * master.duals
                result = self._add_columns(duals)
                if result is None:
                    return False
                bound, added = result
                if bound > best_bound:
                    best_bound, self._stability_centre = bound, duals
                if added:
                    break
            has_recovered = master.objective <= previous_value + CLOSE * abs(previous_value)
            is_enough = round_number >= ROUNDS and (has_recovered or not isinstance(master, SimplexMaster))
            if is_enough or not added or master.objective - best_bound <= CLOSE * abs(best_bound):
                break
        self._previous_value = master.objective
        is_solved = master.reoptimise(self._unsettled_people(), clock, self._should_stop)
        return is_solved and not master.is_incomplete

    def _add_columns(self, duals: Floats) -> tuple[float, int] | None:
        """Add the cheapest rosters that are still allowed; return the bound, and how many are new.

        None: a stop was asked for, somebody has no roster left, or the bound says that what is fixed costs
        more than the incumbent.
        """
        decomposition, master = self._decomposition, self._master
        bound, added = decomposition.rows.dual_bound(duals), 0
        for person, pricing in enumerate(decomposition.people):
            if self._should_stop():
                return None
            if person in self._settled:
                column = self._settled[person]
                dual_value = decomposition.dual_value(person, master.column_options[column], duals)
                bound += master.column_cost[column] - dual_value
                continue
            costs = decomposition.reduced_option_costs(person, duals)
            allowed_costs = np.where(self._allowed[person], costs, INF)
            priced = pricing.solve(allowed_costs, self._day_off_cost[person])
            bound += priced.bound
            if priced.chosen is not None:
                cost = self._root.column_cost(person, priced, duals)
                added += master.add(person, priced.chosen, cost)
        return None if bound > self._context.incumbent.cutoff + ZERO else (bound, added)

    # -- fixing

    def _fix_largest(self) -> bool:
        """Fix the groups of largest value; return whether there was anything left to fix."""
        candidates = sorted(self._candidates(), reverse=True)
        rounding = 0.0
        for _, value, person, group in candidates:
            if rounding > 0 and rounding + 1 - value > self._max_rounding:
                break
            if self._fix_group(person, group):
                rounding += 1 - value
        return bool(candidates)

    def _candidates(self) -> list[tuple[float, float, int, int]]:
        """Return what may be fixed: its value with noise, its value, the person, and the group of options.

        Types of duty come first, then duties. People with one column in use, all of it fixed, become settled.
        """
        column_values = self._master.column_values
        for groups in (self._type_groups, self._duty_groups):
            candidates = []
            for person in sorted(self._integral_people.difference(self._settled)):
                in_use = [
                    column for column in self._master.columns_of(person) if column_values[column] > ZERO
                ]
                values = np.zeros(groups[person].group_count)
                for column in in_use:
                    options = self._master.column_options[column]
                    values[groups[person].group_of[options]] += column_values[column]
                free = np.nonzero((values > ZERO) & groups[person].is_free)[0]
                if len(in_use) == 1 and not len(free) and groups is self._duty_groups:
                    self._settled[person] = in_use[0]
                noisy = values[free] + self._noise * self._context.rng.random(len(free))
                ranked = zip(noisy.tolist(), values[free].tolist(), free.tolist(), strict=True)
                candidates += [(rank, value, person, group) for rank, value, group in ranked]
            if candidates:
                self._active_groups = groups
                return candidates
        return []

    def _fix_group(self, person: int, group: int) -> bool:
        """Have a person work an option of a group on its day; return False where no column would be left."""
        groups = self._active_groups[person]
        columns = [column for column in self._master.columns_of(person) if self._master.is_allowed(column)]
        in_group = groups.group_of == group
        ruled_out = [column for column in columns if not in_group[self._master.column_options[column]].any()]
        if not groups.is_free[group] or len(ruled_out) == len(columns):
            return False
        days = self._decomposition.people[person].option_day
        on_day = days == days[in_group][0]
        self._allowed[person] &= in_group | ~on_day
        self._day_off_cost[person][days[in_group][0]] = INF
        type_groups, duty_groups = self._type_groups[person], self._duty_groups[person]
        type_groups.is_free[type_groups.group_of[on_day]] = False
        if int((self._allowed[person] & on_day).sum()) == 1:
            duty_groups.is_free[duty_groups.group_of[on_day]] = False
        self._master.forbid_columns(person, ruled_out)
        return True
