"""The life of a check: asked for, questioned, verified, withdrawn, superseded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.checks.details import CheckKind, Details
from workforce.checks.models import Check, CheckMethod, CheckOutcome, CheckState
from workforce.core import audit, clock
from workforce.core.access import Actor
from workforce.core.errors import Conflict, Invalid, NotAllowed
from workforce.people.models import Person
from workforce.people.rules import first_day_of_training
from workforce.people.services import check_age_then


@dataclass(frozen=True, slots=True)
class Finding:
    """What a verifier found: how they looked, what it came to, and what the check records."""

    method: CheckMethod
    outcome: CheckOutcome
    details: Details
    #: The last valid day, where the law or a permission sets one.
    expires_on: date | None = None
    follow_up_on: date | None = None


def ask_for_check(
    session: Session, actor: Actor, person_id: int, organisation_id: int, kind: CheckKind, note: str = ""
) -> Check:
    """Put a check on the work-list of an employer; one that is already there is returned unchanged."""
    if known := _find(session, person_id, organisation_id, kind, CheckState.AWAITING):
        return known
    check = Check(
        person_id=person_id,
        organisation_id=organisation_id,
        kind=kind,
        state=CheckState.AWAITING,
        asked_on=clock.today(),
        note=note,
    )
    session.add(check)
    session.flush()
    _record(session, actor, "check.asked", check)
    return check


def verify_check(
    session: Session, actor: Actor, person_id: int, organisation_id: int, kind: CheckKind, finding: Finding
) -> Check:
    """Record what an employer found; its earlier check of the same kind is superseded.

    Checks by other employers stay as they are. Readiness counts the new check at once, unless it was not met.
    """
    _must_be_somebody_else(actor, person_id)
    today = clock.today()
    if finding.expires_on is not None and finding.expires_on < today:
        raise Invalid("runs_out_before_today", "The last day allowed must be today or later", "until")
    _check_age(session.get_one(Person, person_id), finding.details)
    if earlier := _find(session, person_id, organisation_id, kind, CheckState.VERIFIED):
        earlier.state = CheckState.SUPERSEDED
        session.flush()
    check = _find(session, person_id, organisation_id, kind, CheckState.AWAITING)
    if check is None:
        check = Check(person_id=person_id, organisation_id=organisation_id, kind=kind, asked_on=today)
        session.add(check)
    check.state = CheckState.VERIFIED
    check.question = check.answer = ""
    check.method = finding.method
    check.outcome = finding.outcome
    check.set_content(finding.details)
    check.verified_on = check.valid_from = today
    check.verified_by_account_id = actor.account_id
    check.expires_on = finding.expires_on
    check.follow_up_on = finding.follow_up_on
    session.flush()
    _record(session, actor, "check.verified", check, outcome=finding.outcome.value)
    return check


def send_back(session: Session, actor: Actor, check: Check, question: str) -> None:
    """Ask the person something before the check can go on; it waits for their answer."""
    if check.state is not CheckState.AWAITING:
        raise Conflict("check_not_open", "This check is no longer open. Go back to the work-list.")
    check.question, check.answer = question, ""
    _record(session, actor, "check.questioned", check)


def answer_question(session: Session, actor: Actor, check: Check, answer: str) -> None:
    """Answer the verifier's question; the check is back on the work-list."""
    if check.state is not CheckState.AWAITING or not check.question:
        raise Conflict("question_closed", "This question has been closed. You need not do anything.")
    check.answer = answer
    _record(session, actor, "check.answered", check)


def withdraw_check(session: Session, actor: Actor, check: Check, because: str) -> Check:
    """Take back a verification at once, and put the check on the work-list again; return the new one.

    Only the employer that verified it may do this; every employer that relied on it sees the gap at once.
    """
    _must_be_somebody_else(actor, check.person_id)
    if check.state is not CheckState.VERIFIED:
        raise Conflict(
            "check_not_verified", "This check is not verified now, so there is nothing to take back."
        )
    check.state = CheckState.WITHDRAWN
    check.withdrawn_on = clock.today()
    check.withdrawn_because = because
    session.flush()
    _record(session, actor, "check.withdrawn", check)
    return ask_for_check(
        session, actor, check.person_id, check.organisation_id, check.kind, "The verification was withdrawn"
    )


def _must_be_somebody_else(actor: Actor, person_id: int) -> None:
    if actor.person_id == person_id:
        raise NotAllowed("own_check", "Somebody else has to do your own checks. Ask another verifier.")


def _check_age(person: Person, details: Details) -> None:
    """Refuse a history or a certificate of somebody who was then too young to have one."""
    for field in ("starts_on", "issued_on"):
        if day := getattr(details, field, None):
            check_age_then(person, day, first_day_of_training(person.born_on, day), field)


def _find(
    session: Session, person_id: int, organisation_id: int, kind: CheckKind, state: CheckState
) -> Check | None:
    return session.scalar(
        select(Check).where(
            Check.person_id == person_id,
            Check.organisation_id == organisation_id,
            Check.kind == kind,
            Check.state == state,
        )
    )


def _record(session: Session, actor: Actor, action: str, check: Check, **detail: str) -> None:
    """Record what was done to a check and which kind it is, never what it says."""
    audit.record(
        session,
        actor,
        action,
        check,
        person_id=check.person_id,
        organisation_id=check.organisation_id,
        check=check.kind.label,
        **detail,
    )
