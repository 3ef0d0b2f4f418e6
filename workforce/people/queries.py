"""The person behind an account, and how people are found by what somebody types."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Session

from workforce.core.access import Actor
from workforce.core.errors import NotFound
from workforce.people.models import Person
from workforce.people.rules import COUNTY_LETTER


def own_person(session: Session, actor: Actor) -> Person:
    """Return the person whose account this is; NotFound for an account without a passport."""
    person = session.get(Person, actor.person_id) if actor.person_id else None
    if person is None:
        raise NotFound
    return person


def matches(word: str) -> ColumnElement[bool]:
    """Return the condition for a person whose names or number contain a word as somebody types it."""
    conditions = [
        Person.given_name.icontains(word, autoescape=True),
        Person.family_name.icontains(word, autoescape=True),
    ]
    digits = word.upper().removeprefix(COUNTY_LETTER)
    if digits.isdigit():
        conditions.append(Person.passport_number.contains(digits))
    return or_(*conditions)
