"""A period of the First International Nurse Rostering Competition as a problem, in rules of our catalogue.

The competition: Haspeslagh, De Causmaecker, Schaerf and Stolevik 2014, "The first international nurse
rostering competition 2010", Annals of Operations Research 218. Cover is met exactly, and nobody has two
duties on one day; all else costs what the contract of a person says. Nothing is known of the days before and
after the period: a run that touches its first or last day is as long as it is.

A person takes one kind of duty a day, and rules compare days, so duties start at midnight and last an hour,
and hours of contract count assignments. A duty that nobody needs on a day is not there. "No night before a
free weekend" costs nothing in what is published, so it is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from rostering.formats.errors import FormatError
from rostering.formats.inrc1 import ANY, NONE, Agreement, Employee, Limit, Pattern, Period, read_period
from rostering.problem import (
    MINUTES_PER_DAY,
    Demand,
    HoursPeriod,
    ParamValue,
    Problem,
    ProblemError,
    Request,
    RuleSpec,
    Shift,
    Worker,
)
from rostering.rules.base import WEEKDAYS
from rostering.rules.unwanted_patterns import ANY_DUTY, OFF

#: One assignment, as paid minutes.
UNIT_MIN: Final = 60
SATURDAY_SUNDAY: Final = (5, 6)

#: A rule with its parameters, and what one unit of it costs.
Priced = tuple[str, dict[str, ParamValue], int]


def read_inrc1(text: str) -> Problem:
    """Return the problem in a file of the First International Nurse Rostering Competition.

    Parameters
    ----------
    text : str
        What is in the file.

    Returns
    -------
    Problem
        Its costs are those of the competition.

    Raises
    ------
    FormatError
        Names the first line at fault.
    """
    period = read_period(text)
    try:
        return _problem(period)
    except ProblemError as error:
        raise FormatError(1, str(error)) from error


def _problem(period: Period) -> Problem:
    needs = {place: need for place, need in sorted(period.needs.items()) if need}
    return Problem(
        first_day=period.first_day,
        days=period.days,
        shifts=tuple(_shift(period, day, name) for day, name in needs),
        workers=tuple(_worker(period, name, employee) for name, employee in period.employees.items()),
        demands=tuple(
            Demand(
                key=_key(day, name),
                shifts=(_key(day, name),),
                label="",
                minimum=need,
                wanted=need,
                maximum=need,
            )
            for (day, name), need in needs.items()
        ),
        rules=tuple(_rules(period)),
        name=period.name,
        shift_types=tuple(period.shifts),
    )


def _key(day: int, shift: str) -> str:
    return f"{shift}@{day}"


def _shift(period: Period, day: int, name: str) -> Shift:
    start = MINUTES_PER_DAY * day
    return Shift(
        key=_key(day, name),
        type_key=name,
        label=period.shifts[name].label,
        day=day,
        start_min=start,
        end_min=start + UNIT_MIN,
        work_min=UNIT_MIN,
        paid_min=UNIT_MIN,
    )


def _worker(period: Period, name: str, employee: Employee) -> Worker:
    least, most = period.contracts[employee.contract].assignments
    hours = HoursPeriod(
        0,
        period.days,
        min_min=UNIT_MIN * least.value if least else None,
        max_min=UNIT_MIN * most.value if most else None,
    )
    requests = tuple(
        Request(wish.day, wants=wish.wants, types=(wish.shift,) if wish.shift else (), weight=wish.weight)
        for wish in period.wishes.get(name, ())
    )
    return Worker(key=name, hours=(hours,), requests=requests)


def _rules(period: Period) -> Iterator[RuleSpec]:
    for name in ("one_at_a_time", "minimum_cover", "maximum_cover"):
        yield RuleSpec(rule=name)
    yield RuleSpec(rule="requests", hard=False, weight=1)
    groups: dict[tuple[object, ...], tuple[Priced, list[str]]] = {}
    for name, employee in period.employees.items():
        for priced in _agreed(period, employee):
            rule, params, weight = priced
            key = rule, weight, tuple(sorted(params.items()))
            groups.setdefault(key, (priced, []))[1].append(name)
    for place, ((rule, params, weight), names) in enumerate(groups.values()):
        yield RuleSpec(
            rule=rule,
            hard=False,
            weight=weight,
            params=params,
            workers=tuple(names),
            key=f"{rule}.{place}",
        )


def _agreed(period: Period, employee: Employee) -> Iterator[Priced]:
    """Yield what a person has agreed, rule by rule."""
    contract = period.contracts[employee.contract]
    yield from _assignments(contract)
    yield from _runs(contract)
    yield from _weekends(contract)
    by_weight: dict[int, list[ParamValue]] = {}
    for pattern in (period.patterns[name] for name in contract.patterns):
        if pattern.weight:
            by_weight.setdefault(pattern.weight, []).append(_pattern(pattern))
    for weight, patterns in by_weight.items():
        yield "unwanted_patterns", {"patterns": tuple(patterns)}, weight
    lacking = tuple(
        (name, 0)
        for name, shift in period.shifts.items()
        if not set(employee.skills).issuperset(shift.skills)
    )
    if contract.skills and lacking:
        yield "shifts_of_type", {"most": lacking}, contract.skills


def _assignments(contract: Agreement) -> Iterator[Priced]:
    least, most = contract.assignments
    if least and most and least.weight == most.weight:
        yield "contract_hours", {"unit_min": UNIT_MIN}, least.weight
        return
    if least:
        yield "contract_hours", {"unit_min": UNIT_MIN, "judges_most": False}, least.weight
    if most:
        yield "contract_hours", {"unit_min": UNIT_MIN, "judges_least": False}, most.weight


def _runs(contract: Agreement) -> Iterator[Priced]:
    limits: tuple[tuple[Limit | None, str, str, Mapping[str, ParamValue]], ...] = (
        (contract.work[1], "longest_run_of_days", "max_days", {}),
        (contract.work[0], "shortest_run_of_days", "min_days", {"standalone": True}),
        (contract.rest[1], "longest_run_off", "max_days", {}),
        (contract.rest[0], "shortest_run_off", "min_days", {"standalone": True}),
        (contract.weekends[1], "longest_run_of_weekends", "max_weekends", {"weekend": _weekend(contract)}),
        (
            contract.weekends[0],
            "shortest_run_of_weekends",
            "min_weekends",
            {"weekend": _weekend(contract), "standalone": True},
        ),
    )
    for limit, rule, parameter, more in limits:
        if limit and (limit.value > 1 or rule.startswith("longest")):
            yield rule, {parameter: limit.value, **more}, limit.weight


def _weekend(contract: Agreement) -> tuple[str, ...]:
    return tuple(WEEKDAYS[weekday] for weekday in contract.weekend)


def _weekends(contract: Agreement) -> Iterator[Priced]:
    """Yield the rules about single weekends, and about four of them."""
    if contract.same_shift:
        # Each day costs once for every type of duty on another day.
        weight = contract.same_shift * len(contract.weekend)
        yield "same_shift_on_weekend", {"weekend": _weekend(contract)}, weight
    if contract.complete_weekends and contract.weekend == SATURDAY_SUNDAY:
        yield "complete_weekends", {}, contract.complete_weekends
    elif contract.complete_weekends:
        yield from _incomplete_weekends(contract)
    limit = contract.weekends_in_four_weeks
    if limit and contract.weekend == SATURDAY_SUNDAY:
        yield "weekends", {"max_weekends": limit.value, "window_weeks": 4}, limit.weight


def _incomplete_weekends(contract: Agreement) -> Iterator[Priced]:
    """Yield what a longer weekend costs of which some days are worked.

    Each day off costs one unit, and days of work apart from each other one for each day of the weekend more.
    """
    first, length = _weekend(contract)[0], len(contract.weekend)
    by_units: dict[int, list[ParamValue]] = {}
    for days in product((ANY_DUTY, OFF), repeat=length):
        worked = "".join(days).strip(OFF)
        if 0 < days.count(ANY_DUTY) < length:
            units = days.count(OFF) + (length if OFF in worked else 0)
            by_units.setdefault(units, []).append((first, days))
    for units, patterns in by_units.items():
        yield "unwanted_patterns", {"patterns": tuple(patterns)}, units * contract.complete_weekends


def _pattern(pattern: Pattern) -> ParamValue:
    named = {ANY: ANY_DUTY, NONE: OFF}
    weekday = "" if pattern.weekday is None else WEEKDAYS[pattern.weekday]
    return weekday, tuple(named.get(day, day) for day in pattern.days)
