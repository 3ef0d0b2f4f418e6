"""The people of an organisation, for those whose permission reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.people.models import Person
from workforce.people.queries import matches
from workforce.placements.queries import belongs_to

PAGE = 25


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
