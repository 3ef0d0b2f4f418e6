"""A scenario, a history and weeks of the competition as one problem, all in rules of our own catalogue.

A person takes one shift in one skill, so each day has a duty for each shift and skill: the shift is its type,
the skill its role. Times of day are not in the format; duties start at midnight and last an hour, and hours
of contract count assignments. What was worked before is fixed work on the days before day 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final, TypeVar

from rostering.formats.errors import FormatError
from rostering.formats.fields import grouped
from rostering.formats.inrc2 import (
    ANY,
    HISTORY,
    NONE,
    SCENARIO,
    WEEK,
    Nurse,
    Past,
    Scenario,
    Week,
    kind_of,
    read_history,
    read_scenario,
    read_week,
)
from rostering.problem import (
    MINUTES_PER_DAY,
    Demand,
    FixedDuty,
    HoursPeriod,
    ParamValue,
    Problem,
    ProblemError,
    Request,
    RuleSpec,
    Shift,
    Worker,
)

T = TypeVar("T")

#: Any Monday will do: the format numbers its days.
MONDAY: Final = date(2001, 1, 1)
#: One assignment, as paid minutes.
UNIT_MIN: Final = 60
DAYS_PER_WEEK: Final = 7
#: What a unit of each soft rule costs in the competition.
WANTED, RUN, RUN_OF_SHIFT, UNWANTED, HALF_WEEKEND, ASSIGNMENT, WEEKEND = 30, 30, 15, 10, 30, 20, 30


def read_inrc2(texts: Sequence[str]) -> Problem:
    """Return the problem in the files of the Second International Nurse Rostering Competition.

    Parameters
    ----------
    texts : sequence of str
        What is in a scenario, a history and week files, these in the order of the weeks.

    Returns
    -------
    Problem
        Its costs are those of the competition.

    Raises
    ------
    FormatError
        Names the file by its place and the first line at fault.
    """
    places: dict[str | None, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(kind_of(text), []).append(place)
    for place in places.get(None, []):
        raise FormatError(1, "neither a scenario nor a history nor a week", place)
    for kind, name in ((SCENARIO, "scenario"), (HISTORY, "history")):
        many = len(places.setdefault(kind, []))
        if many != 1:
            raise FormatError(1, f"one {name} is needed, {many} are given", (places[kind] or [0])[-1])
    (first,), (second,), weeks = places[SCENARIO], places[HISTORY], places.get(WEEK, [])
    scenario = _at(first, lambda: read_scenario(texts[first]))
    passed, past = _at(second, lambda: read_history(texts[second], scenario))
    if not weeks or passed + len(weeks) != scenario.weeks:
        wanted = scenario.weeks - passed
        raise FormatError(1, f"week files are needed for {wanted} weeks, {len(weeks)} are given", second)
    plans = [_at(place, lambda place=place: read_week(texts[place], scenario)) for place in weeks]  # type: ignore[misc]
    try:
        return _problem(scenario, past, plans)
    except ProblemError as error:
        raise FormatError(1, str(error), first) from error


def _at(part: int, read: Callable[[], T]) -> T:
    """Return what a file has in it; an error names the file by its place."""
    try:
        return read()
    except FormatError as error:
        raise FormatError(error.line, error.message, part) from error


def _problem(scenario: Scenario, past: dict[str, Past], weeks: Sequence[Week]) -> Problem:
    days = DAYS_PER_WEEK * len(weeks)
    return Problem(
        first_day=MONDAY,
        days=days,
        shifts=tuple(
            _shift(day, name, skill)
            for day in range(days)
            for name in scenario.shifts
            for skill in scenario.skills
        ),
        workers=tuple(_worker(name, nurse, past[name], weeks) for name, nurse in scenario.nurses.items()),
        demands=tuple(_demands(weeks)),
        rules=tuple(_rules(scenario, past, days)),
        name=scenario.name,
    )


def _key(day: int, shift: str, skill: str) -> str:
    return f"{shift}/{skill}@{day}"


def _shift(day: int, name: str, skill: str) -> Shift:
    start = MINUTES_PER_DAY * day
    return Shift(
        key=_key(day, name, skill),
        type_key=name,
        label=name,
        day=day,
        start_min=start,
        end_min=start + UNIT_MIN,
        work_min=UNIT_MIN,
        paid_min=UNIT_MIN,
        roles=(skill,),
    )


def _demands(weeks: Sequence[Week]) -> Iterator[Demand]:
    for number, week in enumerate(weeks):
        for (weekday, shift, skill), (minimum, optimum) in week.needs.items():
            if optimum:
                key = _key(DAYS_PER_WEEK * number + weekday, shift, skill)
                yield Demand(key=key, shifts=(key,), label=skill, minimum=minimum, wanted=optimum)


def _worker(name: str, nurse: Nurse, past: Past, weeks: Sequence[Week]) -> Worker:
    least, most = (max(0, limit - past.assignments) for limit in nurse.contract.assignments)
    whole = HoursPeriod(0, DAYS_PER_WEEK * len(weeks), min_min=UNIT_MIN * least, max_min=UNIT_MIN * most)
    return Worker(
        key=name,
        roles=nurse.skills,
        fixed=tuple(_fixed(past)),
        hours=(whole,),
        requests=tuple(_requests(name, weeks)),
    )


def _fixed(past: Past) -> Iterator[FixedDuty]:
    """Yield the days of work before day 0, or the one that the days off before day 0 came after."""
    days = [-past.off - 1] if past.last_shift == NONE else range(-past.worked, 0)
    for day in days:
        start = MINUTES_PER_DAY * day
        type_key = past.last_shift if day >= -past.same_shift else ""
        yield FixedDuty(start, start + UNIT_MIN, UNIT_MIN, employer_key="", type_key=type_key)


def _requests(name: str, weeks: Sequence[Week]) -> Iterator[Request]:
    """Yield the wishes of a person; whoever wants a day off need not say which duty they do not want."""
    for number, week in enumerate(weeks):
        unwanted = {(day, shift) for nurse, day, shift in week.unwanted if nurse == name}
        for weekday, shift in sorted(unwanted):
            if shift == ANY or (weekday, ANY) not in unwanted:
                types = () if shift == ANY else (shift,)
                yield Request(DAYS_PER_WEEK * number + weekday, wants=False, types=types)


def _rules(scenario: Scenario, past: dict[str, Past], days: int) -> Iterator[RuleSpec]:
    for name in ("one_at_a_time", "required_skills", "minimum_cover"):
        yield RuleSpec(rule=name)
    if scenario.forbidden:
        yield RuleSpec(rule="forbidden_successions", params={"pairs": tuple(scenario.forbidden)})
    yield RuleSpec(rule="wanted_cover", hard=False, weight=WANTED)
    yield RuleSpec(rule="requests", hard=False, weight=UNWANTED)
    yield RuleSpec(rule="contract_hours", hard=False, weight=ASSIGNMENT, params={"unit_min": UNIT_MIN})
    contracts = {name: nurse.contract for name, nurse in scenario.nurses.items()}
    for rule, parameter, weight, value_of in (
        (
            "longest_run_of_days",
            "max_days",
            RUN,
            {name: contract.work[1] for name, contract in contracts.items()},
        ),
        (
            "shortest_run_of_days",
            "min_days",
            RUN,
            {name: contract.work[0] for name, contract in contracts.items()},
        ),
        (
            "longest_run_off",
            "max_days",
            RUN,
            {name: contract.rest[1] for name, contract in contracts.items()},
        ),
        (
            "shortest_run_off",
            "min_days",
            RUN,
            {name: contract.rest[0] for name, contract in contracts.items()},
        ),
        ("longest_run_of_type", "most", RUN_OF_SHIFT, _most_of_type(scenario, past, days)),
    ):
        yield from grouped(rule, parameter, value_of, weight=weight)
    least = tuple((name, least) for name, (least, _) in scenario.shifts.items())
    yield RuleSpec(rule="shortest_run_of_type", hard=False, weight=RUN_OF_SHIFT, params={"least": least})
    whole = tuple(name for name, contract in contracts.items() if contract.complete_weekends)
    yield RuleSpec(rule="complete_weekends", hard=False, weight=HALF_WEEKEND, workers=whole)
    weekends = {
        name: max(0, contract.max_weekends - past[name].weekends) for name, contract in contracts.items()
    }
    yield from grouped("weekends", "max_weekends", weekends, weight=WEEKEND, more={"window_weeks": 0})


def _most_of_type(scenario: Scenario, past: dict[str, Past], days: int) -> dict[str, ParamValue]:
    """Return the longest runs of each shift that a person could exceed."""
    return {
        name: tuple(
            (shift, most)
            for shift, (_, most) in scenario.shifts.items()
            if most < days + (history.same_shift if history.last_shift == shift else 0)
        )
        for name, history in past.items()
    }
