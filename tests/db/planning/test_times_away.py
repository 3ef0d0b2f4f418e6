"""Leave and times somebody cannot work, from rows to the verdict of checker, model and column engine."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from rostering.availability.models import Leave, LeaveKind, LeaveSetting, LeaveStatus, Unavailability
from rostering.demand.models import ShiftKind, ShiftTemplate
from rostering.planning import RotaPlan
from tests.db.planning.test_facts_by_day import plan_of, verdicts
from tests.factories import Factory
from workforce.core import clock
from workforce.organisations.models import Team
from workforce.people.models import Person

CLOCK_CHANGES = (date(2027, 3, 28), date(2026, 10, 25), date(2027, 10, 31))
ORDINARY = date(2027, 1, 10)
#: Those, a month's end, a year's end, a leap day and an ordinary Sunday.
SUNDAYS = (*CLOCK_CHANGES, date(2027, 2, 28), date(2028, 12, 31), date(2028, 2, 27), ORDINARY)
DAY = timedelta(days=1)
YES, NO = (True, True, True), (False, False, False)


class Ward:
    """One nurse on a ward with a shift that has the times of a test."""

    def __init__(self, session: Session, make: Factory) -> None:
        self.session, self.make = session, make
        self.codes: list[str] = []
        self.site = make.site(make.organisation())
        self.team: Team = make.team(self.site.organisation, (self.site,))
        self.nurse: Person = make.person()
        self.contract = make.employment(self.nurse, self.site.organisation)
        make.member(self.team, self.contract)

    def shift(self, starts: time, ends: time) -> ShiftTemplate:
        """Add a shift that needs the nurse every day."""
        template = self.make.shift_template(
            self.team, self.site, code=f"S{len(self.codes)}", kind=ShiftKind.NIGHT, starts=starts, ends=ends
        )
        self.codes.append(template.code)
        self.make.demand(template, job_role_id=self.contract.job_role_id)
        return template

    def leave(self, first: date, last: date, kind: LeaveKind = LeaveKind.ANNUAL, **times: time) -> None:
        """Agree to leave of the nurse."""
        self.make.add(
            Leave(
                person_id=self.nurse.id,
                kind=kind,
                first_on=first,
                last_on=last,
                status=LeaveStatus.AGREED,
                asked_at=clock.now(),
                **times,
            )
        )

    def cannot(
        self, first: date, last: date | None, starts: time | None, ends: time | None, **on: int
    ) -> None:
        """Say that the nurse cannot work."""
        self.make.add(
            Unavailability(
                person_id=self.nurse.id, first_on=first, last_on=last, starts=starts, ends=ends, **on
            )
        )

    def let_nights_before(self) -> None:
        """Let the night before leave be worked."""
        self.make.add(LeaveSetting(team_id=self.team.id, nights_before=True))

    def plan(self, sunday: date, days: int = 14) -> RotaPlan:
        """Return the plan of two weeks from the Monday before a Sunday."""
        return plan_of(self.session, self.team, sunday - 6 * DAY, days)

    def may(self, sunday: date, template: ShiftTemplate, on: date) -> tuple[bool, bool, bool]:
        """Tell whether checker, model and column engine let the nurse have a shift of a day."""
        plan = self.plan(sunday)
        return verdicts(plan.problem, "availability", plan.shift_keys[template.id, on])


@pytest.fixture
def ward(session: Session, make: Factory) -> Ward:
    return Ward(session, make)


@pytest.mark.parametrize("sunday", SUNDAYS)
@pytest.mark.parametrize("let", [False, True])
def test_the_night_before_leave_is_as_the_team_says(ward: Ward, sunday: date, let: bool) -> None:
    """It begins on the Sunday and ends on the Monday, the first day of leave."""
    night, day = ward.shift(time(21), time(7, 30)), ward.shift(time(7), time(15))
    ward.leave(sunday + DAY, sunday + 3 * DAY)
    if let:
        ward.let_nights_before()
    assert ward.may(sunday, night, sunday) == (YES if let else NO)
    assert ward.may(sunday, night, sunday - DAY) == YES
    assert ward.may(sunday, day, sunday) == YES
    assert ward.may(sunday, day, sunday + DAY) == NO
    assert ward.may(sunday, night, sunday + DAY) == NO
    # The last day is free until midnight, and no later.
    assert ward.may(sunday, night, sunday + 3 * DAY) == NO
    assert ward.may(sunday, day, sunday + 4 * DAY) == YES


@pytest.mark.parametrize("sunday", CLOCK_CHANGES)
@pytest.mark.parametrize(("ends", "verdict"), [(time(11, 59), YES), (time(12), YES), (time(12, 1), NO)])
def test_a_night_before_leave_ends_by_noon(
    ward: Ward, sunday: date, ends: time, verdict: tuple[bool, bool, bool]
) -> None:
    ward.let_nights_before()
    long_night = ward.shift(time(23, 45), ends)
    ward.leave(sunday, sunday)
    assert ward.may(sunday, long_night, sunday - DAY) == verdict


@pytest.mark.parametrize("kind", LeaveKind)
def test_no_night_runs_into_sickness_or_the_leave_of_parents(ward: Ward, kind: LeaveKind) -> None:
    sunday = ORDINARY
    ward.let_nights_before()
    night = ward.shift(time(21), time(7, 30))
    ward.leave(sunday, sunday + DAY, kind)
    never = kind in (LeaveKind.SICKNESS, LeaveKind.MATERNITY)
    assert ward.may(sunday, night, sunday - DAY) == (NO if never else YES)


def test_a_shift_that_begins_at_midnight_is_of_the_day_of_leave(ward: Ward) -> None:
    ward.let_nights_before()
    small_hours = ward.shift(time(0), time(8))
    ward.leave(date(2027, 1, 11), date(2027, 1, 11))
    assert ward.may(ORDINARY, small_hours, date(2027, 1, 11)) == NO
    assert ward.may(ORDINARY, small_hours, ORDINARY) == YES


def test_the_night_between_two_leaves_is_not_worked(ward: Ward) -> None:
    """What is the night before one leave begins on the last day of the other."""
    ward.let_nights_before()
    night = ward.shift(time(21), time(7, 30))
    ward.leave(date(2027, 1, 8), ORDINARY)
    ward.leave(date(2027, 1, 11), date(2027, 1, 12), LeaveKind.STUDY)
    assert ward.may(ORDINARY, night, ORDINARY) == NO


def test_words_say_why_a_night_before_leave_is_not_worked(ward: Ward) -> None:
    ward.leave(date(2027, 1, 11), date(2027, 1, 15))
    (away,) = ward.plan(ORDINARY).problem.workers[0].away
    assert away.words == "annual leave 11 to 15 January"
    assert away.words_before == "annual leave 11 to 15 January, and no night may end on its first morning"
    ward.let_nights_before()
    (away,) = ward.plan(ORDINARY).problem.workers[0].away
    assert away.words_before == "annual leave 11 to 15 January, and a night before it has to end by 12:00"


@pytest.mark.parametrize("sunday", SUNDAYS)
def test_a_night_that_somebody_cannot_work_ends_on_the_next_morning(ward: Ward, sunday: date) -> None:
    """From 21:00 to 07:00: 9 hours in spring, 11 in autumn; a duty may touch both ends."""
    ward.cannot(sunday - DAY, sunday - DAY, time(21), time(7))
    before, after = ward.shift(time(13), time(21)), ward.shift(time(7), time(15))
    late, early = ward.shift(time(13), time(21, 1)), ward.shift(time(6, 59), time(15))
    assert ward.may(sunday, before, sunday - DAY) == ward.may(sunday, after, sunday) == YES
    assert ward.may(sunday, late, sunday - DAY) == ward.may(sunday, early, sunday) == NO
    assert ward.may(sunday, early, sunday - DAY) == ward.may(sunday, late, sunday) == YES
    (away,) = ward.plan(sunday).problem.workers[0].away
    hours = {3: 9, 10: 11}.get(sunday.month, 10) if sunday.day >= 25 else 10
    assert away.end_min - away.start_min == hours * 60
    assert away.words.endswith("21:00 to 07:00 the next morning")


@pytest.mark.parametrize("sunday", CLOCK_CHANGES)
def test_an_evening_is_blocked_to_midnight_and_no_further(ward: Ward, sunday: date) -> None:
    ward.cannot(sunday, sunday, time(20), time(0))
    after, over = ward.shift(time(0), time(8)), ward.shift(time(23, 59), time(8))
    assert ward.may(sunday, after, sunday + DAY) == YES
    assert ward.may(sunday, after, sunday) == YES
    assert ward.may(sunday, over, sunday) == NO
    (away,) = ward.plan(sunday).problem.workers[0].away
    assert away.end_min - away.start_min == 240


@pytest.mark.parametrize("sunday", CLOCK_CHANGES)
def test_blocked_days_take_the_night_that_ends_there_unless_their_times_leave_it(
    ward: Ward, sunday: date
) -> None:
    """Whole days begin at midnight; whoever says from 07:30 still works the night that ends then."""
    night = ward.shift(time(21), time(7, 30))
    ward.cannot(sunday, sunday, None, None)
    ward.cannot(sunday + 3 * DAY, sunday + 3 * DAY, time(7, 30), time(0))
    assert ward.may(sunday, night, sunday - DAY) == NO
    assert ward.may(sunday, night, sunday + 2 * DAY) == YES
    assert ward.may(sunday, night, sunday + 3 * DAY) == NO


@pytest.mark.parametrize("sunday", SUNDAYS)
def test_a_night_of_every_week_reaches_into_the_rota_from_the_day_before_it(ward: Ward, sunday: date) -> None:
    """Sunday nights, also the one that ends on the rota's first morning; not after the last day."""
    small_hours = ward.shift(time(5), time(13))
    ward.cannot(sunday - 28 * DAY, sunday, time(21), time(7), weekday=6)
    assert ward.may(sunday, small_hours, sunday - 6 * DAY) == NO
    assert ward.may(sunday, small_hours, sunday + DAY) == NO
    assert ward.may(sunday, small_hours, sunday) == YES
    assert ward.may(sunday, small_hours, sunday + 7 * DAY) == YES


