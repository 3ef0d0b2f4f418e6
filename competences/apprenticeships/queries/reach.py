"""Which apprenticeships somebody may see, and what belongs to one of them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from competences.apprenticeships.models import (
    Apprenticeship,
    ApprenticeshipStatus,
    BreakInLearning,
    LearningEntry,
    Review,
    Standard,
)
from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.people.models import Person

#: The statuses of running apprenticeships, which the board shows.
CURRENT = (ApprenticeshipStatus.ACTIVE, ApprenticeshipStatus.GATEWAY)


def in_reach(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Return the condition for apprenticeships at employers for which the actor holds a permission."""
    reach = actor.reach(permission)
    return true() if reach.county else Apprenticeship.organisation_id.in_(reach.organisation_ids)


def _whole() -> Select[Apprenticeship]:
    """Return the statement for apprenticeships with everything that their pages name."""
    return (
        select(Apprenticeship)
        .join(Apprenticeship.person)
        .options(
            contains_eager(Apprenticeship.person),
            joinedload(Apprenticeship.standard),
            joinedload(Apprenticeship.employer),
            joinedload(Apprenticeship.provider),
            joinedload(Apprenticeship.mentor),
        )
    )


def apprenticeships_in_reach(session: Session, actor: Actor) -> list[Apprenticeship]:
    """Return the running apprenticeships that the actor may see, by name."""
    return list(
        session.scalars(
            _whole()
            .where(in_reach(actor, Permission.VIEW_APPRENTICES), Apprenticeship.status.in_(CURRENT))
            .order_by(Person.family_name, Person.given_name, Apprenticeship.id)
        )
    )


def apprenticeship_in_reach(
    session: Session, actor: Actor, permission: Permission, apprenticeship_id: int
) -> Apprenticeship:
    """Return an apprenticeship at an employer for which the actor holds a permission."""
    apprenticeship = session.scalar(
        _whole().where(Apprenticeship.id == apprenticeship_id, in_reach(actor, permission))
    )
    if apprenticeship is None:
        raise NotFound
    return apprenticeship


def own_apprenticeship(session: Session, actor: Actor) -> Apprenticeship | None:
    """Return the actor's own running apprenticeship; None if there is none."""
    return session.scalar(
        _whole()
        .where(Apprenticeship.person_id == actor.person_id, Apprenticeship.status.in_(CURRENT))
        .order_by(Apprenticeship.started_on.desc())
        .limit(1)
    )


def entry_in_reach(session: Session, actor: Actor, entry_id: int) -> tuple[LearningEntry, Apprenticeship]:
    """Return hours of learning with their apprenticeship, for those who manage it."""
    entry = session.get(LearningEntry, entry_id)
    if entry is None:
        raise NotFound
    return entry, apprenticeship_in_reach(
        session, actor, Permission.MANAGE_APPRENTICES, entry.apprenticeship_id
    )


def break_in_reach(session: Session, actor: Actor, break_id: int) -> tuple[BreakInLearning, Apprenticeship]:
    """Return a break in learning with its apprenticeship, for those who manage it."""
    learning_break = session.get(BreakInLearning, break_id)
    if learning_break is None:
        raise NotFound
    return learning_break, apprenticeship_in_reach(
        session, actor, Permission.MANAGE_APPRENTICES, learning_break.apprenticeship_id
    )


def review_in_reach(
    session: Session, actor: Actor, permission: Permission, review_id: int
) -> tuple[Review, Apprenticeship]:
    """Return a review with its apprenticeship, for those who hold a permission at the employer."""
    review = session.scalar(
        select(Review).where(Review.id == review_id).options(selectinload(Review.signatures))
    )
    if review is None:
        raise NotFound
    return review, apprenticeship_in_reach(session, actor, permission, review.apprenticeship_id)


def own_review(session: Session, actor: Actor, review_id: int) -> Review:
    """Return a review of the actor's own apprenticeship."""
    review = session.scalar(
        select(Review)
        .join(Apprenticeship, Review.apprenticeship_id == Apprenticeship.id)
        .where(Review.id == review_id, Apprenticeship.person_id == actor.person_id)
        .options(selectinload(Review.signatures))
    )
    if review is None or actor.person_id is None:
        raise NotFound
    return review


def entries_unscoped(session: Session, apprenticeship_id: int) -> list[LearningEntry]:
    """Return all hours logged for an apprenticeship, the newest first."""
    return list(
        session.scalars(
            select(LearningEntry)
            .where(LearningEntry.apprenticeship_id == apprenticeship_id)
            .order_by(LearningEntry.on_day.desc(), LearningEntry.id.desc())
        )
    )


def reviews_unscoped(session: Session, apprenticeship_id: int) -> list[Review]:
    """Return all reviews of an apprenticeship, the newest first."""
    return list(
        session.scalars(
            select(Review)
            .where(Review.apprenticeship_id == apprenticeship_id)
            .options(selectinload(Review.signatures))
            .order_by(Review.held_on.desc())
        )
    )


def followed_frameworks_unscoped(session: Session, person_id: int) -> set[int]:
    """Return the frameworks of the apprenticeships that a person is in."""
    return set(
        session.scalars(
            select(Standard.framework_id)
            .join(Apprenticeship, Apprenticeship.standard_id == Standard.id)
            .where(
                Apprenticeship.person_id == person_id,
                Apprenticeship.status == ApprenticeshipStatus.ACTIVE,
                Standard.framework_id.is_not(None),
            )
        )
    )


def standards_unscoped(session: Session) -> list[Standard]:
    """Return every standard, by level and title; they are the same for everybody."""
    return list(
        session.scalars(select(Standard).order_by(Standard.level, Standard.title, Standard.version.desc()))
    )


def standard_unscoped(session: Session, standard_id: int) -> Standard:
    """Return a standard; NotFound if there is none."""
    standard = session.get(Standard, standard_id)
    if standard is None:
        raise NotFound
    return standard
