"""A plan says truly what the database has: days, clock changes, people, promised work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from rostering.availability.models import DayRequest, Leave, LeaveKind, LeaveStatus
from rostering.checker import check
from rostering.demand.models import ShiftKind, TeamRule
from rostering.demand.rules import Importance
from rostering.planning import RotaPlan, plan
from rostering.problem import Roster
from rostering.rotas.models import RotaStatus
from tests.factories import Factory, london
from tests.solver.rules.judges import priced_cost
from tests.solver.small import modelled_cost
from workforce.organisations.models import Team
from workforce.readiness.sections import Sections

MONDAY = date(2027, 1, 4)
SUNDAY = date(2027, 1, 31)


def plan_of(session: Session, team: Team, first: date = MONDAY, last: date = SUNDAY, **rota: int) -> RotaPlan:
    return plan(session, Sections([]), team.id, first, last, **rota)


def test_a_shift_stands_on_every_day_that_needs_it(session: Session, make: Factory) -> None:
    """A shift that is needed on Mondays only has four duties in four weeks."""
    team = make.team()
    make.demand(make.shift_template(team), weekday=0)
    made = plan_of(session, team)
    assert [shift.day for shift in made.problem.shifts] == [0, 7, 14, 21]
    assert [made.duties[shift.key].on_date.weekday() for shift in made.problem.shifts] == [0, 0, 0, 0]


def test_the_night_on_which_clocks_go_forward_is_an_hour_shorter(session: Session, make: Factory) -> None:
    """29 March 2026, 01:00: a night from 21:00 to 07:00 has nine hours, and the next day starts early."""
    team = make.team()
    night = make.shift_template(team, code="N", starts=time(21), ends=time(7), break_min=60)
    make.demand(night)
    made = plan_of(session, team, date(2026, 3, 23), date(2026, 3, 29))
    lengths = [shift.end_min - shift.start_min for shift in made.problem.shifts]
    assert lengths == [600, 600, 600, 600, 600, 540, 600]
    assert made.problem.day_starts[-1] == 7 * 1440 - 60
    assert made.problem.shifts[5].work_min == 480
    assert made.problem.shifts[5].is_night


def test_the_night_on_which_clocks_go_back_is_an_hour_longer(session: Session, make: Factory) -> None:
    """25 October 2026, 02:00."""
    team = make.team()
    make.demand(make.shift_template(team, code="N", starts=time(21), ends=time(7), break_min=60))
    made = plan_of(session, team, date(2026, 10, 19), date(2026, 10, 25))
    assert [shift.work_min for shift in made.problem.shifts] == [540, 540, 540, 540, 540, 600, 540]


def test_a_bank_holiday_has_its_own_demand(session: Session, make: Factory) -> None:
    """Friday 1 January 2027 needs what bank holidays need; 8 January what Fridays need."""
    team = make.team()
    template = make.shift_template(team)
    make.demand(template, weekday=4, minimum=3, wanted=3)
    make.demand(template, weekday=7, minimum=1, wanted=1)
    made = plan_of(session, team, date(2027, 1, 1), date(2027, 1, 8))
    assert [need.minimum for need in made.problem.demands] == [1, 3]


def test_without_figures_of_its_own_a_bank_holiday_is_a_day_of_the_week(
    session: Session, make: Factory
) -> None:
    team = make.team()
    make.demand(make.shift_template(team), weekday=4, minimum=3, wanted=3)
    made = plan_of(session, team, date(2027, 1, 1), date(2027, 1, 1))
    assert [need.minimum for need in made.problem.demands] == [3]


def test_people_of_several_employers_are_opaque_keys(session: Session, make: Factory) -> None:
    """Nothing in the problem names a person."""
    team = make.team()
    for _ in range(2):
        make.member(team, make.employment(make.person(given_name="Karen", family_name="Stone")))
    made = plan_of(session, team)
    assert [worker.key for worker in made.problem.workers] == ["w0", "w1"]
    assert len({worker.employer_key for worker in made.problem.workers}) == 2
    assert "Stone" not in repr(made.problem)
    assert made.people["w0"].name == "Karen Stone"


def test_work_elsewhere_is_fixed_and_unnamed(session: Session, make: Factory) -> None:
    """The lead learns that somebody works, not where."""
    team = make.team()
    member = make.member(team)
    make.booking(member.person, make.organisation(), london(MONDAY, 9), label="Ward 4")
    (worker,) = plan_of(session, team).problem.workers
    (duty,) = worker.fixed
    assert (duty.start_min, duty.end_min, duty.paid_min, duty.label) == (540, 1020, 0, "")
    assert duty.employer_key != worker.employer_key


def test_what_this_rota_has_promised_is_not_fixed(session: Session, make: Factory) -> None:
    """A published version is replaced by the next, so its own bookings do not stand in the way."""
    team = make.team()
    member = make.member(team)
    template = make.shift_template(team)
    this = make.rota(team, MONDAY, status=RotaStatus.PUBLISHED)
    before = make.rota(team, date(2026, 12, 7), status=RotaStatus.PUBLISHED)
    for rota, on in ((this, MONDAY), (before, date(2026, 12, 31))):
        duty = make.assignment(rota, member.person, template, on)
        make.booking(member.person, team.organisation, duty.starts_at, assignment_id=duty.id)
    (worker,) = plan_of(session, team).problem.workers
    assert [duty.start_min for duty in worker.fixed] == [-4 * 1440 + 420]


def test_the_past_counts_every_employer_by_week(session: Session, make: Factory) -> None:
    """Week 0 is the one just before; as many weeks are read as the longest reference period asks."""
    team = make.team()
    employment = make.employment(organisation=make.organisation(averaging_weeks=26))
    make.member(team, employment)
    for on, hours in ((date(2027, 1, 3), 10), (date(2027, 1, 2), 5), (date(2026, 7, 6), 8)):
        make.booking(employment.person, make.organisation(), london(on), hours=hours)
    (worker,) = plan_of(session, team).problem.workers
    assert len(worker.past_weeks) == 26
    assert (worker.past_weeks[0].work_min, worker.past_weeks[0].worked_days) == (900, 2)
    assert worker.past_weeks[25].work_min == 480


def test_an_opt_out_counts_when_every_employer_holds_it(session: Session, make: Factory) -> None:
    team = make.team()
    employment = make.employment(opted_out_on=date(2025, 1, 1))
    make.member(team, employment)
    assert plan_of(session, team).problem.workers[0].opted_out
    make.employment(employment.person, week_min=600)
    assert not plan_of(session, team).problem.workers[0].opted_out


def test_a_minor_comes_of_age_on_a_day_of_the_rota(session: Session, make: Factory) -> None:
    team = make.team()
    make.member(team, make.employment(make.person(born_on=date(2009, 1, 11))))
    make.member(team, make.employment(make.person(born_on=date(2009, 1, 4))))
    assert [worker.young_until_day for worker in plan_of(session, team).problem.workers] == [7, None]


def test_who_leaves_the_team_is_blocked_from_the_day_after(session: Session, make: Factory) -> None:
    team = make.team()
    make.member(team, left_on=date(2027, 1, 17))
    (block,) = plan_of(session, team).problem.workers[0].blocks
    assert (block.from_day, block.stage.value) == (14, "team")
    assert block.words == "not in the team, or without a contract, from 18 January"


def test_hours_follow_the_days_in_the_team(session: Session, make: Factory) -> None:
    """Two of four weeks of 37.5 hours are 75 hours."""
    team = make.team()
    make.member(team, left_on=date(2027, 1, 17))
    (period,) = plan_of(session, team).problem.workers[0].hours
    assert period.target_min == 75 * 60


def test_a_rota_comes_back_from_its_roster(session: Session, make: Factory) -> None:
    """Locks are kept, and people who left since are still known."""
    team = make.team()
    template = make.shift_template(team)
    make.demand(template, weekday=0)
    stays, left = make.member(team), make.employment()
    rota = make.rota(team, MONDAY)
    rows = [
        make.assignment(rota, stays.person, template, MONDAY, locked=True),
        make.assignment(rota, left.person, template, date(2027, 1, 5)),
    ]
    made = plan_of(session, team, rota_id=rota.id)
    roster = made.roster_of(rows)
    assert [worker.locked for worker in made.problem.workers] == [("E@0",), ()]
    assert [(who.person_id, what.on_date) for who, what in made.pairs(roster)] == [
        (row.person_id, row.on_date) for row in rows
    ]


def test_leave_keeps_people_off_and_is_credited(session: Session, make: Factory) -> None:
    """A week of annual leave takes a week of contracted hours away."""
    team = make.team()
    member = make.member(team)
    leave = {"person_id": member.person_id, "asked_at": london(MONDAY), "status": LeaveStatus.AGREED}
    make.add(Leave(kind=LeaveKind.ANNUAL, first_on=MONDAY, last_on=date(2027, 1, 10), **leave))
    make.add(Leave(kind=LeaveKind.ANNUAL, first_on=date(2026, 12, 28), last_on=MONDAY, **leave))
    (worker,) = plan_of(session, team).problem.workers
    assert [(absence.start_min, absence.end_min, absence.excluded) for absence in worker.away] == [
        (-7 * 1440, 1440, True),
        (0, 7 * 1440, True),
    ]
    assert worker.hours[0].target_min == 3 * 2250
    assert worker.past_weeks[0].excluded_days == 7


def test_wishes_name_the_shifts_of_their_kind(session: Session, make: Factory) -> None:
    """A wish for a kind of shift that the team does not have cannot be met and is left out."""
    team = make.team()
    make.shift_template(team)
    member = make.member(team)
    for day, kind in ((4, ShiftKind.EARLY), (5, ShiftKind.NIGHT)):
        on = date(2027, 1, day)
        wish = {"person_id": member.person_id, "on_date": on, "asked_at": london(MONDAY)}
        make.add(DayRequest(wants_work=True, shift_kind=kind, **wish))
    (worker,) = plan_of(session, team).problem.workers
    assert [(request.day, request.wants, request.types) for request in worker.requests] == [(0, True, ("E",))]


def test_the_week_is_averaged_over_the_employers_period(session: Session, make: Factory) -> None:
    """A person of a care home that averages over 26 weeks stands beside one of a trust with 17."""
    team = make.team()
    make.member(team)
    make.member(team, make.employment(organisation=make.organisation(averaging_weeks=26)))
    specs = {spec.key: spec for spec in plan_of(session, team).problem.rules if spec.rule == "average_hours"}
    assert specs["average_hours_17"].workers == ("w0",)
    assert specs["average_hours_26"].workers == ("w1",)
    assert specs["average_hours_26"].params["period_weeks"] == 26


def test_a_team_sets_rules_but_bends_no_law(session: Session, make: Factory) -> None:
    """Eight hours of rest stay eleven; thirteen are the team's to ask for; what matters not is off."""
    team = make.team()
    make.member(team)
    for rule, parameters in (("daily_rest", {"rest_min": 480}), ("young_rest", {"rest_min": 780})):
        values = {"hard": True, "importance": Importance.MOST, "parameters": parameters}
        make.add(TeamRule(team_id=team.id, rule=rule, **values))
    make.add(TeamRule(team_id=team.id, rule="weekends", hard=False, importance=Importance.NOT_AT_ALL))
    specs = {spec.rule: spec for spec in plan_of(session, team).problem.rules}
    assert specs["daily_rest"].params["rest_min"] == 660
    assert specs["young_rest"].params["rest_min"] == 780
    assert "weekends" not in specs


