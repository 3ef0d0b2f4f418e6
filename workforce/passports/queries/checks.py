"""Single checks and registrations, for their owner and for the verifiers of an organisation."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workforce.checks.details import CheckKind
from workforce.checks.models import Check, CheckState
from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.people.models import Person, Registration
from workforce.placements.queries import belongs_to


def own_check(session: Session, actor: Actor, check_id: int) -> Check:
    """Return a check of the actor's own passport."""
    found = session.scalar(
        select(Check)
        .where(Check.id == check_id, Check.person_id == actor.person_id)
        .options(joinedload(Check.organisation))
    )
    return _or_not_found(found)


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
    _must_verify(actor, organisation_id)
    found = session.scalar(
        select(Check)
        .where(
            Check.id == check_id,
            Check.organisation_id == organisation_id,
            Check.state == CheckState.VERIFIED,
        )
        .options(joinedload(Check.person))
    )
    return _or_not_found(found)


def registration_of(
    session: Session, actor: Actor, organisation_id: int, registration_id: int, on: date
) -> Registration:
    """Return a registration of a person of an organisation where the actor verifies."""
    _must_verify(actor, organisation_id)
    found = session.scalar(
        select(Registration)
        .join(Person, Person.id == Registration.person_id)
        .where(Registration.id == registration_id, belongs_to(organisation_id, on))
        .options(joinedload(Registration.person))
    )
    if found is None:
        raise NotFound
    return found


def _must_verify(actor: Actor, organisation_id: int) -> None:
    if not actor.reach(Permission.VERIFY_EVIDENCE).covers(organisation_id):
        raise NotFound


def _or_not_found(found: Check | None) -> Check:
    if found is None:
        raise NotFound
    return found
