"""Rules about whole stretches of work: what a stretch costs by its first day and its length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules._runs import excess, shortage
from rostering.rules.base import Duty, read
from rostering.rules.complete_weekends import half, judged
from rostering.rules.longest_run_of_days import LongestRunOfDays
from rostering.rules.shortest_run_of_days import ShortestRunOfDays
from rostering.solver.columns.loops.array_types import Floats
from rostering.solver.columns.pricing.enforcement import specs_for
from rostering.solver.columns.pricing.resources import penalty

#: The rules about whole stretches of work.
STRETCH_RULES = "longest_run_of_days", "shortest_run_of_days", "complete_weekends"


def stretch_costs(problem: Problem, worker: Worker, fixed: list[Duty], longest: int) -> Floats:
    """Return the cost of each stretch: by origin (1: it goes on from before day 0), first day and length."""
    days = problem.days
    fixed_days = {duty.day for duty in fixed}
    rules = list(_stretch_rules(problem, worker, fixed_days))
    costs = np.zeros((2, days, longest + 1))
    for origin in (0, 1):
        for first in range(days if origin == 0 else 1):
            begin = first
            while origin == 1 and begin - 1 in fixed_days:
                begin -= 1
            for length in range(1, min(longest, days - first) + 1):
                run = range(begin, first + length)
                costs[origin, first, length] = sum(penalty(spec, amount(run)) for spec, amount in rules)
    return costs


def _stretch_rules(
    problem: Problem, worker: Worker, fixed_days: set[int]
) -> Iterator[tuple[RuleSpec, Callable[[range], int]]]:
    """Yield the rules about whole stretches that bind a person, with what a stretch breaks of each."""
    for spec in specs_for(problem, worker, ("longest_run_of_days",)):
        yield spec, partial(excess, most=read(LongestRunOfDays, spec).max_days, fixed=fixed_days)
    for spec in specs_for(problem, worker, ("shortest_run_of_days",)):
        limits = read(ShortestRunOfDays, spec)
        yield (
            spec,
            partial(
                shortage,
                problem.days,
                spec,
                least=limits.min_days,
                fixed=fixed_days,
                past_known=limits.past_known,
                standalone=limits.standalone,
            ),
        )
    for spec in specs_for(problem, worker, ("complete_weekends",)):
        weekends = judged(problem)
        yield (
            spec,
            lambda run, weekends=weekends: sum(  # type: ignore[misc]
                half(weekend, run, fixed_days) is not None for weekend in weekends
            ),
        )


def longest_stretch(problem: Problem, worker: Worker, fixed: list[Duty]) -> int:
    """Return the days of the longest stretch of work that can be lawful."""
    fixed_days = {duty.day for duty in fixed}
    maxima = [
        read(LongestRunOfDays, spec).max_days
        for spec in specs_for(problem, worker, ("longest_run_of_days",))
        if spec.hard
    ]
    if not maxima:
        return problem.days
    return max(1, min(problem.days, min(maxima) + len(fixed_days)))
