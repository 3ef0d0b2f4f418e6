"""What waits for an apprentice, and for who manages apprentices."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from competences.apprenticeships.models import (
    Apprenticeship,
    ApprenticeshipStatus,
    LearningEntry,
    Party,
    Review,
    ReviewSignature,
)
from competences.apprenticeships.queries.reach import in_reach
from workforce.core.access import Actor, Permission


def reviews_to_sign(session: Session, actor: Actor) -> list[date]:
    """Return the days of the reviews that the actor has not signed as an apprentice, the oldest first."""
    if actor.person_id is None:
        return []
    signed = (
        select(ReviewSignature.id)
        .where(ReviewSignature.review_id == Review.id, ReviewSignature.party == Party.APPRENTICE)
        .exists()
    )
    return list(
        session.scalars(
            select(Review.held_on)
            .join(Apprenticeship, Review.apprenticeship_id == Apprenticeship.id)
            .where(
                Apprenticeship.person_id == actor.person_id,
                Apprenticeship.status == ApprenticeshipStatus.ACTIVE,
                ~signed,
            )
            .order_by(Review.held_on)
        )
    )


def learning_to_confirm(session: Session, actor: Actor) -> tuple[int, int]:
    """Return how many apprentices logged hours that wait for the actor to confirm them, and the minutes."""
    if not actor.reach(Permission.MANAGE_APPRENTICES):
        return 0, 0
    apprentices, minutes = session.execute(
        select(func.count(Apprenticeship.id.distinct()), func.sum(LearningEntry.learning_min))
        .join(Apprenticeship, LearningEntry.apprenticeship_id == Apprenticeship.id)
        .where(
            in_reach(actor, Permission.MANAGE_APPRENTICES),
            LearningEntry.confirmed_at.is_(None),
            Apprenticeship.status == ApprenticeshipStatus.ACTIVE,
        )
    ).one()
    return apprentices, int(minutes or 0)
