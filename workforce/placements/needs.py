"""Placements that wait for somebody's answer."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from workforce.core.access import Actor, Permission
from workforce.core.needs import Need, Urgency
from workforce.core.words import short_date
from workforce.employments.models import Employment
from workforce.placements.models import Placement
from workforce.placements.rules import PlacementStatus


def placements_to_answer(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return the placements in which it is the actor's turn, as person, employer or host."""
    reach = actor.reach(Permission.MANAGE_PLACEMENTS).organisation_ids
    found = session.scalars(
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
    return [_need(placement) for placement in found]


def _need(placement: Placement) -> Need:
    when = f"From {short_date(placement.starts_on)}"
    if placement.status is PlacementStatus.EMPLOYER_AGREED:
        address = url_for("placements.mine", placement_id=placement.id)
        title = f"{placement.host.name} would like to place you"
        return Need(Urgency.WAIT, title, f"{when}. Your employer has agreed", address, "Read it and answer")
    at_host = placement.status is PlacementStatus.PERSON_AGREED
    organisation_id = placement.host_organisation_id if at_host else placement.employment.organisation_id
    address = url_for("placements.placement", organisation_id=organisation_id, placement_id=placement.id)
    if at_host:
        title = f"{placement.person.name} has agreed to come"
        return Need(Urgency.WAIT, title, f"{when}. You accept as the last", address, "See and accept")
    title = f"{placement.host.name} would like to place {placement.person.name}"
    return Need(Urgency.WAIT, title, f"{when}. You answer first", address, "Read it and answer")
