"""Organisations, sites and neighbourhoods, which everybody signed in may know of."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.organisations.models import Neighbourhood, Organisation, OrganisationKind, Site


def is_demonstration_unscoped(session: Session) -> bool:
    """Tell whether this county holds made-up organisations, so that every page can say so."""
    return session.scalar(select(Organisation.id).where(Organisation.is_fictional).limit(1)) is not None


def organisation_in_reach(
    session: Session, actor: Actor, permission: Permission, organisation_id: int | None = None
) -> Organisation:
    """Return an organisation where the actor holds a permission: the one named, or else the first by name."""
    reach = actor.reach(permission)
    wanted = select(Organisation).order_by(Organisation.name).limit(1)
    if not reach.county:
        wanted = wanted.where(Organisation.id.in_(reach.organisation_ids))
    if organisation_id is not None:
        wanted = wanted.where(Organisation.id == organisation_id)
    organisation = session.scalar(wanted)
    if organisation is None:
        raise NotFound
    return organisation


def organisations_in_reach(session: Session, actor: Actor, permission: Permission) -> list[Organisation]:
    """Return every organisation where the actor holds a permission, by name."""
    reach = actor.reach(permission)
    wanted = select(Organisation).order_by(Organisation.name)
    if not reach.county:
        wanted = wanted.where(Organisation.id.in_(reach.organisation_ids))
    return list(session.scalars(wanted))


def organisation_unscoped(session: Session, organisation_id: int) -> Organisation:
    """Return an organisation of the county; NotFound if there is none."""
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFound
    return organisation


def every_organisation_unscoped(session: Session) -> list[Organisation]:
    """Return every organisation of the county, by name."""
    return list(session.scalars(select(Organisation).order_by(Organisation.name)))


def training_providers_unscoped(session: Session) -> list[Organisation]:
    """Return every training provider, by name."""
    return list(
        session.scalars(
            select(Organisation)
            .where(Organisation.kind == OrganisationKind.TRAINING_PROVIDER)
            .order_by(Organisation.name)
        )
    )


def site_in_reach(session: Session, actor: Actor, organisation_id: int, site_id: int) -> Site:
    """Return a site of an organisation that the actor manages."""
    site = session.scalar(
        select(Site)
        .where(Site.id == site_id, Site.organisation_id == organisation_id)
        .options(joinedload(Site.organisation))
    )
    if site is None or not actor.reach(Permission.MANAGE_ORGANISATION).covers(organisation_id):
        raise NotFound
    return site


def neighbourhoods_unscoped(session: Session) -> list[Neighbourhood]:
    """Return every neighbourhood of the county, by name."""
    return list(session.scalars(select(Neighbourhood).order_by(Neighbourhood.name)))
