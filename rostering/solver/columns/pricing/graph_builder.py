"""The pricing graph of one person, built from the automata and resources of all rules that bind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules import weekly_rest, young_weekly_rest
from rostering.rules.base import Duty, known_from, read
from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.loops.layered_graph import LayeredGraph
from rostering.solver.columns.pricing.automata import sequence_automata
from rostering.solver.columns.pricing.dated_automata import (
    UnbrokenRestAutomaton,
    WorkStretchAutomaton,
    weekend_automaton,
)
from rostering.solver.columns.pricing.day_patterns import DayPattern
from rostering.solver.columns.pricing.enforcement import specs_for
from rostering.solver.columns.pricing.layered_product import layered_product, minimised
from rostering.solver.columns.pricing.product_automaton import ProductAutomaton
from rostering.solver.columns.pricing.resource_periods import ResourcePeriod, minutes_resource
from rostering.solver.columns.pricing.resources import (
    NO_MINUTES_COST,
    WeekendResource,
    contract_periods,
    minutes_cost,
    weekend_resource,
)
from rostering.solver.columns.pricing.shortest_path import ShortestPathProblem
from rostering.solver.columns.pricing.transition_tables import TransitionTable, product_table, tabulate
from rostering.solver.columns.pricing.window_automata import FromPast, window_automata
from rostering.solver.columns.pricing.work_stretches import STRETCH_RULES, longest_stretch, stretch_costs

#: Stands for a weekend worked among costs, which are whole numbers: a year of weekends is below one.
WEEKEND_MARK = 2.0**-20
#: What a rule of unbroken rests asks: the windows of days, the minutes of a rest, how many, and of which
#: employer.
RestRequirement: TypeAlias = tuple[list[range], int, int, str | None]


def _weekly(problem: Problem, worker: Worker, spec: RuleSpec) -> RestRequirement:
    limits = read(weekly_rest.WeeklyRest, spec)
    windows = weekly_rest.windows(problem, worker, limits)
    return windows, limits.rest_min, limits.rests, worker.employer_key


def _young(problem: Problem, worker: Worker, spec: RuleSpec) -> RestRequirement:
    limits = read(young_weekly_rest.YoungWeeklyRest, spec)
    return young_weekly_rest.windows(problem, worker, limits), limits.rest_min, limits.rests, None


REST_REQUIREMENTS: Final[Mapping[str, Callable[[Problem, Worker, RuleSpec], RestRequirement]]] = {
    "weekly_rest": _weekly,
    "young_weekly_rest": _young,
}


class RelaxedGraph(NamedTuple):
    """The pricing graph of one person without their totals, which a Lagrangian relaxation gives dual prices.

    Its states leave out minutes and, where only their number in all counts, weekends (state-space relaxation:
    Christofides, Mingozzi and Toth 1981).
    """

    #: Its arc costs have `WEEKEND_MARK` added for each weekend worked that has a dual price.
    graph: LayeredGraph
    #: The periods of the contract.
    periods: list[ResourcePeriod]
    #: By day: its weekend (-1: none that has a dual price).
    weekend_of: Ints
    #: By number of weekends worked: what they cost together.
    weekend_cost: Floats
    #: The weekends that are worked whatever happens.
    always_worked: frozenset[int]


@dataclass(frozen=True, slots=True)
class _MarkedWeekends:
    """Weekends that are told from all other costs by their mark, and not counted."""

    start: tuple[()] = ()

    def step(self, weekend: int, state: tuple[()], is_worked: bool) -> tuple[tuple[()], float]:
        del weekend
        return state, WEEKEND_MARK if is_worked else 0.0

    def final_cost(self, state: tuple[()]) -> float:
        del state
        return 0.0


class PricingGraphBuilder:
    """Builds the pricing graphs of one person.

    Parameters
    ----------
    problem, worker
        Whom it is about.
    fixed : list of Duty
        Their work that this rota does not decide.
    past : mapping
        The patterns of the days before the horizon with such work.
    cache : dict
        Shared between the people of a problem, so that equal graphs are built once.
    """

    def __init__(
        self,
        problem: Problem,
        worker: Worker,
        fixed: list[Duty],
        past: Mapping[int, DayPattern],
        cache: dict[Any, Any],
    ) -> None:
        self._problem, self._worker, self._fixed, self._past = problem, worker, fixed, past
        self._cache, self._days = cache, range(problem.days)

    def path_problem(
        self, patterns: Sequence[DayPattern], available: NDArray[np.bool_]
    ) -> ShortestPathProblem:
        """Return the shortest path problem of all rules but limits on sums and unbroken rests.

        ``patterns`` are those that it tells apart; ``available`` says by day and pattern, days off last,
        whether a day can be spent so at all.
        """
        periods = self._periods({pattern.paid_min for pattern in patterns})
        period_starts = {period.from_day for period in periods[1:]}
        tables = self._tables(patterns)
        key = _content(tables), tuple(period_starts)
        if key not in self._cache:
            self._cache[key] = layered_product(tables, self._days, period_starts)
        graph: LayeredGraph = self._cache[key]
        paid_min = np.array([*(pattern.paid_min for pattern in patterns), 0])
        minutes = minutes_resource(graph, periods, paid_min)
        return ShortestPathProblem(graph, minutes, self._cache, available)

    def relaxed_graph(self, patterns: Sequence[DayPattern]) -> RelaxedGraph:
        """Return the graph without the totals of the whole horizon: minutes, and weekends if they are one."""
        days, begins_at_work = self._problem.days, any(duty.day == -1 for duty in self._fixed)
        periods = self._periods({pattern.paid_min for pattern in patterns})
        tables = self._tables(patterns)
        weekends = self._weekend_resource()
        weekend_of, weekend_cost, always_worked = np.full(days, -1), np.zeros(1), frozenset[int]()
        if weekends.has_total and not weekends.memory:
            automaton = weekend_automaton(self._problem, _MarkedWeekends(), begins_at_work)
            for day, weekend in automaton.weekend_ending.items():
                weekend_of[day] = weekend
                if day > 0 and day - 1 in automaton.saturdays:
                    weekend_of[day - 1] = weekend
            if automaton.start[1]:
                always_worked = frozenset((automaton.weekend_ending[0],))
            numbers = range(weekends.most + 1)
            weekend_cost = np.array([weekends.final_cost((number,)) for number in numbers])
            tables[-1] = tabulate(automaton, self._days, 2).for_patterns(_work_or_rest(patterns))
        key = "relaxed", _content(tables)
        if key not in self._cache:
            self._cache[key] = layered_product(tables, self._days)
        return RelaxedGraph(self._cache[key], periods, weekend_of, weekend_cost, always_worked)

    def _tables(self, patterns: Sequence[DayPattern]) -> list[TransitionTable]:
        """Return the automata of sequences, of stretches of work, of windows and, last, of weekends."""
        automata = sequence_automata(self._problem, self._worker, patterns)
        product = ProductAutomaton(automata, patterns, self._past)
        work_or_rest = _work_or_rest(patterns)
        return [
            product_table(product, self._problem.days, len(patterns) + 1),
            self._stretch_table(product.begins_at_work).for_patterns(work_or_rest),
            *self._window_tables(patterns),
            self._weekend_table().for_patterns(work_or_rest),
        ]

    def _stretch_table(self, begins_at_work: bool) -> TransitionTable:
        """Return the automaton of stretches of work; of its two patterns the first is work."""
        specs = specs_for(self._problem, self._worker, STRETCH_RULES)
        key = (
            *(spec.name for spec in specs),
            begins_at_work,
            frozenset(duty.day for duty in self._fixed),
        )
        if key not in self._cache:
            longest = longest_stretch(self._problem, self._worker, self._fixed)
            costs = stretch_costs(self._problem, self._worker, self._fixed, longest)
            automaton = WorkStretchAutomaton(costs, longest, begins_at_work, self._problem.days)
            self._cache[key] = minimised(tabulate(automaton, self._days, 2), self._days)
        table: TransitionTable = self._cache[key]
        return table

    def _window_tables(self, patterns: Sequence[DayPattern]) -> list[TransitionTable]:
        """Return the automata of rules about days in a row, one for each rule."""
        tables, first_day = [], known_from(self._problem, self._worker)
        for spec, automaton in window_automata(self._problem, self._worker):
            dated = FromPast(automaton, patterns, self._past, first_day)
            key = spec.name, dated.start, first_day, tuple(patterns)
            if key not in self._cache:
                table = tabulate(dated, self._days, len(patterns) + 1)
                self._cache[key] = minimised(table, self._days)
            tables.append(self._cache[key])
        return tables

    def _weekend_table(self) -> TransitionTable:
        """Return the automaton of weekends worked; of its two patterns the first is work."""
        weekends = self._weekend_resource()
        begins_at_work = any(duty.day == -1 for duty in self._fixed)
        key = weekends.content, begins_at_work
        if key not in self._cache:
            automaton = weekend_automaton(self._problem, weekends, begins_at_work)
            self._cache[key] = minimised(tabulate(automaton, self._days, 2), self._days)
        table: TransitionTable = self._cache[key]
        return table

    def _weekend_resource(self) -> WeekendResource:
        specs = specs_for(self._problem, self._worker, ("weekends", "fairness"))
        return weekend_resource(self._problem, specs, self._worker, self._fixed)

    def rest_tables(self, patterns: Sequence[DayPattern]) -> list[TransitionTable]:
        """Return the automata of the unbroken rests that are owed in windows of days, one for each rule."""
        tables = []
        for spec in specs_for(self._problem, self._worker, REST_REQUIREMENTS):
            required = REST_REQUIREMENTS[spec.rule](self._problem, self._worker, spec)
            automaton = UnbrokenRestAutomaton(self._problem, patterns, self._past, *required)
            windows = required[0]
            key = spec.name, self._worker.employer_key, tuple(windows), automaton.start, tuple(patterns)
            if key not in self._cache:
                self._cache[key] = tabulate(automaton, self._days, len(patterns) + 1)
            tables.append(self._cache[key])
        return tables

    def _periods(self, paid_min: set[int]) -> list[ResourcePeriod]:
        """Return the horizon as the periods of the contract divide it; ``paid_min`` are those of patterns."""
        specs = specs_for(self._problem, self._worker, ("contract_hours", "hours_target"))
        periods, day = [], 0
        for period in contract_periods(self._worker):
            if period.from_day > day:
                periods.append(ResourcePeriod(day, period.from_day, NO_MINUTES_COST))
            cost = minutes_cost(specs, period, self._fixed, paid_min)
            periods.append(ResourcePeriod(period.from_day, period.to_day, cost))
            day = period.to_day
        if day < self._problem.days:
            periods.append(ResourcePeriod(day, self._problem.days, NO_MINUTES_COST))
        return periods


def _content(tables: Sequence[TransitionTable]) -> tuple[object, ...]:
    """Return a key for a cache: two lists of automata have the same key only if they are equal."""
    return tuple((table.start, *(array.tobytes() for array in table[2:])) for table in tables)


def _work_or_rest(patterns: Sequence[DayPattern]) -> Ints:
    """Return by pattern, days off last, 0 for work and 1 for a day off."""
    by_pattern: Ints = np.append(np.zeros(len(patterns), np.int64), 1)
    return by_pattern
