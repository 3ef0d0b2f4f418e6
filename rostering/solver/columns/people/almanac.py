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
from rostering.solver.columns.loops.kernel import Floats, Ints, Layers
from rostering.solver.columns.people import graph
from rostering.solver.columns.people.automata import automata
from rostering.solver.columns.people.holding import binding
from rostering.solver.columns.people.kinds import Kind
from rostering.solver.columns.people.layers import product, smallest
from rostering.solver.columns.people.parts import FreeStretches, Runs, weekends
from rostering.solver.columns.people.programme import Programme
from rostering.solver.columns.people.stages import Stage, totals_of
from rostering.solver.columns.people.tables import Table, sequence, tabulate
from rostering.solver.columns.people.totals import (
    NO_TOTAL,
    WeekendCount,
    minutes_total,
    periods,
    weekend_count,
)

#: Stands for the price of a weekend among costs, which are whole numbers: a year of them is below one.
MARK = 2.0**-20
#: What a rule of unbroken rests asks: the windows, the rest in minutes, how many, and of which employer.
Owed: TypeAlias = tuple[list[range], int, int, str | None]


def _weekly(problem: Problem, worker: Worker, spec: RuleSpec) -> Owed:
    limits = read(weekly_rest.WeeklyRest, spec)
    windows = weekly_rest.windows(problem, worker, limits)
    return windows, limits.rest_min, limits.rests, worker.employer_key


def _young(problem: Problem, worker: Worker, spec: RuleSpec) -> Owed:
    limits = read(young_weekly_rest.YoungWeeklyRest, spec)
    return young_weekly_rest.windows(problem, worker, limits), limits.rest_min, limits.rests, None


RESTS: Final[Mapping[str, Callable[[Problem, Worker, RuleSpec], Owed]]] = {
    "weekly_rest": _weekly,
    "young_weekly_rest": _young,
}


class Untold(NamedTuple):
    """The rules of one person without their totals, which are left to prices.

    ``layers`` add `MARK` to the cost of each weekend worked that has a price; ``stages`` are the periods of
    the contract; ``weekend_of`` is the weekend of each day (-1: none with a price), ``weekend_cost`` what
    each number of them costs, ``begun`` those that are worked whatever happens.
    """

    layers: Layers
    stages: list[Stage]
    weekend_of: Ints
    weekend_cost: Floats
    begun: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Marked:
    """Weekends that are told from all other costs by their mark, and not counted."""

    start: tuple[()] = ()

    def step(self, weekend: int, state: tuple[()], worked: bool) -> tuple[tuple[()], float]:
        del weekend
        return state, MARK if worked else 0.0

    def final(self, state: tuple[()]) -> float:
        del state
        return 0.0


