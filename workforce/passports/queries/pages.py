"""What the pages of a passport show, put together from its sections and from readiness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from workforce.core.errors import NotFound
from workforce.core.figures import figure
from workforce.employments.models import JobRole
from workforce.organisations.models import Organisation
from workforce.passports.queries import (
    PlaceReadiness,
    WorkReason,
    places_unscoped,
    readiness_of_places_unscoped,
)
from workforce.people.models import Person
from workforce.readiness.evidence import Readiness
from workforce.readiness.queries import evidence_unscoped, requirements_unscoped
from workforce.readiness.rules import assess
from workforce.readiness.sections import Column, Sections


@dataclass(frozen=True, slots=True)
class Viewer:
    """For whom a passport is shown: its owner, or the verifiers of an organisation."""

    organisation_id: int | None = None

    @property
    def is_owner(self) -> bool:
        """Whether the person looks at their own passport."""
        return self.organisation_id is None


#: The viewer of one's own passport.
OWNER = Viewer()


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section with the template that shows it and what that template needs."""

    key: str
    template: str
    column: Column
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PassportPage:
    """One person's passport as of a day."""

    person: Person
    on: date
    viewer: Viewer
    places: list[PlaceReadiness]
    sections: list[ShownSection]
    #: What ends on this day or earlier is shown as ending soon.
    soon: date

    def column(self, name: str) -> list[ShownSection]:
        """Return the sections of one column."""
        return [section for section in self.sections if section.column == name]

    @property
    def own_places(self) -> list[PlaceReadiness]:
        """Where the person works or was asked to work: a gap there stops them."""
        return [place for place in self.places if place.at.because is not WorkReason.TEAM]

    @property
    def team_places(self) -> list[PlaceReadiness]:
        """Where only their team works: they could be placed there, and nothing stops them until then."""
        return [place for place in self.places if place.at.because is WorkReason.TEAM]

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The figures on the identity card, each with a link to its part of the page."""
        ready = sum(place.readiness.ready for place in self.own_places)
        first = {"value": f"{ready} of {len(self.own_places)}", "label": "places ready", "href": "#ready"}
        others = [
            {**section.context["figure"], "href": f"#{section.key}"}
            for section in self.sections
            if "figure" in section.context
        ]
        return [first, *others] if self.own_places else others

    @property
    def lines(self) -> list[str]:
        """What the person does and for whom, beneath the name."""
        own = [place.at for place in self.places if place.at.because is WorkReason.EMPLOYER]
        titles = dict.fromkeys(place.job_role.title for place in own)
        teams = dict.fromkeys(place.at.team_name for place in self.places if place.at.team_name)
        names = dict.fromkeys(place.organisation.name for place in own)
        return [line for line in (" and ".join(titles), ", ".join([*names, *teams])) if line]

    @property
    def running_out(self) -> list[PlaceReadiness]:
        """The places where readiness ends soon, one for each day and thing that runs out."""
        by_end = {
            (place.readiness.ready_until, place.readiness.runs_out): place
            for place in reversed(self.own_places)
            if place.readiness.ready_until is not None and place.readiness.ready_until <= self.soon
        }
        return sorted(by_end.values(), key=lambda place: place.readiness.ready_until or date.max)


@dataclass(frozen=True, slots=True)
class ReadinessPage:
    """Whether one person could do one role at one employer on a day."""

    person: Person
    organisation: Organisation
    job_role: JobRole
    readiness: Readiness
    sources: list[str]

    @property
    def asked(self) -> int:
        """How many things the employer asks for in all."""
        return len(self.readiness.gaps) + len(self.readiness.met)

    @property
    def decides(self) -> int | None:
        """The number, counted from 1, of the gap that takes longest; None if a day is not known."""
        days = [gap.earliest_on for gap in self.readiness.gaps]
        known = [day for day in days if day is not None]
        return days.index(max(known)) + 1 if known and len(known) == len(days) else None


def passport_page_unscoped(
    session: Session, sections: Sections, person: Person, on: date, viewer: Viewer
) -> PassportPage:
    """Return a person's passport as of a day; who may see it was decided by whoever found the person."""
    places = places_unscoped(session, [person.id], on)
    return PassportPage(
        person=person,
        on=on,
        viewer=viewer,
        places=readiness_of_places_unscoped(session, sections, places, on)[person.id],
        sections=[
            ShownSection(
                section.key, section.template, section.column, section.context(session, person.id, on)
            )
            for section in sections
        ],
        soon=on + timedelta(days=figure("passport.due_soon_days", on).whole),
    )


def readiness_page_unscoped(
    session: Session, sections: Sections, person: Person, organisation_id: int, job_role_id: int, on: date
) -> ReadinessPage:
    """Return how ready a person is for a role at any employer of the county; NotFound if there is none."""
    organisation = session.get(Organisation, organisation_id)
    job_role = session.get(JobRole, job_role_id)
    if organisation is None or job_role is None:
        raise NotFound
    requirements = requirements_unscoped(session, organisation_id, job_role_id, on)
    evidence = evidence_unscoped(session, sections, [person.id])[person.id]
    return ReadinessPage(
        person=person,
        organisation=organisation,
        job_role=job_role,
        readiness=assess(requirements, evidence, on),
        sources=list(dict.fromkeys(item.source for item in requirements)),
    )
