"""Limits on sums over one person's duties that the pricing graph does not carry as a state.

Each has a price on what it limits, found anew for every pricing; the bound that this gives is valid whatever
the price.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules import average_hours, night_hours, visa_hours, young_week
from rostering.rules._average import Window, total_min
from rostering.rules._sums import Cap, effective_max, minutes
from rostering.rules.base import Duty, read
from rostering.rules.fairness import carried
from rostering.rules.shifts_of_type import ShiftsOfType
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.pricing.day_patterns import Option
from rostering.solver.columns.pricing.enforcement import specs_for

HOUR = 60.0


@dataclass(slots=True, eq=False)
class ResourceLimit:
    """At most ``maximum`` of what ``consumption`` says each option counts, in units of the rule.

    ``multiplier`` is the price last found. Where duties count one each, they do so in a byte: over a year
    there are a million of them, under a dozen limits.
    """

    spec: RuleSpec
    maximum: float
    consumption: NDArray[Any]
    multiplier: float = 0.0

    @property
    def max_multiplier(self) -> float:
        """The highest price worth trying: what a unit too many costs."""
        return INF if self.spec.hard else float(self.spec.weight)

    def penalty(self, excess: float) -> float:
        """Return what an excess costs; a begun unit counts whole."""
        if excess <= 1e-9:
            return 0.0
        return INF if self.spec.hard else float(self.spec.weight * ceil(excess - 1e-9))


def resource_limits(
    problem: Problem, worker: Worker, fixed: list[Duty], options: Sequence[Option]
) -> list[ResourceLimit]:
    """Return the limits of a person that their duties could exceed."""
    days = np.array([one.day for one in options], np.int64)
    return [limit for limit in _all(problem, worker, fixed, options, days) if can_exceed(limit, days)]


def can_exceed(limit: ResourceLimit, days: Ints) -> bool:
    """Return whether one duty a day could exceed a limit, when options are on these days."""
    highest = np.zeros(int(days.max(initial=-1)) + 1)
    np.maximum.at(highest, days, limit.consumption)
    return bool(highest.sum() > limit.maximum + 1e-9)


def _all(
    problem: Problem, worker: Worker, fixed: list[Duty], options: Sequence[Option], days: Ints
) -> Iterator[ResourceLimit]:
    types = np.array([one.pattern.type_key if one.shift else "" for one in options], np.str_)
    nights = np.array([bool(one.shift and one.shift.is_night) for one in options], np.int8)
    work = np.array([one.pattern.work_min / HOUR for one in options], np.float64)

    def hours(inside: range) -> Floats:
        return np.where((days >= inside.start) & (days < inside.stop), work, 0.0)

    for spec in specs_for(problem, worker, ("shifts_of_type",)):
        for type_key, most in read(ShiftsOfType, spec).most:
            yield ResourceLimit(spec, most, (types == type_key).astype(np.int8))
    for spec in specs_for(problem, worker, ("fairness",)):
        for share in worker.fair_shares:
            if share.kind == "nights":
                most = max(share.target - share.past - carried(problem, "nights", fixed), 0)
                yield ResourceLimit(spec, most, nights)
    for spec, cap in _caps(problem, worker):
        room = effective_max(cap, fixed) - minutes(fixed, cap.days)
        yield ResourceLimit(spec, room / HOUR, hours(cap.days))
    for spec, window in _windows(problem, worker):
        if not window.excluded_days:
            known = total_min(window, worker, fixed)
            room = max(window.max_min, known) - known
            yield ResourceLimit(spec, room / HOUR, hours(range(window.first_day, window.end_day)))


def _caps(problem: Problem, worker: Worker) -> Iterator[tuple[RuleSpec, Cap]]:
    for spec in specs_for(problem, worker, ("visa_hours",)):
        for cap in visa_hours.caps(problem, worker):
            yield spec, cap
    for spec in specs_for(problem, worker, ("young_week",)):
        for cap in young_week.caps(problem, worker, read(young_week.YoungWeek, spec)):
            yield spec, cap


def _windows(problem: Problem, worker: Worker) -> Iterator[tuple[RuleSpec, Window]]:
    for spec in specs_for(problem, worker, ("average_hours",)):
        for window in average_hours.periods(problem, worker, read(average_hours.AverageHours, spec)):
            yield spec, window
    for spec in specs_for(problem, worker, ("night_hours",)):
        for window in night_hours.periods(problem, worker, read(night_hours.NightHours, spec)):
            yield spec, window