@pytest.mark.parametrize(
    "first", [date(2027, 3, 29), date(2026, 10, 26), date(2027, 1, 1), date(2028, 3, 1), date(2027, 5, 1)]
)
def test_a_team_asks_for_days_off_after_nights_that_were_worked_before(
    session: Session, make: Factory, first: date
) -> None:
    """Three nights end on the first day: after a change of clocks, a year, a leap day, a month."""
    team = make.team()
    make.demand(make.shift_template(team))
    member = make.member(team)
    for back in (1, 2, 3):
        make.booking(member.person, team.organisation, london(first - timedelta(days=back), 21), hours=10)
    values = {"hard": True, "importance": Importance.MOST, "parameters": {"min_days_off": 2}}
    make.add(TeamRule(team_id=team.id, rule="days_off_after_nights", **values))
    problem = plan_of(session, team, first, first + timedelta(days=27)).problem
    (worker,) = problem.workers
    early = {shift.day: shift.key for shift in problem.shifts}
    for day, broken in ((0, True), (1, True), (2, False)):
        roster = Roster.of([(worker.key, early[day])])
        rules = {violation.rule for violation in check(problem, roster).violations}
        assert ("days_off_after_nights" in rules) is broken
        alone = replace(
            problem, rules=tuple(spec for spec in problem.rules if spec.rule == "days_off_after_nights")
        )
        assert (modelled_cost(alone, roster) is None) is broken
        assert (priced_cost(alone, roster) is None) is broken


