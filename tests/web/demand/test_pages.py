"""A lead says which shifts there are, whom each needs, where they are worked, and by which rules."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.demand.models import ShiftDemand, ShiftKind, ShiftTemplate, TeamRule
from rostering.demand.rules import Importance
from tests.factories import Factory
from tests.small_team import SmallTeam
from workforce.organisations.models import TeamSite


def twilight(small: SmallTeam, **changes: str) -> dict[str, str]:
    return {
        "name": "Twilight",
        "code": "t",
        "kind": "twilight",
        "site_id": str(small.site.id),
        "starts": "17:00",
        "ends": "22:30",
        "break_min": "0",
    } | changes


def test_the_table_says_whom_each_shift_needs(lead: FlaskClient, small: SmallTeam) -> None:
    page = lead.get(f"/teams/{small.team.id}/shifts").text
    assert "13:30 to 21:30" in page and "Westhaven Hospital" in page
    assert "Registered nurse" in page


def test_a_shift_is_added(session: Session, lead: FlaskClient, small: SmallTeam) -> None:
    lead.post(f"/teams/{small.team.id}/shifts/add", data=twilight(small))
    added = session.scalars(select(ShiftTemplate).where(ShiftTemplate.code == "T")).one()
    assert (added.kind, added.site_id, f"{added.ends:%H:%M}") == (ShiftKind.TWILIGHT, small.site.id, "22:30")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "E"}, "Another shift of this team has this code"),
        ({"code": "LATE"}, "Code must be"),
        ({"starts": "25:00"}, "Enter starts as a time"),
        ({"ends": "23:30"}, "needs a break of at least 20 minutes by law"),
        ({"break_min": "600"}, "Unpaid break must be 180 or less"),
        ({"site_id": "0"}, "Choose a site"),
        ({"name": ""}, "Enter name"),
    ],
)
def test_a_shift_that_cannot_be_is_explained(
    session: Session, lead: FlaskClient, small: SmallTeam, changes: dict[str, str], words: str
) -> None:
    assert words in lead.post(f"/teams/{small.team.id}/shifts/add", data=twilight(small, **changes)).text
    assert len(session.scalars(select(ShiftTemplate)).all()) == 3


def test_a_shift_that_is_retired_leaves_its_code_free(
    session: Session, lead: FlaskClient, small: SmallTeam
) -> None:
    lead.post(f"/teams/{small.team.id}/shifts/{small.night.id}/retire")
    assert lead.get(f"/teams/{small.team.id}/shifts/{small.night.id}").status_code == 404
    lead.post(f"/teams/{small.team.id}/shifts/add", data=twilight(small, code="N"))
    assert len(session.scalars(select(ShiftTemplate).where(ShiftTemplate.code == "N")).all()) == 2


def test_needs_are_set_by_role_competence_and_day(
    session: Session, lead: FlaskClient, make: Factory, small: SmallTeam
) -> None:
    make.competence(code="county.insulin", title="Insulin")
    make.session.commit()
    needs = {
        "role_0": str(small.nurse.id),
        "minimum_0_0": "2",
        "wanted_0_0": "3",
        "minimum_0_7": "0",
        "competence_1": "county.insulin",
        "minimum_1_5": "1",
    }
    lead.post(f"/teams/{small.team.id}/shifts/{small.early.id}/needs", data=needs)
    rows = session.scalars(select(ShiftDemand).where(ShiftDemand.shift_template_id == small.early.id)).all()
    assert {(row.job_role_id, row.competence_code, row.weekday, row.minimum, row.wanted) for row in rows} == {
        (small.nurse.id, None, 0, 2, 3),
        (small.nurse.id, None, 7, 0, 0),
        (None, "county.insulin", 5, 1, 1),
    }


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        ({"minimum_0_0": "3", "wanted_0_0": "2"}, "Wanted on Monday must be at least the minimum"),
        ({"minimum_0_0": "two"}, "Enter minimum on Monday, row 1 as a whole number"),
        ({"minimum_0_0": "1", "minimum_1_0": "1"}, "Another row asks for the same role and competence"),
    ],
)
def test_needs_that_cannot_be_change_nothing(
    session: Session, lead: FlaskClient, small: SmallTeam, needs: dict[str, str], words: str
) -> None:
    before = len(session.scalars(select(ShiftDemand)).all())
    assert words in lead.post(f"/teams/{small.team.id}/shifts/{small.early.id}/needs", data=needs).text
    assert len(session.scalars(select(ShiftDemand)).all()) == before


def test_sites_come_and_go_unless_shifts_are_worked_there(
    session: Session, lead: FlaskClient, make: Factory, small: SmallTeam
) -> None:
    base = make.site(small.firm, name="Fleet base")
    make.session.commit()
    address = f"/teams/{small.team.id}/sites"
    lead.post(address, data={"site_id": str(base.id)})
    assert "Fleet base" in lead.get(address).text
    lead.post(f"{address}/{base.id}/remove")
    refused = lead.post(f"{address}/{small.site.id}/remove", follow_redirects=True)
    assert "Shifts are worked at Westhaven Hospital" in refused.text
    assert session.scalars(select(TeamSite.site_id)).all() == [small.site.id]


def test_rules_show_their_source(lead: FlaskClient, small: SmallTeam) -> None:
    page = lead.get(f"/teams/{small.team.id}/rules").text
    assert "Working Time Regulations 1998, regulation 10" in page
    assert "Rest, at least 11 h" in page


def test_a_rule_of_the_team_may_be_bent(session: Session, lead: FlaskClient, small: SmallTeam) -> None:
    setting = {"hard": "no", "importance": "little", "max_weekends": "3", "window_weeks": "4"}
    lead.post(f"/teams/{small.team.id}/rules/weekends", data=setting)
    kept = session.scalars(select(TeamRule)).one()
    assert (kept.hard, kept.importance, kept.parameters) == (False, Importance.LITTLE, {"max_weekends": 3})
    assert "Matters a little" in lead.get(f"/teams/{small.team.id}/rules").text
    lead.post(f"/teams/{small.team.id}/rules/weekends/reset")
    assert session.scalars(select(TeamRule)).all() == []


def test_days_off_after_nights_and_one_duty_all_weekend_can_be_asked_for(
    session: Session, lead: FlaskClient, small: SmallTeam
) -> None:
    address = f"/teams/{small.team.id}/rules"
    assert "Days off, at least 2 days" in lead.get(address).text
    setting = {"hard": "yes", "importance": "most", "min_days_off": "3", "after_nights": "2"}
    lead.post(f"{address}/days_off_after_nights", data=setting)
    lead.post(f"{address}/same_shift_on_weekend", data={"hard": "no", "importance": "some"})
    kept = {rule.rule: (rule.hard, rule.parameters) for rule in session.scalars(select(TeamRule))}
    assert kept == {
        "days_off_after_nights": (True, {"min_days_off": 3, "after_nights": 2}),
        "same_shift_on_weekend": (False, {}),
    }
    page = lead.get(address).text
    assert "Days off, at least 3 days" in page
    assert "Same duty all weekend" in page


def test_a_rule_of_law_is_only_made_stricter(session: Session, lead: FlaskClient, small: SmallTeam) -> None:
    address = f"/teams/{small.team.id}/rules/daily_rest"
    assert "The law allows no more lenient figure" in lead.post(address, data={"rest_min": "600"}).text
    assert session.scalars(select(TeamRule)).all() == []
    lead.post(address, data={"rest_min": "720", "hard": "no", "importance": "not_at_all"})
    kept = session.scalars(select(TeamRule)).one()
    assert (kept.hard, kept.parameters) == (True, {"rest_min": 720})


def test_what_is_not_the_teams_to_set_has_no_page(lead: FlaskClient, small: SmallTeam) -> None:
    assert lead.get(f"/teams/{small.team.id}/rules/one_at_a_time").status_code == 404
    assert lead.get(f"/teams/{small.team.id}/rules/nonsense").status_code == 404
