"""Posting a vacancy, saying where people may work, and opening it to the public."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.core import audit, clock
from workforce.core.access import Actor, Permission, can
from workforce.core.errors import Conflict, Invalid, NotAllowed
from workforce.employments.models import EmploymentKind
from workforce.recruitment import rules
from workforce.recruitment.models import (
    ApplicationChoice,
    Position,
    Proposal,
    Vacancy,
    VacancyPlacement,
)
from workforce.recruitment.rules import PayUnit, Setting, VacancyStatus


@dataclass(frozen=True, slots=True)
class VacancyFacts:
    """What a recruiter says about a vacancy."""

    title: str
    organisation_id: int
    job_role_id: int
    kind: EmploymentKind
    summary: str
    duties: str
    looking_for: str
    contact: str
    pay_from_pence: int
    pay_to_pence: int
    pay_unit: PayUnit
    closes_on: date


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What a recruiter says about one placement of a vacancy, without its number of places."""

    title: str
    organisation_id: int
    team_id: int | None
    site_id: int | None
    setting: Setting
    hours_from_min: int
    hours_to_min: int
    pattern: str
    pay: str
    getting_there: str


def post_vacancy(session: Session, actor: Actor, facts: VacancyFacts) -> Vacancy:
    """Add a vacancy as a draft that only recruiters see."""
    _check_vacancy(actor, facts)
    vacancy = Vacancy(reference=rules.new_reference("J"), **asdict(facts))
    session.add(vacancy)
    audit.record(session, actor, "vacancy.posted", vacancy, organisation_id=vacancy.organisation_id)
    return vacancy


def revise_vacancy(session: Session, actor: Actor, vacancy: Vacancy, facts: VacancyFacts) -> None:
    """Change what a vacancy says."""
    _check_vacancy(actor, facts)
    changed = _assign(vacancy, facts)
    audit.record(
        session,
        actor,
        "vacancy.revised",
        vacancy,
        organisation_id=vacancy.organisation_id,
        changed=changed,
    )


def put_placement(
    session: Session,
    actor: Actor,
    vacancy: Vacancy,
    facts: PlacementFacts,
    places: int,
    placement: VacancyPlacement | None = None,
) -> VacancyPlacement:
    """Add a placement to a vacancy, or change one, and give it a number of places.

    A recruiter offers work only at employers that they recruit for: the hire makes a contract there.
    """
    if not can(actor, Permission.MANAGE_VACANCIES, facts.organisation_id):
        raise NotAllowed(
            "not_your_employer",
            "You do not recruit for this employer. Ask a county recruiter to add the placement.",
            "organisation_id",
        )
    if facts.team_id is None and facts.site_id is None:
        raise Invalid("no_place", "Choose a team, a site or both", "team_id")
    if facts.hours_to_min < facts.hours_from_min:
        raise Invalid("hours", "Most hours must be as many as the fewest hours, or more", "hours_to")
    if placement is None:
        placement = VacancyPlacement(vacancy_id=vacancy.id, **asdict(facts))
        session.add(placement)
        session.flush()
    else:
        _assign(placement, facts)
    _set_places(session, placement, places)
    audit.record(
        session,
        actor,
        "vacancy_placement.put",
        placement,
        organisation_id=vacancy.organisation_id,
        employer_id=facts.organisation_id,
        places=places,
    )
    return placement


def remove_placement(session: Session, actor: Actor, placement: VacancyPlacement) -> None:
    """Remove a placement that nobody has chosen yet."""
    chosen = select(ApplicationChoice.id).where(ApplicationChoice.vacancy_placement_id == placement.id)
    if session.scalar(chosen.limit(1)) is not None:
        raise Conflict(
            "placement_chosen",
            "People have chosen this placement, so it stays on their list. "
            "To offer it no longer, change its number of places to 0.",
        )
    audit.record(
        session,
        actor,
        "vacancy_placement.removed",
        placement,
        organisation_id=placement.vacancy.organisation_id,
        title=placement.title,
    )
    session.delete(placement)
    session.flush()


def publish(session: Session, actor: Actor, vacancy: Vacancy) -> None:
    """Open a vacancy to the public; publishing an open one again changes nothing."""
    if vacancy.status is VacancyStatus.OPEN:
        return
    positions = [len(placement.positions) for placement in vacancy.placements]
    if why := rules.why_not_published(positions, vacancy.closes_on, clock.today()):
        raise Conflict("not_ready", why)
    vacancy.status = VacancyStatus.OPEN
    vacancy.published_at = vacancy.published_at or clock.now()
    audit.record(session, actor, "vacancy.published", vacancy, organisation_id=vacancy.organisation_id)


def close(session: Session, actor: Actor, vacancy: Vacancy, *, withdraw: bool = False) -> None:
    """Take a vacancy off the public pages; those who have applied stay in it."""
    if vacancy.status is VacancyStatus.DRAFT and not withdraw:
        raise Conflict("draft", "This vacancy has not been published, so there is nothing to close.")
    vacancy.status = VacancyStatus.WITHDRAWN if withdraw else VacancyStatus.CLOSED
    action = "vacancy.withdrawn" if withdraw else "vacancy.closed"
    audit.record(session, actor, action, vacancy, organisation_id=vacancy.organisation_id)


def _check_vacancy(actor: Actor, facts: VacancyFacts) -> None:
    if not can(actor, Permission.MANAGE_VACANCIES, facts.organisation_id):
        raise NotAllowed("not_your_employer", "You do not recruit for this organisation", "organisation_id")
    if facts.pay_to_pence < facts.pay_from_pence:
        raise Invalid("pay", "Highest pay must be as much as the lowest pay, or more", "pay_to")


def _assign(row: Vacancy | VacancyPlacement, facts: VacancyFacts | PlacementFacts) -> list[str]:
    """Give the row these facts and return the names of those that changed."""
    changed = [name for name, value in asdict(facts).items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, getattr(facts, name))
    return changed


def _set_places(session: Session, placement: VacancyPlacement, places: int) -> None:
    """Add or remove free positions until there are as many as wanted."""
    # The lock makes proposals wait, so that no place is proposed while it is being removed.
    session.execute(select(Vacancy.id).where(Vacancy.id == placement.vacancy_id).with_for_update())
    held = set(
        session.scalars(
            select(Proposal.position_id).where(
                Proposal.vacancy_placement_id == placement.id, Proposal.position_id.is_not(None)
            )
        )
    )
    if places < len(held):
        raise Invalid(
            "places_promised",
            f"Places must be {len(held)} or more: so many are promised to people already",
            "places",
        )
    free = [position for position in placement.positions if position.id not in held]
    for position in free[: max(0, len(placement.positions) - places)]:
        placement.positions.remove(position)
    for _ in range(places - len(placement.positions)):
        placement.positions.append(Position())
    session.flush()
