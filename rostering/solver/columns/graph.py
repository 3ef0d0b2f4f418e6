"""The pricing graph of one person: states of work and of rest, put together from the rules that bind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import Any

import numpy as np

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules._runs import excess, shortage
from rostering.rules.base import Duty, read
from rostering.rules.complete_weekends import half, judged
from rostering.rules.longest_run_of_days import LongestRunOfDays
from rostering.rules.shortest_run_of_days import ShortestRunOfDays
from rostering.rules.shortest_run_off import ShortestRunOff
from rostering.solver.columns.holding import binding
from rostering.solver.columns.kernel import INF, Floats, Ints, Shape
from rostering.solver.columns.kinds import Kind
from rostering.solver.columns.sequence import Automaton
from rostering.solver.columns.totals import MinutesTotal, WeekendCount, price

Joint = tuple[object, ...]


def stretch_costs(problem: Problem, worker: Worker, fixed: list[Duty], longest: int) -> Floats:
    """Return the price of each stretch for its length: by origin (1: it goes on from before), day, length."""
    days = problem.days
    fixed_days = {duty.day for duty in fixed}
    rules = list(_run_rules(problem, worker, fixed_days))
    found = np.zeros((2, days, longest + 1))
    for origin in (0, 1):
        for first in range(days if origin == 0 else 1):
            begins = first
            while origin == 1 and begins - 1 in fixed_days:
                begins -= 1
            for length in range(1, min(longest, days - first) + 1):
                run = range(begins, first + length)
                found[origin, first, length] = sum(price(spec, amount(run)) for spec, amount in rules)
    return found


def _run_rules(
    problem: Problem, worker: Worker, fixed: set[int]
) -> Iterator[tuple[RuleSpec, Callable[[range], int]]]:
    """Yield the rules about whole runs of work that bind a person, with what a run breaks of each."""
    for spec in binding(problem, worker, ("longest_run_of_days",)):
        yield spec, partial(excess, most=read(LongestRunOfDays, spec).max_days, fixed=fixed)
    for spec in binding(problem, worker, ("shortest_run_of_days",)):
        limits = read(ShortestRunOfDays, spec)
        least, known = limits.min_days, limits.past_known
        yield spec, partial(shortage, problem, spec, least=least, fixed=fixed, past_known=known)
    for spec in binding(problem, worker, ("complete_weekends",)):
        weekends = judged(problem)
        yield (
            spec,
            lambda run, weekends=weekends: sum(  # type: ignore[misc]
                half(weekend, run, fixed) is not None for weekend in weekends
            ),
        )


def longest_stretch(problem: Problem, worker: Worker, fixed: list[Duty]) -> int:
    """Return the longest stretch of work that can be lawful."""
    fixed_days = {duty.day for duty in fixed}
    limits = [
        read(LongestRunOfDays, spec).max_days
        for spec in binding(problem, worker, ("longest_run_of_days",))
        if spec.hard
    ]
    if not limits:
        return problem.days
    return max(1, min(problem.days, min(limits) + len(fixed_days)))


class Joined:
    """The product of some automata, unfolded as far as a person's days can lead."""

    def __init__(self, parts: Sequence[Automaton], kinds: Sequence[Kind], past: dict[int, Kind]) -> None:
        self._parts, self._kinds = parts, kinds
        self.work: dict[Joint, int] = {}
        self.rest: dict[Joint, int] = {}
        state: Joint = tuple(part.start for part in parts)
        worked = False
        for day in range(min(past, default=0), 0):
            state, _ = self._step(state, past.get(day))
            worked = day in past
        self.first: Joint = tuple(part.opened(one) for part, one in zip(parts, state, strict=True))
        self.goes_on = worked
        self.steps: list[tuple[bool, int, int, bool, int, float]] = []
        self._unfold()

    def _step(self, state: Joint, kind: Kind | None) -> tuple[Joint, float]:
        after, cost = [], 0.0
        for part, one in zip(self._parts, state, strict=True):
            new, more = part.step(one, kind)
            after.append(new)
            cost += more
        return tuple(after), cost

    def _number(self, state: Joint, works: bool) -> tuple[int, bool]:
        known = self.work if works else self.rest
        new = state not in known
        return known.setdefault(state, len(known)), new

    def _unfold(self) -> None:
        """Record every step as (from work, from, kind or -1, to work, to, cost)."""
        self._number(self.first, self.goes_on)
        waiting = [(self.first, self.goes_on)]
        while waiting:
            state, works = waiting.pop()
            source, _ = self._number(state, works)
            for place, kind in [(-1, None), *enumerate(self._kinds)]:
                after, cost = self._step(state, kind)
                if cost == INF:
                    continue
                to, new = self._number(after, place >= 0)
                if new:
                    waiting.append((after, place >= 0))
                self.steps.append((works, source, place, place >= 0, to, cost))


