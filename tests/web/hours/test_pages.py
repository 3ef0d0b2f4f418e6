"""People read their hours in words, leads put them right, and employers say how they count."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.availability.models import Leave, LeaveKind, LeaveStatus
from rostering.hours.models import EmployerHoursPolicy, HoursAdjustment
from rostering.rotas.models import RotaStatus
from tests.factories import Factory, london
from tests.small_team import SmallTeam
from tests.web.conftest import SignIn
from workforce.core import clock
from workforce.core.access import Role
from workforce.teams.models import TeamMember

#: Four weeks without a bank holiday.
MONDAY = date(2026, 9, 28)
ADJUSTED = {
    "direction": "more",
    "hours": "1.5",
    "on_date-day": "29",
    "on_date-month": "9",
    "on_date-year": "2026",
    "reason": "Stayed for a handover",
}


@pytest.fixture
def member(make: Factory) -> TeamMember:
    """Yield a place of 22.5 hours in a team with a published rota: one early, and a week of leave."""
    made = make.member(make.team(), make.employment(week_min=1350))
    rota = make.rota(made.team, MONDAY, status=RotaStatus.PUBLISHED)
    make.assignment(rota, made.person, make.shift_template(made.team), MONDAY)
    for kind, first in ((LeaveKind.ANNUAL, 7), (LeaveKind.SICKNESS, 14)):
        make.add(
            Leave(
                person_id=made.person_id,
                kind=kind,
                first_on=MONDAY + timedelta(days=first),
                last_on=MONDAY + timedelta(days=first + 6),
                status=LeaveStatus.AGREED,
                asked_at=london(MONDAY),
            )
        )
    return made


def text_of(page: str) -> str:
    """Return what a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_person_reads_their_balance_and_every_week_behind_it(sign_in: SignIn, member: TeamMember) -> None:
    page = text_of(sign_in.as_person(member.person).get("/my-hours").text)
    assert "You owe 37.5 h of your contract" in page
    assert "Week of 5 October 2026 Contract 22.5 h; annual leave 22.5 h (5 to 11 October) 0 h" in page
    assert "Week of 12 October 2026 Contract 22.5 h; sickness 22.5 h (12 to 18 October) 0 h" in page
    assert "Week of 28 September 2026 Contract 22.5 h; duties 7.5 h −15 h −15 h" in page


def test_whoever_is_in_no_team_is_told_what_the_page_is_for(sign_in: SignIn, make: Factory) -> None:
    page = sign_in.as_person(make.person()).get("/my-hours").text
    assert "You are not in a team yet." in page


def test_whoever_is_in_two_teams_goes_from_one_to_the_other(
    sign_in: SignIn, make: Factory, member: TeamMember
) -> None:
    other = make.member(make.team(), make.employment(member.person))
    browser = sign_in.as_person(member.person)
    assert f"?team={other.team_id}" in browser.get("/my-hours").text
    assert f"No rota of {other.team.name}" in browser.get(f"/my-hours?team={other.team_id}").text


def test_a_lead_sees_balances_and_no_reason_for_sickness(sign_in: SignIn, member: TeamMember) -> None:
    lead = sign_in.as_role(Role.TEAM_LEAD, team_id=member.team_id)
    team = text_of(lead.get(f"/teams/{member.team_id}/hours").text)
    assert f"{member.person.family_name}, Robin −37.5 h Robin owes 37.5 h of the contract" in team
    assert "Nobody matches." in lead.get(f"/teams/{member.team_id}/hours?q=nobody").text
    page = text_of(lead.get(f"/teams/{member.team_id}/hours/{member.person_id}").text)
    assert "away 22.5 h (12 to 18 October)" in page and "sickness" not in page


def test_long_lists_come_in_pages(sign_in: SignIn, make: Factory, member: TeamMember) -> None:
    for _ in range(25):
        make.member(member.team)
    lead = sign_in.as_role(Role.TEAM_LEAD, team_id=member.team_id)
    address = f"/teams/{member.team_id}/hours"
    assert "1 to 25 of 26" in lead.get(address).text
    assert "26 to 26 of 26" in lead.get(f"{address}?page=2").text
    for number in range(1, 8):
        make.rota(member.team, MONDAY - timedelta(days=28 * number), status=RotaStatus.PUBLISHED)
    own = sign_in.as_person(member.person)
    assert "1 to 25 of 32 weeks" in own.get("/my-hours").text
    assert "26 to 32 of 32 weeks" in own.get("/my-hours?page=2").text