@pytest.mark.parametrize("sunday", CLOCK_CHANGES)
def test_a_night_that_cannot_be_worked_after_the_last_day_of_a_rota_refuses_what_runs_into_it(
    ward: Ward, sunday: date
) -> None:
    night = ward.shift(time(21), time(7, 30))
    last = sunday + 7 * DAY
    ward.cannot(last + DAY, last + DAY, time(0), time(7))
    assert ward.may(sunday, night, last) == NO


def test_times_inside_the_hour_that_is_skipped_take_no_time(ward: Ward) -> None:
    """There is no 01:00 to 02:00; what begins or ends in it does so when the clocks change."""
    spring = date(2027, 3, 28)
    ward.cannot(spring, spring, time(1, 15), time(1, 45))
    ward.cannot(spring, spring, time(0, 30), time(1, 30))
    ward.cannot(spring, spring, time(1, 15), time(2, 30))
    aways = ward.plan(spring).problem.workers[0].away
    midnight = 6 * 24 * 60
    assert [(away.start_min - midnight, away.end_min - midnight) for away in aways] == [(30, 60), (60, 90)]


def test_the_hour_that_happens_twice_is_blocked_for_as_long_as_it_may_mean(ward: Ward) -> None:
    autumn = date(2027, 10, 31)
    ward.cannot(autumn, autumn, time(1), time(2))
    ward.cannot(autumn, autumn, time(0), time(1, 30))
    aways = ward.plan(autumn).problem.workers[0].away
    midnight = 6 * 24 * 60
    assert [(away.start_min - midnight, away.end_min - midnight) for away in aways] == [(60, 180), (0, 150)]


def test_part_of_a_day_of_leave_ends_at_midnight(ward: Ward) -> None:
    ward.let_nights_before()
    ward.leave(ORDINARY, ORDINARY, starts=time(18), ends=time(0))
    night, early = ward.shift(time(21), time(7)), ward.shift(time(10), time(18))
    late = ward.shift(time(10), time(18, 1))
    assert ward.may(ORDINARY, early, ORDINARY) == YES
    assert ward.may(ORDINARY, late, ORDINARY) == NO
    assert ward.may(ORDINARY, night, ORDINARY) == NO
    assert ward.may(ORDINARY, night, date(2027, 1, 9)) == YES
