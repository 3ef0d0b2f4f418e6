"""Everything that changes a training record."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from competences.frameworks.models import CompetenceKind
from competences.frameworks.queries import competence_unscoped
from competences.training.models import TRAINING_EXISTS, TrainingRecord, TrainingState
from competences.training.queries import record_to_verify
from workforce.core import audit, clock
from workforce.core.access import Actor
from workforce.core.errors import Conflict, Invalid, NotAllowed, NotFound
from workforce.people.models import Person
from workforce.people.rules import first_day_of_training
from workforce.people.services import check_age_then


def add_own(session: Session, actor: Actor, code: str, completed_on: date, provider: str) -> TrainingRecord:
    """Add training that the actor did; it counts once an employer has verified it."""
    competence = competence_unscoped(session, code)
    if actor.person_id is None or competence.kind is not CompetenceKind.TRAINING:
        raise NotFound
    if completed_on > clock.today():
        raise Invalid("in_future", "The day must be today or in the past", "completed_on")
    person = session.get_one(Person, actor.person_id)
    check_age_then(person, completed_on, first_day_of_training(person.born_on, completed_on), "completed_on")
    same = select(TrainingRecord.id).where(
        TrainingRecord.person_id == actor.person_id,
        TrainingRecord.competence_id == competence.id,
        TrainingRecord.completed_on == completed_on,
    )
    if session.scalar(same) is not None:
        raise Conflict("training_exists", TRAINING_EXISTS, "completed_on")
    record = TrainingRecord(
        person_id=actor.person_id,
        competence_id=competence.id,
        completed_on=completed_on,
        provider=provider,
        added_by_account_id=actor.account_id,
    )
    session.add(record)
    audit.record(session, actor, "training.added", record, person_id=actor.person_id, code=code)
    return record


def verify(session: Session, actor: Actor, organisation_id: int, record_id: int) -> TrainingRecord:
    """Verify a record for an organisation; from then on it counts at every employer."""
    record = record_to_verify(session, actor, organisation_id, record_id)
    if record.person_id == actor.person_id:
        raise NotAllowed("own_record", "Somebody else has to verify your own training. Ask another verifier.")
    session.refresh(record, with_for_update={"of": TrainingRecord})
    if record.state is not TrainingState.AWAITING:
        raise Conflict(
            "not_awaiting", "Somebody has dealt with this record already. Open it again to see how."
        )
    record.state = TrainingState.VERIFIED
    record.verified_on = clock.today()
    record.verified_by_account_id = actor.account_id
    record.verified_by_organisation_id = organisation_id
    _record(session, actor, "training.verified", record, organisation_id)
    return record


def withdraw(
    session: Session, actor: Actor, organisation_id: int, record_id: int, why: str
) -> TrainingRecord:
    """Withdraw a record, with the reason; it no longer counts, and stays in the audit trail."""
    record = record_to_verify(session, actor, organisation_id, record_id)
    if record.person_id == actor.person_id:
        raise NotAllowed("own_record", "Somebody else has to deal with your own training.")
    session.refresh(record, with_for_update={"of": TrainingRecord})
    if record.state is TrainingState.WITHDRAWN:
        raise Conflict("withdrawn", "This record has been taken back already.")
    record.state = TrainingState.WITHDRAWN
    record.withdrawn_on, record.withdrawn_why = clock.today(), why
    _record(session, actor, "training.withdrawn", record, organisation_id)
    return record


def _record(
    session: Session, actor: Actor, action: str, record: TrainingRecord, organisation_id: int
) -> None:
    audit.record(
        session,
        actor,
        action,
        record,
        person_id=record.person_id,
        organisation_id=organisation_id,
        code=record.competence.code,
    )
