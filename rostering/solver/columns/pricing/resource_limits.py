"""Limits on sums over one person's duties that the pricing graph does not hold at first.

Where a roster exceeds one, the graph counts it (`ResourceAutomaton`); where the graph would become too large,
the limit has a Lagrangian multiplier, found anew for every pricing. The bound is valid whatever it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules import average_hours, fairness, night_hours, visa_hours, young_day, young_week
from rostering.rules._average import Window, total_min
from rostering.rules._sums import Cap, effective_max, minutes
from rostering.rules.base import Duty, read
from rostering.rules.shifts_of_type import ShiftsOfType
from rostering.solver.columns.loops.array_types import INF, Floats, Ints
from rostering.solver.columns.pricing.day_patterns import Option
from rostering.solver.columns.pricing.enforcement import specs_for

HOUR_MIN = 60.0
#: An excess below this is rounding.
TOLERANCE = 1e-9


@dataclass(slots=True, eq=False)
class ResourceLimit:
    """At most ``maximum`` of what the options of a roster consume together, in units of the rule.

    ``consumption`` is by option. Where duties count one each, they do so in a byte: over a year there are a
    million of them, under a dozen limits. ``multiplier`` is the Lagrangian multiplier last found.
    """

    spec: RuleSpec
    maximum: float
    consumption: NDArray[Any]
    multiplier: float = 0.0

    @property
    def max_multiplier(self) -> float:
        """The highest multiplier worth trying: what a unit too many costs."""
        return INF if self.spec.hard else float(self.spec.weight)

    def penalty(self, excess: float) -> float:
        """Return what an excess costs; a begun unit counts whole."""
        if excess <= TOLERANCE:
            return 0.0
        return INF if self.spec.hard else float(self.spec.weight * ceil(excess - TOLERANCE))

    def excess(self, chosen: Ints) -> float:
        """Return by how much a roster exceeds the limit; below 0 for what is left of it."""
        return float(self.consumption[chosen].sum()) - self.maximum


def resource_limits(
    problem: Problem, worker: Worker, fixed: list[Duty], options: Sequence[Option]
) -> list[ResourceLimit]:
    """Return the limits of a person that their duties could exceed."""
    option_day = np.array([option.day for option in options], np.int64)
    limits = _all_limits(problem, worker, fixed, options)
    return [limit for limit in limits if can_exceed(limit, option_day)]


def can_exceed(limit: ResourceLimit, option_day: Ints) -> bool:
    """Return whether one duty a day could exceed a limit; ``option_day`` is by option."""
    highest = np.zeros(int(option_day.max(initial=-1)) + 1)
    np.maximum.at(highest, option_day, limit.consumption)
    return bool(highest.sum() > limit.maximum + TOLERANCE)


def _all_limits(
    problem: Problem, worker: Worker, fixed: list[Duty], options: Sequence[Option]
) -> Iterator[ResourceLimit]:
    types = np.array([option.pattern.type_key if option.shift else "" for option in options], np.str_)
    duties = np.array([bool(option.shift) for option in options], np.int8)
    nights = np.array([bool(option.shift and option.shift.is_night) for option in options], np.int8)
    shifts = [option.shift for option in options]
    start_min = np.array([shift.start_min if shift else 0 for shift in shifts], np.int64)
    end_min = np.array([shift.end_min if shift else 1 for shift in shifts], np.int64)
    work_min = np.array([shift.work_min if shift else 0 for shift in shifts], np.int64)

    def work_until(at_min: int) -> Ints:
        # As `rostering.problem.units.work_until` has it for one duty.
        inside_min: Ints = np.clip(at_min, start_min, end_min) - start_min
        return work_min * inside_min // (end_min - start_min)

    def hours(from_min: int, to_min: int) -> Floats:
        return (work_until(to_min) - work_until(from_min)) / HOUR_MIN

    for spec in specs_for(problem, worker, ("shifts_of_type",)):
        for type_key, most in read(ShiftsOfType, spec).most:
            yield ResourceLimit(spec, most, (types == type_key).astype(np.int8))
    for spec in specs_for(problem, worker, ("fairness",)):
        for share, most in fairness.limits(problem, worker, fixed):
            if share.kind == "nights":
                yield ResourceLimit(spec, most, nights)
            elif share.kind == "duties":
                yield ResourceLimit(spec, most, duties)
    for spec, cap in _caps(problem, worker):
        left_min = effective_max(cap, fixed) - minutes(fixed, cap)
        yield ResourceLimit(spec, left_min / HOUR_MIN, hours(cap.start_min, cap.end_min))
    for spec, window in _windows(problem, worker):
        if not window.excluded_days:
            known_min = total_min(window, worker, fixed)
            left_min = max(window.max_min, known_min) - known_min
            yield ResourceLimit(spec, left_min / HOUR_MIN, hours(window.start_min, window.end_min))


def _caps(problem: Problem, worker: Worker) -> Iterator[tuple[RuleSpec, Cap]]:
    for spec in specs_for(problem, worker, ("visa_hours",)):
        for cap in visa_hours.caps(problem, worker):
            yield spec, cap
    for spec in specs_for(problem, worker, ("young_week",)):
        for cap in young_week.caps(problem, worker, read(young_week.YoungWeek, spec)):
            yield spec, cap
    for spec in specs_for(problem, worker, ("young_day",)):
        for cap in young_day.caps(problem, worker, read(young_day.YoungDay, spec)):
            yield spec, cap


def _windows(problem: Problem, worker: Worker) -> Iterator[tuple[RuleSpec, Window]]:
    for spec in specs_for(problem, worker, ("average_hours",)):
        for window in average_hours.periods(problem, worker, read(average_hours.AverageHours, spec)):
            yield spec, window
    for spec in specs_for(problem, worker, ("night_hours",)):
        for window in night_hours.periods(problem, worker, read(night_hours.NightHours, spec)):
            yield spec, window
