"""What changes a team: people join it, change their hours in it, leave it; it works at sites."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.core import audit
from workforce.core.access import Actor, Permission, can
from workforce.core.db import lock_people
from workforce.core.errors import Conflict, Invalid, NotFound
from workforce.employments.models import Employment
from workforce.organisations.models import Site, Team, TeamSite
from workforce.teams.models import TeamMember
from workforce.teams.queries import is_member_unscoped


def add_member(
    session: Session, actor: Actor, team: Team, employment: Employment, week_min: int, joined_on: date
) -> TeamMember:
    """Take somebody into a team under one of their contracts, for so many of its minutes a week."""
    _may_manage(actor, team.id)
    if not employment.holds_on(joined_on):
        raise Invalid("joined_on", "The contract does not run on this day", "joined_on")
    _check_hours(employment, week_min)
    lock_people(session, [employment.person_id])
    if is_member_unscoped(session, team.id, employment.person_id, joined_on):
        raise Conflict("member_exists", f"{employment.person.name} is in this team already", "employment_id")
    member = TeamMember(
        team_id=team.id,
        person_id=employment.person_id,
        employment_id=employment.id,
        week_min=week_min,
        joined_on=joined_on,
    )
    session.add(member)
    audit.record(
        session,
        actor,
        "member.joined",
        member,
        person_id=employment.person_id,
        organisation_id=team.organisation_id,
        team=team.name,
    )
    return member


def change_member(
    session: Session, actor: Actor, member: TeamMember, week_min: int, left_on: date | None
) -> None:
    """Set how many minutes a week the team may plan, and the last day in the team, if it has one."""
    _may_manage(actor, member.team_id)
    _check_hours(member.employment, week_min)
    if left_on is not None and left_on < member.joined_on:
        raise Invalid("left_on", "The last day must not be before the first day in the team", "left_on")
    member.week_min, member.left_on = week_min, left_on
    audit.record(
        session,
        actor,
        "member.changed",
        member,
        person_id=member.person_id,
        organisation_id=member.team.organisation_id,
    )


def add_site(session: Session, actor: Actor, team: Team, site: Site) -> None:
    """Let a team work at a site; people of other employers need a placement there."""
    _may_manage(actor, team.id)
    added = TeamSite(team_id=team.id, site_id=site.id)
    session.add(added)
    audit.record(
        session, actor, "team.site_added", added, organisation_id=site.organisation_id, site=site.name
    )


def remove_site(session: Session, actor: Actor, team: Team, site_id: int, in_use: bool) -> None:
    """Let a team no longer work at a site; Conflict while a shift in use is worked there."""
    _may_manage(actor, team.id)
    team_site = session.scalar(
        select(TeamSite).where(TeamSite.site_id == site_id, TeamSite.team_id == team.id)
    )
    if team_site is None:
        raise NotFound
    if in_use:
        message = (
            f"Shifts are worked at {team_site.site.name}. Move them to another site or retire them first."
        )
        raise Conflict("site_in_use", message)
    audit.record(
        session,
        actor,
        "team.site_removed",
        team_site,
        organisation_id=team_site.site.organisation_id,
        site=team_site.site.name,
    )
    session.delete(team_site)
    session.flush()


def _may_manage(actor: Actor, team_id: int) -> None:
    if not can(actor, Permission.MANAGE_TEAM, team_id=team_id):
        raise NotFound


def _check_hours(employment: Employment, week_min: int) -> None:
    if employment.week_min and week_min > employment.week_min:
        hours = f"{employment.week_min / 60:g}"
        raise Invalid(
            "week_min", f"The contract has {hours} hours a week, so the team cannot plan more", "hours"
        )
