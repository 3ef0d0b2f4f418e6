"""Reader of the XML files of the First International Nurse Rostering Competition: what a file says.

`rostering.formats.inrc1_problem` makes a problem of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, TypeVar

from rostering.formats.errors import FormatError
from rostering.formats.fields import number
from rostering.formats.xml_tree import Element, read_xml

T = TypeVar("T")

#: The outermost element.
ROOT: Final = "SchedulingPeriod"
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ANY, NONE = "Any", "None"
#: The weekdays of a weekend, by the name of its definition, Monday being 0.
WEEKENDS: Final[Mapping[str, tuple[int, ...]]] = {
    "SaturdaySunday": (5, 6),
    "FridaySaturdaySunday": (4, 5, 6),
    "FridaySaturdaySundayMonday": (4, 5, 6, 0),
    "SaturdaySundayMonday": (5, 6, 0),
}
MAX_DAYS, MAX_RUN, MAX_WEIGHT = 366, 366, 100_000


@dataclass(frozen=True, slots=True)
class Limit:
    """The least or the most of something, and what each one beyond it costs."""

    value: int
    weight: int


@dataclass(frozen=True, slots=True)
class ShiftType:
    """One kind of duty: what people call it, and the skills that whoever works it should hold."""

    label: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """An unwanted sequence of days.

    Each of ``days`` is the name of a kind of duty, `ANY` or `NONE`; ``weekday`` is that of the first, None
    for any.
    """

    weekday: int | None
    days: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the people of a contract have agreed; a limit that is off, or costs nothing, is None.

    The weights of the rules about single weekends and skills are 0 where these are off.
    """

    assignments: tuple[Limit | None, Limit | None]
    work: tuple[Limit | None, Limit | None]
    rest: tuple[Limit | None, Limit | None]
    weekends: tuple[Limit | None, Limit | None]
    weekends_in_four_weeks: Limit | None
    weekend: tuple[int, ...]
    complete_weekends: int
    same_shift: int
    skills: int
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants on a day: to work a kind of duty (empty: any), or not to."""

    day: int
    wants: bool
    shift: str
    weight: int


@dataclass(frozen=True, slots=True)
class Employee:
    """One person."""

    contract: str
    skills: tuple[str, ...]


@dataclass(slots=True)
class Period:
    """All that a file says; ``needs`` is by day and kind of duty."""

    name: str
    first_day: date
    days: int
    shifts: dict[str, ShiftType] = field(default_factory=dict)
    patterns: dict[str, Pattern] = field(default_factory=dict)
    contracts: dict[str, Agreement] = field(default_factory=dict)
    employees: dict[str, Employee] = field(default_factory=dict)
    needs: dict[tuple[int, str], int] = field(default_factory=dict)
    wishes: dict[str, list[Wish]] = field(default_factory=dict)


def read_period(text: str) -> Period:
    """Return what a file says; raise FormatError for what is missing, wrong or given twice."""
    root = read_xml(text)
    if root.name != ROOT:
        raise FormatError(root.line, f"{root.name[:40]!r} where there should be {ROOT}")
    first, last = (_date(root.one(name)) for name in ("StartDate", "EndDate"))
    days = (last - first).days + 1
    if not 1 <= days <= MAX_DAYS:
        raise FormatError(root.one("EndDate").line, f"{days} days where there should be 1 to {MAX_DAYS}")
    period = Period(root.attribute("ID"), first, days)
    for element in _inside(root, "ShiftTypes", "Shift"):
        label, skills = element.get("Description"), _texts(element, "Skills", "Skill")
        name = _new(element, element.attribute("ID"), period.shifts)
        period.shifts[name] = ShiftType(label.text if label and label.text else name, skills)
    for element in _inside(root, "Patterns", "Pattern"):
        name = _new(element, element.attribute("ID"), period.patterns)
        period.patterns[name] = _pattern(element, period)
    for element in _inside(root, "Contracts", "Contract"):
        name = _new(element, element.attribute("ID"), period.contracts)
        period.contracts[name] = _contract(element, period)
    for element in _inside(root, "Employees", "Employee"):
        contract, name = element.one("ContractID"), _new(element, element.attribute("ID"), period.employees)
        _known(contract, contract.text, period.contracts, "contract")
        period.employees[name] = Employee(contract.text, _texts(element, "Skills", "Skill"))
    _read_needs(root, period)
    _read_wishes(root, period)
    return period


def _inside(root: Element, group: str, name: str) -> list[Element]:
    """Return the elements of a name in a group, which need not be there."""
    element = root.get(group)
    return list(element.all(name)) if element else []


def _texts(element: Element, group: str, name: str) -> tuple[str, ...]:
    return tuple(child.text for child in _inside(element, group, name))


def _date(element: Element) -> date:
    try:
        return date.fromisoformat(element.text)
    except ValueError as error:
        raise FormatError(element.line, f"{element.text[:40]!r} should be a date") from error


def _day(element: Element, period: Period) -> int:
    day = (_date(element) - period.first_day).days
    if not 0 <= day < period.days:
        raise FormatError(element.line, f"{element.text} is not in the period")
    return day


def _new(element: Element, name: str, among: Mapping[str, object]) -> str:
    if name in among:
        raise FormatError(element.line, f"{element.name} {name[:40]!r} is given twice")
    return name


def _known(element: Element, name: str, among: Mapping[str, T], what: str) -> T:
    if name not in among:
        raise FormatError(element.line, f"there is no {what} {name[:40]!r}")
    return among[name]


def _weight(element: Element) -> int:
    return number(element.line, element.attribute("weight"), MAX_WEIGHT)


def _limit(contract: Element, name: str) -> Limit | None:
    """Return a limit of a contract; None where it is off, not there, or costs nothing."""
    element = contract.get(name)
    if element is None or element.attributes.get("on", "1") not in ("1", "true"):
        return None
    limit = Limit(number(element.line, element.text, MAX_RUN), _weight(element))
    return limit if limit.weight else None


def _weight_if_on(contract: Element, name: str) -> int:
    """Return the weight of a rule that is on or off; 0 where it is off or not there."""
    element = contract.get(name)
    if element is None or element.text in ("false", "0"):
        return 0
    if element.text not in ("true", "1"):
        raise FormatError(element.line, f"{name} is {element.text[:40]!r}, not true or false")
    return _weight(element)


def _contract(element: Element, period: Period) -> Agreement:
    weekend, listed = element.one("WeekendDefinition"), element.get("UnwantedPatterns")
    for pattern in listed.all("Pattern") if listed else ():
        _known(pattern, pattern.text, period.patterns, "pattern")

    def limits(what: str) -> tuple[Limit | None, Limit | None]:
        return _limit(element, f"Min{what}"), _limit(element, f"Max{what}")

    return Agreement(
        assignments=limits("NumAssignments"),
        work=limits("ConsecutiveWorkingDays"),
        rest=limits("ConsecutiveFreeDays"),
        weekends=limits("ConsecutiveWorkingWeekends"),
        weekends_in_four_weeks=_limit(element, "MaxWorkingWeekendsInFourWeeks"),
        weekend=_known(weekend, weekend.text, WEEKENDS, "weekend"),
        complete_weekends=_weight_if_on(element, "CompleteWeekends"),
        same_shift=_weight_if_on(element, "IdenticalShiftTypesDuringWeekend"),
        skills=_weight_if_on(element, "AlternativeSkillCategory"),
        patterns=_texts(element, "UnwantedPatterns", "Pattern"),
    )


def _pattern(element: Element, period: Period) -> Pattern:
    entries: dict[int, tuple[str, str]] = {}
    for entry in _inside(element, "PatternEntries", "PatternEntry"):
        shift, weekday = entry.one("ShiftType"), entry.one("Day")
        if shift.text not in (ANY, NONE):
            _known(shift, shift.text, period.shifts, "shift")
        if weekday.text != ANY and weekday.text not in WEEKDAYS:
            raise FormatError(weekday.line, f"there is no day {weekday.text[:40]!r}")
        index = number(entry.line, entry.attribute("index"), MAX_RUN)
        if index in entries:
            raise FormatError(entry.line, f"entry {index} is given twice")
        entries[index] = shift.text, weekday.text
    if not entries or sorted(entries) != list(range(len(entries))):
        raise FormatError(element.line, "the entries of a pattern are numbered from 0 on")
    first = {
        (WEEKDAYS.index(weekday) - index) % 7 for index, (_, weekday) in entries.items() if weekday != ANY
    }
    if len(first) > 1:
        raise FormatError(element.line, "the days of a pattern do not follow each other")
    days = tuple(entries[index][0] for index in range(len(entries)))
    return Pattern(first.pop() if first else None, days, _weight(element))


def _read_needs(root: Element, period: Period) -> None:
    """Read how many people each kind of duty needs; what is said of a date goes before its weekday."""
    group = root.one("CoverRequirements")
    weekdays: dict[tuple[int, str], int] = {}
    for element in group.all("DayOfWeekCover"):
        weekday = element.one("Day")
        if weekday.text not in WEEKDAYS:
            raise FormatError(weekday.line, f"there is no day {weekday.text[:40]!r}")
        _read_covers(element, WEEKDAYS.index(weekday.text), weekdays, period)
    for day in range(period.days):
        of_day = (period.first_day + timedelta(days=day)).weekday()
        for (weekday_number, shift), need in weekdays.items():
            if weekday_number == of_day:
                period.needs[day, shift] = need
    dates: dict[tuple[int, str], int] = {}
    for element in group.all("DateSpecificCover"):
        _read_covers(element, _day(element.one("Date"), period), dates, period)
    period.needs.update(dates)


def _read_covers(element: Element, day: int, needs: dict[tuple[int, str], int], period: Period) -> None:
    for cover in element.all("Cover"):
        shift, need = cover.one("Shift"), cover.one("Preferred")
        _known(shift, shift.text, period.shifts, "shift")
        if (day, shift.text) in needs:
            raise FormatError(cover.line, f"the cover of {shift.text} is given twice")
        needs[day, shift.text] = number(need.line, need.text)


def _read_wishes(root: Element, period: Period) -> None:
    for what in ("DayOff", "DayOn", "ShiftOff", "ShiftOn"):
        for element in _inside(root, f"{what}Requests", what):
            employee, shift = element.one("EmployeeID"), ""
            _known(employee, employee.text, period.employees, "employee")
            if what.startswith("Shift"):
                kind = element.one("ShiftTypeID")
                _known(kind, kind.text, period.shifts, "shift")
                shift = kind.text
            wish = Wish(_day(element.one("Date"), period), what.endswith("On"), shift, _weight(element))
            if wish.weight:
                period.wishes.setdefault(employee.text, []).append(wish)