def test_hours_are_put_right_and_that_is_taken_back(
    session: Session, sign_in: SignIn, member: TeamMember
) -> None:
    lead = sign_in.as_role(Role.TEAM_LEAD, team_id=member.team_id)
    address = f"/teams/{member.team_id}/hours/{member.person_id}"
    assert lead.post(address, data=ADJUSTED).status_code == 302
    adjustment = session.scalars(select(HoursAdjustment)).one()
    assert (adjustment.minutes, adjustment.on_date) == (90, date(2026, 9, 29))
    own = sign_in.as_person(member.person)
    page = text_of(own.get("/my-hours").text)
    assert "You owe 36 h of your contract" in page and "Stayed for a handover" in page
    back = f"{address}/adjustments/{adjustment.id}/take-back"
    assert lead.post(back).status_code == 302
    page = text_of(own.get("/my-hours").text)
    assert "You owe 37.5 h of your contract" in page and "taken back" in page
    assert "was taken back already" in lead.post(back).text


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"hours": "0"}, "more than 0"),
        ({"hours": ""}, "Enter how many hours"),
        ({"hours": "1001"}, "must be 1000 or less"),
        ({"reason": ""}, "Say why, so that"),
        ({"direction": ""}, "Choose more or less"),
        ({"on_date-year": "2027"}, "must be today or earlier"),
        ({"on_date-year": "2099"}, "must be on or before"),
        ({"on_date-year": "2023"}, "was not in the team on this day"),
    ],
)
def test_what_cannot_be_put_right_is_refused_in_words(
    session: Session, sign_in: SignIn, member: TeamMember, entered: dict[str, str], said: str
) -> None:
    lead = sign_in.as_role(Role.TEAM_LEAD, team_id=member.team_id)
    answer = lead.post(f"/teams/{member.team_id}/hours/{member.person_id}", data=ADJUSTED | entered)
    assert answer.status_code == 400 and said in answer.text
    assert session.scalar(select(HoursAdjustment.id)) is None


def test_nobody_adjusts_their_own_hours(session: Session, sign_in: SignIn, member: TeamMember) -> None:
    lead = sign_in.as_role(Role.TEAM_LEAD, member.person, team_id=member.team_id)
    address = f"/teams/{member.team_id}/hours/{member.person_id}"
    assert "cannot adjust your own hours" in lead.get(address).text
    assert lead.post(address, data=ADJUSTED).status_code == 403
    assert session.scalar(select(HoursAdjustment.id)) is None


def test_an_employer_says_how_it_counts_from_a_day_on(
    session: Session, sign_in: SignIn, make: Factory
) -> None:
    own = make.organisation()
    browser = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=own.id)
    address = f"/organisations/{own.id}/hours"
    page = text_of(browser.get(address).text)
    assert "As the sector does" in page and "NHS terms and conditions of service, section 13" in page
    first = clock.today() + timedelta(days=30)
    asked = {
        "valid_from-day": first.day,
        "valid_from-month": first.month,
        "valid_from-year": first.year,
        "leave_credit": "calendar_days",
        "bank_holidays": "in_leave",
        "carried_most_percent": "0",
        "source": "Local agreement of 2027",
    }
    assert browser.post(address, data=asked).status_code == 302
    assert browser.post(address, data=asked | {"carried_most_percent": "30"}).status_code == 302
    policy = session.scalars(select(EmployerHoursPolicy)).one()
    assert (policy.valid_from, policy.carried_most_percent, policy.leave_credit) == (
        first,
        30,
        "calendar_days",
    )
    assert "Local agreement of 2027" in browser.get(address).text
    refused = browser.post(address, data=asked | {"valid_from-year": 2020})
    assert refused.status_code == 400 and "must be today or later" in refused.text
    assert "must be 100 or less" in browser.post(address, data=asked | {"carried_most_percent": "101"}).text
    assert "Enter the agreement or decision" in browser.post(address, data=asked | {"source": ""}).text


def test_a_rota_says_where_a_target_comes_from(lead: FlaskClient, make: Factory, small: SmallTeam) -> None:
    """Nothing was worked of 150 hours less three bank holidays, so that a fifth of this rota is added."""
    make.rota(small.team, small.rota.starts_on - timedelta(days=28), status=RotaStatus.PUBLISHED)
    make.session.commit()
    nurse = small.nurses[0]
    words = "Target 180 h: contract 150 h, and 30 h owed from before; 97.5 h owed stay in the balance"
    page = lead.get(f"/rotas/{small.rota.id}/people/{nurse.id}/2027-01-04").text
    assert words in page and f"/teams/{small.team.id}/hours/{nurse.id}" in page
    assert words in lead.get(f"/rotas/{small.rota.id}").text
