"""What waits for an apprentice and for their coordinator."""

from __future__ import annotations

from datetime import date

from flask import url_for
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
from competences.apprenticeships.queries import in_reach
from workforce.core import words
from workforce.core.access import Actor, Permission
from workforce.core.needs import Need, Urgency


def learning_needs(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return reviews for the actor to sign as an apprentice, and hours to confirm as a coordinator."""
    return [*_to_sign(session, actor), *_to_confirm(session, actor)]


def _to_sign(session: Session, actor: Actor) -> list[Need]:
    if actor.person_id is None:
        return []
    signed = (
        select(ReviewSignature.id)
        .where(ReviewSignature.review_id == Review.id, ReviewSignature.party == Party.APPRENTICE)
        .exists()
    )
    held = session.scalars(
        select(Review.held_on)
        .join(Apprenticeship, Review.apprenticeship_id == Apprenticeship.id)
        .where(
            Apprenticeship.person_id == actor.person_id,
            Apprenticeship.status == ApprenticeshipStatus.ACTIVE,
            ~signed,
        )
        .order_by(Review.held_on)
    )
    return [
        Need(
            Urgency.WAIT,
            "Sign your progress review",
            f"Held on {words.plain_date(day)}",
            url_for("learning.mine"),
            "Read and sign",
        )
        for day in held
    ]


def _to_confirm(session: Session, actor: Actor) -> list[Need]:
    if not actor.reach(Permission.MANAGE_APPRENTICES):
        return []
    people, minutes = session.execute(
        select(func.count(Apprenticeship.id.distinct()), func.sum(LearningEntry.learning_min))
        .join(Apprenticeship, LearningEntry.apprenticeship_id == Apprenticeship.id)
        .where(
            in_reach(actor, Permission.MANAGE_APPRENTICES),
            LearningEntry.confirmed_at.is_(None),
            Apprenticeship.status == ApprenticeshipStatus.ACTIVE,
        )
    ).one()
    if not people:
        return []
    return [
        Need(
            Urgency.WAIT,
            f"Confirm {words.hours(int(minutes))} of learning",
            f"Logged by {words.count_of(people, 'apprentice')}",
            url_for("apprenticeships.board"),
            "Open the board",
        )
    ]
