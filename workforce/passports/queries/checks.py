"""Checks: for their owner, for the verifiers of an organisation, and for the sections of the passport."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from workforce.checks.details import CheckKind
from workforce.checks.models import Check, CheckOutcome, CheckState
from workforce.core.access import Actor
from workforce.core.errors import NotFound
from workforce.passports.queries.work import must_verify
from workforce.people.models import Person
from workforce.placements.queries import belongs_to


def own_check(session: Session, actor: Actor, check_id: int) -> Check:
    """Return a check of the actor's own passport."""
    check = session.scalar(
        select(Check)
        .where(Check.id == check_id, Check.person_id == actor.person_id)
        .options(joinedload(Check.organisation))
    )
    return _or_not_found(check)


def asked_checks(session: Session, actor: Actor) -> list[Check]:
    """Return the checks of the actor's own passport in which a verifier waits for their answer."""
    return list(
        session.scalars(
            select(Check).where(
                Check.person_id == actor.person_id,
                Check.state == CheckState.AWAITING,
                Check.question != "",
                Check.answer == "",
            )
        )
    )


def counting_checks_unscoped(session: Session, person_ids: Collection[int]) -> list[Check]:
    """Return every check of these people that an employer stands by and that was not "not met"."""
    return list(
        session.scalars(
            select(Check)
            .where(
                Check.person_id.in_(person_ids),
                Check.state == CheckState.VERIFIED,
                Check.outcome != CheckOutcome.NOT_MET,
            )
            .order_by(Check.id)
        )
    )


def checks_of_unscoped(session: Session, person_id: int) -> list[Check]:
    """Return every check of a person that no later one superseded, newest first."""
    return list(
        session.scalars(
            select(Check)
            .where(Check.person_id == person_id, Check.state != CheckState.SUPERSEDED)
            .options(joinedload(Check.organisation))
            .order_by(Check.id.desc())
        )
    )


def awaiting_checks(session: Session, organisation_id: int, on: date) -> list[Check]:
    """Return the checks that an organisation was asked to make of its people."""
    return list(
        session.scalars(
            select(Check)
            .join(Person, Person.id == Check.person_id)
            .where(
                Check.organisation_id == organisation_id,
                Check.state == CheckState.AWAITING,
                belongs_to(organisation_id, on),
            )
        )
    )


def lasting_checks(session: Session, organisation_id: int, first: date, last: date) -> list[Check]:
    """Return the verified checks of an organisation's people, of each kind of which one ends in these days.

    Among them is the check of that kind that counts longest, which may run out later.
    """
    ending = aliased(Check)
    return list(
        session.scalars(
            select(Check)
            .join(Person, Person.id == Check.person_id)
            .where(
                belongs_to(organisation_id, first),
                Check.state == CheckState.VERIFIED,
                or_(Check.expires_on.is_(None), Check.expires_on >= first),
                exists().where(
                    ending.person_id == Check.person_id,
                    ending.kind == Check.kind,
                    ending.state == CheckState.VERIFIED,
                    ending.expires_on.between(first, last),
                ),
            )
        )
    )


def checks_at(session: Session, organisation_id: int, person_id: int, kind: CheckKind) -> list[Check]:
    """Return what an organisation itself holds of a person's checks of one kind, newest first."""
    return list(
        session.scalars(
            select(Check)
            .where(Check.person_id == person_id, Check.organisation_id == organisation_id, Check.kind == kind)
            .order_by(Check.id.desc())
        )
    )


def verified_check(session: Session, actor: Actor, organisation_id: int, check_id: int) -> Check:
    """Return a check that an organisation of the actor's verified and stands by."""
    must_verify(actor, organisation_id)
    check = session.scalar(
        select(Check)
        .where(
            Check.id == check_id,
            Check.organisation_id == organisation_id,
            Check.state == CheckState.VERIFIED,
        )
        .options(joinedload(Check.person))
    )
    return _or_not_found(check)


def _or_not_found(check: Check | None) -> Check:
    if check is None:
        raise NotFound
    return check