def weekend_tables(
    problem: Problem, count: WeekendCount, longest: int, begun: bool
) -> tuple[dict[tuple[int, ...], int], dict[str, Any]]:
    """Return the numbered weekend states and what stretches and days off do to them.

    ``begun`` says that there was work on the day before the horizon, which may be a Saturday.
    """
    saturdays = [week.stop - 2 for week in problem.weeks() if week.stop - 2 < problem.days]
    pairs = [(day, day + 1) for day in saturdays if day + 1 >= 0]
    numbers = {count.start: 0}
    waiting: list[tuple[int, ...]] = [count.start]
    moves: dict[tuple[int, int, bool], tuple[int, float]] = {}
    states = [count.start]
    for weekend in range(len(pairs)):
        seen: list[tuple[int, ...]] = []
        for state in waiting:
            for worked in (False, True):
                after, cost = count.step(weekend, state, worked)
                if cost == INF:
                    continue
                if after not in numbers:
                    numbers[after] = len(numbers)
                    states.append(after)
                moves[weekend, numbers[state], worked] = (numbers[after], cost)
                if after not in seen:
                    seen.append(after)
        waiting = seen
    size, days = len(numbers), problem.days
    early = {-1} if begun else set()
    judged = {min(sunday, days - 1): (place, saturday) for place, (saturday, sunday) in enumerate(pairs)}
    off = np.full((days, size), -1, np.int64)
    off_cost = np.zeros((days, size))
    stretch = np.full((days, longest + 1, size), -1, np.int64)
    stretch_cost = np.zeros((days, longest + 1, size))
    for day in range(days):
        for number in range(size):
            off[day, number], off_cost[day, number] = _after(
                moves, judged, range(day, day + 1), number, early
            )
            for length in range(1, min(longest, days - day) + 1):
                worked_days = range(day, day + length)
                covered = range(day, min(day + length + 1, days))
                to, cost = _after(moves, judged, covered, number, early.union(worked_days))
                stretch[day, length, number], stretch_cost[day, length, number] = to, cost
    return numbers, {
        "stretch_weekend": stretch,
        "stretch_weekend_cost": stretch_cost,
        "off_weekend": off,
        "off_weekend_cost": off_cost,
    }


def _after(
    moves: dict[tuple[int, int, bool], tuple[int, float]],
    judged: dict[int, tuple[int, int]],
    days: range,
    state: int,
    worked: set[int],
) -> tuple[int, float]:
    cost = 0.0
    for day in days:
        if day in judged:
            place, saturday = judged[day]
            move = moves.get((place, state, saturday in worked or saturday + 1 in worked))
            if move is None:
                return -1, 0.0
            state, more = move
            cost += more
    return state, cost


