"""Everything that changes an assessment or the right to make one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from competences.assessments import queries
from competences.assessments.models import Assessment, AssessmentKind, AssessorRight, Level, Outcome
from competences.assessments.rules import still_to_see
from competences.frameworks.models import Competence
from workforce.core import audit, clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import Conflict, Invalid, NotAllowed, NotFound
from workforce.people.models import Person


def save_observation(
    session: Session,
    actor: Actor,
    person: Person,
    competence: Competence,
    steps_seen: Sequence[str],
    note: str,
) -> Assessment:
    """Keep what the actor watched today; saving again on the same day replaces it."""
    observation, earlier = _of_today(session, actor, person, competence)
    observation.steps_seen = [step for step in competence.steps if step in steps_seen]
    observation.note = note
    seen = [step for item in (*earlier, observation) for step in item.steps_seen]
    observation.outcome = Outcome.NOT_YET if still_to_see(competence.steps, seen) else Outcome.MET
    _record(session, actor, "competence.observed", observation, seen=len(observation.steps_seen))
    return observation


def not_yet(
    session: Session, actor: Actor, person: Person, competence: Competence, missing: str
) -> Assessment:
    """Tell a person what is missing before they can be signed off."""
    observation, _earlier = _of_today(session, actor, person, competence)
    observation.outcome, observation.note = Outcome.NOT_YET, missing
    _record(session, actor, "competence.not_yet", observation)
    return observation


def _of_today(
    session: Session, actor: Actor, person: Person, competence: Competence
) -> tuple[Assessment, list[Assessment]]:
    """Return today's observation by the actor, made if there is none, and those of earlier days."""
    permit = queries.permit_to_sign_off(session, actor, person, competence)
    if not permit.given:
        raise NotAllowed("may_not_assess", permit.refusal)
    watched = queries.observations(session, actor, person.id, competence.id)
    today = clock.today()
    earlier = [item for item in watched if item.assessed_on != today]
    for item in watched:
        if item.assessed_on == today:
            return item, earlier
    observation = Assessment(
        person_id=person.id,
        competence_id=competence.id,
        kind=AssessmentKind.OBSERVATION,
        outcome=Outcome.NOT_YET,
        assessed_on=today,
        assessor_person_id=actor.person_id,
        organisation_id=permit.organisation_id,
        steps_seen=[],
    )
    session.add(observation)
    return observation, earlier


def sign_off(
    session: Session, actor: Actor, person: Person, competence: Competence, level: Level
) -> Assessment:
    """Sign a person off; it counts in readiness and in rotas from this moment.

    Refused, with what is missing, unless the actor holds the competence and the right to assess it, is
    somebody else, and has seen every step.
    """
    permit = queries.permit_to_sign_off(session, actor, person, competence)
    if not permit.given:
        raise NotAllowed("may_not_assess", permit.refusal)
    watched = queries.observations(session, actor, person.id, competence.id)
    missing = still_to_see(competence.steps, (step for item in watched for step in item.steps_seen))
    if missing:
        raise Invalid("not_seen", f"You have not seen this yet: {missing[0]}. Watch it first.")
    assessment = Assessment(
        person_id=person.id,
        competence_id=competence.id,
        kind=AssessmentKind.SIGN_OFF,
        outcome=Outcome.MET,
        level=level,
        assessed_on=clock.today(),
        assessor_person_id=actor.person_id,
        organisation_id=permit.organisation_id,
        note=watched[-1].note if watched else "",
        steps_seen=list(competence.steps),
    )
    session.add(assessment)
    _record(session, actor, "competence.signed_off", assessment, level=level.value)
    return assessment


def withdraw_sign_off(session: Session, actor: Actor, assessment_id: int, why: str) -> Assessment:
    """Take a sign-off back, with the reason; it stops counting at once and stays in the record."""
    assessment = queries.sign_off_of(session, actor, assessment_id)
    if assessment.revoked_at is not None:
        raise Conflict("withdrawn", "This sign-off has been taken back already.")
    assessment.revoked_at, assessment.revoked_why = clock.now(), why
    _record(session, actor, "competence.withdrawn", assessment)
    return assessment


def give_right(
    session: Session,
    actor: Actor,
    organisation_id: int,
    person: Person,
    *,
    competence_id: int | None = None,
    framework_id: int | None = None,
    valid_until: date | None = None,
) -> AssessorRight:
    """Let a person assess a competence, or all of a framework, among an organisation's people from today."""
    if not actor.reach(Permission.MANAGE_APPRENTICES).covers(organisation_id):
        raise NotFound
    if valid_until is not None and valid_until < clock.today():
        raise Invalid("in_past", "The last day must be today or later", "valid_until")
    same = session.scalar(
        select(AssessorRight.id).where(
            AssessorRight.person_id == person.id,
            AssessorRight.organisation_id == organisation_id,
            AssessorRight.competence_id == competence_id,
            AssessorRight.framework_id == framework_id,
            AssessorRight.valid_until.is_(None),
        )
    )
    if same is not None:
        raise Conflict("right_exists", f"{person.name} has this right already", "subject")
    right = AssessorRight(
        person_id=person.id,
        organisation_id=organisation_id,
        competence_id=competence_id,
        framework_id=framework_id,
        valid_from=clock.today(),
        valid_until=valid_until,
    )
    session.add(right)
    audit.record(
        session,
        actor,
        "assessor_right.given",
        right,
        person_id=person.id,
        organisation_id=organisation_id,
        competence_id=competence_id,
        framework_id=framework_id,
    )
    return right


def end_right(session: Session, actor: Actor, right_id: int) -> AssessorRight:
    """End a right at once; what was signed under it stays."""
    right = session.get(AssessorRight, right_id)
    if right is None or not actor.reach(Permission.MANAGE_APPRENTICES).covers(right.organisation_id):
        raise NotFound
    yesterday = clock.today() - timedelta(days=1)
    if right.valid_from > yesterday:
        session.delete(right)
    else:
        right.valid_until = yesterday
    audit.record(
        session,
        actor,
        "assessor_right.ended",
        ("assessor_rights", right_id),
        person_id=right.person_id,
        organisation_id=right.organisation_id,
    )
    return right


def _record(session: Session, actor: Actor, action: str, assessment: Assessment, **detail: object) -> None:
    audit.record(
        session,
        actor,
        action,
        assessment,
        person_id=assessment.person_id,
        organisation_id=assessment.organisation_id,
        competence_id=assessment.competence_id,
        **detail,
    )
