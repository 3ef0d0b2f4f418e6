"""Turning an accepted proposal into a person, a passport, a contract and a place in a team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.accounts.models import Account
from workforce.accounts.services import invite
from workforce.core import audit, clock
from workforce.core.access import Actor, Permission, can
from workforce.core.db import case_fold
from workforce.core.errors import Invalid, NotAllowed
from workforce.employments.models import Employment, EmploymentKind
from workforce.employments.services import employ
from workforce.people.models import Person
from workforce.people.services import add_person
from workforce.recruitment.models import Application
from workforce.recruitment.rules import ApplicationStatus
from workforce.recruitment.services.applications import lock
from workforce.recruitment.services.proposals import accepted_proposal_unscoped
from workforce.teams.models import TeamMember
from workforce.teams.queries import is_member_unscoped


@dataclass(frozen=True, slots=True)
class HireFacts:
    """What the hire needs and the application did not ask."""

    born_on: date
    #: The passport the person has already, or empty for a new one.
    passport_number: str
    starts_on: date
    week_min: int
    pay_band: str
    #: The last day of a contract that is for a time.
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Hire:
    """A contract that was just begun; `invitation` is the secret of a link to sign in, if one was made."""

    employment: Employment
    invitation: str


def hire(session: Session, actor: Actor, application: Application, facts: HireFacts) -> Hire:
    """Begin the contract that was agreed, with what the application says already.

    A hire that is already complete stays as it is.
    """
    lock(session, application)
    if application.employment is not None:
        return Hire(application.employment, "")
    proposal = accepted_proposal_unscoped(session, application)
    placement, vacancy = proposal.placement, application.vacancy
    if not can(actor, Permission.DECIDE_APPLICATIONS, placement.organisation_id):
        raise NotAllowed(
            "not_your_employer",
            f"The contract is with {placement.organisation.name}. Ask a county recruiter to hire.",
        )
    _check(facts, vacancy.kind)
    person = _person(session, actor, application, facts)
    employment = employ(
        session,
        actor,
        person.id,
        placement.organisation_id,
        vacancy.job_role_id,
        facts.starts_on,
        facts.week_min,
        kind=vacancy.kind,
        pay_band=facts.pay_band,
        ended_on=facts.ended_on,
    )
    if placement.team_id is not None:
        _join_team(session, actor, placement.team_id, employment)
    application.employment, application.status = employment, ApplicationStatus.HIRED
    audit.record(
        session,
        actor,
        "application.hired",
        application,
        person_id=person.id,
        organisation_id=vacancy.organisation_id,
        employer_id=placement.organisation_id,
    )
    return Hire(employment, _invitation(session, actor, person))


def _check(facts: HireFacts, kind: EmploymentKind) -> None:
    if facts.born_on >= clock.today():
        raise Invalid("born_on", "Date of birth must be in the past", "born_on")
    if kind is EmploymentKind.FIXED_TERM and facts.ended_on is None:
        raise Invalid("ended_on", "Enter the last day: this role is for a fixed time", "ended_on")


def _person(session: Session, actor: Actor, application: Application, facts: HireFacts) -> Person:
    """Return the person who has the passport already, or give a new person a passport."""
    if facts.passport_number:
        number = facts.passport_number.replace(" ", "").upper()
        person = session.scalar(
            select(Person).where(Person.passport_number == number, Person.born_on == facts.born_on)
        )
        if person is None:
            raise Invalid(
                "passport_number",
                "No passport has this number together with this date of birth. Check both with the person, "
                "or leave the number empty if they have no passport yet",
                "passport_number",
            )
        return person
    same = select(Person.id).where(
        case_fold(Person.email) == application.email, Person.born_on == facts.born_on
    )
    if session.scalar(same.limit(1)) is not None:
        raise Invalid(
            "has_passport",
            "Somebody with this email address and date of birth has a passport already. "
            "Ask the person for its number",
            "passport_number",
        )
    return add_person(
        session,
        actor,
        application.given_name,
        application.family_name,
        facts.born_on,
        application.email,
        application.phone,
    )


def _join_team(session: Session, actor: Actor, team_id: int, employment: Employment) -> None:
    """Take the person into the team with all hours of the contract, unless they are in it already."""
    if is_member_unscoped(session, team_id, employment.person_id, employment.started_on):
        return
    member = TeamMember(
        team_id=team_id,
        person_id=employment.person_id,
        employment_id=employment.id,
        week_min=employment.week_min,
        joined_on=employment.started_on,
        left_on=employment.ended_on,
    )
    session.add(member)
    audit.record(
        session,
        actor,
        "member.joined",
        member,
        person_id=employment.person_id,
        organisation_id=employment.organisation_id,
    )


def _invitation(session: Session, actor: Actor, person: Person) -> str:
    """Invite the person to sign in, unless they, or somebody at their address, can already."""
    known = select(Account.id).where((Account.person_id == person.id) | (Account.email == person.email))
    if not person.email or session.scalar(known.limit(1)) is not None:
        return ""
    _, secret = invite(session, actor, person.email, person.name, person.id)
    return secret