def shape(
    problem: Problem,
    joined: Joined,
    kinds: Sequence[Kind],
    *,
    longest: int,
    rest: int,
    stretch_cost: Floats,
    weekends: WeekendCount,
    tables: tuple[dict[tuple[int, ...], int], dict[str, Any]],
    minutes: MinutesTotal,
    counted: tuple[tuple[str, int], ...],
) -> Shape:
    """Return the arrays that the kernel works on."""
    arcs = [(a, k, b, c) for works, a, k, _, b, c in joined.steps if works and k >= 0]
    leave_to, leave_cost = np.full(max(1, len(joined.work)), -1, np.int64), np.zeros(max(1, len(joined.work)))
    off_to, off_cost = np.zeros(max(1, len(joined.rest)), np.int64), np.full(max(1, len(joined.rest)), INF)
    entries: list[list[tuple[int, int, float]]] = [[] for _ in joined.rest]
    for works, source, kind, _, to, cost in joined.steps:
        if works and kind < 0:
            leave_to[source], leave_cost[source] = to, cost
        elif not works and kind < 0:
            off_to[source], off_cost[source] = to, cost
        elif not works:
            entries[source].append((kind, to, cost))
    classes: dict[tuple[tuple[int, int, float], ...], int] = {}
    rest_class = np.array([classes.setdefault(tuple(e), len(classes)) if e else -1 for e in entries] or [-1])
    groups = list(classes)
    history_class = -1
    first = joined.work[joined.first] if joined.goes_on else joined.rest[joined.first]
    if joined.goes_on:
        history_class = len(groups)
        groups.append(tuple((k, b, c) for a, k, b, c in arcs if a == first))
    flat = [one for group in groups for one in group]
    numbers, moves = tables
    units = _ints(kind.paid_min // minutes.unit_min * (len(minutes.costs) > 1) for kind in kinds)
    counts, kind_count, count_sum = count_tables(
        [tuple(int(kind.type_key == type_key) for type_key, _ in counted) for kind in kinds],
        [most for _, most in counted],
    )
    return Shape(
        days=problem.days,
        states=len(leave_to),
        rests=len(off_to),
        weekends=len(numbers),
        counts=counts,
        minutes=len(minutes.costs) - 1,
        longest=longest,
        saturates=minutes.saturates,
        arc_from=_ints(a for a, _, _, _ in arcs),
        arc_kind=_ints(k for _, k, _, _ in arcs),
        arc_to=_ints(b for _, _, b, _ in arcs),
        arc_cost=_floats(c for _, _, _, c in arcs),
        entry_start=_ints(np.cumsum([0, *(len(group) for group in groups)]).tolist()),
        entry_kind=_ints(k for k, _, _ in flat),
        entry_to=_ints(b for _, b, _ in flat),
        entry_cost=_floats(c for _, _, c in flat),
        rest_class=rest_class.astype(np.int64),
        history_class=history_class,
        leave_to=leave_to,
        leave_cost=leave_cost,
        off_to=off_to,
        off_cost=off_cost,
        kind_minutes=units,
        kind_count=kind_count,
        count_sum=count_sum,
        stretch_cost=stretch_cost,
        stretch_weekend=moves["stretch_weekend"],
        stretch_weekend_cost=moves["stretch_weekend_cost"],
        off_weekend=moves["off_weekend"],
        off_weekend_cost=moves["off_weekend_cost"],
        first_rest=-1 if joined.goes_on else first,
        first_state=first if joined.goes_on else -1,
        first_weekend=0,
        first_cost=0.0,
        rest_cost=np.zeros(len(off_to)),
        weekend_cost=_floats(weekends.final(state) for state in numbers),
        minutes_cost=_floats(minutes.costs),
        needed=needed(minutes.least, int(units.max(initial=0)), workable(problem.days, longest, rest)),
    )


def count_tables(made: Sequence[tuple[int, ...]], most: Sequence[int]) -> tuple[int, Ints, Ints]:
    """Return how many counts of duties there are, which each kind makes, and what two come to (-1: too many).

    ``made`` says of each kind how many duties of each counted type it is; ``most`` how many may be.
    """
    counts = list(product(*(range(one + 1) for one in most)))
    number = {count: place for place, count in enumerate(counts)}
    both = [
        [number.get(tuple(a + b for a, b in zip(one, two, strict=True)), -1) for two in counts]
        for one in counts
    ]
    return len(counts), _ints(number[one] for one in made), np.array(both, np.int64)


def workable(days: int, longest: int, rest: int) -> Ints:
    """Return the most days of work that there can be in so many days, the first of them after a day off."""
    rounds, left = np.divmod(np.arange(days + 1), longest + rest)
    most: Ints = rounds * longest + np.minimum(left, longest)
    return most


def needed(least: int, most: int, workable: Ints) -> Ints:
    """Return the units that must be worked by each day to reach ``least`` at no more than ``most`` a day."""
    must: Ints = np.maximum(0, least - most * workable[::-1])
    return must


def least_rest(problem: Problem, worker: Worker) -> int:
    """Return how many days off must lie between two stretches of work."""
    least = [
        read(ShortestRunOff, spec).min_days
        for spec in binding(problem, worker, ("shortest_run_off",))
        if spec.hard and not worker.fixed
    ]
    return max(1, *least) if least else 1


def _ints(values: object) -> Ints:
    return np.array(list(values), np.int64)  # type: ignore[call-overload]


def _floats(values: object) -> Floats:
    return np.array(list(values), np.float64)  # type: ignore[call-overload]