def test_a_team_asks_for_the_same_duty_all_weekend(session: Session, make: Factory) -> None:
    team = make.team()
    early = make.shift_template(team)
    late = make.shift_template(team, early.site, code="L", name="Late", starts=time(14), ends=time(22))
    for template in (early, late):
        make.demand(template)
    make.member(team)
    make.add(TeamRule(team_id=team.id, rule="same_shift_on_weekend", hard=False, importance=Importance.SOME))
    problem = plan_of(session, team).problem
    (worker,) = problem.workers
    saturday = [shift.key for shift in problem.shifts_on[5]]
    sunday = [shift.key for shift in problem.shifts_on[6]]
    for places, cost in (((0, 0), 0), ((1, 1), 0), ((0, 1), 12)):
        roster = Roster.of(
            (worker.key, keys[at]) for keys, at in zip((saturday, sunday), places, strict=True)
        )
        report = check(problem, roster)
        assert sum(v.cost for v in report.violations if v.rule == "same_shift_on_weekend") == cost


def test_nights_are_shared_by_hours_over_the_window(session: Session, make: Factory) -> None:
    """Of 28 nights ahead and 2 carried, the full-timer's share is twice that of the half-timer."""
    team = make.team()
    make.demand(make.shift_template(team, code="N", starts=time(21), ends=time(7)))
    full = make.member(team)
    make.member(team, make.employment(week_min=1125))
    make.member(team, make.employment(week_min=0))
    for on in (date(2026, 12, 14), date(2026, 12, 16), date(2026, 8, 3)):
        make.booking(full.person, team.organisation, london(on, 21), hours=10)
    shares = [
        [(share.past, share.target) for share in worker.fair_shares if share.kind == "nights"]
        for worker in plan_of(session, team).problem.workers
    ]
    assert shares == [[(2, 20)], [(0, 10)], []]


def test_more_people_and_days_need_no_more_queries(session: Session, make: Factory) -> None:
    team = make.team()
    make.demand(make.shift_template(team))
    counts = []
    for people, last in ((1, date(2027, 1, 10)), (5, SUNDAY)):
        for _ in range(people):
            make.booking(make.member(team).person, make.organisation(), london(MONDAY))
        session.commit()
        session.expunge_all()
        with counted(session) as statements:
            plan_of(session, team, MONDAY, last)
        counts.append(len(statements))
    assert counts[0] == counts[1]


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """Yield the list that every statement of the session is added to."""
    statements: list[str] = []

    def add(*arguments: Any) -> None:
        statements.append(arguments[2])

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", add)
    yield statements
    event.remove(connection, "before_cursor_execute", add)
