"""What changes a team: people join it, change their hours in it, leave it; it works at sites."""

from __future__ import annotations

from datetime import date, timedelta

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
    session: Session,
    actor: Actor,
    team: Team,
    employment: Employment,
    week_min: int,
    joined_on: date,
    days_a_week: int | None = None,
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
        days_a_week=days_a_week,
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
    session: Session,
    actor: Actor,
    member: TeamMember,
    week_min: int,
    left_on: date | None,
    days_a_week: int | None = None,
    hours_from: date | None = None,
) -> TeamMember:
    """Set the minutes a week that the team may plan, and the last day in it; return the place that has them.

    Hours that hold from a day within the place begin a new one on that day, so that what was worked before is
    counted by the hours of then. Without a day the place has always had these hours.
    """
    _may_manage(actor, member.team_id)
    _check_hours(member.employment, week_min)
    if left_on is not None and left_on < member.joined_on:
        raise Invalid("left_on", "The last day must not be before the first day in the team", "left_on")
    is_changed = (member.week_min, member.days_a_week) != (week_min, days_a_week)
    if is_changed and hours_from is not None and hours_from > member.joined_on:
        member = _continued(session, member, hours_from, left_on)
    member.week_min, member.days_a_week, member.left_on = week_min, days_a_week, left_on
    session.flush()
    audit.record(
        session,
        actor,
        "member.changed",
        member,
        person_id=member.person_id,
        organisation_id=member.team.organisation_id,
    )
    return member


def _continued(session: Session, member: TeamMember, first: date, left_on: date | None) -> TeamMember:
    """End a place the day before `first`, and return the one that goes on from then."""
    ends = min([on for on in (left_on, member.left_on, member.employment.ended_on) if on] or [date.max])
    if first > ends:
        raise Invalid("hours_from", "The place in the team ends before this day", "hours_from")
    lock_people(session, [member.person_id])
    following = select(TeamMember.id).where(
        TeamMember.team_id == member.team_id,
        TeamMember.employment_id == member.employment_id,
        TeamMember.joined_on > member.joined_on,
    )
    if session.scalar(following.limit(1)) is not None:
        raise Conflict(
            "hours_follow", "Other hours follow already. Change those, or leave the day empty.", "hours_from"
        )
    member.left_on = first - timedelta(days=1)
    continued = TeamMember(
        team=member.team,
        person=member.person,
        employment=member.employment,
        week_min=member.week_min,
        joined_on=first,
    )
    session.add(continued)
    return continued


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
