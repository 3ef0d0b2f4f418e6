"""Proposing a place to a candidate through a private link, and taking the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workforce.accounts.passwords import fingerprint, new_secret
from workforce.core import audit, clock
from workforce.core.access import SYSTEM, Actor
from workforce.core.errors import Conflict, Invalid, NotFound
from workforce.recruitment import rules
from workforce.recruitment.models import Application, Position, Proposal, VacancyPlacement
from workforce.recruitment.rules import ApplicationStatus, ProposalStatus
from workforce.recruitment.services.applications import CANDIDATE, lock


@dataclass(frozen=True, slots=True)
class Terms:
    """What is proposed: where, from when, for how long a week, and until when the place is kept."""

    vacancy_placement_id: int
    starts_on: date
    week_min: int
    answer_days: int
    message: str


def propose(session: Session, actor: Actor, application: Application, terms: Terms) -> tuple[Proposal, str]:
    """Hold a place for a candidate and return the proposal with the secret of its link.

    The secret is kept nowhere: whoever loses it asks for a new one.
    """
    lock(session, application)
    placement = session.get(VacancyPlacement, terms.vacancy_placement_id)
    if placement is None or placement.vacancy_id != application.vacancy_id:
        raise Invalid("placement", "Choose one of the placements of this vacancy", "placement")
    _expire_overdue(session, application.id, placement.id)
    if application.status is not ApplicationStatus.SHORTLISTED:
        raise Conflict("not_shortlisted", "Only somebody who is shortlisted can be proposed a place.")
    _check_terms(placement, terms)
    position = session.scalar(
        select(Position)
        .where(
            Position.vacancy_placement_id == placement.id,
            ~select(Proposal.id).where(Proposal.position_id == Position.id).exists(),
        )
        .order_by(Position.id)
        .limit(1)
    )
    if position is None:
        raise Conflict(
            "no_place_left",
            f"Every place at {placement.title} is promised. Propose another placement, or add a place there.",
            "placement",
        )
    now, token = clock.now(), new_secret()
    proposal = Proposal(
        application_id=application.id,
        vacancy_placement_id=placement.id,
        position_id=position.id,
        token_hash=fingerprint(token),
        proposed_at=now,
        expires_at=rules.answer_by(clock.today(), terms.answer_days),
        starts_on=terms.starts_on,
        week_min=terms.week_min,
        message=terms.message,
    )
    session.add(proposal)
    application.status = ApplicationStatus.PLACEMENT_PROPOSED
    _record(session, actor, "proposal.made", proposal, application)
    return proposal, token


def renew_link(session: Session, actor: Actor, application: Application) -> tuple[Proposal, str]:
    """Give an open proposal a new link and return its secret; the old link stops working."""
    lock(session, application)
    proposal = live_proposal_unscoped(session, application.id)
    if proposal is None or proposal.status is not ProposalStatus.OPEN or _overdue(proposal):
        raise Conflict("no_open_proposal", "There is no open proposal. Propose a placement first.")
    token = new_secret()
    proposal.token_hash = fingerprint(token)
    _record(session, actor, "proposal.link_renewed", proposal, application)
    return proposal, token


def take_back(session: Session, actor: Actor, application: Application) -> None:
    """End a proposal that did not lead to a hire yet; the candidate is shortlisted again."""
    lock(session, application)
    proposal = live_proposal_unscoped(session, application.id)
    if proposal is None or application.status is ApplicationStatus.HIRED:
        raise Conflict("no_open_proposal", "There is no proposal to take back.")
    _end(proposal, ProposalStatus.WITHDRAWN)
    application.status = ApplicationStatus.SHORTLISTED
    _record(session, actor, "proposal.withdrawn", proposal, application)


def answer(session: Session, token: str, *, accepts: bool) -> Proposal:
    """Take a candidate's yes or no; the same answer twice changes nothing. NotFound if the link has ended."""
    proposal = session.scalar(select(Proposal).where(Proposal.token_hash == fingerprint(token)))
    if proposal is None:
        raise NotFound
    application = proposal.application
    lock(session, application)
    session.refresh(proposal)
    wanted = ProposalStatus.ACCEPTED if accepts else ProposalStatus.DECLINED
    if proposal.status is wanted:
        return proposal
    if proposal.status in (ProposalStatus.ACCEPTED, ProposalStatus.DECLINED):
        said = "yes" if proposal.status is ProposalStatus.ACCEPTED else "no"
        raise Conflict(
            "answered",
            f"You have already said {said} to this place. If you have changed your mind, "
            f"ask a person: {application.vacancy.contact}",
        )
    if proposal.status is not ProposalStatus.OPEN or _overdue(proposal):
        raise NotFound
    if accepts:
        proposal.status, proposal.decided_at = ProposalStatus.ACCEPTED, clock.now()
        application.status = ApplicationStatus.ACCEPTED
    else:
        _end(proposal, ProposalStatus.DECLINED)
        application.status = ApplicationStatus.SHORTLISTED
    _record(session, CANDIDATE, f"proposal.{wanted.value}", proposal, application)
    return proposal


