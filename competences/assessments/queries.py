"""Reads assessments and the rights of assessors."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from competences.assessments.models import Assessment, AssessmentKind, AssessorRight, Level, Outcome
from competences.assessments.rules import Permit, Right, may_sign_off
from competences.frameworks.models import Competence, CompetenceKind
from competences.frameworks.queries import (
    HELD_COLUMNS,
    competence_numbered_unscoped,
    equivalence_map_unscoped,
    held_evidence_unscoped,
)
from competences.frameworks.rules import held_codes
from workforce.core import clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import Invalid, NotFound
from workforce.organisations.models import Team
from workforce.people.models import Person
from workforce.people.queries import matches
from workforce.placements.queries import belongs_to
from workforce.teams.models import TeamMember

#: The conditions for a sign-off that was met and has not been withdrawn.
SIGNED_OFF = (
    Assessment.kind == AssessmentKind.SIGN_OFF,
    Assessment.outcome == Outcome.MET,
    Assessment.revoked_at.is_(None),
)
#: How many people a search shows at most.
MOST_PEOPLE = 25


def signed_off_unscoped(person_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Return the statement that selects what these people may do alone, for `held_evidence_unscoped`."""
    return (
        select(Assessment.person_id, Assessment.assessed_on, *HELD_COLUMNS)
        .join(Competence, Assessment.competence_id == Competence.id)
        .where(Assessment.person_id.in_(person_ids), *SIGNED_OFF, Assessment.level == Level.ALONE)
    )


def sign_offs_unscoped(session: Session, person_id: int) -> list[Assessment]:
    """Return what stands signed off for one person, the newest first."""
    return list(
        session.scalars(
            select(Assessment)
            .where(Assessment.person_id == person_id, *SIGNED_OFF)
            .options(
                joinedload(Assessment.competence),
                joinedload(Assessment.assessor),
                joinedload(Assessment.organisation),
            )
            .order_by(Assessment.assessed_on.desc(), Assessment.id.desc())
        )
    )


def unsigned_unscoped(session: Session, person_id: int) -> list[Assessment]:
    """Return the latest assessment of each competence that has only observations or a withdrawn sign-off."""
    assessments = session.scalars(
        select(Assessment)
        .where(
            Assessment.person_id == person_id,
            Assessment.kind.in_((AssessmentKind.OBSERVATION, AssessmentKind.SIGN_OFF)),
        )
        .options(joinedload(Assessment.competence), joinedload(Assessment.assessor))
        .order_by(Assessment.id)
    )
    latest = {assessment.competence_id: assessment for assessment in assessments}
    return [
        assessment
        for assessment in latest.values()
        if assessment.kind is AssessmentKind.OBSERVATION or assessment.revoked_at is not None
    ]


def _within_reach(actor: Actor) -> ColumnElement[bool]:
    """Return the condition for a person of an organisation for which the actor assesses."""
    reach = actor.reach(Permission.ASSESS_COMPETENCE)
    if not reach.organisation_ids:
        raise NotFound
    return or_(*(belongs_to(organisation_id, clock.today()) for organisation_id in reach.organisation_ids))


def people_to_assess(session: Session, actor: Actor, search: str) -> list[Person]:
    """Return the people whom the actor may assess and whose name or passport number matches."""
    conditions = [matches(word) for word in search.split()]
    return list(
        session.scalars(
            select(Person)
            .where(_within_reach(actor), Person.id != actor.person_id, *conditions)
            .order_by(Person.family_name, Person.given_name, Person.id)
            .limit(MOST_PEOPLE)
        )
    )


def person_to_assess(session: Session, actor: Actor, person_id: int) -> Person:
    """Return a person of an organisation for which the actor assesses; nobody else can be found."""
    person = session.scalar(select(Person).where(Person.id == person_id, _within_reach(actor)))
    if person is None:
        raise NotFound
    return person


class Subject(NamedTuple):
    """Who is assessed, and in what."""

    person: Person
    competence: Competence


