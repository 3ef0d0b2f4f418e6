"""Where people work or are to work, and whether they are ready there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from workforce.employments.models import Employment, JobRole
from workforce.organisations.models import Organisation, Site, Team, TeamSite
from workforce.placements.models import Placement, PlacementStatus
from workforce.readiness.evidence import Readiness
from workforce.readiness.queries import Place, evidence_unscoped, requirements_of_places_unscoped
from workforce.readiness.rules import assess
from workforce.readiness.sections import Sections
from workforce.teams.models import TeamMember

_OPEN_PLACEMENTS = (
    PlacementStatus.ASKED,
    PlacementStatus.EMPLOYER_AGREED,
    PlacementStatus.PERSON_AGREED,
    PlacementStatus.ACTIVE,
)


class WorkReason(StrEnum):
    """Why somebody works, or is to work, at a place."""

    EMPLOYER = "Your employer"
    PLACEMENT = "You work here"
    ASKED = "Asked to place you"
    TEAM = "Your team works here"


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """An employer and a role in which a person works there or is to work there."""

    person_id: int
    organisation: Organisation
    job_role: JobRole
    because: WorkReason
    #: The first day there, where it is still to come.
    starts_on: date | None = None
    team_name: str = ""

    @property
    def place(self) -> Place:
        """The employer and the role for which readiness is asked."""
        return (self.organisation.id, self.job_role.id)


@dataclass(frozen=True, slots=True)
class PlaceReadiness:
    """A place of work and how ready the person is for it."""

    at: WorkPlace
    readiness: Readiness


def places_unscoped(session: Session, person_ids: Collection[int], on: date) -> dict[int, list[WorkPlace]]:
    """Return where each of these people works or is to work, employers first; a fixed number of queries."""
    by_person: dict[int, dict[Place, WorkPlace]] = {person_id: {} for person_id in person_ids}
    for place in (
        *_employers(session, person_ids, on),
        *_hosts(session, person_ids, on),
        *_team_hosts(session, person_ids, on),
    ):
        by_person[place.person_id].setdefault(place.place, place)
    return {person_id: list(places.values()) for person_id, places in by_person.items()}


def readiness_of_places_unscoped(
    session: Session, sections: Sections, places: Mapping[int, Collection[WorkPlace]], on: date
) -> dict[int, list[PlaceReadiness]]:
    """Return how ready people are for their places on a day, in a fixed number of queries for all of them."""
    every = [place.place for held in places.values() for place in held]
    requirements = requirements_of_places_unscoped(session, every, on)
    evidence = evidence_unscoped(session, sections, list(places))
    return {
        person_id: [
            PlaceReadiness(place, assess(requirements[place.place], evidence[person_id], on))
            for place in held
        ]
        for person_id, held in places.items()
    }


def readiness_at(
    session: Session, sections: Sections, organisation_id: int, person_ids: Collection[int], on: date
) -> dict[int, PlaceReadiness]:
    """Return how ready these people are for what they do at one organisation; others are left out."""
    places = {
        person_id: here
        for person_id, held in places_unscoped(session, person_ids, on).items()
        if (here := [place for place in held if place.organisation.id == organisation_id][:1])
    }
    readied = readiness_of_places_unscoped(session, sections, places, on)
    return {person_id: held[0] for person_id, held in readied.items()}


def _employers(session: Session, person_ids: Collection[int], on: date) -> list[WorkPlace]:
    contracts = session.scalars(
        select(Employment)
        .where(
            Employment.person_id.in_(person_ids),
            or_(Employment.ended_on.is_(None), Employment.ended_on >= on),
        )
        .options(joinedload(Employment.organisation), joinedload(Employment.job_role))
        .order_by(Employment.started_on, Employment.id)
    )
    return [
        WorkPlace(
            contract.person_id,
            contract.organisation,
            contract.job_role,
            WorkReason.EMPLOYER,
            contract.started_on if contract.started_on > on else None,
        )
        for contract in contracts
    ]


def _hosts(session: Session, person_ids: Collection[int], on: date) -> list[WorkPlace]:
    placements = session.scalars(
        select(Placement)
        .where(
            Placement.person_id.in_(person_ids),
            Placement.status.in_(_OPEN_PLACEMENTS),
            Placement.ends_on >= on,
        )
        .options(joinedload(Placement.host), joinedload(Placement.job_role), joinedload(Placement.team))
        .order_by(Placement.starts_on, Placement.id)
    )
    return [
        WorkPlace(
            placement.person_id,
            placement.host,
            placement.job_role,
            WorkReason.PLACEMENT if placement.status is PlacementStatus.ACTIVE else WorkReason.ASKED,
            placement.starts_on if placement.starts_on > on else None,
            placement.team.name if placement.team else "",
        )
        for placement in placements
    ]


def _team_hosts(session: Session, person_ids: Collection[int], on: date) -> list[WorkPlace]:
    members = session.scalars(
        select(TeamMember)
        .where(
            TeamMember.person_id.in_(person_ids),
            or_(TeamMember.left_on.is_(None), TeamMember.left_on >= on),
        )
        .options(
            joinedload(TeamMember.employment).joinedload(Employment.job_role),
            joinedload(TeamMember.team)
            .selectinload(Team.sites)
            .joinedload(TeamSite.site)
            .joinedload(Site.organisation),
        )
        .order_by(TeamMember.id)
    )
    return [
        WorkPlace(
            member.person_id,
            team_site.site.organisation,
            member.employment.job_role,
            WorkReason.TEAM,
            member.joined_on if member.joined_on > on else None,
            member.team.name,
        )
        for member in members
        for team_site in member.team.sites
    ]
