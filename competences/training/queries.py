"""Reads training records."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from competences.frameworks.models import Competence
from competences.frameworks.queries import HELD_COLUMNS
from competences.frameworks.rules import last_valid_day
from competences.training.models import TrainingRecord, TrainingState
from competences.training.rules import HostPeriod, host_periods
from workforce.core import clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.employments.models import Employment
from workforce.placements.queries import person_of
from workforce.readiness.evidence import EvidenceKind
from workforce.readiness.models import AcceptanceRule


def verified_unscoped(person_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Return the statement that selects these people's verified training, for `held_evidence_unscoped`."""
    return (
        select(TrainingRecord.person_id, TrainingRecord.completed_on, *HELD_COLUMNS)
        .join(Competence, TrainingRecord.competence_id == Competence.id)
        .where(TrainingRecord.person_id.in_(person_ids), TrainingRecord.state == TrainingState.VERIFIED)
    )


def records_unscoped(session: Session, person_id: int) -> list[TrainingRecord]:
    """Return one person's training, what was taken back too, the newest first."""
    return list(
        session.scalars(
            select(TrainingRecord)
            .where(TrainingRecord.person_id == person_id)
            .options(joinedload(TrainingRecord.competence), joinedload(TrainingRecord.verified_by))
            .order_by(TrainingRecord.completed_on.desc(), TrainingRecord.id.desc())
        )
    )


def record_to_verify(session: Session, actor: Actor, organisation_id: int, record_id: int) -> TrainingRecord:
    """Return a record of somebody who belongs to an organisation for which the actor verifies."""
    record = session.scalar(
        select(TrainingRecord)
        .where(TrainingRecord.id == record_id)
        .options(
            joinedload(TrainingRecord.competence),
            joinedload(TrainingRecord.person),
            joinedload(TrainingRecord.verified_by),
        )
    )
    if record is None:
        raise NotFound
    person_of(session, actor, Permission.VERIFY_EVIDENCE, organisation_id, record.person_id, clock.today())
    return record


def _employed_at(organisation_id: int) -> Select[int]:
    """Return the statement that selects the people who work for an organisation today."""
    today = clock.today()
    return select(Employment.person_id).where(
        Employment.organisation_id == organisation_id,
        Employment.started_on <= today,
        or_(Employment.ended_on.is_(None), Employment.ended_on >= today),
    )


def awaiting_at(session: Session, organisation_id: int) -> list[TrainingRecord]:
    """Return the records of an organisation's people that nobody has verified yet, the oldest first."""
    return list(
        session.scalars(
            select(TrainingRecord)
            .where(
                TrainingRecord.state == TrainingState.AWAITING,
                TrainingRecord.person_id.in_(_employed_at(organisation_id)),
            )
            .options(joinedload(TrainingRecord.competence))
            .order_by(TrainingRecord.id)
        )
    )


def last_days_at(session: Session, organisation_id: int) -> list[tuple[TrainingRecord, date]]:
    """Return the newest verified record of each training of an organisation's people that will run out."""
    records = session.scalars(
        select(TrainingRecord)
        .where(
            TrainingRecord.state == TrainingState.VERIFIED,
            TrainingRecord.person_id.in_(_employed_at(organisation_id)),
        )
        .options(joinedload(TrainingRecord.competence))
        .order_by(TrainingRecord.completed_on)
    )
    newest = {(record.person_id, record.competence_id): record for record in records}
    return [
        (record, until)
        for record in newest.values()
        if (until := last_valid_day(record.completed_on, record.competence.refresh_months)) is not None
    ]


def host_periods_unscoped(session: Session, competences: Collection[Competence]) -> list[HostPeriod]:
    """Return which employers ask for these competences more or less often than the country does."""
    rules = session.scalars(
        select(AcceptanceRule)
        .where(
            AcceptanceRule.kind == EvidenceKind.TRAINING,
            AcceptanceRule.code.in_({item.code for item in competences}),
            or_(AcceptanceRule.valid_until.is_(None), AcceptanceRule.valid_until >= clock.today()),
        )
        .options(joinedload(AcceptanceRule.organisation))
        .order_by(AcceptanceRule.id)
    )
    national = {item.code: (item.title, item.refresh_months) for item in competences}
    asked = [
        (
            rule.organisation.name if rule.organisation else f"Every {rule.sector} employer",
            *national[rule.code],
            int(rule.conditions["max_age_months"]),
            rule.why,
        )
        for rule in rules
        if "max_age_months" in rule.conditions
    ]
    return host_periods(asked)
