"""A lead sees who is in the team, adds people and lets them go."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import Factory
from tests.small_team import SmallTeam
from tests.web.conftest import SignIn
from workforce.core.access import Role
from workforce.employments.models import Employment
from workforce.placements.models import Placement, PlacementStatus
from workforce.teams.models import TeamMember


@pytest.fixture
def newcomer(make: Factory, small: SmallTeam) -> Employment:
    """Somebody of the trust who is not in the team."""
    contract = make.employment(make.person(given_name="Priya", family_name="Nair"), small.trust, small.nurse)
    make.session.commit()
    return contract


def joining(contract: Employment, **changes: str) -> dict[str, str]:
    return {
        "employment_id": str(contract.id),
        "hours": "30",
        "joined_on-day": "4",
        "joined_on-month": "1",
        "joined_on-year": "2027",
    } | changes


def test_people_stand_by_employer_with_their_readiness(
    session: Session, lead: FlaskClient, small: SmallTeam
) -> None:
    """Nurses work for the host; of the firm's care workers one has no placement there any more."""
    placement = session.scalars(select(Placement).order_by(Placement.id)).first()
    assert placement is not None
    placement.status = PlacementStatus.ENDED
    session.commit()
    page = lead.get(f"/teams/{small.team.id}").text
    assert "8 people of 2 employers" in page
    assert page.index("Fleet Care") < page.index("Ioana Popescu") < page.index("<h2>Weymouth Trust")
    assert page.count("No placement at any site") == 1
    assert page.count('class="status status--ok"') == 7


def test_a_lead_of_one_team_goes_straight_to_it(lead: FlaskClient, small: SmallTeam) -> None:
    assert lead.get("/teams").headers["Location"] == f"/teams/{small.team.id}"


def test_a_name_finds_people_of_the_teams_employers_only(
    lead: FlaskClient, make: Factory, small: SmallTeam, newcomer: Employment
) -> None:
    stranger = make.employment(make.person(given_name="Priya", family_name="Elsewhere"))
    make.session.commit()
    page = lead.get(f"/teams/{small.team.id}/members/add?q=priya").text
    assert "Priya Nair" in page and "Priya Elsewhere" not in page
    by_number = lead.get(
        f"/teams/{small.team.id}/members/add?q={stranger.person.passport_number.lower()}"
    ).text
    assert "Priya Elsewhere" in by_number


def test_somebody_joins(session: Session, lead: FlaskClient, small: SmallTeam, newcomer: Employment) -> None:
    address = f"/teams/{small.team.id}/members/add?q=nair"
    response = lead.post(address, data=joining(newcomer), follow_redirects=True)
    assert "Priya Nair is in the team" in response.text
    member = session.scalars(select(TeamMember).where(TeamMember.employment_id == newcomer.id)).one()
    assert (member.week_min, member.joined_on) == (1800, date(2027, 1, 4))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hours": "40"}, "The contract has 37.5 hours a week"),
        ({"hours": ""}, "Enter hours a week in this team"),
        ({"joined_on-year": "2019"}, "The contract does not run on this day"),
        ({"employment_id": ""}, "Choose who joins"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    session: Session,
    lead: FlaskClient,
    small: SmallTeam,
    newcomer: Employment,
    changes: dict[str, str],
    words: str,
) -> None:
    address = f"/teams/{small.team.id}/members/add?q=nair"
    assert words in lead.post(address, data=joining(newcomer, **changes)).text
    assert session.scalar(select(TeamMember).where(TeamMember.employment_id == newcomer.id)) is None


def test_nobody_is_added_whom_the_search_did_not_find(
    session: Session, lead: FlaskClient, make: Factory, small: SmallTeam
) -> None:
    """A contract's number in a form is no key: the lead must have found its holder."""
    stranger = make.employment()
    make.session.commit()
    lead.post(f"/teams/{small.team.id}/members/add?q=nair", data=joining(stranger))
    assert session.scalar(select(TeamMember).where(TeamMember.employment_id == stranger.id)) is None


def test_somebody_leaves_on_a_day(session: Session, lead: FlaskClient, small: SmallTeam) -> None:
    member = session.scalars(select(TeamMember).order_by(TeamMember.id)).first()
    assert member is not None
    leaving = {"hours": "20", "left_on-day": "31", "left_on-month": "3", "left_on-year": "2027"}
    lead.post(f"/teams/{small.team.id}/members/{member.id}", data=leaving)
    session.refresh(member)
    assert (member.week_min, member.left_on) == (1200, date(2027, 3, 31))


def test_hours_change_on_a_day_and_what_was_before_stays(
    session: Session, lead: FlaskClient, small: SmallTeam
) -> None:
    member = session.scalars(select(TeamMember).order_by(TeamMember.id)).first()
    assert member is not None
    changing = {
        "hours": "22.5",
        "days_a_week": "3",
        "hours_from-day": "18",
        "hours_from-month": "1",
        "hours_from-year": "2027",
        "left_on-day": "",
        "left_on-month": "",
        "left_on-year": "",
    }
    address = f"/teams/{small.team.id}/members/{member.id}"
    assert lead.post(address, data=changing).status_code == 302
    session.expire_all()
    places = session.scalars(
        select(TeamMember).where(TeamMember.person_id == member.person_id).order_by(TeamMember.joined_on)
    ).all()
    assert [(place.week_min, place.days_a_week, place.joined_on, place.left_on) for place in places] == [
        (2250, None, date(2024, 1, 1), date(2027, 1, 17)),
        (1350, 3, date(2027, 1, 18), None),
    ]
    again = lead.post(address, data=changing | {"hours": "30", "hours_from-day": "10"})
    assert "Other hours follow already" in again.text


def test_the_county_may_look_and_not_change(sign_in: SignIn, small: SmallTeam) -> None:
    browser = sign_in.as_role(Role.COUNTY_ADMINISTRATOR)
    page = browser.get(f"/teams/{small.team.id}").text
    assert "Karen Stone" in page and "Add somebody" not in page and "Shifts and demand" not in page
