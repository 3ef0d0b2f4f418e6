"""Rests between duties and free stretches in a week, by the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rostering.problem import Problem, RuleSpec, Violation, Worker
from rostering.rules.base import Duty, broken
from rostering.rules.wording import duty_name, hours, number


def short_gaps(
    spec: RuleSpec,
    worker: Worker,
    duties: Sequence[Duty],
    rest_min: int,
    owed: Callable[[Duty, Duty], bool],
) -> Iterator[Violation]:
    """Yield a violation for each two duties, one of this rota, with less rest between them than is owed."""
    for place, first in enumerate(duties):
        for second in duties[place + 1 :]:
            gap = second.start_min - first.end_min
            if gap >= rest_min:
                break
            if gap < 0 or not (first.shift or second.shift) or not owed(first, second):
                continue
            yield broken(
                spec,
                1,
                worker=worker.key,
                days=tuple(sorted({first.day, second.day})),
                shifts=tuple(duty.shift.key for duty in (first, second) if duty.shift),
                facts={
                    "gap_min": gap,
                    "rest_min": rest_min,
                    "before": second.shift.key if second.shift else "",
                    "after": first.shift.key if first.shift else "",
                },
            )


def gap_words(problem: Problem, violation: Violation) -> str:
    """Say how short a rest is and before which duty."""
    before, after = str(violation.facts["before"]), str(violation.facts["after"])
    where = (
        f"before {duty_name(problem, before)}"
        if before
        else f"between {duty_name(problem, after)} and other work"
    )
    return (
        f"{hours(number(violation, 'gap_min'))} rest {where}. Needs {hours(number(violation, 'rest_min'))}."
    )


def rest_windows(problem: Problem, window_days: int) -> list[range]:
    """Return the whole stretches of ``window_days`` (weeks from Monday) that end inside the horizon."""
    weeks = problem.weeks()[:: max(1, window_days // 7)]
    spans = (range(week.start, week.start + window_days) for week in weeks)
    return [span for span in spans if span.stop <= problem.days]


def in_window(problem: Problem, duty: Duty, window: range) -> bool:
    """Return whether a duty is worked, at least in part, inside a window of days."""
    return duty.start_min < problem.day_start(window.stop) and duty.end_min > problem.day_start(window.start)


def rests_in(problem: Problem, duties: Sequence[Duty], window: range, rest_min: int) -> int:
    """Return how many separate rests of ``rest_min`` fit between the duties inside a window of days."""
    at, last, found = problem.day_start(window.start), problem.day_start(window.stop), 0
    for duty in duties:
        if not in_window(problem, duty, window):
            continue
        found += max(0, duty.start_min - at) // rest_min
        at = max(at, duty.end_min)
    return found + max(0, last - at) // rest_min


def too_few_rests(
    problem: Problem,
    spec: RuleSpec,
    worker: Worker,
    duties: Sequence[Duty],
    *,
    windows: Sequence[range],
    rest_min: int,
    rests: int,
) -> Iterator[Violation]:
    """Yield a violation for each window with a duty of this rota and fewer free stretches than asked."""
    for window in windows:
        own = [duty for duty in duties if duty.shift and in_window(problem, duty, window)]
        if not own:
            continue
        found = rests_in(problem, duties, window, rest_min)
        if found < rests:
            yield broken(
                spec,
                rests - found,
                worker=worker.key,
                days=tuple(day for day in window if 0 <= day < problem.days),
                shifts=tuple(duty.shift.key for duty in own if duty.shift),
                facts={
                    "rest_min": rest_min,
                    "rests": rests,
                    "window_days": len(window),
                    "first_day": window.start,
                },
            )
