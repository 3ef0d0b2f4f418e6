"""The steps of a placement, each by the party whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workforce.core import audit, clock
from workforce.core.access import Actor
from workforce.core.db import lock_people
from workforce.core.errors import Conflict, Invalid
from workforce.employments.models import Employment
from workforce.people.models import Person
from workforce.placements.models import Placement
from workforce.placements.rules import Party, PlacementStatus, after_agreement, may_decline

_OVER = (PlacementStatus.DECLINED, PlacementStatus.ENDED)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a host asks for."""

    job_role_id: int
    starts_on: date
    ends_on: date
    team_id: int | None = None
    description: str = ""


def ask_for_placement(
    session: Session,
    actor: Actor,
    host_organisation_id: int,
    passport_number: str,
    family_name: str,
    wish: Wish,
) -> Placement:
    """Ask for somebody's placement at a host; their employer answers first.

    The number and the family name must belong together, so that trying numbers finds nobody.
    """
    if wish.ends_on < wish.starts_on:
        raise Invalid("ends_before_start", "The last day must be on or after the first day", "ends_on")
    if wish.ends_on < clock.today():
        raise Invalid("ends_in_the_past", "The last day must be today or later", "ends_on")
    employment = _contract(session, passport_number, family_name, host_organisation_id, wish)
    lock_people(session, [employment.person_id])
    known = session.scalar(
        select(Placement.id).where(
            Placement.person_id == employment.person_id,
            Placement.host_organisation_id == host_organisation_id,
            Placement.status.not_in(_OVER),
            Placement.starts_on <= wish.ends_on,
            Placement.ends_on >= wish.starts_on,
        )
    )
    if known is not None:
        raise Conflict(
            "placement_exists",
            "This person is already placed with you, or asked to be, in that time",
            "starts_on",
        )
    placement = Placement(
        person_id=employment.person_id,
        employment_id=employment.id,
        host_organisation_id=host_organisation_id,
        team_id=wish.team_id,
        job_role_id=wish.job_role_id,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        description=wish.description,
        asked_on=clock.today(),
    )
    session.add(placement)
    session.flush()
    _record(session, actor, "placement.asked", placement)
    return placement


def _contract(
    session: Session, passport_number: str, family_name: str, host_organisation_id: int, wish: Wish
) -> Employment:
    """Return the contract under which a person would come: one in the same role, or else the longest."""
    contracts = session.scalars(
        select(Employment)
        .join(Person, Person.id == Employment.person_id)
        .where(
            Person.passport_number == passport_number.replace(" ", "").upper(),
            Person.family_name.ilike(
                family_name.strip().replace("%", r"\%").replace("_", r"\_"), escape="\\"
            ),
            Employment.organisation_id != host_organisation_id,
            Employment.started_on <= wish.starts_on,
            or_(Employment.ended_on.is_(None), Employment.ended_on >= wish.starts_on),
        )
        .order_by(Employment.started_on, Employment.id)
    ).all()
    if not contracts:
        raise Invalid(
            "no_such_passport",
            "No employer of the county has somebody with this passport number and last name on that day. "
            "Check both with the person",
            "passport_number",
        )
    return next(
        (contract for contract in contracts if contract.job_role_id == wish.job_role_id), contracts[0]
    )


def agree(session: Session, actor: Actor, placement: Placement, party: Party) -> None:
    """Take the step that waits for this party; the host's acceptance makes the placement active."""
    _hold(session, placement)
    status = after_agreement(placement.status, party)
    if status is None:
        raise Conflict("not_your_turn", "This placement no longer waits for this answer. Open it again.")
    today = clock.today()
    placement.status = status
    if party is Party.EMPLOYER:
        placement.employer_agreed_on = today
    elif party is Party.PERSON:
        placement.person_agreed_on = today
    else:
        placement.host_accepted_on = today
    _record(session, actor, f"placement.{'accepted' if party is Party.HOST else 'agreed'}", placement)


def decline(session: Session, actor: Actor, placement: Placement, party: Party, because: str) -> None:
    """Say no for a party; nobody works because of this placement."""
    _hold(session, placement)
    if not may_decline(placement.status, party):
        raise Conflict("not_open", "This placement is no longer open. Open it again to see where it stands.")
    placement.status = PlacementStatus.DECLINED
    placement.closed_on = clock.today()
    placement.closed_because = because
    _record(session, actor, "placement.declined", placement)


def end(session: Session, actor: Actor, placement: Placement, last_day: date, because: str) -> None:
    """End an active placement after a day; no later shift is planned because of it."""
    _hold(session, placement)
    if placement.status is not PlacementStatus.ACTIVE:
        raise Conflict("not_active", "Only an active placement can be ended.")
    if not placement.starts_on <= last_day <= placement.ends_on:
        raise Invalid("outside", "The last day must lie within the placement", "last_day")
    placement.ends_on = last_day
    placement.closed_on = clock.today()
    placement.closed_because = because
    if last_day < clock.today():
        placement.status = PlacementStatus.ENDED
    _record(session, actor, "placement.ended", placement)


def _hold(session: Session, placement: Placement) -> None:
    """Lock and reload the placement until the transaction ends, so that parties answer one after another."""
    session.refresh(placement, with_for_update={"of": Placement})


def _record(session: Session, actor: Actor, action: str, placement: Placement) -> None:
    audit.record(
        session,
        actor,
        action,
        placement,
        person_id=placement.person_id,
        organisation_id=placement.host_organisation_id,
        starts_on=placement.starts_on.isoformat(),
        ends_on=placement.ends_on.isoformat(),
    )
