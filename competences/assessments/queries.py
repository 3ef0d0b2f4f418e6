"""Reads assessments and the rights of assessors."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from competences.assessments.models import Assessment, AssessmentKind, Level, Outcome
from competences.frameworks.models import Competence
from competences.frameworks.queries import HELD_COLUMNS

#: A sign-off that stands.
SIGNED_OFF = (
    Assessment.kind == AssessmentKind.SIGN_OFF,
    Assessment.outcome == Outcome.MET,
    Assessment.revoked_at.is_(None),
)


def signed_off_unscoped(person_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Return the statement that selects what these people may do alone, for `held_evidence_unscoped`."""
    return (
        select(Assessment.person_id, Assessment.assessed_on, *HELD_COLUMNS)
        .join(Competence, Assessment.competence_id == Competence.id)
        .where(Assessment.person_id.in_(person_ids), *SIGNED_OFF, Assessment.level == Level.ALONE)
        .order_by(Assessment.id)
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
