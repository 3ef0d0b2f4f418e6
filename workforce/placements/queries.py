"""Placements as those who have a part in them may see them, and whom an organisation employs or hosts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.sql.base import ExecutableOption

from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.core.paging import Page, page_of
from workforce.employments.models import Employment
from workforce.organisations.models import Site, Team, TeamSite
from workforce.people.models import Person
from workforce.placements.models import Placement
from workforce.placements.rules import Party, PlacementStatus

#: A host looks after those whose employer and who themselves have agreed to come.
_AT_HOST = (PlacementStatus.PERSON_AGREED, PlacementStatus.ACTIVE)
_WAITING = (PlacementStatus.ASKED, PlacementStatus.EMPLOYER_AGREED, PlacementStatus.PERSON_AGREED)
_WHOLE: tuple[ExecutableOption, ...] = (
    joinedload(Placement.person),
    joinedload(Placement.host),
    joinedload(Placement.team),
    joinedload(Placement.job_role),
    joinedload(Placement.employment).joinedload(Employment.organisation),
)


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


def person_of(
    session: Session, actor: Actor, permission: Permission, organisation_id: int, person_id: int, on: date
) -> Person:
    """Return a person of an organisation where the actor holds a permission; nobody else can be found."""
    if not actor.reach(permission).covers(organisation_id):
        raise NotFound
    person = session.scalar(select(Person).where(Person.id == person_id, belongs_to(organisation_id, on)))
    if person is None:
        raise NotFound
    return person


def active_placements_unscoped(
    session: Session, person_ids: Collection[int], first: date, last: date
) -> list[Placement]:
    """Return the agreed placements of these people that hold on some day from `first` to `last`."""
    return list(
        session.scalars(
            select(Placement)
            .where(
                Placement.person_id.in_(person_ids),
                Placement.status == PlacementStatus.ACTIVE,
                Placement.starts_on <= last,
                Placement.ends_on >= first,
            )
            .order_by(Placement.person_id, Placement.starts_on)
        )
    )


def placements_of_unscoped(session: Session, person_id: int) -> list[Placement]:
    """Return every placement of a person, the latest first."""
    return list(
        session.scalars(
            select(Placement)
            .where(Placement.person_id == person_id)
            .options(*_WHOLE)
            .order_by(Placement.starts_on.desc(), Placement.id.desc())
        )
    )


def waiting_placements(session: Session, actor: Actor, on: date) -> list[Placement]:
    """Return the placements in which it is the actor's turn on a day, as person, employer or host."""
    reach = actor.reach(Permission.MANAGE_PLACEMENTS).organisation_ids
    waiting = session.scalars(
        select(Placement)
        .join(Employment, Employment.id == Placement.employment_id)
        .where(
            Placement.ends_on >= on,
            or_(
                and_(
                    Placement.status == PlacementStatus.EMPLOYER_AGREED,
                    Placement.person_id == actor.person_id,
                ),
                and_(Placement.status == PlacementStatus.ASKED, Employment.organisation_id.in_(reach)),
                and_(
                    Placement.status == PlacementStatus.PERSON_AGREED,
                    Placement.host_organisation_id.in_(reach),
                ),
            ),
        )
        .options(joinedload(Placement.person), joinedload(Placement.host), joinedload(Placement.employment))
        .order_by(Placement.starts_on, Placement.id)
    )
    return list(waiting)


def placements_at(session: Session, actor: Actor, organisation_id: int, number: int = 1) -> Page[Placement]:
    """Return a page of the placements in which an organisation of the actor's is host or employer.

    Those that wait for an answer come first, then the newest.
    """
    _must_manage(actor, organisation_id)
    waits = case((Placement.status.in_(_WAITING), 0), else_=1)
    wanted = _of_organisation(organisation_id).order_by(waits, Placement.asked_on.desc(), Placement.id.desc())
    return page_of(session, wanted, number)


def placement_at(
    session: Session, actor: Actor, organisation_id: int, placement_id: int
) -> tuple[Placement, Party]:
    """Return a placement and which party an organisation of the actor's is in it."""
    _must_manage(actor, organisation_id)
    placement = session.scalar(_of_organisation(organisation_id).where(Placement.id == placement_id))
    if placement is None:
        raise NotFound
    return placement, Party.HOST if placement.host_organisation_id == organisation_id else Party.EMPLOYER


def own_placement(session: Session, actor: Actor, placement_id: int) -> Placement:
    """Return one of the actor's own placements."""
    placement = session.scalar(
        select(Placement)
        .where(Placement.id == placement_id, Placement.person_id == actor.person_id)
        .options(*_WHOLE)
    )
    if placement is None:
        raise NotFound
    return placement


def teams_at(session: Session, organisation_id: int) -> list[Team]:
    """Return the teams that work at a site of an organisation, by name."""
    return list(
        session.scalars(
            select(Team)
            .where(
                Team.id.in_(
                    select(TeamSite.team_id)
                    .join(Site, Site.id == TeamSite.site_id)
                    .where(Site.organisation_id == organisation_id)
                )
            )
            .order_by(Team.name)
        )
    )


def _must_manage(actor: Actor, organisation_id: int) -> None:
    if not actor.reach(Permission.MANAGE_PLACEMENTS).covers(organisation_id):
        raise NotFound


def _of_organisation(organisation_id: int) -> Select[Placement]:
    employed = select(Employment.id).where(Employment.organisation_id == organisation_id)
    return (
        select(Placement)
        .where(or_(Placement.host_organisation_id == organisation_id, Placement.employment_id.in_(employed)))
        .options(*_WHOLE)
    )
