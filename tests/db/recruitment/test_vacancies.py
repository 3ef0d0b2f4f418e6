"""A vacancy is posted as a draft, offers work where its recruiter recruits, and opens once it is whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import Factory, actor
from tests.recruiting import make_application, make_placement, make_vacancy
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.errors import Conflict, Invalid, NotAllowed
from workforce.employments.models import EmploymentKind
from workforce.organisations.models import Organisation
from workforce.recruitment.models import Vacancy
from workforce.recruitment.rules import PayUnit, Setting, VacancyStatus
from workforce.recruitment.services.vacancies import (
    PlacementFacts,
    VacancyFacts,
    close,
    post_vacancy,
    publish,
    put_placement,
    remove_placement,
    revise_vacancy,
)

COUNTY_RECRUITER = actor(Role.RECRUITER)


def facts(make: Factory, organisation: Organisation) -> VacancyFacts:
    return VacancyFacts(
        title="Care worker",
        organisation_id=organisation.id,
        job_role_id=make.job_role().id,
        kind=EmploymentKind.PERMANENT,
        summary="Help people at home.",
        duties="Help",
        looking_for="Kindness",
        contact="Call Moira",
        pay_from_pence=1300,
        pay_to_pence=1400,
        pay_unit=PayUnit.HOUR,
        closes_on=clock.today() + timedelta(days=7),
    )


def placement_facts(make: Factory, organisation: Organisation) -> PlacementFacts:
    return PlacementFacts(
        title="Swanage home care",
        organisation_id=organisation.id,
        team_id=make.team().id,
        site_id=None,
        setting=Setting.HOMES,
        hours_from_min=1200,
        hours_to_min=2220,
        pattern="days",
        pay="",
        getting_there="",
    )


def test_a_draft_opens_once_it_has_a_place_to_fill(session: Session, make: Factory) -> None:
    trust, firm = make.organisation(), make.organisation()
    vacancy = post_vacancy(session, COUNTY_RECRUITER, facts(make, trust))
    with pytest.raises(Conflict, match="at least one placement"):
        publish(session, COUNTY_RECRUITER, vacancy)
    put_placement(session, COUNTY_RECRUITER, vacancy, placement_facts(make, firm), places=2)
    session.refresh(vacancy)
    publish(session, COUNTY_RECRUITER, vacancy)
    assert vacancy.status is VacancyStatus.OPEN
    assert vacancy.position_count == 2


def test_an_organisations_recruiter_posts_for_that_organisation_only(session: Session, make: Factory) -> None:
    trust, firm = make.organisation(), make.organisation()
    recruiter = actor(Role.RECRUITER, organisation_id=trust.id)
    vacancy = post_vacancy(session, recruiter, facts(make, trust))
    with pytest.raises(NotAllowed):
        post_vacancy(session, recruiter, facts(make, firm))
    with pytest.raises(NotAllowed):
        revise_vacancy(session, recruiter, vacancy, facts(make, firm))
    with pytest.raises(NotAllowed, match="county recruiter"):
        put_placement(session, recruiter, vacancy, placement_facts(make, firm), places=1)
    put_placement(session, recruiter, vacancy, placement_facts(make, trust), places=1)


def test_contradictory_facts_are_refused_beside_their_field(session: Session, make: Factory) -> None:
    trust = make.organisation()
    with pytest.raises(Invalid) as pay:
        post_vacancy(session, COUNTY_RECRUITER, replace(facts(make, trust), pay_to_pence=1))
    vacancy = make_vacancy(make)
    with pytest.raises(Invalid) as hours:
        wrong = replace(placement_facts(make, trust), hours_to_min=600)
        put_placement(session, COUNTY_RECRUITER, vacancy, wrong, places=1)
    with pytest.raises(Invalid) as nowhere:
        wrong = replace(placement_facts(make, trust), team_id=None)
        put_placement(session, COUNTY_RECRUITER, vacancy, wrong, places=1)
    assert [error.value.field for error in (pay, hours, nowhere)] == ["pay_to", "hours_to", "team_id"]


def test_places_can_be_added_and_free_ones_removed(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy, places=1)
    wanted = placement_facts(make, placement.organisation)
    for places in (4, 2, 0):
        put_placement(session, COUNTY_RECRUITER, vacancy, wanted, places, placement)
        session.refresh(placement)
        assert len(placement.positions) == places


def test_a_promised_place_cannot_be_removed(session: Session, make: Factory) -> None:
    from tests.db.recruitment.test_proposals import shortlisted, terms
    from workforce.recruitment.services.proposals import propose

    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy, places=2)
    propose(session, COUNTY_RECRUITER, shortlisted(make, vacancy), terms(placement))
    wanted = placement_facts(make, placement.organisation)
    with pytest.raises(Invalid, match="1 or more"):
        put_placement(session, COUNTY_RECRUITER, vacancy, wanted, 0, placement)
    put_placement(session, COUNTY_RECRUITER, vacancy, wanted, 1, placement)


def test_a_placement_that_somebody_chose_stays(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    chosen, unchosen = make_placement(make, vacancy), make_placement(make, vacancy)
    make_application(make, vacancy, chosen)
    remove_placement(session, COUNTY_RECRUITER, unchosen)
    with pytest.raises(Conflict, match="number of places to 0"):
        remove_placement(session, COUNTY_RECRUITER, chosen)
    assert session.get(Vacancy, vacancy.id) is vacancy


def test_closing_and_withdrawing_take_it_off_the_public_pages(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    close(session, COUNTY_RECRUITER, vacancy)
    closed = vacancy.status
    close(session, COUNTY_RECRUITER, vacancy, withdraw=True)
    assert [closed, vacancy.status] == [VacancyStatus.CLOSED, VacancyStatus.WITHDRAWN]
