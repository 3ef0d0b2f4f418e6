"""Reader of the public shift scheduling benchmark of Curtois and Qu (the text form).

Everything in it becomes rules of our own catalogue. A maximum of 0 for a type of shift is how the format says
that a person cannot do it, so it becomes a block. Times of day are not in the format: duties start at
midnight, and rests are its forbidden sequences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from rostering.formats.errors import FormatError
from rostering.formats.fields import grouped, number
from rostering.problem import (
    MAX_DAYS,
    MINUTES_PER_DAY,
    Away,
    Block,
    Demand,
    HoursPeriod,
    Problem,
    ProblemError,
    Request,
    RuleSpec,
    Shift,
    Stage,
    Worker,
)

# Any Monday will do: the format numbers its days.
MONDAY = date(2001, 1, 1)
SECTIONS = (
    "SECTION_HORIZON",
    "SECTION_SHIFTS",
    "SECTION_STAFF",
    "SECTION_DAYS_OFF",
    "SECTION_SHIFT_ON_REQUESTS",
    "SECTION_SHIFT_OFF_REQUESTS",
    "SECTION_COVER",
)


@dataclass(slots=True)
class _Staff:
    """One record of the staff section, and what later sections add to it."""

    most_of_type: tuple[tuple[str, int], ...]
    hours: HoursPeriod
    max_run: int
    min_run: int
    min_off: int
    max_weekends: int
    days_off: list[int] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    days: int = 0
    lengths: dict[str, int] = field(default_factory=dict)
    forbidden: list[tuple[str, str]] = field(default_factory=list)
    forbidden_at: list[tuple[int, str]] = field(default_factory=list)
    staff: dict[str, _Staff] = field(default_factory=dict)
    demands: dict[tuple[int, str], Demand] = field(default_factory=dict)

    # -- fields

    def day(self, line: int, text: str) -> int:
        value = number(line, text)
        if value >= self.days:
            raise FormatError(line, f"day {value} is outside the horizon of {self.days} days")
        return value

    def shift(self, line: int, text: str) -> str:
        if text not in self.lengths:
            raise FormatError(line, f"there is no shift {text!r}")
        return text

    def person(self, line: int, text: str) -> _Staff:
        if text not in self.staff:
            raise FormatError(line, f"there is no staff member {text!r}")
        return self.staff[text]

    # -- records

    def horizon(self, line: int, cells: list[str]) -> None:
        _length(line, cells, 1)
        if self.days:
            raise FormatError(line, "the horizon is given twice")
        self.days = number(line, cells[0])
        if not 0 < self.days <= MAX_DAYS:
            raise FormatError(line, f"the horizon must be 1 to {MAX_DAYS} days")

    def shift_type(self, line: int, cells: list[str]) -> None:
        _length(line, cells, 3)
        name = _new(line, cells[0], self.lengths)
        self.lengths[name] = number(line, cells[1])
        if not 0 < self.lengths[name] <= MINUTES_PER_DAY:
            raise FormatError(line, f"a shift is 1 to {MINUTES_PER_DAY} minutes long")
        for other in filter(None, (part.strip() for part in cells[2].split("|"))):
            self.forbidden.append((name, other))
            self.forbidden_at.append((line, other))

    def person_record(self, line: int, cells: list[str]) -> None:
        _length(line, cells, 8)
        name = _new(line, cells[0], self.staff)
        most: dict[str, int] = {}
        for part in filter(None, cells[1].split("|")):
            shift, equals, value = part.partition("=")
            if not equals:
                raise FormatError(line, f"{part!r} should be shift=number")
            most[_new(line, self.shift(line, shift.strip()), most)] = number(line, value.strip())
        max_min, min_min, max_run, min_run, min_off, weekends = (number(line, cell) for cell in cells[2:])
        if min_min > max_min:
            raise FormatError(line, "the least minutes are more than the most")
        hours = HoursPeriod(0, self.days, min_min=min_min, max_min=max_min)
        self.staff[name] = _Staff(tuple(most.items()), hours, max_run, min_run, min_off, weekends)

    def days_off(self, line: int, cells: list[str]) -> None:
        person = self.person(line, cells[0])
        person.days_off += [self.day(line, cell) for cell in cells[1:]]

    def request(self, line: int, cells: list[str], *, wants: bool) -> None:
        _length(line, cells, 4)
        person, day = self.person(line, cells[0]), self.day(line, cells[1])
        types, weight = (self.shift(line, cells[2]),), number(line, cells[3])
        person.requests.append(Request(day=day, wants=wants, types=types, weight=weight))

    def cover(self, line: int, cells: list[str]) -> None:
        _length(line, cells, 5)
        day, shift = self.day(line, cells[0]), self.shift(line, cells[1])
        wanted, under, over = (number(line, cell) for cell in cells[2:])
        if (day, shift) in self.demands:
            raise FormatError(line, f"the cover of {shift!r} on day {day} is given twice")
        key = f"{shift}@{day}"
        self.demands[day, shift] = Demand(
            key=key, shifts=(key,), label="", minimum=0, wanted=wanted, under_wanted=under, over=over
        )

    # -- the whole

    def records(self) -> dict[str, Callable[[int, list[str]], None]]:
        return dict(
            zip(
                SECTIONS,
                (
                    self.horizon,
                    self.shift_type,
                    self.person_record,
                    self.days_off,
                    lambda line, cells: self.request(line, cells, wants=True),
                    lambda line, cells: self.request(line, cells, wants=False),
                    self.cover,
                ),
                strict=True,
            )
        )

    def problem(self) -> Problem:
        shifts = tuple(
            Shift(
                key=f"{name}@{day}",
                type_key=name,
                label=name,
                day=day,
                start_min=MINUTES_PER_DAY * day,
                end_min=MINUTES_PER_DAY * day + length,
                work_min=length,
                paid_min=length,
            )
            for day in range(self.days)
            for name, length in self.lengths.items()
        )
        workers = tuple(_worker(name, staff) for name, staff in self.staff.items())
        return Problem(
            first_day=MONDAY,
            days=self.days,
            shifts=shifts,
            workers=workers,
            demands=tuple(self.demands.values()),
            rules=tuple(self._rules()),
        )

    def _rules(self) -> Iterator[RuleSpec]:
        for name in ("one_at_a_time", "eligibility", "availability", "contract_hours"):
            yield RuleSpec(rule=name)
        if self.forbidden:
            yield RuleSpec(rule="forbidden_successions", params={"pairs": tuple(self.forbidden)})
        most = {name: self._binding_most(person) for name, person in self.staff.items()}
        yield from grouped("shifts_of_type", "most", {name: pairs for name, pairs in most.items() if pairs})
        staff = self.staff.items()
        yield from grouped(
            "longest_run_of_days", "max_days", {name: person.max_run for name, person in staff}
        )
        least = {name: person.min_run for name, person in staff}
        yield from grouped("shortest_run_of_days", "min_days", least, more={"past_known": False})
        yield from grouped("shortest_run_off", "min_days", {name: person.min_off for name, person in staff})
        weekends = {name: person.max_weekends for name, person in staff}
        yield from grouped("weekends", "max_weekends", weekends, more={"window_weeks": 0})
        for name in ("wanted_cover", "over_cover", "requests"):
            yield RuleSpec(rule=name, hard=False, weight=1)

    def _binding_most(self, staff: _Staff) -> tuple[tuple[str, int], ...]:
        return tuple((name, most) for name, most in staff.most_of_type if 0 < most < self.days)


def _worker(name: str, staff: _Staff) -> Worker:
    away = tuple(
        Away(MINUTES_PER_DAY * day, MINUTES_PER_DAY * (day + 1), "day_off", "day off")
        for day in staff.days_off
    )
    blocks = tuple(
        Block(Stage.ROLE, "not_this_type", f"does not work {shift}", type_key=shift)
        for shift, most in staff.most_of_type
        if most == 0
    )
    return Worker(key=name, blocks=blocks, away=away, hours=(staff.hours,), requests=tuple(staff.requests))


def read_curtois(text: str) -> Problem:
    """Return the problem in a file of Curtois and Qu.

    Parameters
    ----------
    text : str
        What is in the file.

    Returns
    -------
    Problem
        Its costs are those of the benchmark.

    Raises
    ------
    FormatError
        Names the first line at fault.
    """
    reader = _Reader()
    records = reader.records()
    seen: list[str] = []
    line = 0
    for line, raw in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        stripped = raw.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if stripped.startswith("SECTION_"):
            _section(line, stripped, seen)
        elif not seen:
            raise FormatError(line, f"{stripped[:40]!r} stands before the first section")
        else:
            records[seen[-1]](line, [cell.strip() for cell in stripped.split(",")])
    for section in SECTIONS:
        if section not in seen:
            raise FormatError(max(line, 1), f"the file ends without {section}")
    for given, filled in (("a horizon", reader.days), ("shifts", reader.lengths), ("staff", reader.staff)):
        if not filled:
            raise FormatError(max(line, 1), f"the file has no {given}")
    for at, name in reader.forbidden_at:
        reader.shift(at, name)
    try:
        return reader.problem()
    except ProblemError as error:
        raise FormatError(line, str(error)) from error


def _section(line: int, name: str, seen: list[str]) -> None:
    if name not in SECTIONS:
        raise FormatError(line, f"there is no section {name[:40]!r}")
    if name in seen:
        raise FormatError(line, f"{name} comes twice")
    place = SECTIONS.index(name)
    if place and SECTIONS[place - 1] not in seen:
        raise FormatError(line, f"{name} must come after {SECTIONS[place - 1]}")
    seen.append(name)


def _length(line: int, cells: list[str], wanted: int) -> None:
    if len(cells) != wanted:
        raise FormatError(line, f"{len(cells)} fields where there should be {wanted}")


def _new(line: int, name: str, known: dict[str, int] | dict[str, _Staff]) -> str:
    if not name:
        raise FormatError(line, "an empty name")
    if name in known:
        raise FormatError(line, f"{name!r} is given twice")
    return name