class Almanac:
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
        past: Mapping[int, Kind],
        cache: dict[Any, Any],
    ) -> None:
        self._problem, self._worker, self._fixed, self._past = problem, worker, fixed, past
        self._cache, self._days = cache, range(problem.days)

    def programme(self, kinds: Sequence[Kind], offered: NDArray[np.bool_]) -> Programme:
        """Return the programme that holds all rules but those of sums and of unbroken rests.

        ``kinds`` are those that it tells apart; ``offered`` says by day and kind, days off last, whether a
        day can be spent so at all.
        """
        stages = self._stages({kind.paid_min for kind in kinds})
        pays = {stage.from_day for stage in stages[1:]}
        tables = self._tables(kinds)
        key = tuple((table.start, *(one.tobytes() for one in table[2:])) for table in tables), tuple(pays)
        if key not in self._cache:
            self._cache[key] = product(tables, self._days, pays)
        layers: Layers = self._cache[key]
        totals = totals_of(layers, stages, np.array([*(kind.paid_min for kind in kinds), 0]))
        return Programme(layers, totals, self._cache, offered)

    def untold(self, kinds: Sequence[Kind]) -> Untold:
        """Return the rules without the totals of the whole horizon: minutes, and weekends if they are one."""
        days, begun = self._problem.days, any(duty.day == -1 for duty in self._fixed)
        stages = self._stages({kind.paid_min for kind in kinds})
        tables = self._tables(kinds)
        count = self._weekend_count()
        weekend_of, cost, always = np.full(days, -1), np.zeros(1), frozenset[int]()
        if count.counts and not count.sight:
            part = weekends(self._problem, _Marked(), begun)
            for day, place in part.judged.items():
                touched = [
                    one for one in (day - 1, day) if one >= 0 and (one == day or one in part.saturdays)
                ]
                weekend_of[touched] = place
            if part.start[1]:
                always = frozenset((part.judged[0],))
            cost = np.array([count.final((number,)) for number in range(count.most + 1)])
            works = np.arange(len(kinds) + 1) // len(kinds) if kinds else np.ones(1, np.int64)
            tables[-1] = tabulate(part, self._days, 2).among(works)
        key = "untold", tuple((table.start, *(one.tobytes() for one in table[2:])) for table in tables)
        if key not in self._cache:
            self._cache[key] = product(tables, self._days)
        return Untold(self._cache[key], stages, weekend_of, cost, always)

    def _tables(self, kinds: Sequence[Kind]) -> list[Table]:
        """Return the rules of sequence, of stretches of work and of weekends."""
        problem, width = self._problem, len(kinds) + 1
        joined = graph.Joined(automata(problem, self._worker, kinds), kinds, dict(self._past))
        works = np.arange(width) // (width - 1) if kinds else np.ones(1, np.int64)
        return [
            sequence(joined, problem.days, width),
            self._runs(joined.goes_on).among(works),
            self._weekends().among(works),
        ]

    def _runs(self, goes_on: bool) -> Table:
        """Return the rules of stretches of work; of its two kinds the first is work."""
        specs = binding(self._problem, self._worker, graph.STRETCHES)
        key = (*(spec.name for spec in specs), goes_on, frozenset(duty.day for duty in self._fixed))
        if key not in self._cache:
            longest = graph.longest_stretch(self._problem, self._worker, self._fixed)
            costs = graph.stretch_costs(self._problem, self._worker, self._fixed, longest)
            part = Runs(costs, longest, goes_on, self._problem.days)
            self._cache[key] = smallest(tabulate(part, self._days, 2), self._days)
        found: Table = self._cache[key]
        return found

    def _weekends(self) -> Table:
        """Return the rules of weekends worked; of its two kinds the first is work."""
        count = self._weekend_count()
        begun = any(duty.day == -1 for duty in self._fixed)
        key = count.mark, begun
        if key not in self._cache:
            part = weekends(self._problem, count, begun)
            self._cache[key] = smallest(tabulate(part, self._days, 2), self._days)
        found: Table = self._cache[key]
        return found

    def _weekend_count(self) -> WeekendCount:
        specs = binding(self._problem, self._worker, ("weekends", "fairness"))
        return weekend_count(self._problem, specs, self._worker, self._fixed)

    def rests(self, kinds: Sequence[Kind]) -> list[Table]:
        """Return the unbroken rests that are owed in windows of days, each rule as a part."""
        found = []
        for spec in binding(self._problem, self._worker, RESTS):
            owed = RESTS[spec.rule](self._problem, self._worker, spec)
            part = FreeStretches(self._problem, kinds, self._past, *owed)
            key = spec.name, self._worker.employer_key, len(owed[0]), part.start, tuple(kinds)
            if key not in self._cache:
                self._cache[key] = tabulate(part, self._days, len(kinds) + 1)
            found.append(self._cache[key])
        return found

    def _stages(self, lengths: set[int]) -> list[Stage]:
        """Return the days as the periods of the contract divide them."""
        specs = binding(self._problem, self._worker, ("contract_hours", "hours_target"))
        found, day = [], 0
        for period in periods(self._worker):
            if period.from_day > day:
                found.append(Stage(day, period.from_day, NO_TOTAL))
            minutes = minutes_total(specs, period, self._fixed, lengths)
            found.append(Stage(period.from_day, period.to_day, minutes))
            day = period.to_day
        if day < self._problem.days:
            found.append(Stage(day, self._problem.days, NO_TOTAL))
        return found
