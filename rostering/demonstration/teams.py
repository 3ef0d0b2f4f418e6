"""The teams of the demonstration: their shifts, their needs, and one place for each member."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from rostering.horizon import BANK_HOLIDAY

FOLDER = Path(__file__).parent
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SUNDAY = 6
_DAYS = {"daily": range(7), "weekdays": range(5), "weekends": range(5, 7)}
#: Contracts of a team that is not told person by person, in hours a week.
_CONTRACTS = (37.5, 30.0, 37.5, 22.5, 37.5, 30.0, 37.5)
#: The share of contracted hours that is there for rotas; the rest is leave, study and sickness.
_PRESENT = 0.84
#: What people of a role can do, and how many of ten of them.
_CAN = {
    "registered_nurse": {"county.iv_therapy": 7, "county.catheter": 8, "county.insulin": 6},
    "nursing_associate": {"county.catheter": 8, "delegated.insulin": 5, "county.medicines_2": 7},
    "healthcare_support_worker": {"county.vital_signs": 9, "county.catheter": 3},
    "reablement_worker": {"county.medicines_2": 9, "county.reablement": 7},
    "care_worker": {"county.medicines_2": 8, "county.hoist": 9, "delegated.insulin": 2},
}


@dataclass(frozen=True, slots=True)
class WallClockShift:
    """A shift on the wall clock, in minutes after midnight; the end of a night lies past 1,440."""

    code: str
    name: str
    kind: str
    starts: time
    ends: time
    start_min: int
    end_min: int
    break_min: int

    @property
    def work_min(self) -> int:
        """Minutes of work, the break left out."""
        return self.end_min - self.start_min - self.break_min

    @property
    def is_night(self) -> bool:
        """Whether it goes through the night."""
        return self.end_min > 1440


@dataclass(frozen=True, slots=True)
class DemandLine:
    """How many people one shift needs on some weekdays."""

    shift: str
    role: str | None
    competence: str | None
    weekdays: tuple[int, ...]
    minimum: int
    wanted: int


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """Work for an employer that is the same every week and is not planned by the team."""

    weekdays: tuple[int, ...]
    starts: time
    ends: time
    break_min: int
    label: str
    #: For the second employer, not for the one that lends the person to the team.
    second: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a team, apart from the person in it: role, employer, hours, competences and a story."""

    role: str
    employer: str
    week_min: int
    contract_min: int
    can: frozenset[str]
    band: str = ""
    name: tuple[str, str] | None = None
    born_on: date | None = None
    age: int | None = None
    apprentice: bool = False
    visa_week_min: int | None = None
    second_employer: str | None = None
    own: tuple[OwnDuty, ...] = ()
    #: What makes this member's story: days of the next rota on which something ends, and the like.
    story: dict[str, Any] = field(default_factory=dict)

    @property
    def supervised(self) -> bool:
        """Whether the person works only beside a supervisor: apprentices on wards do."""
        return self.apprentice and self.role == "healthcare_support_worker"


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team as the files of this folder describe it."""

    name: str
    organisation: str
    sites: dict[str, str]
    needs: tuple[DemandLine, ...]
    places: tuple[Place, ...]


def read(name: str) -> dict[str, Any]:
    """Return what a file of this folder holds."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def shifts() -> dict[str, WallClockShift]:
    """Return the shifts that all teams of the demonstration use, by code."""
    return {code: _shift(code, entry) for code, entry in read("teams")["shift"].items()}


def team_plans(randomness: random.Random) -> list[TeamPlan]:
    """Return the six teams, the one that is told person by person first."""
    plans = []
    for entry in read("teams")["team"]:
        needs = tuple(_need(line) for line in entry["needs"])
        if "employers" in entry:
            places = _places_for(needs, entry["employers"], entry.get("apprentice_age"), randomness)
        else:
            places = tuple(_named_place(member) for member in read("cast")["member"])
        plans.append(TeamPlan(entry["name"], entry["organisation"], entry["sites"], needs, places))
    return plans


