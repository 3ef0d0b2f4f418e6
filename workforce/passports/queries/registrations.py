"""Entries in professional registers: for verifiers, and for the section of the passport."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from workforce.core.access import Actor
from workforce.core.errors import NotFound
from workforce.passports.queries.work import must_verify
from workforce.people.models import Person, Registration, RegistrationStatus
from workforce.placements.queries import belongs_to


def registration_of(
    session: Session, actor: Actor, organisation_id: int, registration_id: int, on: date
) -> Registration:
    """Return a registration of a person of an organisation where the actor verifies."""
    must_verify(actor, organisation_id)
    registration = session.scalar(
        select(Registration)
        .join(Person, Person.id == Registration.person_id)
        .where(Registration.id == registration_id, belongs_to(organisation_id, on))
        .options(joinedload(Registration.person))
    )
    if registration is None:
        raise NotFound
    return registration


def counting_registrations_unscoped(session: Session, person_ids: Collection[int]) -> list[Registration]:
    """Return every entry of these people that a verifier has seen in its register and that allows work."""
    return list(
        session.scalars(
            select(Registration)
            .where(
                Registration.person_id.in_(person_ids),
                Registration.verified_on.is_not(None),
                Registration.status.in_((RegistrationStatus.REGISTERED, RegistrationStatus.CONDITIONS)),
            )
            .order_by(Registration.id)
        )
    )


def registrations_of_unscoped(session: Session, person_id: int) -> list[Registration]:
    """Return every entry of a person."""
    return list(
        session.scalars(
            select(Registration).where(Registration.person_id == person_id).order_by(Registration.id)
        )
    )


def awaiting_registrations(session: Session, organisation_id: int, on: date) -> list[Registration]:
    """Return the entries that people of an organisation told of and nobody has seen yet."""
    return list(
        session.scalars(
            _of_people(organisation_id, on).where(Registration.status == RegistrationStatus.AWAITING)
        )
    )


def ending_registrations(
    session: Session, organisation_id: int, first: date, last: date
) -> list[Registration]:
    """Return the entries of an organisation's people that end in these days and were not renewed."""
    return list(
        session.scalars(
            _of_people(organisation_id, first).where(
                Registration.verified_on.is_not(None), Registration.expires_on.between(first, last)
            )
        )
    )


def _of_people(organisation_id: int, on: date) -> Select[Registration]:
    return (
        select(Registration)
        .join(Person, Person.id == Registration.person_id)
        .where(belongs_to(organisation_id, on))
        .order_by(Registration.id)
    )
