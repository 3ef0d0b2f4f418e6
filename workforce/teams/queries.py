"""Reads teams, for those who may see them: who is in one, where it works, who could join it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from workforce.core.access import Actor, Permission, can
from workforce.core.errors import NotFound
from workforce.employments.models import Employment
from workforce.organisations.models import Organisation, Site, Team, TeamSite
from workforce.people.models import Person
from workforce.people.rules import is_passport_number
from workforce.placements.queries import active_placements_unscoped
from workforce.readiness.evidence import Readiness
from workforce.readiness.queries import evidence_unscoped, requirements_of_places_unscoped
from workforce.readiness.rules import assess
from workforce.readiness.sections import Sections
from workforce.teams.models import TeamMember

#: How many people a search for somebody to add shows at most.
FOUND_MOST = 20


@dataclass(frozen=True, slots=True)
class HostStanding:
    """How ready a member is for one host; None where they have neither a contract nor a placement there."""

    host: Organisation
    readiness: Readiness | None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a team with how they stand at each host of its sites."""

    membership: TeamMember
    standings: list[HostStanding]


def teams(session: Session, actor: Actor) -> list[Team]:
    """Return the teams that the actor may see, by name."""
    return list(
        session.scalars(
            select(Team)
            .where(_within(actor))
            .options(joinedload(Team.neighbourhood), joinedload(Team.organisation))
            .order_by(Team.name)
        )
    )


def team_of(session: Session, actor: Actor, team_id: int) -> Team:
    """Return a team that the actor may see, with its sites."""
    team = session.scalar(
        select(Team)
        .where(Team.id == team_id, _within(actor))
        .options(
            joinedload(Team.neighbourhood),
            joinedload(Team.organisation),
            selectinload(Team.sites).joinedload(TeamSite.site).joinedload(Site.organisation),
        )
    )
    if team is None:
        raise NotFound
    return team


def members_of(session: Session, actor: Actor, sections: Sections, team: Team, on: date) -> list[Member]:
    """Return who is in a team on a day or joins later, by employer, with how ready they are for its hosts."""
    if not can(actor, Permission.VIEW_TEAM, team_id=team.id):
        raise NotFound
    contract = joinedload(TeamMember.employment)
    memberships = session.scalars(
        select(TeamMember)
        .where(TeamMember.team_id == team.id, or_(TeamMember.left_on.is_(None), TeamMember.left_on >= on))
        .join(TeamMember.employment)
        .join(Employment.organisation)
        .join(TeamMember.person)
        .options(
            joinedload(TeamMember.person),
            contract.joinedload(Employment.organisation),
            contract.joinedload(Employment.job_role),
        )
        .order_by(Organisation.name, Person.family_name, Person.given_name)
    ).all()
    hosts = hosts_of(team)
    standings = _standings(session, sections, memberships, hosts, on)
    return [Member(membership, standings[membership.id]) for membership in memberships]


def member_of(session: Session, actor: Actor, team_id: int, member_id: int) -> TeamMember:
    """Return a membership of a team that the actor may change."""
    membership = session.scalar(
        select(TeamMember)
        .where(TeamMember.id == member_id, TeamMember.team_id == team_id)
        .options(joinedload(TeamMember.person), joinedload(TeamMember.employment))
    )
    if membership is None or not can(actor, Permission.MANAGE_TEAM, team_id=team_id):
        raise NotFound
    return membership


def is_member_unscoped(session: Session, team_id: int, person_id: int, on: date) -> bool:
    """Tell whether a person is in a team on a day, or joins it later."""
    memberships = select(TeamMember.id).where(
        TeamMember.team_id == team_id,
        TeamMember.person_id == person_id,
        TeamMember.left_on.is_(None) | (TeamMember.left_on >= on),
    )
    return session.scalar(memberships.limit(1)) is not None


def hosts_of(team: Team) -> list[Organisation]:
    """Return the organisations at whose sites a team works, by name."""
    hosts = {team_site.site.organisation_id: team_site.site.organisation for team_site in team.sites}
    return sorted(hosts.values(), key=lambda team_site: team_site.name)


