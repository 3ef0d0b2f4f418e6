"""Taking applications from the public, and deciding whom to shortlist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workforce.core import audit, clock
from workforce.core.access import Actor
from workforce.core.errors import Conflict, Invalid, TooMany
from workforce.recruitment import rules
from workforce.recruitment.models import (
    Application,
    ApplicationAttempt,
    ApplicationChoice,
    Vacancy,
)
from workforce.recruitment.rules import ApplicationStatus, RightToWork

#: Candidates have no account: what they do is recorded under this name.
CANDIDATE = Actor(account_id=None, person_id=None, name="A candidate")
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What a candidate says about themselves."""

    given_name: str
    family_name: str
    email: str
    phone: str
    passport_number: str
    right_to_work: RightToWork
    answers: dict[str, Any]
    takes_other_places: bool


def apply(
    session: Session,
    vacancy: Vacancy,
    facts: ApplicationFacts,
    placement_ids: Sequence[int],
    *,
    form_key: str,
    network_key: str,
) -> Application:
    """Take an application with its ranked placements; the same form sent again changes nothing."""
    sent = session.scalar(select(Application).where(Application.form_key == form_key))
    if sent is not None:
        return sent
    if not rules.takes_applications(vacancy.status, vacancy.closes_on, clock.today()):
        raise Conflict(
            "closed", "This role has closed, so applications are no longer taken. See what is open."
        )
    offered = {placement.id for placement in vacancy.placements if placement.positions}
    if not placement_ids or not set(placement_ids) <= offered:
        raise Invalid("choices", "Choose at least one of the places on offer", "choice")
    _count_attempt(session, network_key)
    application = Application(
        reference=rules.new_reference("A"),
        vacancy_id=vacancy.id,
        submitted_at=clock.now(),
        form_key=form_key,
        **asdict(facts),
    )
    application.choices = [
        ApplicationChoice(vacancy_placement_id=placement_id, rank=rank)
        for rank, placement_id in enumerate(dict.fromkeys(placement_ids), start=1)
    ]
    session.add(application)
    audit.record(
        session, CANDIDATE, "application.submitted", application, organisation_id=vacancy.organisation_id
    )
    return application


def decide(
    session: Session, actor: Actor, application: Application, decision: ApplicationStatus, words: str
) -> None:
    """Shortlist an application, or not, with the words that the candidate will be told."""
    lock(session, application)
    if decision is application.status:
        return
    if decision not in rules.DECISIONS.get(application.status, ()):
        raise Conflict(
            "decided",
            "This application has moved on since you opened the page. Look at where it stands now.",
        )
    if decision is ApplicationStatus.NOT_TAKEN and not words:
        raise Invalid("words", "Enter what the candidate will be told, and why", "words")
    application.status = decision
    application.decision_words = words
    application.decided_at = clock.now()
    audit.record(
        session,
        actor,
        f"application.{decision.value}",
        application,
        organisation_id=application.vacancy.organisation_id,
    )


def lock(session: Session, application: Application) -> None:
    """Lock the vacancy until the transaction ends, and read the application again.

    All that changes an application or a proposal does this first, so that changes run one after another.
    """
    session.execute(select(Vacancy.id).where(Vacancy.id == application.vacancy_id).with_for_update())
    session.refresh(application)


def _count_attempt(session: Session, network_key: str) -> None:
    """Count an application from a network address, and refuse it if there were too many in the last hour."""
    now = clock.now()
    session.execute(delete(ApplicationAttempt).where(ApplicationAttempt.at < now - _HOUR))
    sent = session.scalar(
        select(func.count())
        .select_from(ApplicationAttempt)
        .where(ApplicationAttempt.key == network_key, ApplicationAttempt.at >= now - _HOUR)
    )
    if sent is not None and sent >= rules.APPLICATIONS_PER_HOUR_MAX:
        raise TooMany(
            "too_many_applications",
            "Many applications have come from your internet connection in the last hour. "
            "Nothing you wrote is lost: wait an hour and send it again, or call the number on the job page.",
        )
    session.add(ApplicationAttempt(key=network_key, at=now))
