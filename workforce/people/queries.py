"""The people of an organisation, for those whose permission reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.employments.models import Employment
from workforce.people.models import Person
from workforce.people.rules import COUNTY_LETTER
from workforce.placements.models import Placement, PlacementStatus

PAGE = 25
#: A host looks after those whose employer and who themselves have agreed to come.
_AT_HOST = (PlacementStatus.PERSON_AGREED, PlacementStatus.ACTIVE)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of people, how many there are in all, and where the page stands among them."""

    people: list[Person]
    total: int
    number: int

    @property
    def first(self) -> int:
        """The place of the first person shown, counted from 1."""
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last person shown."""
        return self.first + len(self.people) - 1


def belongs_to(organisation_id: int, on: date) -> ColumnElement[bool]:
    """Return the condition for a person who works, or is to work, for an organisation or is placed there."""
    employed = select(Employment.person_id).where(
        Employment.organisation_id == organisation_id,
        or_(Employment.ended_on.is_(None), Employment.ended_on >= on),
    )
    placed = select(Placement.person_id).where(
        Placement.host_organisation_id == organisation_id,
        Placement.status.in_(_AT_HOST),
        Placement.ends_on >= on,
    )
    return or_(Person.id.in_(employed), Person.id.in_(placed))


def people_of(
    session: Session, actor: Actor, organisation_id: int, on: date, search: str = "", number: int = 1
) -> PeoplePage:
    """Return a page of the people of an organisation, by name, whose name or passport number matches."""
    if not actor.reach(Permission.VIEW_PEOPLE).covers(organisation_id):
        raise NotFound
    condition = belongs_to(organisation_id, on)
    for word in search.split():
        condition = and_(condition, matches(word))
    total = session.scalar(select(func.count()).select_from(Person).where(condition)) or 0
    number = max(1, min(number, -(-total // PAGE)))
    people = session.scalars(
        select(Person)
        .where(condition)
        .order_by(Person.family_name, Person.given_name, Person.id)
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    )
    return PeoplePage(list(people), total, number)


def person_of(
    session: Session, actor: Actor, permission: Permission, organisation_id: int, person_id: int, on: date
) -> Person:
    """Return a person of an organisation where the actor holds a permission; nobody else can be found."""
    if not actor.reach(permission).covers(organisation_id):
        raise NotFound
    found = session.scalar(select(Person).where(Person.id == person_id, belongs_to(organisation_id, on)))
    if found is None:
        raise NotFound
    return found


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