def live_proposal_unscoped(session: Session, application_id: int) -> Proposal | None:
    """Return the proposal that holds a place for this application, if there is one."""
    return session.scalar(
        select(Proposal)
        .where(Proposal.application_id == application_id, Proposal.position_id.is_not(None))
        .execution_options(populate_existing=True)
    )


def accepted_proposal_unscoped(session: Session, application: Application) -> Proposal:
    """Return the proposal to which the candidate has said yes; Conflict if there is none."""
    proposal = live_proposal_unscoped(session, application.id)
    if proposal is None or application.status is not ApplicationStatus.ACCEPTED:
        raise Conflict("not_accepted", "The candidate has not said yes to a place yet.")
    return proposal


def _expire_overdue(session: Session, application_id: int, placement_id: int) -> None:
    """Free the places of those who did not answer in time: of this candidate, and of everybody there."""
    overdue = session.scalars(
        select(Proposal)
        .where(
            Proposal.status == ProposalStatus.OPEN,
            Proposal.expires_at <= clock.now(),
            or_(Proposal.application_id == application_id, Proposal.vacancy_placement_id == placement_id),
        )
        .execution_options(populate_existing=True)
    )
    for proposal in overdue:
        _end(proposal, ProposalStatus.EXPIRED)
        proposal.application.status = ApplicationStatus.SHORTLISTED
        _record(session, SYSTEM, "proposal.expired", proposal, proposal.application)


def _check_terms(placement: VacancyPlacement, terms: Terms) -> None:
    if terms.starts_on < clock.today():
        raise Invalid("starts_on", "First day must be today or later", "starts_on")
    if not placement.hours_from_min <= terms.week_min <= placement.hours_to_min:
        raise Invalid("hours", f"Hours a week must be {placement.hours} at {placement.title}", "hours")
    if not 1 <= terms.answer_days <= rules.ANSWER_DAYS_MAX:
        raise Invalid("answer_days", f"Days to answer must be 1 to {rules.ANSWER_DAYS_MAX}", "answer_days")


def _overdue(proposal: Proposal) -> bool:
    return rules.is_overdue(proposal.status, proposal.expires_at, clock.now())


def _end(proposal: Proposal, status: ProposalStatus) -> None:
    """End a proposal and free the position that it held."""
    proposal.status, proposal.position_id, proposal.decided_at = status, None, clock.now()


def _record(
    session: Session, actor: Actor, action: str, proposal: Proposal, application: Application
) -> None:
    organisation_id = application.vacancy.organisation_id
    audit.record(
        session,
        actor,
        action,
        proposal,
        organisation_id=organisation_id,
        application=application.reference,
        placement_id=proposal.vacancy_placement_id,
    )
