"""The pricing graph of one person: states of work and of rest, put together from the rules that bind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules._runs import excess, shortage
from rostering.rules.base import Duty, read
from rostering.rules.complete_weekends import half, judged
from rostering.rules.longest_run_of_days import LongestRunOfDays
from rostering.rules.shortest_run_of_days import ShortestRunOfDays
from rostering.solver.columns.loops.kernel import INF, Floats
from rostering.solver.columns.people.holding import binding
from rostering.solver.columns.people.kinds import Kind
from rostering.solver.columns.people.sequence import Automaton
from rostering.solver.columns.people.totals import price

Joint = tuple[object, ...]
#: The rules about whole stretches of work.
STRETCHES = "longest_run_of_days", "shortest_run_of_days", "complete_weekends"


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
