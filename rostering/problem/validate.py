"""Refuses a problem that contradicts itself or names what it does not have.

What each field is for by itself, its type and size, `rostering.problem.values` has looked at before.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rostering.problem.errors import ProblemError
from rostering.problem.facts import MAX_DAYS, MINUTES_PER_DAY
from rostering.problem.values import check_types

if TYPE_CHECKING:
    from rostering.problem.facts import Problem
    from rostering.problem.outcome import Limits, Roster
    from rostering.problem.people import Worker

#: Years in which every day around a horizon has a date.
YEARS: Final = range(1900, 3000)
#: The longest that a duty may be, as of somebody who lives in.
MAX_DUTY_DAYS: Final = 14
#: How much longer or shorter than usual a day may be on which the clocks change.
CLOCK_CHANGE_MIN: Final = 120
#: The most that breaking all of a rule may cost: up to here a bound, which is a float, is exact to a point.
MOST_COST: Final = 10**15


def validate(problem: Problem) -> None:
    """Raise ProblemError for the first field that is out of range, repeated or refers to nothing."""
    _require(1 <= problem.days <= MAX_DAYS, "days", f"must be 1 to {MAX_DAYS}")
    _require(problem.first_day.year in YEARS, "first_day", f"must be in the years {YEARS[0]} to {YEARS[-1]}")
    _day_starts(problem)
    for name, items in (
        ("shifts", problem.shifts),
        ("workers", problem.workers),
        ("demands", problem.demands),
    ):
        _unique(name, [item.key for item in items])
    _unique("rules", [spec.name for spec in problem.rules])
    _unique("shift_types", problem.shift_types)
    _shifts(problem)
    for worker in problem.workers:
        _worker(problem, worker, f"workers[{worker.key}]")
    _demands(problem)
    for spec in problem.rules:
        for key in spec.workers or ():
            _known(key, problem.worker_of, f"rules[{spec.name}].workers", "worker")
    _costs(problem)


def validate_limits(limits: Limits) -> None:
    """Raise ProblemError for the first limit that is out of range."""
    try:
        check_types(limits)
    except ProblemError as error:
        raise error.inside("limits") from None
    for name in ("seconds", "deterministic"):
        given = getattr(limits, name)
        finite = given is None or 0 < given < float("inf")
        _require(finite, f"limits.{name}", "must be more than 0 and finite: phases get shares of it")
    _require(limits.workers >= 1, "limits.workers", "must be 1 or more")
    _require(0 <= limits.gap <= 1, "limits.gap", "must be 0 to 1")


def validate_roster(problem: Problem, roster: Roster) -> None:
    """Raise ProblemError when a roster names somebody or a duty that the problem does not have."""
    for one in roster.assignments:
        _known(one.worker, problem.worker_of, "roster", "worker")
        _known(one.shift, problem.shift_of, "roster", "shift")


def _require(condition: bool, place: str, message: str) -> None:
    if not condition:
        raise ProblemError(place, message)


def _known(key: str, among: Container[str], place: str, what: str) -> None:
    if key not in among:
        raise ProblemError(place, f"there is no {what} {key!r}")


def _unique(place: str, keys: Iterable[str]) -> None:
    """Refuse a key that is repeated, or that would not come back from a file of text as it was written."""
    seen: set[str] = set()
    for key in keys:
        _require(bool(key), place, "an empty key")
        _require(
            key.isprintable() and key == key.strip(), place, f"the key {key!r} has blanks or breaks in it"
        )
        _require(key not in seen, place, f"the key {key!r} is used twice")
        seen.add(key)


def _day_starts(problem: Problem) -> None:
    starts = problem.day_starts
    _require(
        len(starts) == problem.days + 1, "day_starts", f"needs {problem.days + 1} values, has {len(starts)}"
    )
    _require(starts[0] == 0, "day_starts[0]", "must be 0")
    for day, (one, two) in enumerate(pairwise(starts)):
        usual = abs(two - one - MINUTES_PER_DAY) <= CLOCK_CHANGE_MIN
        _require(usual, f"day_starts[{day + 1}]", "must be 22 to 26 hours later than the one before")


def _shifts(problem: Problem) -> None:
    for shift in problem.shifts:
        place = f"shifts[{shift.key}]"
        _require(shift.day < problem.days, f"{place}.day", f"must be 0 to {problem.days - 1}")
        _require(shift.end_min > shift.start_min, f"{place}.end_min", "must be later than start_min")
        start, end = problem.day_starts[shift.day], problem.day_starts[shift.day + 1]
        _require(start <= shift.start_min < end, f"{place}.start_min", f"must lie in day {shift.day}")
        length = shift.end_min - shift.start_min
        longest = f"must be at most {MAX_DUTY_DAYS} days later than start_min"
        _require(length <= MAX_DUTY_DAYS * MINUTES_PER_DAY, f"{place}.end_min", longest)
        for name in ("work_min", "break_min", "night_min"):
            _require(getattr(shift, name) <= length, f"{place}.{name}", "must be no longer than the duty")


def _worker(problem: Problem, worker: Worker, place: str) -> None:
    for name in ("fixed", "away"):
        for number, stretch in enumerate(getattr(worker, name)):
            later = stretch.end_min > stretch.start_min
            _require(later, f"{place}.{name}[{number}].end_min", "must be later than start_min")
    for name in ("skills", "blocks", "week_caps"):
        for number, days in enumerate(getattr(worker, name)):
            # What was over before the horizon begins needs no first day.
            later = days.to_day is None or days.to_day > days.from_day or days.from_day <= 0
            _require(later, f"{place}.{name}[{number}].to_day", "must be later than from_day")
    for number, week in enumerate(worker.past_weeks):
        for name in ("worked_days", "excluded_days"):
            _require(getattr(week, name) <= 7, f"{place}.past_weeks[{number}].{name}", "must be 0 to 7")
    _hours(problem, worker, place)
    _references(problem, worker, place)
    _wishes(problem, worker, place)


def _hours(problem: Problem, worker: Worker, place: str) -> None:
    """Refuse periods that cannot be met by themselves; what several ask together is for the solver to say."""
    seen: set[tuple[int, int]] = set()
    for number, period in enumerate(worker.hours):
        at = f"{place}.hours[{number}]"
        _require(0 <= period.from_day < problem.days, f"{at}.from_day", f"must be 0 to {problem.days - 1}")
        inside = period.from_day < period.to_day <= problem.days
        _require(inside, f"{at}.to_day", f"must be {period.from_day + 1} to {problem.days}")
        if period.min_min is not None and period.max_min is not None:
            _require(period.min_min <= period.max_min, f"{at}.min_min", "must be at most max_min")
        days = (period.from_day, period.to_day)
        _require(days not in seen, at, "is about the same days as a period before it")
        seen.add(days)


def _references(problem: Problem, worker: Worker, place: str) -> None:
    for name in ("locked", "earlier"):
        for key in getattr(worker, name) or ():
            _known(key, problem.shift_of, f"{place}.{name}", "shift")
    for day in worker.locked_off:
        _require(day < problem.days, f"{place}.locked_off", f"day {day} is outside the horizon")
    for key in worker.supervisors or ():
        _known(key, problem.worker_of, f"{place}.supervisors", "worker")
        _require(key != worker.key, f"{place}.supervisors", "nobody can supervise themselves")
    for name in ("requests", "preferred_week"):
        for number, wish in enumerate(getattr(worker, name)):
            for key in wish.types:
                _known(key, problem.shift_types, f"{place}.{name}[{number}].types", "shift type")
    for name in ("blocks", "fixed"):
        for number, item in enumerate(getattr(worker, name)):
            if item.type_key:
                _known(item.type_key, problem.shift_types, f"{place}.{name}[{number}].type_key", "shift type")


def _wishes(problem: Problem, worker: Worker, place: str) -> None:
    for number, request in enumerate(worker.requests):
        inside = request.day < problem.days
        _require(inside, f"{place}.requests[{number}].day", f"must be 0 to {problem.days - 1}")
    for number, share in enumerate(worker.fair_shares):
        what = f"must be nights or weekends, not {share.kind!r}"
        _require(share.kind in ("nights", "weekends"), f"{place}.fair_shares[{number}].kind", what)
    _unique(f"{place}.fair_shares", [share.kind for share in worker.fair_shares])
    _unique(f"{place}.journeys", [journey.site_key for journey in worker.journeys])
    weekdays = [preferred.weekday for preferred in worker.preferred_week]
    for number, weekday in enumerate(weekdays):
        _require(weekday <= 6, f"{place}.preferred_week[{number}].weekday", "must be 0 to 6")
    _require(len(set(weekdays)) == len(weekdays), f"{place}.preferred_week", "names a weekday twice")


def _demands(problem: Problem) -> None:
    for demand in problem.demands:
        place = f"demands[{demand.key}]"
        _require(bool(demand.shifts), f"{place}.shifts", "needs at least one shift")
        for key in demand.shifts:
            _known(key, problem.shift_of, f"{place}.shifts", "shift")
        _unique(f"{place}.shifts", demand.shifts)
        _require(demand.minimum <= demand.wanted, f"{place}.minimum", "must be at most wanted")


def _costs(problem: Problem) -> None:
    """Refuse the weight of a rule that, times the weights of demands or requests, is beyond reckoning."""
    units = {
        "minimum_cover": sum(one.under_minimum * one.minimum for one in problem.demands),
        "wanted_cover": sum(one.under_wanted * one.wanted for one in problem.demands),
        "over_cover": sum(one.over * len(problem.workers) for one in problem.demands),
        "requests": sum(one.weight for worker in problem.workers for one in worker.requests),
    }
    for spec in problem.rules:
        most = spec.weight * units.get(spec.rule, 1)
        told = f"costs {most} when nothing of the rule is kept, and may cost {MOST_COST} at most"
        _require(spec.hard or most <= MOST_COST, f"rules[{spec.name}].weight", told)
