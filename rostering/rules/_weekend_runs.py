"""Runs of weekends in a row on which somebody works, and the frame of rules about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from rostering.problem import Problem, Roster, RuleSpec, Violation, Worker
from rostering.rules._runs import runs
from rostering.rules._weekends import weekends_from
from rostering.rules.base import (
    Check,
    Facts,
    Parameters,
    broken,
    each_person,
    fixed_duties,
    known_from,
    own_duties,
)

P = TypeVar("P", bound=Parameters)


def each_run(
    kind: type[P],
    weekend_and_limit: Callable[[P], tuple[tuple[str, ...], int]],
    amount_of: Callable[[RuleSpec, P, range, Collection[int], int], int],
) -> Check:
    """Return the check of a rule about weekends worked in a row.

    Weekends are numbered from 0, the first that ends in the horizon. ``amount_of(spec, parameters, run,
    fixed, weekends)`` says by how many a run is too long or too short; ``fixed`` are the weekends with fixed
    work, and there are so many in the horizon.
    """

    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, parameters: P
    ) -> Iterator[Violation]:
        fixed_days = {duty.day for duty in fixed_duties(problem, worker)}
        worked_days = fixed_days | {duty.day for duty in own_duties(problem, roster, worker)}
        weekdays, limit = weekend_and_limit(parameters)
        weekends, before = weekends_from(problem, weekdays, known_from(problem, worker))
        worked, fixed = (
            {place - before for place, weekend in enumerate(weekends) if not days.isdisjoint(weekend)}
            for days in (worked_days, fixed_days)
        )
        for run in runs(worked):
            amount = amount_of(spec, parameters, run, fixed, len(weekends) - before)
            if amount:
                days = tuple(
                    day
                    for place in run
                    for day in weekends[place + before]
                    if 0 <= day < problem.days and day in worked_days
                )
                facts: Facts = {
                    "length": len(run),
                    "limit": limit,
                    "first_day": weekends[run.start + before].start,
                    "label": "",
                }
                yield broken(spec, amount, worker=worker.key, days=days or (0,), facts=facts)

    return each_person(kind, each)
