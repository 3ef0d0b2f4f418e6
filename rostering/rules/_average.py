"""Weekly averages over a reference period with excluded days (Working Time Regulations, regulation 4).

The average is (A + B) / C: A is the work of the period, B the work of as many worked days right after it as
the period has excluded days, C its length in weeks. Worked days that lie beyond what is known count as the
person's usual day.

A counts by the minute. Where days are excluded, the last duty that begins in the period counts there whole,
so that B, which takes whole duties by the day on which they begin, leaves none of it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rostering.problem import MINUTES_PER_DAY, Problem, Roster, RuleSpec, Shift, Violation, Worker
from rostering.rules._sums import worked_min
from rostering.rules.base import (
    Check,
    Duty,
    Parameters,
    Words,
    broken,
    each_person,
    fixed_duties,
    own_duties,
)
from rostering.rules.wording import hours, number

DAYS_PER_WEEK = 7
#: No duty is longer, so that none that begins before the end of a period ends so much after it.
LONGEST_DUTY_MIN = 14 * MINUTES_PER_DAY

P = TypeVar("P", bound=Parameters)


@dataclass(frozen=True, slots=True)
class Window:
    """A reference period that ends before day ``end_day``.

    ``first_day`` is the first horizon day in it, which begins at ``start_min``; ``past_min`` is the work
    before day 0, ``span_days`` the length. Of work after ``end_min`` nothing counts unless as a stand-in.
    """

    first_day: int
    end_day: int
    start_min: int
    end_min: int
    span_days: int
    past_min: int
    excluded_days: int
    max_min: int

    def worked_min(self, duty: Duty | Shift) -> int:
        """Return the minutes of a duty that are work of the period itself."""
        return worked_min(duty, self.start_min, self.end_min) if duty.day < self.end_day else 0


def windows(
    problem: Problem, worker: Worker, period_weeks: int, max_min: Callable[[int], int]
) -> list[Window]:
    """Return the reference periods that the horizon can change; ``max_min`` takes a length in days."""
    past = worker.past_weeks
    start = -DAYS_PER_WEEK * len(past) if worker.post_start_day is None else worker.post_start_day
    excluded = _excluded_days(problem, worker)
    periods = []
    for week_number in range(-(-problem.days // DAYS_PER_WEEK) + 1):
        end = DAYS_PER_WEEK * week_number
        first = max(end - DAYS_PER_WEEK * period_weeks, start)
        if first >= end:
            continue
        earlier = past[: max(0, -(first // DAYS_PER_WEEK))]
        off = sum(week.excluded_days for week in earlier)
        off += sum(max(first, 0) <= day < end for day in excluded)
        if week_number == 0 and not off:
            continue
        periods.append(
            Window(
                first_day=max(first, 0),
                end_day=end,
                start_min=problem.day_start(max(first, 0)),
                end_min=problem.day_start(end) if not off else problem.day_start(end) + LONGEST_DUTY_MIN,
                span_days=end - first,
                past_min=sum(week.work_min for week in earlier),
                excluded_days=off,
                max_min=max_min(end - first),
            )
        )
    return periods


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
    inside = sum(window.worked_min(duty) for duty in duties)
    after: dict[int, int] = {}
    for duty in duties:
        if duty.day >= window.end_day:
            after[duty.day] = after.get(duty.day, 0) + duty.work_min
    stand_ins = sorted(after)[: window.excluded_days]
    known = sum(after[day] for day in stand_ins)
    unknown = (window.excluded_days - len(stand_ins)) * worker.usual_day_min
    return window.past_min + inside + known + unknown


def over_average(kind: type[P], periods: Callable[[Problem, Worker, P], Sequence[Window]]) -> Check:
    """Return the check of a rule that limits an average.

    It finds each reference period in which this rota, and not only what is fixed, is too much, and counts the
    begun hours by which A + B is above its limit.
    """

    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, parameters: P
    ) -> Iterator[Violation]:
        own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
        for window in periods(problem, worker, parameters):
            total = total_min(window, worker, own + fixed)
            excess_min = total - max(window.max_min, total_min(window, worker, fixed))
            if excess_min > 0:
                days = range(window.first_day, min(window.end_day, problem.days))
                yield broken(
                    spec,
                    -(-excess_min // 60),
                    worker=worker.key,
                    days=tuple(days) or tuple(duty.day for duty in own),
                    facts={
                        "average_min": total * DAYS_PER_WEEK // window.span_days,
                        "limit_min": window.max_min * DAYS_PER_WEEK // window.span_days,
                        "span_days": window.span_days,
                    },
                )

    return each_person(kind, each)


def average_words(sentence: str) -> Words:
    """Return what says what the weekly average would be, over how many weeks, and what the limit is."""

    def words(problem: Problem, violation: Violation) -> str:
        del problem
        return sentence.format(
            average=hours(number(violation, "average_min")),
            weeks=number(violation, "span_days") // DAYS_PER_WEEK,
            limit=hours(number(violation, "limit_min")),
        )

    return words
