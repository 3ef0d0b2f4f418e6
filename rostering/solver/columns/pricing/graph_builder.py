"""One person's rules put together day by day: the graph in which their roster is priced."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules import weekly_rest, young_weekly_rest
from rostering.rules.base import Duty, read
from rostering.solver.columns.loops.array_types import Floats, Ints
from rostering.solver.columns.loops.layered_graph import LayeredGraph
from rostering.solver.columns.pricing import work_stretches
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

#: Stands for the price of a weekend among costs, which are whole numbers: a year of them is below one.
WEEKEND_MARK = 2.0**-20
#: What a rule of unbroken rests asks: the windows, the rest in minutes, how many, and of which employer.
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
    """The rules of one person without their totals, which are left to prices.

    ``layers`` add `WEEKEND_MARK` to the cost of each weekend worked that has a price; ``stages`` are the
    periods of the contract; ``weekend_of`` is the weekend of each day (-1: none with a price),
    ``weekend_cost`` what each number of them costs, ``begun`` those that are worked whatever happens.
    """

    graph: LayeredGraph
    periods: list[ResourcePeriod]
    weekend_of: Ints
    weekend_cost: Floats
    always_worked: frozenset[int]


@dataclass(frozen=True, slots=True)
class _MarkedWeekends:
    """Weekends that are told from all other costs by their mark, and not counted."""

    start: tuple[()] = ()

    def step(self, weekend: int, state: tuple[()], worked: bool) -> tuple[tuple[()], float]:
        del weekend
        return state, WEEKEND_MARK if worked else 0.0

    def final(self, state: tuple[()]) -> float:
        del state
        return 0.0


class PricingGraphBuilder:
    """The rules of one person day by day.

    Parameters
    ----------
    problem, worker
        Whom it is about.
    fixed : list of Duty
        Their work that this rota does not decide.
    past : mapping
        The kinds of the days before the horizon with such work.
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

    def path_problem(self, kinds: Sequence[DayPattern], offered: NDArray[np.bool_]) -> ShortestPathProblem:
        """Return the programme that holds all rules but those of sums and of unbroken rests.

        ``kinds`` are those that it tells apart; ``offered`` says by day and kind, days off last, whether a
        day can be spent so at all.
        """
        stages = self._stages({kind.paid_min for kind in kinds})
        pays = {stage.from_day for stage in stages[1:]}
        tables = self._tables(kinds)
        key = tuple((table.start, *(one.tobytes() for one in table[2:])) for table in tables), tuple(pays)
        if key not in self._cache:
            self._cache[key] = layered_product(tables, self._days, pays)
        layers: LayeredGraph = self._cache[key]
        totals = minutes_resource(layers, stages, np.array([*(kind.paid_min for kind in kinds), 0]))
        return ShortestPathProblem(layers, totals, self._cache, offered)

    def relaxed_graph(self, kinds: Sequence[DayPattern]) -> RelaxedGraph:
        """Return the rules without the totals of the whole horizon: minutes, and weekends if they are one."""
        days, begun = self._problem.days, any(duty.day == -1 for duty in self._fixed)
        stages = self._stages({kind.paid_min for kind in kinds})
        tables = self._tables(kinds)
        count = self._weekend_count()
        weekend_of, cost, always = np.full(days, -1), np.zeros(1), frozenset[int]()
        if count.counts and not count.sight:
            part = weekend_automaton(self._problem, _MarkedWeekends(), begun)
            for day, place in part.judged.items():
                touched = [
                    one for one in (day - 1, day) if one >= 0 and (one == day or one in part.saturdays)
                ]
                weekend_of[touched] = place
            if part.start[1]:
                always = frozenset((part.judged[0],))
            cost = np.array([count.final((number,)) for number in range(count.most + 1)])
            works = np.arange(len(kinds) + 1) // len(kinds) if kinds else np.ones(1, np.int64)
            tables[-1] = tabulate(part, self._days, 2).for_patterns(works)
        key = "untold", tuple((table.start, *(one.tobytes() for one in table[2:])) for table in tables)
        if key not in self._cache:
            self._cache[key] = layered_product(tables, self._days)
        return RelaxedGraph(self._cache[key], stages, weekend_of, cost, always)

    def _tables(self, kinds: Sequence[DayPattern]) -> list[TransitionTable]:
        """Return the rules of sequence, of stretches of work and of weekends."""
        problem, width = self._problem, len(kinds) + 1
        joined = ProductAutomaton(sequence_automata(problem, self._worker, kinds), kinds, dict(self._past))
        works = np.arange(width) // (width - 1) if kinds else np.ones(1, np.int64)
        return [
            product_table(joined, problem.days, width),
            self._runs(joined.goes_on).for_patterns(works),
            self._weekends().for_patterns(works),
        ]

    def _runs(self, goes_on: bool) -> TransitionTable:
        """Return the rules of stretches of work; of its two kinds the first is work."""
        specs = specs_for(self._problem, self._worker, work_stretches.STRETCHES)
        key = (*(spec.name for spec in specs), goes_on, frozenset(duty.day for duty in self._fixed))
        if key not in self._cache:
            longest = work_stretches.longest_stretch(self._problem, self._worker, self._fixed)
            costs = work_stretches.stretch_costs(self._problem, self._worker, self._fixed, longest)
            part = WorkStretchAutomaton(costs, longest, goes_on, self._problem.days)
            self._cache[key] = minimised(tabulate(part, self._days, 2), self._days)
        found: TransitionTable = self._cache[key]
        return found

    def _weekends(self) -> TransitionTable:
        """Return the rules of weekends worked; of its two kinds the first is work."""
        count = self._weekend_count()
        begun = any(duty.day == -1 for duty in self._fixed)
        key = count.mark, begun
        if key not in self._cache:
            part = weekend_automaton(self._problem, count, begun)
            self._cache[key] = minimised(tabulate(part, self._days, 2), self._days)
        found: TransitionTable = self._cache[key]
        return found

    def _weekend_count(self) -> WeekendResource:
        specs = specs_for(self._problem, self._worker, ("weekends", "fairness"))
        return weekend_resource(self._problem, specs, self._worker, self._fixed)

    def rest_tables(self, kinds: Sequence[DayPattern]) -> list[TransitionTable]:
        """Return the unbroken rests that are owed in windows of days, each rule as a part."""
        found = []
        for spec in specs_for(self._problem, self._worker, REST_REQUIREMENTS):
            owed = REST_REQUIREMENTS[spec.rule](self._problem, self._worker, spec)
            part = UnbrokenRestAutomaton(self._problem, kinds, self._past, *owed)
            key = spec.name, self._worker.employer_key, len(owed[0]), part.start, tuple(kinds)
            if key not in self._cache:
                self._cache[key] = tabulate(part, self._days, len(kinds) + 1)
            found.append(self._cache[key])
        return found

    def _stages(self, lengths: set[int]) -> list[ResourcePeriod]:
        """Return the days as the periods of the contract divide them."""
        specs = specs_for(self._problem, self._worker, ("contract_hours", "hours_target"))
        found, day = [], 0
        for period in contract_periods(self._worker):
            if period.from_day > day:
                found.append(ResourcePeriod(day, period.from_day, NO_MINUTES_COST))
            minutes = minutes_cost(specs, period, self._fixed, lengths)
            found.append(ResourcePeriod(period.from_day, period.to_day, minutes))
            day = period.to_day
        if day < self._problem.days:
            found.append(ResourcePeriod(day, self._problem.days, NO_MINUTES_COST))
        return found
