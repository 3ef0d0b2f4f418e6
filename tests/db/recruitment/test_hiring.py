"""A hire becomes person, passport, contract and team membership, once, with nothing typed again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.db.recruitment.test_proposals import shortlisted, terms
from tests.factories import Factory, actor
from tests.recruiting import make_placement, make_vacancy
from workforce.accounts.models import Account
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from workforce.employments.models import Employment, EmploymentKind
from workforce.people.models import Person
from workforce.readiness.evidence import EvidenceKind
from workforce.readiness.models import AcceptanceRule
from workforce.readiness.sections import Sections
from workforce.recruitment.models import Application, VacancyPlacement
from workforce.recruitment.queries.start_plan import start_plan
from workforce.recruitment.rules import ApplicationStatus
from workforce.recruitment.services.hiring import HireFacts, hire
from workforce.recruitment.services.proposals import answer, propose
from workforce.teams.models import TeamMember

RECRUITER = actor(Role.RECRUITER)
BORN = date(1999, 1, 4)
FIRST_DAY = clock.today() + timedelta(days=30)


def facts(**values: Any) -> HireFacts:
    defaults: dict[str, Any] = {
        "born_on": BORN,
        "passport_number": "",
        "starts_on": FIRST_DAY,
        "week_min": 1800,
        "pay_band": "Band 2",
        "ended_on": None,
    }
    return HireFacts(**defaults | values)


def accepted(session: Session, make: Factory, placement: VacancyPlacement | None = None) -> Application:
    """Somebody who said yes to a place in a team."""
    if placement is None:
        placement = make_placement(make, make_vacancy(make), team_id=make.team().id)
    application = shortlisted(make, placement.vacancy, placement)
    _, token = propose(session, RECRUITER, application, terms(placement))
    answer(session, token, accepts=True)
    return application


def test_a_hire_makes_all_that_work_needs(session: Session, make: Factory) -> None:
    application = accepted(session, make)
    employment = hire(session, RECRUITER, application, facts()).employment
    placement = application.proposals[0].placement
    assert (employment.person.name, employment.person.born_on) == ("Tamsin Loveless", BORN)
    assert employment.person.passport_number
    assert employment.organisation_id == placement.organisation_id
    assert employment.job_role_id == application.vacancy.job_role_id
    assert (employment.started_on, employment.week_min) == (FIRST_DAY, 1800)
    member = session.scalars(select(TeamMember).where(TeamMember.employment_id == employment.id)).one()
    assert (member.team_id, member.joined_on) == (placement.team_id, FIRST_DAY)
    assert application.status is ApplicationStatus.HIRED


def test_a_new_person_is_invited_to_sign_in_and_hiring_twice_changes_nothing(
    session: Session, make: Factory
) -> None:
    application = accepted(session, make)
    first = hire(session, RECRUITER, application, facts())
    again = hire(session, RECRUITER, application, facts())
    assert first.invitation
    assert again.employment is first.employment
    assert not again.invitation
    assert session.scalar(select(func.count()).select_from(Employment)) == 1


def test_a_passport_that_exists_is_used_and_its_account_left_alone(session: Session, make: Factory) -> None:
    person = make.person(born_on=BORN)
    account = make.account(person)
    number = f"{person.passport_number[:5]} {person.passport_number[5:]}".lower()
    done = hire(session, RECRUITER, accepted(session, make), facts(passport_number=number))
    assert done.employment.person is person
    assert not done.invitation
    assert session.scalars(select(Account)).all() == [account]


@pytest.mark.parametrize("fault", ["number of somebody else", "known by address"])
def test_nobody_gets_a_second_passport_or_that_of_another(
    session: Session, make: Factory, fault: str
) -> None:
    known = make.person(born_on=BORN, email="Tamsin@example.org")
    application = accepted(session, make)
    wrong = (
        facts(passport_number=known.passport_number, born_on=date(2000, 1, 1))
        if fault == "number of somebody else"
        else facts()
    )
    with pytest.raises(Invalid) as refused:
        hire(session, RECRUITER, application, wrong)
    assert refused.value.field == "passport_number"
    assert session.scalars(select(Person)).all() == [known]


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (EmploymentKind.PERMANENT, {"born_on": clock.today()}, "born_on"),
        (EmploymentKind.FIXED_TERM, {}, "ended_on"),
        (EmploymentKind.FIXED_TERM, {"ended_on": FIRST_DAY - timedelta(days=1)}, "ended_on"),
    ],
)
def test_a_contract_that_cannot_be_is_refused_beside_its_field(
    session: Session, make: Factory, kind: EmploymentKind, values: dict[str, Any], field: str
) -> None:
    placement = make_placement(make, make_vacancy(make, kind=kind))
    application = accepted(session, make, placement)
    with pytest.raises(DomainError) as refused:
        hire(session, RECRUITER, application, facts(**values))
    assert refused.value.field == field


def test_only_who_said_yes_is_hired(session: Session, make: Factory) -> None:
    application = shortlisted(make, make_vacancy(make))
    with pytest.raises(Conflict, match="has not said yes"):
        hire(session, RECRUITER, application, facts())


def test_an_organisations_recruiter_makes_no_contract_with_another_employer(
    session: Session, make: Factory
) -> None:
    application = accepted(session, make)
    own = actor(Role.RECRUITER, organisation_id=application.vacancy.organisation_id)
    with pytest.raises(NotAllowed, match="county recruiter"):
        hire(session, own, application, facts())


def test_the_start_plan_lists_what_must_begin_first_on_top(session: Session, make: Factory) -> None:
    """What takes longer than there is time for is said to be late."""
    application = accepted(session, make)
    employment = hire(session, RECRUITER, application, facts()).employment
    for code, lead_days in (("dbs", 21), ("identity", 2), ("history", 60)):
        make.add(
            AcceptanceRule(
                organisation_id=employment.organisation_id,
                key=code,
                kind=EvidenceKind.CHECK,
                code=code,
                label=code,
                conditions={},
                lead_days=lead_days,
                closed_by="your employer",
                valid_from=date(2020, 1, 1),
                source="test",
            )
        )
    plan = start_plan(session, RECRUITER, Sections(()), application.reference)
    assert [gap.requirement.code for gap, _ in plan.steps] == ["history", "dbs", "identity"]
    assert [step.in_time for _, step in plan.steps] == [False, True, True]
    assert plan.who(plan.steps[0][0]) == employment.organisation.name


def test_a_start_plan_is_for_those_who_recruited(session: Session, make: Factory) -> None:
    application = accepted(session, make)
    hire(session, RECRUITER, application, facts())
    stranger = actor(Role.RECRUITER, organisation_id=make.organisation().id)
    with pytest.raises(NotFound):
        start_plan(session, stranger, Sections(()), application.reference)
