"""Refuses a problem that contradicts itself or names what it does not have.

What each field is for by itself, its type and size, `rostering.problem.values` has looked at before.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from rostering.problem.duties import Demand, Shift
from rostering.problem.errors import require, require_known
from rostering.problem.people import Worker
from rostering.problem.specs import RuleSpec
from rostering.problem.units import MAX_DAYS, MINUTES_PER_DAY

#: Years in which every day around a horizon has a date.
YEARS: Final = range(1900, 3000)
#: The longest that a duty may be, as of somebody who lives in.
MAX_DUTY_DAYS: Final = 14
#: How much longer or shorter than usual a day may be on which the clocks change.
CLOCK_CHANGE_MIN: Final = 120
#: The most that breaking all of a rule may cost: up to here a bound, which is a float, is exact to a point.
MOST_COST: Final = 10**15


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """What the records of a problem may refer to: days, and keys of shifts, workers and types of shift."""

    day_starts: tuple[int, ...]
    shifts: Container[str]
    workers: Container[str]
    shift_types: Sequence[str]

    @property
    def days(self) -> int:
        """Return the length of the horizon."""
        return len(self.day_starts) - 1


def validate_horizon(
    first_day: date, days: int, day_starts: Sequence[int], earlier: Sequence[int], later: Sequence[int]
) -> None:
    """Raise ProblemError when the days of a problem cannot be: too many, too far away, of odd lengths."""
    require(1 <= days <= MAX_DAYS, "days", f"must be 1 to {MAX_DAYS}")
    require(first_day.year in YEARS, "first_day", f"must be in the years {YEARS[0]} to {YEARS[-1]}")
    require(len(day_starts) == days + 1, "day_starts", f"needs {days + 1} values, has {len(day_starts)}")
    require(day_starts[0] == 0, "day_starts[0]", "must be 0")
    _day_lengths("day_starts", day_starts, first=1)
    _day_lengths("earlier_day_starts", [-start for start in (0, *earlier)])
    _day_lengths("later_day_starts", (day_starts[-1], *later))


def _day_lengths(place: str, midnights: Sequence[int], first: int = 0) -> None:
    """Refuse days of an impossible length; ``first`` is the place of the second midnight in its field."""
    for number, (start, end) in enumerate(pairwise(midnights), first):
        usual = abs(end - start - MINUTES_PER_DAY) <= CLOCK_CHANGE_MIN
        require(usual, f"{place}[{number}]", "must be 22 to 26 hours away from the one before")


def validate_records(
    shifts: Sequence[Shift],
    workers: Sequence[Worker],
    demands: Sequence[Demand],
    rules: Sequence[RuleSpec],
    known: KnownKeys,
) -> None:
    """Raise ProblemError for the first field that is out of range, repeated or refers to nothing."""
    for name, records in (("shifts", shifts), ("workers", workers), ("demands", demands)):
        _unique(name, [record.key for record in records])
    _unique("rules", [spec.name for spec in rules])
    _unique("shift_types", known.shift_types)
    for shift in shifts:
        _shift(shift, f"shifts[{shift.key}]", known)
    for worker in workers:
        _worker(worker, f"workers[{worker.key}]", known)
    for demand in demands:
        _demand(demand, f"demands[{demand.key}]", known)
    for spec in rules:
        for key in spec.workers or ():
            require_known(key, known.workers, f"rules[{spec.name}].workers", "worker")
    _costs(workers, demands, rules)


def _unique(place: str, keys: Iterable[str]) -> None:
    """Refuse a key that is repeated, or that would not come back from a file of text as it was written."""
    seen: set[str] = set()
    for key in keys:
        require(bool(key), place, "an empty key")
        require(
            key.isprintable() and key == key.strip(), place, f"the key {key!r} has blanks or breaks in it"
        )
        require(key not in seen, place, f"the key {key!r} is used twice")
        seen.add(key)


def _shift(shift: Shift, place: str, known: KnownKeys) -> None:
    require(shift.day < known.days, f"{place}.day", f"must be 0 to {known.days - 1}")
    require(shift.end_min > shift.start_min, f"{place}.end_min", "must be later than start_min")
    start, end = known.day_starts[shift.day], known.day_starts[shift.day + 1]
    require(start <= shift.start_min < end, f"{place}.start_min", f"must lie in day {shift.day}")
    length = shift.end_min - shift.start_min
    longest = f"must be at most {MAX_DUTY_DAYS} days later than start_min"
    require(length <= MAX_DUTY_DAYS * MINUTES_PER_DAY, f"{place}.end_min", longest)
    for name in ("work_min", "break_min", "night_min"):
        require(getattr(shift, name) <= length, f"{place}.{name}", "must be no longer than the duty")


def _worker(worker: Worker, place: str, known: KnownKeys) -> None:
    for name in ("fixed", "away"):
        for number, stretch in enumerate(getattr(worker, name)):
            later = stretch.end_min > stretch.start_min
            require(later, f"{place}.{name}[{number}].end_min", "must be later than start_min")
    for name in ("skills", "dated_roles", "opt_outs", "blocks", "week_caps"):
        for number, days in enumerate(getattr(worker, name)):
            # What was over before the horizon begins needs no first day.
            later = days.to_day is None or days.to_day > days.from_day or days.from_day <= 0
            require(later, f"{place}.{name}[{number}].to_day", "must be later than from_day")
    for number, week in enumerate(worker.past_weeks):
        for name in ("worked_days", "excluded_days"):
            require(getattr(week, name) <= 7, f"{place}.past_weeks[{number}].{name}", "must be 0 to 7")
    _hours(worker, place, known)
    _references(worker, place, known)
    _wishes(worker, place, known)


def _hours(worker: Worker, place: str, known: KnownKeys) -> None:
    """Refuse periods that cannot be met by themselves; what several ask together is for the solver to say."""
    seen: set[tuple[int, int]] = set()
    for number, period in enumerate(worker.hours):
        at = f"{place}.hours[{number}]"
        require(0 <= period.from_day < known.days, f"{at}.from_day", f"must be 0 to {known.days - 1}")
        inside = period.from_day < period.to_day <= known.days
        require(inside, f"{at}.to_day", f"must be {period.from_day + 1} to {known.days}")
        if period.min_min is not None and period.max_min is not None:
            require(period.min_min <= period.max_min, f"{at}.min_min", "must be at most max_min")
        days = (period.from_day, period.to_day)
        require(days not in seen, at, "is about the same days as a period before it")
        seen.add(days)


def _references(worker: Worker, place: str, known: KnownKeys) -> None:
    for name in ("locked", "earlier"):
        for key in getattr(worker, name) or ():
            require_known(key, known.shifts, f"{place}.{name}", "shift")
    for day in worker.locked_off:
        require(day < known.days, f"{place}.locked_off", f"day {day} is outside the horizon")
    for key in worker.supervisors or ():
        require_known(key, known.workers, f"{place}.supervisors", "worker")
        require(key != worker.key, f"{place}.supervisors", "nobody can supervise themselves")
    for name in ("requests", "preferred_week"):
        for number, wish in enumerate(getattr(worker, name)):
            for key in wish.types:
                require_known(key, known.shift_types, f"{place}.{name}[{number}].types", "shift type")
    for name in ("blocks", "fixed"):
        for number, item in enumerate(getattr(worker, name)):
            if item.type_key:
                require_known(
                    item.type_key, known.shift_types, f"{place}.{name}[{number}].type_key", "shift type"
                )


def _wishes(worker: Worker, place: str, known: KnownKeys) -> None:
    for number, request in enumerate(worker.requests):
        inside = request.day < known.days
        require(inside, f"{place}.requests[{number}].day", f"must be 0 to {known.days - 1}")
    for number, share in enumerate(worker.fair_shares):
        what = f"must be nights, weekends or duties, not {share.kind!r}"
        require(share.kind in ("nights", "weekends", "duties"), f"{place}.fair_shares[{number}].kind", what)
    _unique(f"{place}.fair_shares", [share.kind for share in worker.fair_shares])
    _unique(f"{place}.journeys", [journey.site_key for journey in worker.journeys])
    weekdays = [preferred.weekday for preferred in worker.preferred_week]
    for number, weekday in enumerate(weekdays):
        require(weekday <= 6, f"{place}.preferred_week[{number}].weekday", "must be 0 to 6")
    require(len(set(weekdays)) == len(weekdays), f"{place}.preferred_week", "names a weekday twice")


def _demand(demand: Demand, place: str, known: KnownKeys) -> None:
    require(bool(demand.shifts), f"{place}.shifts", "needs at least one shift")
    for key in demand.shifts:
        require_known(key, known.shifts, f"{place}.shifts", "shift")
    _unique(f"{place}.shifts", demand.shifts)
    require(demand.minimum <= demand.wanted, f"{place}.minimum", "must be at most wanted")
    if demand.maximum is not None:
        require(demand.maximum >= demand.wanted, f"{place}.maximum", "must be at least wanted")


def _costs(workers: Sequence[Worker], demands: Sequence[Demand], rules: Sequence[RuleSpec]) -> None:
    """Refuse the weight of a rule that, times the weights of demands or requests, is beyond reckoning."""
    units = {
        "minimum_cover": sum(demand.under_minimum * demand.minimum for demand in demands),
        "wanted_cover": sum(demand.under_wanted * demand.wanted for demand in demands),
        "maximum_cover": len(workers) * len(demands),
        "over_cover": sum(demand.over * len(workers) for demand in demands),
        "requests": sum(request.weight for worker in workers for request in worker.requests),
    }
    for spec in rules:
        most = spec.weight * units.get(spec.rule, 1)
        told = f"costs {most} when nothing of the rule is kept, and may cost {MOST_COST} at most"
        require(spec.hard or most <= MOST_COST, f"rules[{spec.name}].weight", told)