def _shift(code: str, entry: dict[str, Any]) -> WallClockShift:
    starts, ends = time.fromisoformat(entry["starts"]), time.fromisoformat(entry["ends"])
    start_min, end_min = starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute
    return WallClockShift(
        code,
        entry["name"],
        entry["kind"],
        starts,
        ends,
        start_min,
        end_min + (1440 if end_min <= start_min else 0),
        entry["break_min"],
    )


def _weekdays(text: str) -> tuple[int, ...]:
    return tuple(_DAYS[text]) if text in _DAYS else tuple(_WEEKDAYS.index(day) for day in text.split(","))


def _needed_on(text: str) -> tuple[int, ...]:
    """Return the weekdays of a need; what is needed on Sundays is needed on bank holidays."""
    weekdays = _weekdays(text)
    return (*weekdays, BANK_HOLIDAY) if SUNDAY in weekdays else weekdays


def _need(line: str) -> DemandLine:
    code, role, competence, days, minimum, wanted = line.split()
    return DemandLine(
        code,
        None if role == "-" else role,
        None if competence == "-" else competence,
        _needed_on(days),
        int(minimum),
        int(wanted),
    )


def _named_place(member: dict[str, Any]) -> Place:
    given, family = member["name"].split()
    hours = member["hours"]
    return Place(
        role=member["role"],
        employer=member["employer"],
        week_min=round(hours * 60),
        contract_min=round(member.get("contract", hours) * 60),
        can=frozenset(member["can"]),
        band=member["band"],
        name=(given, family),
        born_on=member.get("born_on"),
        age=member.get("age"),
        apprentice=member.get("apprentice", False),
        visa_week_min=round(member["visa_week_hours"] * 60) if "visa_week_hours" in member else None,
        second_employer=member.get("second_employer"),
        own=tuple(_own_duty(duty) for duty in member.get("own", [])),
        story=member,
    )


def _own_duty(duty: dict[str, Any]) -> OwnDuty:
    return OwnDuty(
        _weekdays(duty["days"]),
        time.fromisoformat(duty["starts"]),
        time.fromisoformat(duty["ends"]),
        duty["break_min"],
        duty["label"],
        duty.get("second", False),
    )


def _places_for(
    needs: tuple[DemandLine, ...],
    employers: dict[str, list[str]],
    apprentice_age: int | None,
    randomness: random.Random,
) -> tuple[Place, ...]:
    """Return enough places of each role to fill its needs, from its employers in turn."""
    places: list[Place] = []
    for role, marks in employers.items():
        open_min = _week_min_wanted(needs, role) / _PRESENT
        for number, (mark, hours) in enumerate(zip(cycle(marks), cycle(_CONTRACTS), strict=False)):
            if open_min <= 0:
                break
            lent = number % 7 == 3 and role == "registered_nurse"
            week_min = round(min(hours * 60, max(open_min, 960)))
            place = _place(role, mark, number, week_min, lent=lent, randomness=randomness)
            if place.apprentice and role == "healthcare_support_worker":
                place = replace(place, age=apprentice_age)
            places.append(place)
            open_min -= week_min
    return tuple(places)


def _place(
    role: str, mark: str, number: int, week_min: int, *, lent: bool, randomness: random.Random
) -> Place:
    can = frozenset(code for code, of_ten in _CAN.get(role, {}).items() if randomness.randrange(10) < of_ten)
    weekday = number % 4
    own = OwnDuty((weekday, weekday + 1), time(8), time(16), 30, "Duty for my own employer")
    return Place(
        role=role,
        employer=mark,
        week_min=week_min,
        contract_min=2250 if lent else week_min,
        can=can,
        # The second of a large group is an apprentice, as real teams have one.
        apprentice=number == 1 and role in ("healthcare_support_worker", "care_worker"),
        own=(own,) if lent else (),
    )


def _week_min_wanted(needs: tuple[DemandLine, ...], role: str) -> float:
    """Return the minutes a week that the needs of one role take, half-way between minimum and wanted."""
    return sum(
        len(set(need.weekdays) - {BANK_HOLIDAY})
        * (need.minimum + need.wanted)
        / 2
        * shifts()[need.shift].work_min
        for need in needs
        if need.role == role
    )
