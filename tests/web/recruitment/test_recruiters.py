"""A recruiter's pages, from the draft to the start plan, and what other recruiters see of them: nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import Factory
from tests.recruiting import make_application, make_placement, make_vacancy
from tests.web.conftest import SignIn
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.audit import AuditEvent
from workforce.core.words import short_date
from workforce.readiness.evidence import EvidenceKind
from workforce.readiness.models import AcceptanceRule
from workforce.recruitment.models import Application, Proposal, Vacancy, VacancyPlacement
from workforce.recruitment.rules import ApplicationStatus, VacancyStatus
from workforce.teams.models import TeamMember

FIRST_DAY = clock.today() + timedelta(days=30)


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def proposal_of(placement: VacancyPlacement, **changes: str) -> dict[str, str]:
    return {
        "placement": str(placement.id),
        "hours": "30",
        "answer_days": "7",
        **boxes("starts_on", FIRST_DAY),
        **changes,
    }


@pytest.fixture
def recruiter(sign_in: SignIn) -> FlaskClient:
    """A recruiter of the county."""
    return sign_in.as_role(Role.RECRUITER)


@pytest.fixture
def application(make: Factory) -> Application:
    """Somebody who wants to work in one team."""
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy, team_id=make.team().id)
    application = make_application(make, vacancy, placement)
    make.session.commit()
    return application


def address_of(application: Application, page: str = "") -> str:
    return f"/recruitment/applications/{application.reference}{page}"


def figures_of(recruiter: FlaskClient, application: Application) -> tuple[str, ...]:
    """Return what the list of vacancies says of places filled and of applications."""
    page = recruiter.get("/recruitment/vacancies").text
    assert application.vacancy.reference in page
    cells = re.search(
        r'"Places filled">(.*?)</td>.*?"Applications">(\d+)<span class="small">(.*?)</span>', page, re.S
    )
    assert cells is not None
    return tuple(cell.strip() for cell in cells.groups())


def link_in(page: str) -> str:
    link = re.search(r"/place/[\w-]+", html.unescape(page))
    assert link is not None
    return link[0]


def test_a_vacancy_is_posted_given_a_placement_and_published(
    recruiter: FlaskClient, client: FlaskClient, make: Factory
) -> None:
    trust, team, role = make.organisation(), make.team(), make.job_role()
    make.session.commit()
    facts = {
        "title": "Night carer, Bridport",
        "organisation_id": str(trust.id),
        "job_role_id": str(role.id),
        "kind": "permanent",
        "summary": "Nights near home.",
        "duties": "Care",
        "looking_for": "Kindness",
        "contact": "Call Moira",
        "pay_unit": "hour",
        "pay_from": "13.05",
        "pay_to": "14",
        **boxes("closes_on", clock.today() + timedelta(days=9)),
    }
    for typed, said in (("12,92", "with a full stop"), ("1,292", "must be from £5 to £300 an hour")):
        refused = recruiter.post("/recruitment/vacancies/new", data=facts | {"pay_from": typed})
        assert refused.status_code == 400 and said in refused.text and f'value="{typed}"' in refused.text
    posted = recruiter.post("/recruitment/vacancies/new", data=facts)
    vacancy = make.session.scalars(select(Vacancy)).one()
    assert (vacancy.status, vacancy.pay_from_pence) == (VacancyStatus.DRAFT, 1305)
    placement = {
        "title": "Bridport nights",
        "organisation_id": str(trust.id),
        "team_id": str(team.id),
        "site_id": "",
        "setting": "homes",
        "places": "2",
        "hours_from": "20",
        "hours_to": "37.5",
        "pattern": "nights",
    }
    recruiter.post(posted.headers["Location"], data=placement)
    page = f"/recruitment/vacancies/{vacancy.reference}"
    assert client.get(f"/jobs/{vacancy.reference}").status_code == 404
    recruiter.post(f"{page}/publish")
    assert "Bridport nights" in client.get(f"/jobs/{vacancy.reference}").text
    assert "2 places" in client.get("/jobs").text
    edited = recruiter.get(f"{page}/edit").text
    assert 'value="13.05"' in edited and "Nights near home." in edited


def test_a_refused_placement_saves_nothing_and_keeps_what_was_typed(
    recruiter: FlaskClient, application: Application, make: Factory
) -> None:
    """Two of its three places are promised: the recruiter asks for none, and changes the name as well."""
    placement = application.choices[0].placement
    application.status = ApplicationStatus.SHORTLISTED
    make.session.commit()
    recruiter.post(address_of(application, "/proposal"), data=proposal_of(placement))
    where = f"/recruitment/vacancies/{application.vacancy.reference}/placements/{placement.id}"
    typed = {
        "title": "Another name",
        "organisation_id": str(placement.organisation_id),
        "team_id": str(placement.team_id),
        "setting": "homes",
        "places": "0",
        "hours_from": "20",
        "hours_to": "37.5",
        "pattern": "days",
    }
    response = recruiter.post(where, data=typed)
    assert response.status_code == 400
    assert "promised to people already" in response.text
    assert 'value="Another name"' in response.text
    make.session.expire_all()
    assert placement.title == "Swanage home care"


def test_a_draft_without_placements_is_not_published(recruiter: FlaskClient, make: Factory) -> None:
    vacancy = make_vacancy(make, status=VacancyStatus.DRAFT, published_at=None)
    make.session.commit()
    response = recruiter.post(f"/recruitment/vacancies/{vacancy.reference}/publish")
    assert response.status_code == 409
    assert "Add at least one placement" in response.text


def test_a_name_is_nowhere_until_the_decision(
    recruiter: FlaskClient, application: Application, make: Factory
) -> None:
    pages = [address_of(application), f"/recruitment/vacancies/{application.vacancy.reference}"]
    for page in pages:
        text = recruiter.get(page).text
        assert application.reference in text
        assert "Tamsin" not in text and "Loveless" not in text and "tamsin@" not in text
    recruiter.post(address_of(application, "/decision"), data={"decision": "shortlisted", "words": ""})
    for page in pages:
        assert "Tamsin Loveless" in recruiter.get(page).text


def test_turning_somebody_down_needs_words(recruiter: FlaskClient, application: Application) -> None:
    response = recruiter.post(address_of(application, "/decision"), data={"decision": "not_taken"})
    assert response.status_code == 400
    assert 'href="#words">Enter what the candidate will be told' in response.text
    assert "Tamsin" not in response.text


def test_the_whole_way_from_the_decision_to_the_start_plan(
    recruiter: FlaskClient, client: FlaskClient, application: Application, make: Factory
) -> None:
    placement = application.choices[0].placement
    for code, lead_days in (("identity", 10), ("work_health", 31)):
        make.add(
            AcceptanceRule(
                organisation_id=placement.organisation_id,
                key=code,
                kind=EvidenceKind.CHECK,
                code=code,
                label=code,
                closed_by="you",
                lead_days=lead_days,
                valid_from=clock.today(),
                source="The employer's board",
            )
        )
    make.session.commit()
    assert figures_of(recruiter, application) == ("0 of 1", "1", "1 to read, 0 to hire")
    recruiter.post(address_of(application, "/decision"), data={"decision": "shortlisted"})
    assert figures_of(recruiter, application) == ("0 of 1", "1", "0 to read, 0 to hire")
    assert "1st choice. 1 place left" in recruiter.get(address_of(application, "/proposal")).text
    shown = recruiter.post(address_of(application, "/proposal"), data=proposal_of(placement)).text
    link = link_in(shown)
    assert link_in(shown).removeprefix("/place/") not in recruiter.get(address_of(application)).text
    assert "Swanage home care" in client.get(link).text
    assert "Say yes to this place?" in client.get(f"{link}/accept").text
    client.post(f"{link}/accept")
    assert "You have said yes" in client.get(link).text
    assert figures_of(recruiter, application) == ("0 of 1", "1", "0 to read, 1 to hire")
    hire = {
        **boxes("born_on", date(1999, 1, 4)),
        **boxes("starts_on", FIRST_DAY),
        "hours": "30",
        "pay_band": "Band 2",
    }
    hired = recruiter.post(address_of(application, "/hire"), data=hire)
    assert "/choose-password/" in hired.text
    assert figures_of(recruiter, application) == ("1 of 1", "1", "0 to read, 0 to hire")
    make.session.expire_all()
    employment = application.employment
    assert employment is not None
    assert make.session.scalars(select(TeamMember)).one().employment_id == employment.id
    plan = recruiter.get(address_of(application, "/start-plan"))
    assert "Start plan for Tamsin Loveless" in plan.text
    assert "0 of 2 are met" in plan.text and "1 gap too late" in plan.text
    assert f"Begin by {short_date(FIRST_DAY - timedelta(days=10))}<" in plan.text
    assert f"{short_date(clock.today() + timedelta(days=31))} at the earliest" in plan.text
    looked = make.session.scalars(select(AuditEvent).where(AuditEvent.action == "readiness.looked_at")).all()
    assert [event.person_id for event in looked] == [employment.person_id]


def test_a_wrong_link_an_old_one_and_one_that_ran_out_look_the_same(
    recruiter: FlaskClient, client: FlaskClient, application: Application, make: Factory
) -> None:
    application.status = ApplicationStatus.SHORTLISTED
    make.session.commit()
    placement = application.choices[0].placement
    shown = recruiter.post(address_of(application, "/proposal"), data=proposal_of(placement))
    old, new = link_in(shown.text), link_in(recruiter.post(address_of(application, "/link")).text)
    proposal = make.session.scalars(select(Proposal)).one()
    proposal.proposed_at = clock.now() - timedelta(days=9)
    proposal.expires_at = clock.now() - timedelta(days=2)
    make.session.commit()
    answers = {client.get(link).text for link in (old, new, "/place/never-was")}
    answers |= {client.post(f"{link}/accept").text for link in (old, new, "/place/never-was")}
    assert len(answers) == 1
    assert "This link does not work" in answers.pop()
    assert "No answer in time" in recruiter.get(address_of(application)).text


def test_a_no_is_kept_and_a_later_yes_is_explained(
    recruiter: FlaskClient, client: FlaskClient, application: Application, make: Factory
) -> None:
    application.status = ApplicationStatus.SHORTLISTED
    make.session.commit()
    placement = application.choices[0].placement
    link = link_in(recruiter.post(address_of(application, "/proposal"), data=proposal_of(placement)).text)
    client.post(f"{link}/decline")
    assert "You have said no" in client.get(link).text
    assert "Swanage home care" not in client.get(link).text
    late = client.post(f"{link}/accept")
    assert late.status_code == 409
    assert "Call Moira" in late.text


def test_looking_at_a_link_changes_nothing(
    recruiter: FlaskClient, client: FlaskClient, application: Application, make: Factory
) -> None:
    """Mail programs open links before people do."""
    application.status = ApplicationStatus.SHORTLISTED
    make.session.commit()
    placement = application.choices[0].placement
    link = link_in(recruiter.post(address_of(application, "/proposal"), data=proposal_of(placement)).text)
    for page in (link, f"{link}/accept", f"{link}/decline"):
        client.get(page)
    make.session.expire_all()
    assert application.status is ApplicationStatus.PLACEMENT_PROPOSED


@pytest.mark.parametrize(
    "of",
    [
        lambda one: f"/recruitment/vacancies/{one.vacancy.reference}",
        lambda one: f"/recruitment/vacancies/{one.vacancy.reference}/edit",
        address_of,
        lambda one: address_of(one, "/proposal"),
        lambda one: address_of(one, "/hire"),
    ],
    ids=["vacancy", "edit", "application", "proposal", "hire"],
)
def test_another_organisations_recruiter_sees_nothing(
    sign_in: SignIn, application: Application, make: Factory, of: Callable[[Any], str]
) -> None:
    """What is another's looks like what never was."""
    stranger = sign_in.as_role(Role.RECRUITER, organisation_id=make.organisation().id)
    hidden = stranger.get(of(application))
    unknown = stranger.get("/recruitment/applications/A-AAAAAA")
    token = re.compile(r'name="csrf_token" value="[^"]+"')
    assert (hidden.status_code, token.sub("", hidden.text)) == (404, token.sub("", unknown.text))
    assert application.vacancy.title not in stranger.get("/recruitment/vacancies").text


def test_a_recruiter_of_an_organisation_offers_work_there_only(
    sign_in: SignIn, application: Application, make: Factory
) -> None:
    own, other = application.vacancy.organisation, make.organisation(name="Elsewhere Care")
    recruiter = sign_in.as_role(Role.RECRUITER, organisation_id=own.id)
    where = f"/recruitment/vacancies/{application.vacancy.reference}/placements/new"
    assert "Elsewhere Care" not in recruiter.get(where).text
    typed = {
        "title": "Not mine",
        "organisation_id": str(other.id),
        "team_id": str(make.team().id),
        "setting": "homes",
        "places": "1",
        "hours_from": "20",
        "hours_to": "30",
        "pattern": "days",
    }
    make.session.commit()
    assert recruiter.post(where, data=typed).status_code == 400
    titles = make.session.scalars(select(VacancyPlacement.title)).all()
    assert "Not mine" not in titles


def test_home_says_what_waits_for_a_recruiter(recruiter: FlaskClient, application: Application) -> None:
    assert "1 application to read" in recruiter.get("/home").text
