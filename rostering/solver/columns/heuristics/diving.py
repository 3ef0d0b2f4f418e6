"""Dives: from shares of rosters to whole ones, fixing a few duties at a time and pricing again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rostering.solver.columns.heuristics.coordinate_descent import CoordinateDescent
from rostering.solver.columns.heuristics.search_context import SearchContext
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.master.column_generation import SMOOTHING, RootNode
from rostering.solver.columns.master.simplex_master import SimplexMaster

#: Rounds of pricing after each fixing, and at most where the value of a linear programme has not come back to
#: what it was; the share by which it may be above that, and above the bound, at which they end.
ROUNDS, MOST_ROUNDS, CLOSE = 4, 20, 0.005
#: What all that is fixed at once may lack to be whole before, in a quick dive and in the most careful one.
LOSS, LEAST_LOSS = 2.0, 0.5
#: What shares may lack to be whole.
NOTHING = 1e-6


class FixingGroups:
    """A person's options in groups, each of one day, and which groups may be fixed still."""

    def __init__(self, days: Ints, marks: Ints) -> None:
        _, of = np.unique(np.column_stack((days, marks)), axis=0, return_inverse=True)
        self.group_of: Ints = of.reshape(-1)
        self.group_count = int(self.group_of.max(initial=-1)) + 1
        self.is_free = np.ones(self.group_count, bool)


