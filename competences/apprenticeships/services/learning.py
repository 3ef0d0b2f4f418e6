"""Hours of learning, breaks and reviews."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from competences.apprenticeships import queries
from competences.apprenticeships.models import (
    Apprenticeship,
    BreakInLearning,
    LearningEntry,
    Party,
    Review,
    ReviewSignature,
)
from workforce.core import audit, clock, words
from workforce.core.access import Actor, Permission
from workforce.core.errors import Conflict, Invalid, NotFound


def log_learning(
    session: Session,
    actor: Actor,
    apprenticeship: Apprenticeship,
    on_day: date,
    learning_min: int,
    what: str,
    field: str = "on_day",
) -> LearningEntry:
    """Log off-the-job learning of a day; hours that the apprentice logs wait for the employer.

    `apprenticeship` is one that the actor was found to manage, or their own. `field` is the form field
    of the day.
    """
    own = apprenticeship.person_id == actor.person_id
    if not own and not actor.reach(Permission.MANAGE_APPRENTICES).covers(apprenticeship.organisation_id):
        raise NotFound
    if on_day > clock.today():
        raise Invalid("in_future", "The day must be today or in the past", field)
    if on_day < apprenticeship.started_on:
        start = words.plain_date(apprenticeship.started_on)
        raise Invalid("before_start", f"The day must be on or after the start, {start}", field)
    if _break_on(session, apprenticeship.id, on_day, on_day) is not None:
        raise Invalid(
            "in_break", "This day is in a break in learning, when no hours count. Choose another day.", field
        )
    entry = LearningEntry(
        apprenticeship_id=apprenticeship.id,
        on_day=on_day,
        learning_min=learning_min,
        what=what,
        added_by_account_id=actor.account_id,
    )
    if not own:
        entry.confirmed_at, entry.confirmed_by_account_id = clock.now(), actor.account_id
    session.add(entry)
    _record(session, actor, "learning.logged", entry, apprenticeship, minutes=learning_min)
    return entry


def confirm_learning(session: Session, actor: Actor, entry_id: int) -> Apprenticeship:
    """Confirm for the employer that hours were off-the-job learning in paid time."""
    entry, apprenticeship = queries.entry_in_reach(session, actor, entry_id)
    if entry.confirmed_at is None:
        entry.confirmed_at, entry.confirmed_by_account_id = clock.now(), actor.account_id
        _record(session, actor, "learning.confirmed", entry, apprenticeship, minutes=entry.learning_min)
    return apprenticeship


def start_break(
    session: Session,
    actor: Actor,
    apprenticeship: Apprenticeship,
    first_day: date,
    reason: str,
    expected_back_on: date | None,
) -> BreakInLearning:
    """Begin a break in learning, which lasts until somebody records the return."""
    if not actor.reach(Permission.MANAGE_APPRENTICES).covers(apprenticeship.organisation_id):
        raise NotFound
    if first_day < apprenticeship.started_on:
        raise Invalid("before_start", "The break must begin after the apprenticeship did", "first_day")
    if expected_back_on is not None and expected_back_on <= first_day:
        raise Invalid("back_first", "The return must be after the first day", "expected_back_on")
    if _break_on(session, apprenticeship.id, first_day, date.max) is not None:
        raise Conflict(
            "break_exists", "There is a break on or after this day already. End it first.", "first_day"
        )
    rest = BreakInLearning(
        apprenticeship_id=apprenticeship.id,
        first_day=first_day,
        reason=reason,
        expected_back_on=expected_back_on,
    )
    session.add(rest)
    _record(session, actor, "break.begun", rest, apprenticeship)
    return rest


def end_break(session: Session, actor: Actor, break_id: int, last_day: date) -> Apprenticeship:
    """Record the last day of a break; from the next day on hours are expected again."""
    learning_break, apprenticeship = queries.break_in_reach(session, actor, break_id)
    if last_day < learning_break.first_day:
        first = words.plain_date(learning_break.first_day)
        raise Invalid("ends_first", f"The last day must be on or after the first, {first}", "last_day")
    learning_break.last_day = last_day
    _record(session, actor, "break.ended", learning_break, apprenticeship)
    return apprenticeship


def record_review(
    session: Session, actor: Actor, apprenticeship: Apprenticeship, held_on: date, due_on: date, agreed: str
) -> Review:
    """Record a review that was held; it waits for three signatures."""
    if not actor.reach(Permission.MANAGE_APPRENTICES).covers(apprenticeship.organisation_id):
        raise NotFound
    if held_on > clock.today():
        raise Invalid("in_future", "Record a review once it has been held", "held_on")
    if held_on < apprenticeship.started_on:
        raise Invalid("before_start", "The review must be on or after the start", "held_on")
    same = select(Review.id).where(Review.apprenticeship_id == apprenticeship.id, Review.held_on == held_on)
    if session.scalar(same) is not None:
        raise Conflict("review_exists", "A review on this day is recorded already", "held_on")
    review = Review(apprenticeship_id=apprenticeship.id, due_on=due_on, held_on=held_on, agreed=agreed)
    session.add(review)
    _record(session, actor, "review.held", review, apprenticeship)
    return review


def sign_review(
    session: Session,
    actor: Actor,
    review: Review,
    apprenticeship: Apprenticeship,
    party: Party,
    name: str,
) -> None:
    """Add a signature to a review: one's own as the apprentice, or that of employer or provider.

    Nobody signs for the apprentice, and an apprentice signs for nobody else.
    """
    own = apprenticeship.person_id == actor.person_id
    if own != (party is Party.APPRENTICE):
        raise NotFound
    if not own and not actor.reach(Permission.MANAGE_APPRENTICES).covers(apprenticeship.organisation_id):
        raise NotFound
    if any(signature.party is party for signature in review.signatures):
        raise Conflict("signed", f"The {party} has signed this review already")
    review.signatures.append(
        ReviewSignature(
            party=party, name=name, signed_on=clock.today(), recorded_by_account_id=actor.account_id
        )
    )
    _record(session, actor, "review.signed", review, apprenticeship, party=party.value)


def _break_on(session: Session, apprenticeship_id: int, first: date, last: date) -> BreakInLearning | None:
    """Return a break that touches the days from `first` to `last`."""
    return session.scalar(
        select(BreakInLearning)
        .where(
            BreakInLearning.apprenticeship_id == apprenticeship_id,
            BreakInLearning.first_day <= last,
            or_(BreakInLearning.last_day.is_(None), BreakInLearning.last_day >= first),
        )
        .limit(1)
    )


def _record(
    session: Session,
    actor: Actor,
    action: str,
    subject: LearningEntry | BreakInLearning | Review,
    apprenticeship: Apprenticeship,
    **detail: object,
) -> None:
    audit.record(
        session,
        actor,
        action,
        subject,
        person_id=apprenticeship.person_id,
        organisation_id=apprenticeship.organisation_id,
        **detail,
    )
