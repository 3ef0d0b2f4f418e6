"""Applications are taken from the public once each, and decided in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import Factory, actor
from tests.recruiting import make_application, make_placement, make_vacancy
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.audit import AuditEvent
from workforce.core.errors import Conflict, Invalid, TooMany
from workforce.recruitment import rules
from workforce.recruitment.models import Application, ApplicationAttempt
from workforce.recruitment.rules import ApplicationStatus, RightToWork, VacancyStatus
from workforce.recruitment.services.applications import ApplicationFacts, apply, decide

FACTS = ApplicationFacts(
    given_name="Tamsin",
    family_name="Loveless",
    email="tamsin@example.org",
    phone="",
    passport_number="",
    right_to_work=RightToWork.YES,
    answers={"Why?": "Because."},
    takes_other_places=False,
)
RECRUITER = actor(Role.RECRUITER)


def test_an_application_keeps_the_order_of_its_places(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    first, second, _third = (make_placement(make, vacancy) for _ in range(3))
    sent = apply(session, vacancy, FACTS, [second.id, first.id], form_key="k", network_key="n")
    assert [choice.vacancy_placement_id for choice in sent.choices] == [second.id, first.id]
    assert sent.status is ApplicationStatus.SUBMITTED


def test_the_trail_says_that_somebody_applied_and_not_who(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    apply(session, vacancy, FACTS, [make_placement(make, vacancy).id], form_key="k", network_key="n")
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event is not None
    assert (event.action, event.actor_name) == ("application.submitted", "A candidate")
    assert "Loveless" not in str(event.detail)


def test_the_same_form_sent_twice_is_one_application(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    chosen = [make_placement(make, vacancy).id]
    once = apply(session, vacancy, FACTS, chosen, form_key="k", network_key="n")
    assert apply(session, vacancy, FACTS, chosen, form_key="k", network_key="n") is once
    assert session.scalar(select(func.count()).select_from(Application)) == 1


def test_a_closed_role_takes_no_application(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make, status=VacancyStatus.CLOSED)
    placement = make_placement(make, vacancy)
    with pytest.raises(Conflict, match="has closed"):
        apply(session, vacancy, FACTS, [placement.id], form_key="k", network_key="n")


@pytest.mark.parametrize("which", ["none", "of_another_vacancy", "without_places"])
def test_only_places_on_offer_can_be_chosen(session: Session, make: Factory, which: str) -> None:
    vacancy = make_vacancy(make)
    make_placement(make, vacancy)
    chosen = {
        "none": [],
        "of_another_vacancy": [make_placement(make, make_vacancy(make)).id],
        "without_places": [make_placement(make, vacancy, places=0).id],
    }[which]
    with pytest.raises(Invalid) as refused:
        apply(session, vacancy, FACTS, chosen, form_key="k", network_key="n")
    assert refused.value.field == "choice"


def test_one_network_address_may_not_send_without_end(session: Session, make: Factory) -> None:
    """The limit is for an hour, and for that address alone."""
    vacancy = make_vacancy(make)
    chosen = [make_placement(make, vacancy).id]
    for number in range(rules.APPLICATIONS_PER_HOUR_MAX):
        apply(session, vacancy, FACTS, chosen, form_key=f"k{number}", network_key="n")
    with pytest.raises(TooMany, match="Nothing you wrote is lost"):
        apply(session, vacancy, FACTS, chosen, form_key="more", network_key="n")
    apply(session, vacancy, FACTS, chosen, form_key="other", network_key="elsewhere")
    for attempt in session.scalars(select(ApplicationAttempt)):
        attempt.at = clock.now() - timedelta(hours=2)
    apply(session, vacancy, FACTS, chosen, form_key="later", network_key="n")


def test_shortlisting_reveals_and_is_remembered(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    application = make_application(make, vacancy, make_placement(make, vacancy))
    decide(session, RECRUITER, application, ApplicationStatus.SHORTLISTED, "Kind and clear.")
    assert application.status is ApplicationStatus.SHORTLISTED
    assert application.decided_at is not None


def test_nobody_is_turned_down_without_words(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    application = make_application(make, vacancy, make_placement(make, vacancy))
    with pytest.raises(Invalid) as refused:
        decide(session, RECRUITER, application, ApplicationStatus.NOT_TAKEN, "")
    assert refused.value.field == "words"
    assert application.status is ApplicationStatus.SUBMITTED


def test_a_decision_that_does_not_fit_where_it_stands_is_refused(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    application = make_application(make, vacancy, status=ApplicationStatus.ACCEPTED)
    with pytest.raises(Conflict, match="moved on"):
        decide(session, RECRUITER, application, ApplicationStatus.SHORTLISTED, "")
