"""Rests between duties and free stretches in a week, by the clock, and the frames of rules about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from rostering.problem import MINUTES_PER_DAY, Problem, Roster, RuleSpec, Violation, Worker
from rostering.rules.base import Check, Duty, Parameters, broken, each_person, figure, timeline
from rostering.rules.wording import count, day_name, duty_name, hours, number

#: Which of a person's duties a rule looks at.
Counted: TypeAlias = Callable[[Worker, list[Duty]], list[Duty]]


def all_jobs(worker: Worker, duties: list[Duty]) -> list[Duty]:
    """Return all duties, whoever employs the person for them."""
    del worker
    return duties


def same_job(worker: Worker, duties: list[Duty]) -> list[Duty]:
    """Return the duties for the employer that a person has in this rota."""
    return [duty for duty in duties if duty.employer_key == worker.employer_key]


# -- the rest between two duties


@dataclass(frozen=True, slots=True)
class RestBetween(Parameters):
    """``rest_min`` minutes between the end of a duty and the start of the next."""

    rest_min: int


def short_rests(
    kind: type[RestBetween],
    counted: Counted,
    owed: Callable[[Duty, Duty], bool] = lambda _first, _second: True,
) -> Check:
    """Return the check of a rule that finds each two duties with too little rest between them.

    Only the duties that are counted matter, and of these only two between which the rest is owed.
    """

    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: RestBetween
    ) -> Iterator[Violation]:
        duties = counted(worker, timeline(problem, roster, worker))
        for place, first in enumerate(duties):
            for second in duties[place + 1 :]:
                gap_min = second.start_min - first.end_min
                if gap_min >= limits.rest_min:
                    break
                if gap_min < 0 or not (first.shift or second.shift) or not owed(first, second):
                    continue
                yield broken(
                    spec,
                    1,
                    worker=worker.key,
                    days=tuple(sorted({first.day, second.day})),
                    shifts=tuple(duty.shift.key for duty in (first, second) if duty.shift),
                    facts={
                        "gap_min": gap_min,
                        "rest_min": limits.rest_min,
                        "before": second.shift.key if second.shift else "",
                        "after": first.shift.key if first.shift else "",
                    },
                )

    return each_person(kind, each)


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


# -- the rest in each 24 hours in which somebody works


def first_of_days(duties: Sequence[Duty]) -> list[Duty]:
    """Return the first duty of each day on which one starts; each begins 24 hours in which rest is owed."""
    firsts: dict[int, Duty] = {}
    for duty in duties:
        firsts.setdefault(duty.day, duty)
    return list(firsts.values())


def longest_rest(duties: Sequence[Duty], start_min: int) -> int:
    """Return the longest stretch without work, in minutes, of the 24 hours from a minute."""
    end_min = start_min + MINUTES_PER_DAY
    free_from, longest_min = start_min, 0
    for duty in duties:
        if duty.start_min < end_min and duty.end_min > start_min:
            longest_min = max(longest_min, duty.start_min - free_from)
            free_from = max(free_from, duty.end_min)
    return max(longest_min, end_min - free_from)


def days_without_rest(kind: type[RestBetween], counted: Counted) -> Check:
    """Return the check of a rule that finds 24 hours, from the first duty of a day, without an unbroken rest.

    Only the duties that are counted begin 24 hours and break a rest. 24 hours without a duty of this rota are
    left alone.
    """

    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: RestBetween
    ) -> Iterator[Violation]:
        duties = counted(worker, timeline(problem, roster, worker))
        for first in first_of_days(duties):
            start_min = first.start_min
            own = [
                duty.shift
                for duty in duties
                if duty.shift and duty.start_min < start_min + MINUTES_PER_DAY and duty.end_min > start_min
            ]
            longest_min = longest_rest(duties, start_min)
            if own and longest_min < limits.rest_min:
                yield broken(
                    spec,
                    1,
                    worker=worker.key,
                    days=tuple(sorted({first.day, *(shift.day for shift in own)})),
                    shifts=tuple(shift.key for shift in own),
                    facts={
                        "longest_min": longest_min,
                        "rest_min": limits.rest_min,
                        "first_day": first.day,
                        "first_shift": first.shift.key if first.shift else "",
                    },
                )

    return each_person(kind, each)


def day_words(problem: Problem, violation: Violation) -> str:
    """Say in which 24 hours the rest is too short."""
    shift, day = str(violation.facts["first_shift"]), day_name(problem, number(violation, "first_day"))
    first = duty_name(problem, shift) if shift else f"other work on {day}"
    return (
        f"Longest rest in the 24 hours from the start of {first}: {hours(number(violation, 'longest_min'))}. "
        f"Needs {hours(number(violation, 'rest_min'))} without a break."
    )


# -- unbroken rests in a week or a fortnight


@dataclass(frozen=True, slots=True)
class UnbrokenRests(Parameters):
    """``rests`` unbroken rests of ``rest_min`` minutes in each ``window_days`` days from a Monday."""

    rest_min: int
    window_days: int = figure("wtr_weekly_rest_window", least=1)
    rests: int = 1


P = TypeVar("P", bound=UnbrokenRests)


def missing_rests(
    kind: type[P], counted: Counted, windows: Callable[[Problem, Worker, P], list[range]]
) -> Check:
    """Return the check of a rule that finds windows with a duty of this rota and too few unbroken rests.

    Only the duties that are counted break a rest. ``windows`` are the stretches of days in which the rests
    are owed to a person.
    """

    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: P
    ) -> Iterator[Violation]:
        duties = counted(worker, timeline(problem, roster, worker))
        for window in windows(problem, worker, limits):
            own = [duty for duty in duties if duty.shift and in_window(problem, duty, window)]
            if not own:
                continue
            missing = limits.rests - rests_in(problem, duties, window, limits.rest_min)
            if missing > 0:
                yield broken(
                    spec,
                    missing,
                    worker=worker.key,
                    days=tuple(day for day in window if 0 <= day < problem.days),
                    shifts=tuple(duty.shift.key for duty in own if duty.shift),
                    facts={
                        "rest_min": limits.rest_min,
                        "rests": limits.rests,
                        "window_days": len(window),
                        "first_day": window.start,
                    },
                )

    return each_person(kind, each)


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
    free_from, end, rests = problem.day_start(window.start), problem.day_start(window.stop), 0
    for duty in duties:
        if not in_window(problem, duty, window):
            continue
        rests += max(0, duty.start_min - free_from) // rest_min
        free_from = max(free_from, duty.end_min)
    return rests + max(0, end - free_from) // rest_min


def rest_words(problem: Problem, violation: Violation) -> str:
    """Say in which stretch of days which rest is missing."""
    rest, needed = hours(number(violation, "rest_min")), number(violation, "rests")
    days, first = number(violation, "window_days"), day_name(problem, number(violation, "first_day"))
    return (
        f"No unbroken {rest} off in the {days} days from {first}."
        if needed == 1
        else f"Fewer than {count(needed, 'rest', 'rests')} of {rest} in the {days} days from {first}."
    )
