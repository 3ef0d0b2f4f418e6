"""Bringing people and their professional registrations into the county's passport."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workforce.core import audit, clock
from workforce.core.access import Actor
from workforce.core.errors import Conflict, Invalid, NotAllowed
from workforce.core.words import plain_date
from workforce.people.models import PassportCounter, Person, Register, Registration, RegistrationStatus
from workforce.people.rules import first_day_of_work, nth_passport_number


def allot_passport_numbers(session: Session, count: int) -> list[str]:
    """Return so many passport numbers that nobody has or will get, however many ask at the same time."""
    take = (
        update(PassportCounter)
        .where(PassportCounter.id == 1)
        .values(given_out=PassportCounter.given_out + count)
        .returning(PassportCounter.given_out)
        .execution_options(synchronize_session=False)
    )
    last = session.scalar(take)
    if last is None:
        _start_counting(session)
        last = session.scalar(take)
    assert last is not None
    return [nth_passport_number(nth) for nth in range(last - count + 1, last + 1)]


def _start_counting(session: Session) -> None:
    """Add the counter's row, unless somebody else is just doing so."""
    try:
        with session.begin_nested():
            session.add(PassportCounter(id=1, given_out=0))
    except IntegrityError:
        pass


def add_person(
    session: Session,
    actor: Actor,
    given_name: str,
    family_name: str,
    born_on: date,
    email: str | None = None,
    phone: str = "",
    *,
    is_fictional: bool = False,
) -> Person:
    """Give a person a passport, with the next number."""
    person = Person(
        passport_number=allot_passport_numbers(session, 1)[0],
        given_name=given_name,
        family_name=family_name,
        born_on=born_on,
        email=email.lower() if email else None,
        phone=phone,
        is_fictional=is_fictional,
    )
    session.add(person)
    session.flush()
    audit.record(session, actor, "person.added", person, person_id=person.id)
    return person


def check_age_at_work(person: Person, started_on: date, field: str = "born_on") -> None:
    """Refuse a contract of somebody who still has to be at school when it begins."""
    first = first_day_of_work(person.born_on, started_on)
    if started_on < first:
        raise Invalid(
            "too_young",
            f"Somebody born on {plain_date(person.born_on)} may work from {plain_date(first)}, "
            "when school is over. Check the date of birth and the first day",
            field,
        )


def check_age_then(person: Person, day: date, earliest: date, field: str) -> None:
    """Refuse a day of a person's history that is before the earliest, which their age then allows."""
    if day < earliest:
        raise Invalid(
            "too_young",
            f"The day must be on or after {plain_date(earliest)}: "
            f"the date of birth here is {plain_date(person.born_on)}",
            field,
        )


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What the register says today."""

    status: RegistrationStatus
    part: str
    conditions: str = ""
    registered_on: date | None = None
    expires_on: date | None = None


def add_registration(
    session: Session, actor: Actor, person_id: int, register: Register, part: str, number: str
) -> Registration:
    """Tell of an entry in a register; it counts once a verifier has seen it there."""
    number = number.replace(" ", "").upper()
    known = session.scalar(
        select(Registration).where(Registration.register == register, Registration.number == number)
    )
    if known is not None:
        raise Conflict(
            "registration_exists",
            "This number is already in a passport. Check that you typed your own.",
            "number",
        )
    registration = Registration(person_id=person_id, register=register, part=part, number=number)
    session.add(registration)
    session.flush()
    audit.record(
        session, actor, "registration.added", registration, person_id=person_id, register=register.label
    )
    return registration


def verify_registration(
    session: Session, actor: Actor, registration: Registration, organisation_id: int, entry: RegisterEntry
) -> None:
    """Record what a verifier of an employer saw in the register today."""
    if registration.person_id == actor.person_id:
        raise NotAllowed(
            "own_registration", "Somebody else has to look up your own registration. Ask another verifier."
        )
    if entry.status is RegistrationStatus.AWAITING:
        raise Invalid("register_not_seen", "Choose what the register says", "status")
    if entry.status is RegistrationStatus.REGISTERED and entry.expires_on is None:
        raise Invalid("no_last_day", "Enter the day on which the registration ends", "expires_on")
    registration.status = entry.status
    registration.part = entry.part
    registration.conditions = entry.conditions
    registration.registered_on = entry.registered_on or registration.registered_on
    registration.expires_on = entry.expires_on
    registration.verified_on = clock.today()
    registration.verified_by_account_id = actor.account_id
    registration.verified_by_organisation_id = organisation_id
    audit.record(
        session,
        actor,
        "registration.verified",
        registration,
        person_id=registration.person_id,
        organisation_id=organisation_id,
        status=entry.status.value,
        register=registration.register.label,
    )
