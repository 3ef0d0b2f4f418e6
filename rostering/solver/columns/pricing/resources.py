"""Rules about totals: weekends worked and paid minutes, as states and prices of the pricing graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import gcd

from rostering.problem import HoursPeriod, Problem, RuleSpec, Worker
from rostering.rules._hours import paid_min
from rostering.rules.base import Duty, read
from rostering.rules.contract_hours import ContractHours
from rostering.rules.fairness import carried
from rostering.rules.hours_target import HoursTarget
from rostering.rules.weekends import Weekends, weekend_days

FORBIDDEN = float("inf")
#: Paid minutes beyond the most that any rule looks at are counted together; this much is kept apart.
SLACK_MIN = 720


def penalty(spec: RuleSpec, amount: int = 1) -> float:
    """Return what some units of a rule cost: infinite when it is hard."""
    if amount <= 0:
        return 0.0
    return FORBIDDEN if spec.hard else float(spec.weight * amount)


@dataclass(frozen=True, slots=True)
class WeekendResource:
    """Weekends worked, all together or in each window: the state is one digit for each weekend in sight."""

    start: tuple[int, ...]
    #: By weekend of the horizon: (most, place of window) checks as (window in weekends, most, spec).
    checks: tuple[tuple[tuple[int, int, RuleSpec], ...], ...]
    #: Checks of the number worked in all: (most, spec).
    totals: tuple[tuple[int, RuleSpec], ...]
    sight: int
    counts: bool
    most: int

    @property
    def mark(self) -> tuple[object, ...]:
        """What is equal for people whose weekends cost the same."""
        checks = tuple(tuple((window, most, spec.name) for window, most, spec in one) for one in self.checks)
        return self.start, checks, tuple((most, spec.name) for most, spec in self.totals), self.most

    def step(self, weekend: int, state: tuple[int, ...], worked: bool) -> tuple[tuple[int, ...], float]:
        """Return the state after a weekend of the horizon and its cost; a state is (total, digits)."""
        total, *digits = state
        seen = [int(worked), *digits]
        cost = 0.0
        for window, most, spec in self.checks[weekend]:
            cost += penalty(spec, sum(seen[:window]) - most)
        after = total + (worked if self.counts else 0)
        if after > self.most:
            return state, FORBIDDEN
        return (after, *seen[: self.sight]), cost

    def final(self, state: tuple[int, ...]) -> float:
        """Return the cost of the number of weekends worked in all."""
        return sum(penalty(spec, state[0] - most) for most, spec in self.totals)


def weekend_resource(
    problem: Problem, specs: list[RuleSpec], worker: Worker, fixed: list[Duty]
) -> WeekendResource:
    """Return the weekends of a person: what is looked at, and what was worked before."""
    fixed_days = {duty.day for duty in fixed}
    inside = weekend_days(problem, 0)
    number = len(inside[0]) if inside else 0
    checks: list[list[tuple[int, int, RuleSpec]]] = [[] for _ in range(number)]
    totals: list[tuple[int, RuleSpec]] = []
    sight = 0
    most = number
    for spec in specs:
        if spec.rule == "fairness":
            for share in worker.fair_shares:
                if share.kind == "weekends":
                    before = carried(problem, "weekends", fixed)
                    totals.append((max(share.target - share.past, before), spec))
            continue
        limits = read(Weekends, spec)
        windows = weekend_days(problem, limits.window_weeks)
        for place, window in enumerate(windows):
            before = sum(not fixed_days.isdisjoint(weekend) for weekend in window)
            if limits.window_weeks:
                checks[place].append((limits.window_weeks, max(limits.max_weekends, before), spec))
                sight = max(sight, limits.window_weeks - 1)
            else:
                totals.append((max(limits.max_weekends, before), spec))
                if spec.hard:
                    most = min(most, max(limits.max_weekends, before))
    saturdays = [problem.weeks()[0].stop - 2 - 7 * back for back in range(1, sight + 1)]
    if inside:
        saturdays = [inside[0][0][0] - 7 * back for back in range(1, sight + 1)]
    digits = [int(not fixed_days.isdisjoint((day, day + 1))) for day in saturdays]
    return WeekendResource(
        start=(0, *digits),
        checks=tuple(tuple(one) for one in checks),
        totals=tuple(totals),
        sight=sight,
        counts=bool(totals),
        most=most,
    )


@dataclass(frozen=True, slots=True)
class MinutesCost:
    """Paid minutes of the horizon: unit, the most that are told apart, and the price of each total."""

    unit_min: int
    cost_by_units: tuple[float, ...]
    saturates: bool

    @property
    def least_units(self) -> int:
        """The least units that may be worked."""
        return next((units for units, cost in enumerate(self.cost_by_units) if cost < FORBIDDEN), 0)


def contract_periods(worker: Worker) -> list[HoursPeriod]:
    """Return the periods of a contract in order, without those that overlap one before."""
    found: list[HoursPeriod] = []
    for period in sorted(worker.hours, key=lambda one: (one.from_day, one.to_day)):
        if not found or period.from_day >= found[-1].to_day:
            found.append(period)
    return found


#: Minutes that no rule looks at.
NO_MINUTES_COST = MinutesCost(1, (0.0,), True)


def minutes_cost(
    specs: list[RuleSpec], period: HoursPeriod | None, fixed: list[Duty], lengths: set[int]
) -> MinutesCost:
    """Return the paid minutes of a period as far as contract rules look at them."""
    lengths = {length for length in lengths if length}
    if not specs or period is None:
        return NO_MINUTES_COST
    fixed_min = paid_min(fixed, period)
    charges = [_charge(spec, period, fixed_min) for spec in specs]
    if not lengths:
        # Whoever may work nothing still costs what they are short of.
        return MinutesCost(1, (sum(charge(fixed_min) for charge in charges),), True)
    unit = gcd(*lengths)
    largest = [limit for limit in (period.max_min, period.target_min, period.min_min) if limit is not None]
    reachable = max(lengths) * (period.to_day - period.from_day)
    top_min = max(0, min(reachable, max(largest, default=0) - fixed_min + SLACK_MIN))
    if any(
        charge(fixed_min + reachable) > charge(fixed_min + top_min)
        for spec, charge in zip(specs, charges, strict=True)
        if not spec.hard
    ):
        top_min = reachable  # a soft rule that goes on to cost more has no total from which all are alike
    hard_most = [
        max(period.max_min - fixed_min, 0)
        for spec in specs
        if spec.rule == "contract_hours" and spec.hard and period.max_min is not None
    ]
    saturates = not hard_most and top_min < reachable
    if hard_most:
        top_min = min(top_min, *hard_most)
    costs = [
        sum(charge(fixed_min + units * unit) for charge in charges) for units in range(top_min // unit + 1)
    ]
    return MinutesCost(unit, tuple(costs), saturates)


def _charge(spec: RuleSpec, period: HoursPeriod, fixed_min: int) -> Callable[[int], float]:
    """Return what a contract rule costs by the paid minutes of a period, fixed ones counted."""
    if spec.rule == "contract_hours":
        unit, least, most = read(ContractHours, spec).unit_min, period.min_min or 0, period.max_min

        def outside(total_min: int) -> float:
            above = 0 if most is None else total_min - max(most, fixed_min)
            return penalty(spec, -(-max(least - total_min, above) // unit))

        return outside
    limits, target = read(HoursTarget, spec), period.target_min

    def away(total_min: int) -> float:
        off = 0 if target is None else abs(total_min - target) - limits.tolerance_min
        return penalty(spec, -(-off // limits.unit_min))

    return away
