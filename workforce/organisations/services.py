"""What administrators change of their organisations."""

from __future__ import annotations

from sqlalchemy.orm import Session

from workforce.core import audit
from workforce.core.access import Actor
from workforce.organisations.models import Organisation, Site


def change_organisation(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    name: str,
    mark: str,
    full_time_week_min: int,
    averaging_weeks: int,
) -> None:
    """Change what an organisation is called and how its hours count."""
    organisation.name = name
    organisation.mark = mark
    organisation.full_time_week_min = full_time_week_min
    organisation.averaging_weeks = averaging_weeks
    session.flush()
    audit.record(session, actor, "organisation.changed", organisation, organisation_id=organisation.id)


def add_site(
    session: Session,
    actor: Actor,
    organisation_id: int,
    name: str,
    town: str,
    neighbourhood_id: int | None,
) -> Site:
    """Add a place where people of an organisation work."""
    site = Site(organisation_id=organisation_id, name=name, town=town, neighbourhood_id=neighbourhood_id)
    session.add(site)
    session.flush()
    audit.record(session, actor, "site.added", site, organisation_id=organisation_id)
    return site


def change_site(
    session: Session, actor: Actor, site: Site, name: str, town: str, neighbourhood_id: int | None
) -> None:
    """Change what a site is called and where it lies."""
    site.name, site.town, site.neighbourhood_id = name, town, neighbourhood_id
    session.flush()
    audit.record(session, actor, "site.changed", site, organisation_id=site.organisation_id)
