"""How people are found by what somebody types."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_

from workforce.people.models import Person
from workforce.people.rules import COUNTY_LETTER


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
