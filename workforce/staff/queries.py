"""The people of an organisation, for those whose permission reaches it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.core.paging import Page, page_of
from workforce.people.models import Person
from workforce.people.queries import matches
from workforce.placements.queries import belongs_to


def people_of(
    session: Session, actor: Actor, organisation_id: int, on: date, search: str = "", number: int = 1
) -> Page[Person]:
    """Return a page of the people of an organisation, by name, whose name or passport number matches."""
    if not actor.reach(Permission.VIEW_PEOPLE).covers(organisation_id):
        raise NotFound
    condition = belongs_to(organisation_id, on)
    for word in search.split():
        condition = and_(condition, matches(word))
    wanted = select(Person).where(condition).order_by(Person.family_name, Person.given_name, Person.id)
    return page_of(session, wanted, number)
