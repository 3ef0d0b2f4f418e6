"""Bringing people into the county's passport."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workforce.core import audit
from workforce.core.access import Actor
from workforce.people.models import PassportCounter, Person
from workforce.people.rules import nth_passport_number


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
