"""The pricing problem of one person on all days of the horizon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np

from rostering.problem import Problem, Worker
from rostering.rules import young_day
from rostering.rules._sums import effective_max, minutes, worked_min
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
from rostering.solver.columns.pricing.window_automata import window_automata
from rostering.solver.core.clock import WALL, Meter


class WorkerPricing(PricingProblem):
    """The options and the pricing graphs of one person.

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
        Told how much work each solution was.

    Attributes
    ----------
    patterns : list of DayPattern
        Those that the base graph tells apart, by number.
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
        fixed = fixed_patterns(problem, self._fixed)
        self._past = {day: pattern for day, pattern in fixed.items() if day < 0}
        options = list(day_options(problem, worker, fixed, refused, cache))
        self.option_shift: Ints = np.array(
            [shift_numbers[option.shift.key] if option.shift else -1 for option in options], np.int64
        )
        self.option_day: Ints = np.array([option.day for option in options], np.int64)
        self.option_cost, self.day_off_cost = self._costs_of_days(options, fixed)
        self.limits = resource_limits(problem, worker, self._fixed, options)
        # In an order of their own, whatever comes first for this person, so that people share graphs. Those
        # of long horizons are too large not to be shared, even with duties that not everybody may work.
        known = {option.pattern for option in options}
        if problem.days > LONG_HORIZON_DAYS:
            key = "patterns", worker.employer_key
            if key not in cache:
                cache[key] = all_patterns(problem, worker)
            known |= cache[key]
        finest = sorted(known)
        numbers = {pattern: number for number, pattern in enumerate(finest)}
        self.finest_pattern: Ints = np.array([numbers[option.pattern] for option in options], np.int64)
        self.cache = cache
        self.graph_builder = PricingGraphBuilder(problem, worker, self._fixed, self._past, cache)
        self.patterns, pattern_of = self._merge_equivalent(finest)
        self.base_graph, self.counting_graphs = self._first_graph(pattern_of), {}
        #: The automata of unbroken rests that the base graph does not hold yet; they read finest patterns.
        self._rest_tables = self.graph_builder.rest_tables(finest)

    def solve(self, option_cost: Floats, day_off_cost: Floats | None = None) -> PricedRoster:
        """Return the cheapest roster; an unbroken rest that it breaks is held in the graph from then on."""
        priced = super().solve(option_cost, day_off_cost)
        while priced.chosen is not None and self._hold_rests(priced.chosen):
            priced = super().solve(option_cost, day_off_cost)
        return priced

    def automaton_tables(self) -> list[tuple[TransitionTable, Ints]]:
        """Return all automata, minutes and limits left out, each with the patterns of options in it."""
        rests = [(table, self.finest_pattern) for table in self._rest_tables]
        return [(self.base_graph.path_problem.transition_table, self.base_graph.pattern_of), *rests]

    def _hold_rests(self, chosen: Ints) -> bool:
        """Put into the graph the automata of unbroken rests that a roster breaks; return whether any fits."""
        days, patterns = self.option_day[chosen], self.finest_pattern[chosen]
        broken = [rejects(table, days, patterns) for table in self._rest_tables]
        graph_before = self.base_graph
        for table, is_broken in zip(self._rest_tables, broken, strict=True):
            if is_broken:
                with suppress(GraphTooLarge):
                    every_pattern = np.arange(table.pattern_count, dtype=np.float64)
                    refinement = self._refine(self.base_graph, every_pattern)
                    finest = np.append(refinement.finest, table.pattern_count - 1)
                    refined = table.for_patterns(finest)
                    self.base_graph = self._with_automaton(self.base_graph, refinement, refined)
        self._rest_tables = [
            table for table, is_broken in zip(self._rest_tables, broken, strict=True) if not is_broken
        ]
        if self.base_graph is graph_before:
            return False
        self.counting_graphs.clear()
        return True

    # -- the graph

    def _merge_equivalent(self, finest: Sequence[DayPattern]) -> tuple[list[DayPattern], Ints]:
        """Return the patterns that some rule of this person tells apart, and which of them each one is."""
        content = self._content(finest)
        merged: dict[tuple[object, ...], DayPattern] = {}
        for pattern in finest:
            merged.setdefault(content[pattern], pattern)
        numbers = {key: number for number, key in enumerate(merged)}
        return list(merged.values()), np.array([numbers[content[pattern]] for pattern in finest], np.int64)

    def _first_graph(self, pattern_of: Ints) -> PricingGraph:
        """Return the graph of all rules but those that are put in when a roster breaks them.

        ``pattern_of`` is by finest pattern the number of that in the graph.
        """
        pattern_count = len(self.patterns) + 1
        option_pattern = pattern_of[self.finest_pattern]
        is_possible = self.option_cost < INF
        available = np.zeros((len(self.day_off_cost), pattern_count), bool)
        available[self.option_day[is_possible], option_pattern[is_possible]] = True
        available[:, -1] = self.day_off_cost < INF
        path_problem = self.graph_builder.path_problem(self.patterns, available)
        return PricingGraph.of(path_problem, option_pattern, self.option_day, pattern_count)

    def _content(self, patterns: Sequence[DayPattern]) -> dict[DayPattern, tuple[object, ...]]:
        """Return for each pattern what is equal for patterns that no rule of this person tells apart."""
        successions, *runs = sequence_automata(self._problem, self.worker, patterns)
        assert isinstance(successions, SuccessionAutomaton)
        types = {
            automaton.type_key
            for automaton in runs
            if isinstance(automaton, LongestRunOfTypeAutomaton | ShortestRunOfTypeAutomaton)
        }
        windows = [automaton for _, automaton in window_automata(self._problem, self.worker)]
        caused = {pattern: successions.costs_caused(pattern) for pattern in patterns}
        rows = [row for pattern in patterns for pending in caused[pattern] for row in pending]
        # Work before the horizon makes patterns cost more on the days of the horizon that it reaches.
        for day, pattern in self._past.items():
            rows += [row for pending in successions.costs_caused(pattern) for row in pending[-day - 1 :]]
        suffered = [tuple(row[number] for row in rows) for number in range(len(patterns))]
        return {
            pattern: (
                caused[pattern],
                successions.costs_within(pattern),
                suffered[number],
                pattern.paid_min if self.worker.hours else 0,
                pattern.is_night,
                pattern.has_fixed_night,
                pattern.is_fixed,
                frozenset(
                    (interval.type_key, interval.is_own)
                    for interval in pattern.intervals
                    if interval.type_key in types
                ),
                tuple(automaton.read(pattern) for automaton in windows),
            )
            for number, pattern in enumerate(patterns)
        }

    # -- costs of single days

    def _costs_of_days(
        self, options: Sequence[Option], fixed: Mapping[int, DayPattern]
    ) -> tuple[Floats, Floats]:
        """Return what each option and each day off costs by rules about single days."""
        problem, worker = self._problem, self.worker
        option_cost, day_off_cost = np.zeros(len(options)), np.zeros(problem.days)
        for key in worker.locked:
            day_off_cost[problem.shift_of[key].day] = INF
        for day in fixed:
            if 0 <= day < problem.days:
                day_off_cost[day] = INF
        for spec in specs_for(problem, worker, ("young_day",)):
            for cap in young_day.caps(problem, worker, read(young_day.YoungDay, spec)):
                left_min = effective_max(cap, self._fixed) - minutes(self._fixed, cap)
                for number, option in enumerate(options):
                    shift = option.shift
                    if shift is not None and worked_min(shift, cap.start_min, cap.end_min) > left_min:
                        option_cost[number] = INF
        for spec in specs_for(problem, worker, DAY_COSTS):
            for day, cost in DAY_COSTS[spec.rule](problem, worker, spec):
                day_off_cost[day] += cost(None)
                for place in np.flatnonzero(self.option_day == day).tolist():
                    option_cost[place] += cost(options[place].shift)
        return option_cost, day_off_cost
