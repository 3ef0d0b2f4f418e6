"""Weekly averages over a reference period with excluded days (Working Time Regulations, regulation 4).

The average is (A + B) / C: A is the work of the period, B the work of as many worked days right after it as
the period has excluded days, C its length in weeks. Worked days that lie beyond what is known count as the
person's usual day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Violation, Worker
from rostering.rules.base import Duty, broken, fixed_duties, own_duties

DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class Window:
    """A reference period that ends before day ``end_day``.

    ``first_day`` is the first horizon day in it, ``past_min`` the work before day 0, ``span_days`` its
    length.
    """

    first_day: int
    end_day: int
    span_days: int
    past_min: int
    excluded_days: int
    max_min: int


def windows(
    problem: Problem, worker: Worker, period_weeks: int, max_min: Callable[[int], int]
) -> list[Window]:
    """Return the reference periods that the horizon can change; ``max_min`` takes a length in days."""
    past = worker.past_weeks
    start = -DAYS_PER_WEEK * len(past) if worker.post_start_day is None else worker.post_start_day
    excluded = _excluded_days(problem, worker)
    found = []
    for week in range(-(-problem.days // DAYS_PER_WEEK) + 1):
        end = DAYS_PER_WEEK * week
        first = max(end - DAYS_PER_WEEK * period_weeks, start)
        if first >= end:
            continue
        earlier = past[: max(0, -(first // DAYS_PER_WEEK))]
        off = sum(one.excluded_days for one in earlier) + sum(max(first, 0) <= day < end for day in excluded)
        if week == 0 and not off:
            continue
        found.append(
            Window(
                first_day=max(first, 0),
                end_day=end,
                span_days=end - first,
                past_min=sum(one.work_min for one in earlier),
                excluded_days=off,
                max_min=max_min(end - first),
            )
        )
    return found


def _excluded_days(problem: Problem, worker: Worker) -> list[int]:
    return [
        day
        for day in range(problem.days)
        if any(
            away.excluded
            and away.start_min <= problem.day_start(day)
            and away.end_min >= problem.day_start(day + 1)
            for away in worker.away
        )
    ]


def total_min(window: Window, worker: Worker, duties: Sequence[Duty]) -> int:
    """Return A + B of a reference period in minutes."""
    inside = sum(duty.work_min for duty in duties if window.first_day <= duty.day < window.end_day)
    after: dict[int, int] = {}
    for duty in duties:
        if duty.day >= window.end_day:
            after[duty.day] = after.get(duty.day, 0) + duty.work_min
    stand_ins = sorted(after)[: window.excluded_days]
    known = sum(after[day] for day in stand_ins)
    unknown = (window.excluded_days - len(stand_ins)) * worker.usual_day_min
    return window.past_min + inside + known + unknown


def over_average(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, periods: Sequence[Window]
) -> Iterator[Violation]:
    """Yield a violation for each reference period in which this rota, not only what is fixed, is too much."""
    own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
    for window in periods:
        total = total_min(window, worker, own + fixed)
        excess = total - max(window.max_min, total_min(window, worker, fixed))
        if excess > 0:
            yield broken(
                spec,
                -(-excess // 60),
                worker=worker.key,
                days=tuple(range(window.first_day, min(window.end_day, problem.days)))
                or tuple(duty.day for duty in own),
                facts={
                    "average_min": total * DAYS_PER_WEEK // window.span_days,
                    "limit_min": window.max_min * DAYS_PER_WEEK // window.span_days,
                    "span_days": window.span_days,
                },
            )
