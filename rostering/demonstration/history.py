"""Makes the rotas of the past: day by day, the member who has worked least takes the next lawful shift.

This is a greedy construction and no solver: it is quick for thousands of people, and its rotas look like
those of a lead: lawful, mostly filled, and fair over the months.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rostering.demonstration.teams import DemandLine, Place, TeamPlan, WallClockShift, shifts

DAY = 1440
SATURDAY = 5
#: Rest between two duties: the 11 hours of the law and one for the night on which the clocks go forward.
REST_MIN = 720
REST_AFTER_NIGHTS_MIN = 48 * 60
RUN_OF_DAYS_MAX = 5
RUN_OF_NIGHTS_MAX = 3
WEEK_MAX_MIN = 48 * 60
YOUNG_WEEK_MAX_MIN = 38 * 60
WEEKENDS_IN_FOUR_MAX = 2
#: Roles whose people are on a register and so may supervise; needs name them before those they supervise.
SUPERVISORS = frozenset({"registered_nurse", "nursing_associate"})


@dataclass(frozen=True, slots=True)
class Busy:
    """Time that is booked before the rota is made, in minutes from the first midnight."""

    start_min: int
    end_min: int
    work_min: int


@dataclass(slots=True)
class _Member:
    """The state of one place while its months are filled day by day."""

    place: Place
    busy: list[Busy]
    away: frozenset[int]
    worked_min: float = 0
    expected_min: float = 0
    last_end: int = -10 * DAY
    last_day: int = -10
    run_of_nights: int = 0
    week_min: int = 0
    #: Days with a duty, for the team or for anybody else.
    days: set[int] = field(default_factory=set)
    weekends: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.days |= {busy.start_min // DAY for busy in self.busy}
        self.weekends |= {day // 7 for day in self.days if day % 7 >= SATURDAY}

    @property
    def young(self) -> bool:
        return self.place.age is not None and self.place.age < 18

    def week_max(self) -> int:
        """Return the most minutes of a week, those for other employers included."""
        if self.place.visa_week_min is not None:
            return self.place.visa_week_min
        return YOUNG_WEEK_MAX_MIN if self.young else WEEK_MAX_MIN

    def run_with(self, day: int) -> int:
        """Return how many days in a row there would be with one more day."""
        first, last = day, day
        while first - 1 in self.days:
            first -= 1
        while last + 1 in self.days:
            last += 1
        return last - first + 1

    def weekends_with(self, week: int) -> int:
        """Return how many weekends of four in a row would be worked with one more, at the most."""
        worked = self.weekends | {week}
        return max(len(worked & set(range(first, first + 4))) for first in range(week - 3, week + 1))


@dataclass(frozen=True, slots=True)
class PastDuty:
    """A shift that was worked: the place in the team, the day, the shift."""

    place: int
    day: int
    shift: str


class RotaHistory:
    """Fills the published rotas of one team."""

    def __init__(self, team: TeamPlan, busy: list[list[Busy]], away: list[frozenset[int]]) -> None:
        self._members = [
            _Member(place, own, days) for place, own, days in zip(team.places, busy, away, strict=True)
        ]
        self._needs = sorted(team.needs, key=lambda need: -shifts()[need.shift].start_min)
        self.duties: list[PastDuty] = []
        #: Shifts with somebody who may supervise apprentices.
        self._supervised: set[tuple[int, str]] = set()
        #: Minimum places that stayed empty.
        self.unfilled = 0
        self.wanted = 0

    def fill(self, weekdays: Sequence[int]) -> list[PastDuty]:
        """Return the duties of some days, the first a Monday, for each of which the weekday is given."""
        for day, weekday in enumerate(weekdays):
            self._begin(day)
            needs = [need for need in self._needs if weekday in need.weekdays]
            for need in needs:
                if need.role is not None:
                    self._fill_need(need, needs, day)
        return self.duties

    def _begin(self, day: int) -> None:
        for member in self._members:
            if day % 7 == 0:
                week = range(day * DAY, (day + 7) * DAY)
                member.week_min = sum(busy.work_min for busy in member.busy if busy.start_min in week)
            if day not in member.away:
                member.expected_min += member.place.week_min / 7

    def _fill_need(self, need: DemandLine, needs: list[DemandLine], day: int) -> None:
        shift = shifts()[need.shift]
        skills = {
            other.competence for other in needs if other.shift == need.shift and other.competence is not None
        }
        for number in range(need.wanted):
            able = [
                index
                for index, member in enumerate(self._members)
                if member.place.role == need.role
                and _free(member, shift, day)
                and not (member.place.supervised and (day, need.shift) not in self._supervised)
            ]
            self.wanted += 1
            if not able:
                self.unfilled += number < need.minimum
                continue
            chosen = min(able, key=lambda index: (self._cost(index, shift, day, skills), index))
            if number >= need.minimum and self._members[chosen].worked_min > (
                self._members[chosen].expected_min + DAY / 3
            ):
                continue
            self._put(chosen, shift, day)
            skills -= self._members[chosen].place.can

    def _cost(self, index: int, shift: WallClockShift, day: int, skills: set[str]) -> float:
        """Return the cost of giving this member the shift, in hours; the lowest takes it."""
        member = self._members[index]
        cost = (member.worked_min - member.expected_min) / 60
        cost -= 30 * len(skills & member.place.can)
        if shift.is_night:
            # Nights come in short runs, because every run costs two days of rest.
            cost -= 12 if member.run_of_nights and member.last_day == day - 1 else 0
        elif member.last_day == day - 1:
            cost -= 4
        if day % 7 >= SATURDAY:
            # A second day of a weekend already worked is better than another weekend.
            cost += -20 if day // 7 in member.weekends else 4
            cost += 500 if member.weekends_with(day // 7) > WEEKENDS_IN_FOUR_MAX else 0
        return cost

    def _put(self, index: int, shift: WallClockShift, day: int) -> None:
        member = self._members[index]
        goes_on = shift.is_night and member.last_day == day - 1
        member.run_of_nights = (member.run_of_nights + 1 if goes_on else 1) if shift.is_night else 0
        member.last_end, member.last_day = day * DAY + shift.end_min, day
        member.worked_min += shift.work_min
        member.week_min += shift.work_min
        member.days.add(day)
        if day % 7 >= SATURDAY:
            member.weekends.add(day // 7)
        if member.place.role in SUPERVISORS:
            self._supervised.add((day, shift.code))
        self.duties.append(PastDuty(index, day, shift.code))


def _free(member: _Member, shift: WallClockShift, day: int) -> bool:
    """Tell whether a member may lawfully take a shift and is there."""
    start, end = day * DAY + shift.start_min, day * DAY + shift.end_min
    if day in member.away or (shift.is_night and day + 1 in member.away):
        return False
    if member.last_day == day or start - member.last_end < REST_MIN:
        return False
    rest_after = REST_AFTER_NIGHTS_MIN if shift.is_night else REST_MIN
    if any(start - REST_MIN < busy.end_min and busy.start_min < end + rest_after for busy in member.busy):
        return False
    if member.week_min + shift.work_min > member.week_max():
        return False
    if member.young and (shift.is_night or day % 7 >= SATURDAY or shift.work_min > 8 * 60):
        return False
    if member.run_of_nights and not (shift.is_night and member.last_day == day - 1):
        if start - member.last_end < REST_AFTER_NIGHTS_MIN:
            return False
    elif shift.is_night and member.run_of_nights >= RUN_OF_NIGHTS_MAX:
        return False
    return member.run_with(day) <= RUN_OF_DAYS_MAX