def subject_to_assess(session: Session, actor: Actor, person_id: int, competence_id: int) -> Subject:
    """Return a person whom the actor may assess, and a competence; NotFound unless there are both."""
    person = person_to_assess(session, actor, person_id)
    return Subject(person, competence_numbered_unscoped(session, competence_id))


def own_rights(session: Session, actor: Actor) -> list[AssessorRight]:
    """Return the actor's own rights, past ones too."""
    return list(
        session.scalars(
            select(AssessorRight)
            .where(AssessorRight.person_id == actor.person_id)
            .options(joinedload(AssessorRight.competence), joinedload(AssessorRight.framework))
            .order_by(AssessorRight.id)
        )
    )


def assessable(session: Session, actor: Actor) -> list[tuple[Competence, Permit]]:
    """Return every competence that the actor's rights name, and whether they may sign it off today."""
    rights = own_rights(session, actor)
    competences = session.scalars(
        select(Competence)
        .where(
            or_(
                Competence.id.in_({right.competence_id for right in rights}),
                Competence.framework_id.in_({right.framework_id for right in rights}),
            )
        )
        .order_by(Competence.framework_id, Competence.position)
    ).all()
    return _permits(session, actor, competences, rights)


def permit_to_sign_off(session: Session, actor: Actor, person: Person, competence: Competence) -> Permit:
    """Return whether the actor may sign off a competence of a person they were found to assess."""
    if person.id == actor.person_id:
        return may_sign_off(competence.title, [], None, clock.today(), oneself=True)
    rights = own_rights(session, actor)
    # A right counts only where the assessor still works: the role of assessor ends with the contract.
    at = {right.organisation_id for right in rights}
    at &= actor.reach(Permission.ASSESS_COMPETENCE).organisation_ids
    belongs = {
        organisation_id
        for organisation_id in at
        if session.scalar(
            select(Person.id).where(Person.id == person.id, belongs_to(organisation_id, clock.today()))
        )
    }
    rights = [right for right in rights if right.organisation_id in belongs]
    return _permits(session, actor, [competence], rights)[0][1]


def _permits(
    session: Session, actor: Actor, competences: Collection[Competence], rights: list[AssessorRight]
) -> list[tuple[Competence, Permit]]:
    own_id = actor.person_id
    # An account without a person holds no competences, and may sign nothing off.
    held = held_evidence_unscoped(session, signed_off_unscoped([own_id])).get(own_id, []) if own_id else []
    return [
        (
            competence,
            may_sign_off(
                competence.title,
                [
                    Right(right.organisation_id, right.valid_from, right.valid_until)
                    for right in rights
                    if competence.id == right.competence_id or competence.framework_id == right.framework_id
                ],
                None
                if competence.kind is CompetenceKind.KSB
                else [evidence for evidence in held if evidence.code == competence.code],
                clock.today(),
            ),
        )
        for competence in competences
    ]


def observations(session: Session, actor: Actor, person_id: int, competence_id: int) -> list[Assessment]:
    """Return what the actor has watched of a person's competence since it was last signed off, by day."""
    last = session.scalar(
        select(Assessment.id)
        .where(Assessment.person_id == person_id, Assessment.competence_id == competence_id, *SIGNED_OFF)
        .order_by(Assessment.id.desc())
        .limit(1)
    )
    return list(
        session.scalars(
            select(Assessment)
            .where(
                Assessment.person_id == person_id,
                Assessment.competence_id == competence_id,
                Assessment.assessor_person_id == actor.person_id,
                Assessment.kind == AssessmentKind.OBSERVATION,
                Assessment.id > (last or 0),
            )
            .order_by(Assessment.id)
        )
    )


def unfinished(session: Session, actor: Actor) -> list[Assessment]:
    """Return the latest observation of each person and competence that the actor has not signed off since."""
    assessments = session.scalars(
        select(Assessment)
        .where(
            Assessment.assessor_person_id == actor.person_id,
            Assessment.kind.in_((AssessmentKind.OBSERVATION, AssessmentKind.SIGN_OFF)),
        )
        .options(joinedload(Assessment.person), joinedload(Assessment.competence))
        .order_by(Assessment.id)
    )
    latest = {(assessment.person_id, assessment.competence_id): assessment for assessment in assessments}
    return [assessment for assessment in latest.values() if assessment.kind is AssessmentKind.OBSERVATION]


