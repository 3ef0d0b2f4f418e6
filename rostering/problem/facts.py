"""What is known before a rota is made: duties, people, needs and the rules in force.

Units: every ``*_min`` is whole minutes. Points in time are minutes from 00:00 local time of day 0 (the first
day of the horizon) and are elapsed minutes, so that a night on which the clocks change is an hour longer or
shorter; they are negative before the horizon. Days are numbered 0 to ``days - 1``; a range of days includes
its first day and excludes its last. A duty belongs to the day on which it starts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from rostering.problem.duties import Demand, Shift
from rostering.problem.people import Worker
from rostering.problem.specs import RuleSpec
from rostering.problem.units import MAX_DAYS, MINUTES_PER_DAY
from rostering.problem.validate import KnownKeys, validate_horizon, validate_records
from rostering.problem.values import check_types


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a rota is made from and judged by.

    Parameters
    ----------
    first_day : datetime.date
        Date of day 0; gives weekdays and the dates in sentences.
    days : int
        Length of the horizon, 1 to 5,000.
    shifts, workers, demands, rules : tuples
        With unique keys; the order is kept and has no meaning except to make runs repeatable.
    day_starts : tuple of int
        Elapsed minutes at each local midnight, ``days + 1`` of them; left empty, every day has 1,440 minutes.
    earlier_day_starts, later_day_starts : tuple of int
        The same outside the horizon, away from it: of day -1, day -2 and so on, and of day ``days + 1``, day
        ``days + 2`` and so on. Days further away have 1,440 minutes; so do all where these are left empty.
    name : str
        What to call it in messages.
    labels : mapping
        What to call roles, skills, sites and organisations in sentences, by key; a key without one stands for
        itself.
    shift_types : tuple of str
        Types of duty that wishes, past duties and rules may name although no duty of the horizon is of them;
        the types of ``shifts`` are added.

    Raises
    ------
    ProblemError
        When a value is of the wrong type or out of range, or a key is unknown; the message starts with the
        field. Roles, skills, sites, hosts, teams and employers need not be known: nobody may have a role, and
        a person may know the way to a site where nothing is to be done.
    """

    first_day: date
    days: int
    shifts: tuple[Shift, ...]
    workers: tuple[Worker, ...]
    demands: tuple[Demand, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    day_starts: tuple[int, ...] = ()
    name: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    shift_types: tuple[str, ...] = ()
    earlier_day_starts: tuple[int, ...] = ()
    later_day_starts: tuple[int, ...] = ()
    shift_of: Mapping[str, Shift] = field(init=False, repr=False, compare=False)
    worker_of: Mapping[str, Worker] = field(init=False, repr=False, compare=False)
    shifts_on: tuple[tuple[Shift, ...], ...] = field(init=False, repr=False, compare=False)
    #: Every midnight that is known, in order; the first is that of day ``-len(earlier_day_starts)``.
    _midnights: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_types(self)
        if not self.day_starts and self.days <= MAX_DAYS:
            object.__setattr__(
                self, "day_starts", tuple(MINUTES_PER_DAY * day for day in range(self.days + 1))
            )
        types = dict.fromkeys((*self.shift_types, *(shift.type_key for shift in self.shifts)))
        object.__setattr__(self, "shift_types", tuple(types))
        object.__setattr__(self, "shift_of", {shift.key: shift for shift in self.shifts})
        object.__setattr__(self, "worker_of", {worker.key: worker for worker in self.workers})
        validate_horizon(
            self.first_day, self.days, self.day_starts, self.earlier_day_starts, self.later_day_starts
        )
        midnights = (*self.earlier_day_starts[::-1], *self.day_starts, *self.later_day_starts)
        object.__setattr__(self, "_midnights", midnights)
        known = KnownKeys(self.day_starts, self.shift_of, self.worker_of, self.shift_types)
        validate_records(self.shifts, self.workers, self.demands, self.rules, known)
        by_day: list[list[Shift]] = [[] for _ in range(self.days)]
        for shift in self.shifts:
            by_day[shift.day].append(shift)
        object.__setattr__(self, "shifts_on", tuple(tuple(shifts) for shifts in by_day))

    def day_start(self, day: int) -> int:
        """Return the elapsed minute of local midnight of a day, which may lie outside the horizon."""
        place = day + len(self.earlier_day_starts)
        inside = min(max(place, 0), len(self._midnights) - 1)
        return self._midnights[inside] + MINUTES_PER_DAY * (place - inside)

    def day_of(self, minute: int) -> int:
        """Return the day in which an elapsed minute lies, which may be outside the horizon."""
        place = bisect_right(self._midnights, minute) - 1
        if place < 0 or place == len(self._midnights) - 1:
            place = max(place, 0)
            place += (minute - self._midnights[place]) // MINUTES_PER_DAY
        return place - len(self.earlier_day_starts)

    @property
    def longest_day_min(self) -> int:
        """The minutes of the longest day that is known, in the horizon or around it."""
        return max(end - start for start, end in pairwise(self._midnights))

    def days_touched(self, shift: Shift) -> range:
        """Return the days on which a duty is worked: one, or two for an overnight duty."""
        return range(shift.day, self.day_of(shift.end_min - 1) + 1)

    def weekday(self, day: int) -> int:
        """Return the weekday of a day, 0 for Monday."""
        return (self.first_day.weekday() + day) % 7

    def date_of(self, day: int) -> date:
        """Return the calendar date of a day."""
        return self.first_day + timedelta(days=day)

    def label(self, key: str) -> str:
        """Return what to call a role, skill, site or organisation in a sentence."""
        return self.labels.get(key, key)

    def weeks(self) -> tuple[range, ...]:
        """Return the calendar weeks with a day in the horizon; the outer ones may reach beyond it."""
        first = -self.weekday(0)
        return tuple(range(start, start + 7) for start in range(first, self.days, 7))
