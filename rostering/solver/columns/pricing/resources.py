"""Rules about totals of a person: weekends worked and paid minutes, as resources of the pricing graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import gcd

from rostering.problem import HoursPeriod, Problem, RuleSpec, Worker
from rostering.rules._hours import paid_min
from rostering.rules.base import Duty, read
from rostering.rules.contract_hours import ContractHours
from rostering.rules.fairness import carried, shares
from rostering.rules.hours_target import HoursTarget
from rostering.rules.weekends import Weekends, weekend_days

FORBIDDEN = float("inf")
#: Paid minutes beyond the most that any rule looks at are counted together; this much is kept apart.
SLACK_MIN = 720


def penalty(spec: RuleSpec, amount: int = 1) -> float:
    """Return what breaking a rule by some units costs: infinite when it is hard."""
    if amount <= 0:
        return 0.0
    return FORBIDDEN if spec.hard else float(spec.weight * amount)


@dataclass(frozen=True, slots=True)
class WeekendResource:
    """Weekends worked, all together or in each window of weeks.

    A state is the number of weekends worked so far (0 where only windows count), followed by one digit for
    each of the last weekends, the latest first: 1 if it was worked.
    """

    start: tuple[int, ...]
    #: By weekend of the horizon: the checks of windows that end with it, as (weeks, most weekends, rule).
    checks: tuple[tuple[tuple[int, int, RuleSpec], ...], ...]
    #: Checks of the number worked in all, as (most weekends, rule).
    totals: tuple[tuple[int, RuleSpec], ...]
    #: How many of the last weekends are remembered.
    memory: int
    #: Whether the number worked in all is counted, and the most that can be lawful.
    has_total: bool
    most: int

    @property
    def content(self) -> tuple[object, ...]:
        """A key for a cache, which is the same for people whose weekends cost the same."""
        checks = tuple(tuple((weeks, most, spec.name) for weeks, most, spec in ends) for ends in self.checks)
        return self.start, checks, tuple((most, spec.name) for most, spec in self.totals), self.most

    def step(self, weekend: int, state: tuple[int, ...], is_worked: bool) -> tuple[tuple[int, ...], float]:
        """Return the state after a weekend of the horizon and its cost."""
        total, *digits = state
        latest = [int(is_worked), *digits]
        cost = 0.0
        for weeks, most, spec in self.checks[weekend]:
            cost += penalty(spec, sum(latest[:weeks]) - most)
        total_after = total + (is_worked if self.has_total else 0)
        if total_after > self.most:
            return state, FORBIDDEN
        return (total_after, *latest[: self.memory]), cost

    def final_cost(self, state: tuple[int, ...]) -> float:
        """Return the cost of the number of weekends worked in all."""
        return sum(penalty(spec, state[0] - most) for most, spec in self.totals)


def weekend_resource(
    problem: Problem, specs: list[RuleSpec], worker: Worker, fixed: list[Duty]
) -> WeekendResource:
    """Return the weekends of a person: what rules ask of them, and what was worked before."""
    fixed_days = {duty.day for duty in fixed}
    horizon = weekend_days(problem, 0)
    weekends = len(horizon[0]) if horizon else 0
    checks: list[list[tuple[int, int, RuleSpec]]] = [[] for _ in range(weekends)]
    totals: list[tuple[int, RuleSpec]] = []
    memory = 0
    most = weekends
    for spec in specs:
        if spec.rule == "fairness":
            for share in shares(problem, worker):
                if share.kind == "weekends":
                    before = carried(problem, "weekends", fixed)
                    totals.append((max(share.target - share.past, before), spec))
            continue
        limits = read(Weekends, spec)
        for number, window in enumerate(weekend_days(problem, limits.window_weeks)):
            before = sum(not fixed_days.isdisjoint(weekend) for weekend in window)
            if limits.window_weeks:
                checks[number].append((limits.window_weeks, max(limits.max_weekends, before), spec))
                memory = max(memory, limits.window_weeks - 1)
            else:
                totals.append((max(limits.max_weekends, before), spec))
                if spec.hard:
                    most = min(most, max(limits.max_weekends, before))
    first_saturday = horizon[0][0][0] if horizon else problem.weeks()[0].stop - 2
    saturdays = [first_saturday - 7 * weeks for weeks in range(1, memory + 1)]
    digits = [int(not fixed_days.isdisjoint((day, day + 1))) for day in saturdays]
    return WeekendResource(
        start=(0, *digits),
        checks=tuple(tuple(ends) for ends in checks),
        totals=tuple(totals),
        memory=memory,
        has_total=bool(totals),
        most=most,
    )


@dataclass(frozen=True, slots=True)
class MinutesCost:
    """What the paid minutes of a period cost: a unit in minutes, and the cost of each number of units.

    With ``saturates`` more units than these are lawful and cost as much as the last; else they are not.
    """

    unit_min: int
    cost_by_units: tuple[float, ...]
    saturates: bool

    @property
    def least_units(self) -> int:
        """The fewest units that may be worked."""
        return next((units for units, cost in enumerate(self.cost_by_units) if cost < FORBIDDEN), 0)


def contract_periods(worker: Worker) -> list[HoursPeriod]:
    """Return the periods of a contract in order, without those that overlap one before."""
    periods: list[HoursPeriod] = []
    for period in sorted(worker.hours, key=lambda period: (period.from_day, period.to_day)):
        if not periods or period.from_day >= periods[-1].to_day:
            periods.append(period)
    return periods


#: Minutes that no rule looks at.
NO_MINUTES_COST = MinutesCost(1, (0.0,), True)


def minutes_cost(
    specs: list[RuleSpec], period: HoursPeriod | None, fixed: list[Duty], duty_min: set[int]
) -> MinutesCost:
    """Return what the paid minutes of a period cost by contract rules; ``duty_min`` are those of duties."""
    duty_min = {minutes for minutes in duty_min if minutes}
    if not specs or period is None:
        return NO_MINUTES_COST
    fixed_min = paid_min(fixed, period)
    costs = [_cost_of_total(spec, period, fixed_min) for spec in specs]
    if not duty_min:
        # Whoever may work nothing still costs what they are short of.
        return MinutesCost(1, (sum(cost(fixed_min) for cost in costs),), True)
    unit_min = gcd(*duty_min)
    figures = [limit for limit in (period.max_min, period.target_min, period.min_min) if limit is not None]
    reachable_min = max(duty_min) * (period.to_day - period.from_day)
    top_min = max(0, min(reachable_min, max(figures, default=0) - fixed_min + SLACK_MIN))
    if any(
        cost(fixed_min + reachable_min) > cost(fixed_min + top_min)
        for spec, cost in zip(specs, costs, strict=True)
        if not spec.hard
    ):
        top_min = reachable_min  # a soft rule that goes on to cost more has no total from which all are alike
    maxima_min = [
        max(period.max_min - fixed_min, 0)
        for spec in specs
        if spec.rule == "contract_hours"
        and spec.hard
        and period.max_min is not None
        and read(ContractHours, spec).judges_most
    ]
    saturates = not maxima_min and top_min < reachable_min
    if maxima_min:
        top_min = min(top_min, *maxima_min)
    cost_by_units = [
        sum(cost(fixed_min + units * unit_min) for cost in costs) for units in range(top_min // unit_min + 1)
    ]
    return MinutesCost(unit_min, tuple(cost_by_units), saturates)


def _cost_of_total(spec: RuleSpec, period: HoursPeriod, fixed_min: int) -> Callable[[int], float]:
    """Return what a contract rule costs by the paid minutes of a period, fixed ones counted."""
    if spec.rule == "contract_hours":
        contract = read(ContractHours, spec)
        unit_min, (least, most) = contract.unit_min, contract.range_of(period)

        def outside_range(total_min: int) -> float:
            above_min = 0 if most is None else total_min - max(most, fixed_min)
            return penalty(spec, -(-max(least - total_min, above_min) // unit_min))

        return outside_range
    limits, target = read(HoursTarget, spec), period.target_min

    def away_from_target(total_min: int) -> float:
        distance_min = 0 if target is None else abs(total_min - target) - limits.tolerance_min
        return penalty(spec, -(-distance_min // limits.unit_min))

    return away_from_target