def candidates(session: Session, actor: Actor, team: Team, text: str, on: date) -> list[Employment]:
    """Return contracts of people who could join a team: by passport number, or by name.

    A passport number finds its holder at any employer, since only they can have given it. A name finds
    people of the team's own organisation, of its sites', and of the employers that its members have.
    """
    if not can(actor, Permission.MANAGE_TEAM, team_id=team.id):
        raise NotFound
    return list(
        session.scalars(
            select(Employment)
            .join(Employment.person)
            .where(
                _named(session, team, text),
                or_(Employment.ended_on.is_(None), Employment.ended_on >= on),
                Employment.id.not_in(
                    select(TeamMember.employment_id).where(
                        TeamMember.team_id == team.id,
                        or_(TeamMember.left_on.is_(None), TeamMember.left_on >= on),
                    )
                ),
            )
            .options(
                joinedload(Employment.person),
                joinedload(Employment.organisation),
                joinedload(Employment.job_role),
            )
            .order_by(Person.family_name, Person.given_name, Employment.id)
            .limit(FOUND_MOST)
        )
    )


def sites_to_add(session: Session, actor: Actor, team: Team) -> list[Site]:
    """Return the sites at which a team does not work yet, by organisation and name."""
    if not can(actor, Permission.MANAGE_TEAM, team_id=team.id):
        raise NotFound
    return list(
        session.scalars(
            select(Site)
            .join(Site.organisation)
            .where(Site.id.not_in(select(TeamSite.site_id).where(TeamSite.team_id == team.id)))
            .options(joinedload(Site.organisation))
            .order_by(Organisation.name, Site.name)
        )
    )


def _within(actor: Actor) -> ColumnElement[bool]:
    reach = actor.reach(Permission.VIEW_TEAM)
    if reach.county:
        return true()
    places = [Team.id.in_(reach.team_ids)] if reach.team_ids else []
    if reach.organisation_ids:
        places.append(Team.organisation_id.in_(reach.organisation_ids))
    return or_(*places) if places else false()


def _named(session: Session, team: Team, text: str) -> ColumnElement[bool]:
    plain = text.replace(" ", "").upper()
    if is_passport_number(plain):
        return Person.passport_number == plain
    employers = {team.organisation_id, *(team_site.site.organisation_id for team_site in team.sites)}
    employers |= set(
        session.scalars(
            select(Employment.organisation_id).join(
                TeamMember, and_(TeamMember.employment_id == Employment.id, TeamMember.team_id == team.id)
            )
        )
    )
    words = [
        or_(
            Person.given_name.icontains(word, autoescape=True),
            Person.family_name.icontains(word, autoescape=True),
        )
        for word in text.split()
    ]
    return and_(Employment.organisation_id.in_(employers), *words) if words else false()


def _standings(
    session: Session,
    sections: Sections,
    memberships: Sequence[TeamMember],
    hosts: list[Organisation],
    on: date,
) -> Mapping[int, list[HostStanding]]:
    person_ids = {placement.person_id for placement in memberships}
    placements = {
        (placement.person_id, placement.host_organisation_id): placement.job_role_id
        for placement in active_placements_unscoped(session, person_ids, on, on)
        if placement.team_id in (None, *(member.team_id for member in memberships))
    }
    roles = {
        (member.id, host.id): member.employment.job_role_id
        if member.employment.organisation_id == host.id
        else placements.get((member.person_id, host.id))
        for member in memberships
        for host in hosts
    }
    evidence = evidence_unscoped(session, sections, person_ids)
    places = {(host_id, role_id) for (_, host_id), role_id in roles.items() if role_id is not None}
    requirements = requirements_of_places_unscoped(session, places, on)

    def standing(member: TeamMember, host: Organisation) -> HostStanding:
        role_id = roles[member.id, host.id]
        if role_id is None:
            return HostStanding(host, None)
        held = evidence.get(member.person_id, [])
        return HostStanding(host, assess(requirements[host.id, role_id], held, max(on, member.joined_on)))

    return {member.id: [standing(member, host) for host in hosts] for member in memberships}
