"""Placements that wait for somebody's answer."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from workforce.core.access import Actor
from workforce.core.needs import Need, Urgency
from workforce.core.words import short_date
from workforce.placements.models import Placement
from workforce.placements.queries import waiting_placements
from workforce.placements.rules import PlacementStatus


def placements_to_answer(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return the placements in which it is the actor's turn, as person, employer or host."""
    return [_need(placement) for placement in waiting_placements(session, actor, on)]


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
