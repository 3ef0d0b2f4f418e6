"""One person as the column engine sees them: options day by day, and the cheapest roster at any prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np

from rostering.problem import Problem, Worker
from rostering.rules import young_day
from rostering.rules._sums import effective_max, minutes
from rostering.rules.base import fixed_duties, read
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.pricing.automata import sequence_automata
from rostering.solver.columns.pricing.day_costs import DAY_COSTS
from rostering.solver.columns.pricing.day_patterns import (
    LONG_HORIZON_DAYS,
    DayPattern,
    Option,
    all_patterns,
    day_options,
    fixed_patterns,
)
from rostering.solver.columns.pricing.enforcement import specs_for
from rostering.solver.columns.pricing.graph_builder import PricingGraphBuilder
from rostering.solver.columns.pricing.pricing_problem import PricedRoster, PricingGraph, PricingProblem
from rostering.solver.columns.pricing.resource_limits import resource_limits
from rostering.solver.columns.pricing.run_automata import (
    LongestRunOfTypeAutomaton,
    ShortestRunOfTypeAutomaton,
)
from rostering.solver.columns.pricing.succession_automaton import SuccessionAutomaton
from rostering.solver.columns.pricing.transition_tables import GraphTooLarge, TransitionTable, rejects
from rostering.solver.core.clock import WALL, Meter


class WorkerPricing(PricingProblem):
    """The options and the pricing graph of one person.

    Parameters
    ----------
    problem, worker
        Whom it is about.
    refused : set of (str, str)
        Pairs of person and duty that can never be.
    shift_numbers : mapping
        The number of each shift, by key.
    cache : dict
        Shared between the people of a problem, so that equal graphs are built once.
    meter : Meter, optional
        Told how much work each pricing was.
    """

    def __init__(
        self,
        problem: Problem,
        worker: Worker,
        refused: set[tuple[str, str]],
        shift_numbers: Mapping[str, int],
        cache: dict[Any, Any],
        meter: Meter = WALL,
    ) -> None:
        if not specs_for(problem, worker, ("locked",)):
            worker = replace(worker, locked=(), locked_off=())
        self.worker = worker
        self._problem, self.meter = problem, meter
        self._fixed = fixed_duties(problem, worker)
        fixed_kinds = fixed_patterns(problem, self._fixed)
        self._past = {day: kind for day, kind in fixed_kinds.items() if day < 0}
        found = list(day_options(problem, worker, fixed_kinds, refused, cache))
        self.option_shift: Ints = np.array(
            [shift_numbers[one.shift.key] if one.shift else -1 for one in found], np.int64
        )
        self.option_day: Ints = np.array([one.day for one in found], np.int64)
        self.option_cost, self.day_off_cost = self._own_costs(found, fixed_kinds)
        self.limits = resource_limits(problem, worker, self._fixed, found)
        # In an order of their own, whatever comes first for this person, so that people share graphs. Those
        # of long horizons are too large not to be shared, even with duties that not everybody may work.
        known = {one.pattern for one in found}
        if problem.days > LONG_HORIZON_DAYS:
            mark = "kinds", worker.employer_key
            if mark not in cache:
                cache[mark] = all_patterns(problem, worker)
            known |= cache[mark]
        kinds = sorted(known)
        places = {kind: place for place, kind in enumerate(kinds)}
        self.finest_pattern: Ints = np.array([places[one.pattern] for one in found], np.int64)
        self.cache = cache
        self.graph_builder = PricingGraphBuilder(problem, worker, self._fixed, self._past, cache)
        self.patterns, number = self._merged(kinds)
        self.base_graph, self.counting_graphs = self._whole(number), {}
        self._rests = self.graph_builder.rest_tables(kinds)

    def solve(self, cost: Floats, off: Floats | None = None) -> PricedRoster:
        """Return the cheapest roster; an unbroken rest that it breaks is held in the graph from then on."""
        found = super().solve(cost, off)
        while found.chosen is not None and self._hold_rests(found.chosen):
            found = super().solve(cost, off)
        return found

    def automaton_tables(self) -> list[tuple[TransitionTable, Ints]]:
        """Return all that is held day by day, minutes and limits apart, and the kinds of options in each."""
        rests = [(part, self.finest_pattern) for part in self._rests]
        return [(self.base_graph.path_problem.transition_table, self.base_graph.pattern_of), *rests]

    def _hold_rests(self, chosen: Ints) -> bool:
        """Put into the graph the unbroken rests that a roster lacks; return whether any could be."""
        lacking = [
            rejects(part, self.option_day[chosen], self.finest_pattern[chosen]) for part in self._rests
        ]
        before = self.base_graph
        for part, lacks in zip(self._rests, lacking, strict=True):
            if lacks:
                with suppress(GraphTooLarge):
                    split = self._split(self.base_graph, np.arange(part.pattern_count, dtype=np.float64))
                    kinds = np.append(split.finest, part.pattern_count - 1)
                    self.base_graph = self._holding(self.base_graph, split, part.for_patterns(kinds))
        self._rests = [part for part, lacks in zip(self._rests, lacking, strict=True) if not lacks]
        if self.base_graph is before:
            return False
        self.counting_graphs.clear()
        return True

    # -- the graph

    def _merged(self, kinds: Sequence[DayPattern]) -> tuple[list[DayPattern], Ints]:
        """Return the kinds that some rule of this person tells apart, and of each kind which it is."""
        alike = self._alike(kinds)
        merged: dict[tuple[object, ...], DayPattern] = {}
        for kind in kinds:
            merged.setdefault(alike[kind], kind)
        numbers = {mark: number for number, mark in enumerate(merged)}
        return list(merged.values()), np.array([numbers[alike[kind]] for kind in kinds], np.int64)

    def _whole(self, number: Ints) -> PricingGraph:
        """Return the graph of all rules but those that are put in when a roster breaks them."""
        width = len(self.patterns) + 1
        kind_of = number[self.finest_pattern]
        offered = np.zeros((len(self.day_off_cost), width), bool)
        offered[self.option_day[self.option_cost < INF], kind_of[self.option_cost < INF]] = True
        offered[:, -1] = self.day_off_cost < INF
        programme = self.graph_builder.path_problem(self.patterns, offered)
        return PricingGraph.of(programme, kind_of, self.option_day, width)

    def _alike(self, kinds: Sequence[DayPattern]) -> dict[DayPattern, tuple[object, ...]]:
        """Return a mark for each kind that is equal for kinds which no rule of this person tells apart."""
        gaps, *others = sequence_automata(self._problem, self.worker, kinds)
        types = {
            one.type_key
            for one in others
            if isinstance(one, LongestRunOfTypeAutomaton | ShortestRunOfTypeAutomaton)
        }
        assert isinstance(gaps, SuccessionAutomaton)
        bills = {kind: gaps.bills(kind) for kind in kinds}
        rows = [row for kind in kinds for bill in bills[kind] for row in bill]
        # Work before the horizon makes kinds cost more on the days of the horizon that it reaches.
        for day, kind in self._past.items():
            rows += [row for bill in gaps.bills(kind) for row in bill[-day - 1 :]]
        seen_as = [tuple(row[place] for row in rows) for place in range(len(kinds))]
        return {
            kind: (
                bills[kind],
                gaps.within(kind),
                seen_as[place],
                kind.paid_min if self.worker.hours else 0,
                kind.is_night,
                kind.is_fixed,
                frozenset(
                    (piece.type_key, piece.is_own) for piece in kind.intervals if piece.type_key in types
                ),
            )
            for place, kind in enumerate(kinds)
        }

    # -- own costs

    def _own_costs(self, found: list[Option], fixed_kinds: dict[int, DayPattern]) -> tuple[Floats, Floats]:
        """Return what each option and each day off costs by rules about single days."""
        problem, worker = self._problem, self.worker
        own, off = np.zeros(len(found)), np.zeros(problem.days)
        for key in worker.locked:
            off[problem.shift_of[key].day] = INF
        for day in fixed_kinds:
            if 0 <= day < problem.days:
                off[day] = INF
        for spec in specs_for(problem, worker, ("young_day",)):
            for cap in young_day.caps(problem, worker, read(young_day.YoungDay, spec)):
                room_min = effective_max(cap, self._fixed) - minutes(self._fixed, cap.days)
                for place, one in enumerate(found):
                    if one.day in cap.days and one.shift is not None and one.shift.work_min > room_min:
                        own[place] = INF
        for spec in specs_for(problem, worker, DAY_COSTS):
            for day, cost in DAY_COSTS[spec.rule](problem, worker, spec):
                off[day] += cost(None)
                for choice in np.flatnonzero(self.option_day == day):
                    own[choice] += cost(found[choice].shift)
        return own, off