def own_sign_offs(session: Session, actor: Actor, most: int = 10) -> list[Assessment]:
    """Return what the actor signed off last."""
    return list(
        session.scalars(
            select(Assessment)
            .where(Assessment.assessor_person_id == actor.person_id, *SIGNED_OFF)
            .options(joinedload(Assessment.person), joinedload(Assessment.competence))
            .order_by(Assessment.id.desc())
            .limit(most)
        )
    )


def sign_off_of(session: Session, actor: Actor, assessment_id: int) -> Assessment:
    """Return a sign-off that was made for an organisation for which the actor assesses."""
    reach = actor.reach(Permission.ASSESS_COMPETENCE)
    sign_off = session.scalar(
        select(Assessment)
        .where(
            Assessment.id == assessment_id,
            Assessment.kind == AssessmentKind.SIGN_OFF,
            Assessment.organisation_id.in_(reach.organisation_ids),
        )
        .options(
            joinedload(Assessment.person),
            joinedload(Assessment.competence),
            joinedload(Assessment.assessor),
            joinedload(Assessment.organisation),
        )
    )
    if sign_off is None:
        raise NotFound
    return sign_off


def holders_in_teams_unscoped(session: Session, person_id: int, code: str, on: date) -> list[tuple[str, int]]:
    """Return for each team of a person how many of its members hold a competence on a day."""
    own_teams = select(TeamMember.team_id).where(TeamMember.person_id == person_id, _is_member(on))
    members = session.execute(
        select(Team.name, TeamMember.person_id)
        .join(Team, TeamMember.team_id == Team.id)
        .where(TeamMember.team_id.in_(own_teams), _is_member(on))
        .order_by(Team.name)
    ).all()
    equivalences = equivalence_map_unscoped(session)
    people = {member_id for _name, member_id in members}
    held = held_evidence_unscoped(
        session,
        signed_off_unscoped(people),
        codes=equivalences.sources([code]),
        equivalences=equivalences,
    )
    holders = {member_id for member_id, evidence in held.items() if code in held_codes(evidence, on)}
    names = dict.fromkeys(name for name, _member_id in members)
    return [
        (name, len({member_id for team, member_id in members if team == name and member_id in holders}))
        for name in names
    ]


def _is_member(on: date) -> ColumnElement[bool]:
    return and_(TeamMember.joined_on <= on, or_(TeamMember.left_on.is_(None), TeamMember.left_on >= on))


def colleague_with_number(session: Session, organisation_id: int, number: str, field: str) -> Person:
    """Return the person of an organisation who has a passport number; Invalid at `field` if nobody has."""
    plain = number.replace(" ", "").upper()
    person = session.scalar(
        select(Person).where(Person.passport_number == plain, belongs_to(organisation_id, clock.today()))
    )
    if person is None:
        raise Invalid(
            "no_such_person", "Nobody at this employer has this passport number. Check the number.", field
        )
    return person


def rights_in_reach(session: Session, actor: Actor) -> list[AssessorRight]:
    """Return the rights at employers whose apprentices the actor manages that have not ended, by name."""
    reach = actor.reach(Permission.MANAGE_APPRENTICES)
    wanted = (
        select(AssessorRight)
        .join(AssessorRight.person)
        .where(or_(AssessorRight.valid_until.is_(None), AssessorRight.valid_until >= clock.today()))
        .options(
            contains_eager(AssessorRight.person),
            joinedload(AssessorRight.competence),
            joinedload(AssessorRight.framework),
            joinedload(AssessorRight.organisation),
        )
        .order_by(Person.family_name, Person.given_name, AssessorRight.id)
    )
    if not reach.county:
        wanted = wanted.where(AssessorRight.organisation_id.in_(reach.organisation_ids))
    return list(session.scalars(wanted))