class DivingHeuristic:
    """One dive from the root's columns.

    Parameters
    ----------
    root : RootNode
        The columns and prices to start from; its master keeps new columns, but not what is fixed.
    effort : SearchContext
        What the search works with; the incumbent says what has to be beaten.
    noise : float
        How much the order of fixing is shaken, 0 to 1.
    loss : float
        What all that is fixed at once may lack to be whole before; less is slower, and mostly better.
    whole : sequence of int, optional
        Who is to have a whole roster at the end; everybody when left out. The others keep shares.

    Attributes
    ----------
    cost : float
        What rosters and rows cost at the end, with the shares of those who keep them.
    """

    def __init__(
        self,
        root: RootNode,
        effort: SearchContext,
        *,
        noise: float,
        loss: float = LOSS,
        whole: Sequence[int] | None = None,
    ) -> None:
        self._root, self._master, self._decomposition = root, root.master, root.decomposition
        self._context, self._should_stop = effort, effort.should_stop
        self._noise, self._max_loss = noise, loss
        people = self._decomposition.people
        self._integral_people = frozenset(range(len(people)) if whole is None else whole)
        self.cost = np.inf
        self._allowed: list[NDArray[np.bool_]] = [
            np.ones(len(person.option_shift), bool) for person in people
        ]
        self._day_off_cost = [person.day_off_cost.copy() for person in people]
        #: Everyone who is settled, and the column that they have.
        self._settled: dict[int, int] = {}
        shifts = self._decomposition.problem.shifts
        types = dict.fromkeys(one.type_key for one in shifts)
        numbers = {type_key: number for number, type_key in enumerate(types)}
        type_of = np.array([*(numbers[one.type_key] for one in shifts), -1], np.int64)
        self._type_groups = [
            FixingGroups(person.option_day, type_of[person.option_shift]) for person in people
        ]
        self._duty_groups = [FixingGroups(person.option_day, person.option_shift) for person in people]
        self._active_groups = self._type_groups
        #: The prices of the best bound when last priced, and the value before what was fixed last.
        self._stability_centre, self._previous_value = root.duals, 0.0

    def run(self, phase: str) -> bool:
        """Dive, make the end better person by person, and offer it; return whether it was the best so far."""
        chosen = self.dive()
        if chosen is None:
            return False
        descent = CoordinateDescent(self._decomposition, chosen)
        better = descent.offer(self._context.incumbent, phase)
        descent.descend(self._context.shuffled(len(chosen)), self._should_stop)
        return descent.offer(self._context.incumbent, phase) or better

    def dive(self) -> list[Ints] | None:
        """Dive; return everyone's roster at the end, None when the best so far is out of reach."""
        go_back = self._master.save_state()
        try:
            self._master.begin_dive(self._root.duals)
            return self._fix_all()
        finally:
            go_back()

    def _fix_all(self) -> list[Ints] | None:
        """Fix until nothing is left to fix, or the best so far is out of reach."""
        while self._reoptimise():
            if not self._fix_largest():
                return self._finish()
        return None

    def _finish(self) -> list[Ints]:
        """Return everyone's roster when nothing is left to fix; of several still, the largest share."""
        master, share = self._master, self._master.column_values
        self.cost = master.objective
        for person in self._unsettled_people().tolist():
            mine = [one for one in master.columns_of(person) if master.is_allowed(one)]
            self._settled[person] = max(mine, key=lambda one: share[one])
        return [
            master.column_options[self._settled[person]] for person in range(len(self._decomposition.people))
        ]

    def _unsettled_people(self) -> Ints:
        people = range(len(self._decomposition.people))
        return np.array([person for person in people if person not in self._settled], np.int64)

    # -- pricing

    def _reoptimise(self) -> bool:
        """Balance shares and price the people who are still open; return whether to go on."""
        master, stop, before, best = self._master, self._should_stop, self._previous_value, -INF
        for turn in range(1, MOST_ROUNDS + 1):
            if not master.reoptimise(self._unsettled_people(), self._context.clock, stop):
                return False
            for smoothing in (SMOOTHING, 0.0):
                at = smoothing * self._stability_centre + (1 - smoothing) * master.duals
                priced = self._add_columns(at)
                if priced is None:
                    return False
                bound, added = priced
                if bound > best:
                    best, self._stability_centre = bound, at
                if added:
                    break
            is_back = master.objective <= before + CLOSE * abs(before)
            enough = turn >= ROUNDS and (is_back or not isinstance(master, SimplexMaster))
            if enough or not added or master.objective - best <= CLOSE * abs(best):
                break
        self._previous_value = master.objective
        return (
            master.reoptimise(self._unsettled_people(), self._context.clock, stop)
            and not master.is_incomplete
        )

    def _add_columns(self, prices: Floats) -> tuple[float, int] | None:
        """Add the cheapest rosters that can be had still; return the bound, and how many are new.

        None: a stop was asked for, somebody has no roster left, or everything that is fixed costs too much.
        """
        bound, added = self._decomposition.rows.dual_bound(prices), 0
        for person, pricing in enumerate(self._decomposition.people):
            if self._should_stop():
                return None
            charged = self._decomposition.reduced_option_costs(person, prices)
            if person in self._settled:
                column = self._settled[person]
                worth = self._decomposition.dual_value(person, self._master.column_options[column], prices)
                bound += self._master.column_cost[column] - worth
                continue
            priced = pricing.solve(np.where(self._allowed[person], charged, INF), self._day_off_cost[person])
            bound += priced.bound
            if priced.chosen is not None:
                cost = self._root.column_cost(person, priced, prices)
                added += self._master.add(person, priced.chosen, cost)
        return None if bound > self._context.incumbent.reach + NOTHING else (bound, added)

    # -- fixing

    def _fix_largest(self) -> bool:
        """Fix what has the largest shares; return whether there was anything left to fix."""
        waiting = sorted(self._candidates(), reverse=True)
        lost = 0.0
        for _, share, person, group in waiting:
            if lost > 0 and lost + 1 - share > self._max_loss:
                break
            if self._fix_group(person, group):
                lost += 1 - share
        return bool(waiting)

    def _candidates(self) -> list[tuple[float, float, int, int]]:
        """Return what may be fixed: its shaken share, its share, whose it is, and which group of options.

        Types of duty come first, then duties of a type. Who has one roster alone, all fixed, is settled.
        """
        shares = self._master.column_values
        for groups in (self._type_groups, self._duty_groups):
            found = []
            for person in sorted(self._integral_people.difference(self._settled)):
                had = [one for one in self._master.columns_of(person) if shares[one] > NOTHING]
                share = np.zeros(groups[person].group_count)
                for column in had:
                    share[groups[person].group_of[self._master.column_options[column]]] += shares[column]
                places = np.nonzero((share > NOTHING) & groups[person].is_free)[0]
                if len(had) == 1 and not len(places) and groups is self._duty_groups:
                    self._settled[person] = had[0]
                shaken = share[places] + self._noise * self._context.rng.random(len(places))
                ranked = zip(shaken.tolist(), share[places].tolist(), places.tolist(), strict=True)
                found += [(rank, value, person, place) for rank, value, place in ranked]
            if found:
                self._active_groups = groups
                return found
        return []

    def _fix_group(self, person: int, group: int) -> bool:
        """Let a person work an option of a group on its day, unless no column of theirs is left that does."""
        groups = self._active_groups[person]
        columns = [one for one in self._master.columns_of(person) if self._master.is_allowed(one)]
        inside = groups.group_of == group
        out = [one for one in columns if not inside[self._master.column_options[one]].any()]
        if not groups.is_free[group] or len(out) == len(columns):
            return False
        days = self._decomposition.people[person].option_day
        here = days == days[inside][0]
        self._allowed[person] &= inside | ~here
        self._day_off_cost[person][days[inside][0]] = INF
        self._type_groups[person].is_free[self._type_groups[person].group_of[here]] = False
        if int((self._allowed[person] & here).sum()) == 1:
            self._duty_groups[person].is_free[self._duty_groups[person].group_of[here]] = False
        self._master.forbid_columns(person, out)
        return True
