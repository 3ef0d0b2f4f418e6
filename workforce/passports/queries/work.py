"""What waits for the verifiers of an organisation, and what runs out among its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.core.figures import figure
from workforce.passports.queries.places import WorkPlace, places_unscoped
from workforce.people.models import Person
from workforce.readiness.sections import Sections, WorkItem


@dataclass(frozen=True, slots=True)
class WorkListLine:
    """One line of the work-list: the item, whom it is about, and by when it is needed."""

    item: WorkItem
    person: Person
    #: Where the person works or is to work at the organisation.
    place: WorkPlace | None
    #: The day by which it is needed: today if the person works already; none if they have no day yet.
    needed_on: date | None

    @property
    def works_now(self) -> bool:
        """Whether the person already works there."""
        return self.place is not None and self.place.starts_on is None


def must_verify(actor: Actor, organisation_id: int) -> None:
    """Refuse whoever verifies nothing at an organisation."""
    if not actor.reach(Permission.VERIFY_EVIDENCE).covers(organisation_id):
        raise NotFound


def awaiting_work(
    session: Session, actor: Actor, sections: Sections, organisation_id: int, on: date
) -> list[WorkListLine]:
    """Return what waits for a verifier of an organisation, the most urgent first."""
    must_verify(actor, organisation_id)
    items = [item for source in sections.work_sources() for item in source.awaiting(session, organisation_id)]
    lines = _with_people(session, organisation_id, items, on)
    return sorted(
        lines,
        key=lambda work: (
            work.item.with_person,
            work.needed_on or date.max,
            work.person.family_name,
            work.item.what,
        ),
    )


def running_out_work(
    session: Session, actor: Actor, sections: Sections, organisation_id: int, on: date
) -> list[WorkListLine]:
    """Return what runs out soon among an organisation's people and is not renewed, the first day first."""
    must_verify(actor, organisation_id)
    last = on + timedelta(days=figure("passport.due_soon_days", on).whole)
    items = [
        item
        for source in sections.work_sources()
        for item in source.running_out(session, organisation_id, on, last)
    ]
    lines = _with_people(session, organisation_id, items, on)
    return sorted(lines, key=lambda work: (work.item.until or date.max, work.person.family_name))


def _with_people(
    session: Session, organisation_id: int, items: list[WorkItem], on: date
) -> list[WorkListLine]:
    person_ids = {item.person_id for item in items}
    people = {
        person.id: person for person in session.scalars(select(Person).where(Person.id.in_(person_ids)))
    }
    places = {
        person_id: next((place for place in held if place.organisation.id == organisation_id), None)
        for person_id, held in places_unscoped(session, person_ids, on).items()
    }
    return [
        WorkListLine(
            item=item,
            person=people[item.person_id],
            place=(place := places[item.person_id]),
            needed_on=(place.starts_on or on) if place else None,
        )
        for item in items
    ]
