"""The plan of an apprenticeship: who, where, which standard, from when to when, under what terms."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from competences.apprenticeships.models import (
    APPRENTICESHIP_EXISTS,
    Apprenticeship,
    ApprenticeshipStatus,
    EnglishMaths,
)
from competences.apprenticeships.queries import apprenticeship_in_reach
from competences.apprenticeships.rules import must_pass_english_maths
from workforce.core import audit, clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import Conflict, Invalid, NotFound
from workforce.people.models import Person
from workforce.people.services import check_age_at_work

_MUST_PASS = (
    "English and maths must be passed: they started before their 19th birthday, or before the rule changed. "
    "Choose held or studying."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What of an apprenticeship may change while it runs."""

    planned_end_on: date
    week_min: int
    prior_learning_min: int
    english_maths: EnglishMaths
    mentor_person_id: int | None = None
    supervised_until: date | None = None
    employer_ready_on: date | None = None
    status: ApprenticeshipStatus = ApprenticeshipStatus.ACTIVE


def add_apprenticeship(
    session: Session,
    actor: Actor,
    organisation_id: int,
    person: Person,
    standard_id: int,
    provider_id: int,
    started_on: date,
    plan: Plan,
) -> Apprenticeship:
    """Begin an apprenticeship of an employer's person."""
    if not actor.reach(Permission.MANAGE_APPRENTICES).covers(organisation_id):
        raise NotFound
    check_age_at_work(person, started_on, "started_on")
    _check(person, started_on, plan)
    same = select(Apprenticeship.id).where(
        Apprenticeship.person_id == person.id, Apprenticeship.started_on == started_on
    )
    if session.scalar(same) is not None:
        raise Conflict("apprenticeship_exists", APPRENTICESHIP_EXISTS, "started_on")
    apprenticeship = Apprenticeship(
        person_id=person.id,
        organisation_id=organisation_id,
        standard_id=standard_id,
        provider_id=provider_id,
        started_on=started_on,
        **asdict(plan),
    )
    session.add(apprenticeship)
    audit.record(
        session,
        actor,
        "apprenticeship.begun",
        apprenticeship,
        person_id=person.id,
        organisation_id=organisation_id,
        standard_id=standard_id,
    )
    return apprenticeship


def change_plan(session: Session, actor: Actor, apprenticeship_id: int, plan: Plan) -> Apprenticeship:
    """Change the plan; the rules of the start date stay those of the start date."""
    apprenticeship = apprenticeship_in_reach(session, actor, Permission.MANAGE_APPRENTICES, apprenticeship_id)
    _check(apprenticeship.person, apprenticeship.started_on, plan)
    changed = {
        name: str(value) for name, value in asdict(plan).items() if getattr(apprenticeship, name) != value
    }
    for name, value in asdict(plan).items():
        setattr(apprenticeship, name, value)
    over = plan.status in (ApprenticeshipStatus.COMPLETED, ApprenticeshipStatus.WITHDRAWN)
    apprenticeship.ended_on = (apprenticeship.ended_on or clock.today()) if over else None
    audit.record(
        session,
        actor,
        "apprenticeship.changed",
        apprenticeship,
        person_id=apprenticeship.person_id,
        organisation_id=apprenticeship.organisation_id,
        **changed,
    )
    return apprenticeship


def _check(person: Person, started_on: date, plan: Plan) -> None:
    """Refuse a plan that the rules of its start date do not allow."""
    if plan.planned_end_on <= started_on:
        raise Invalid("ends_first", "The planned end must be after the start", "planned_end_on")
    must_pass = must_pass_english_maths(person.born_on, started_on)
    if must_pass and plan.english_maths is EnglishMaths.OPTED_OUT:
        raise Invalid("must_pass", _MUST_PASS, "english_maths")
    if plan.mentor_person_id == person.id:
        raise Invalid("own_mentor", "Nobody is their own mentor. Enter a colleague.", "mentor")
