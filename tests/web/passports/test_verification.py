"""The verifier's journey: the list, a person, a check verified, questioned, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.checks.details import (
    CheckKind,
    CriminalRecordDetails,
    DBSLevel,
    Group,
    LimitCovers,
    RightToWorkDetails,
)
from workforce.checks.models import Check, CheckOutcome, CheckState
from workforce.core.access import SYSTEM, Role
from workforce.core.audit import AuditEvent
from workforce.organisations.models import Organisation
from workforce.people.models import Person, RegistrationStatus
from workforce.readiness.services import load_acceptance_rules

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-11-03 14:00", tick=False):
        yield


@pytest.fixture
def trust(make: Factory) -> Organisation:
    """The verifier's employer."""
    return make.organisation(name="Dorset HealthCare")


@pytest.fixture
def person(make: Factory, trust: Organisation) -> Person:
    """Somebody who works there."""
    person = make.person(given_name="Sunita", family_name="Mathew")
    make.employment(person, trust)
    return person


@pytest.fixture
def verifier(sign_in: SignIn, trust: Organisation) -> FlaskClient:
    """The verifier's browser."""
    return sign_in.as_role(Role.VERIFIER, organisation_id=trust.id)


def form_of(trust: Organisation, person: Person, kind: str) -> str:
    """Return the address of a check's form."""
    return f"/organisations/{trust.id}/people/{person.id}/checks/{kind}"


def test_the_list_shows_what_waits_and_what_runs_out(
    make: Factory, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """An open check and one that ends within 60 days, each with its way to deal with it."""
    make.check(person, trust, state=CheckState.AWAITING, outcome=None, note="Booked for Wednesday")
    make.check(person, trust, CheckKind.RIGHT_TO_WORK, expires_on=TODAY + timedelta(days=30))
    make.session.commit()
    first = verifier.get("/work-list").text
    assert "1 thing waits for you" in first and "Booked for Wednesday" in first
    assert "To verify (1)" in first and "Running out in 60 days (1)" in first
    second = verifier.get("/work-list/running-out").text
    assert "Right to work" in second and "Thu 3 December" in second


def test_a_later_check_keeps_an_ending_one_off_the_list(
    make: Factory, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """What was renewed by another employer needs no follow-up here."""
    make.check(person, trust, CheckKind.RIGHT_TO_WORK, expires_on=TODAY + timedelta(days=30))
    make.check(person, make.organisation(), CheckKind.RIGHT_TO_WORK)
    make.session.commit()
    page = verifier.get("/work-list/running-out").text
    assert "Nothing runs out in the next 60 days" in page
    assert "To verify (0)" in page and "Running out in 60 days (0)" in page


def test_what_ends_within_sixty_days_is_listed_and_what_ends_later_is_not(
    make: Factory, verifier: FlaskClient, trust: Organisation
) -> None:
    for days in (59, 60, 61):
        worker = make.employment(make.person(given_name=f"Ends{days}"), trust).person
        make.check(worker, trust, CheckKind.RIGHT_TO_WORK, expires_on=TODAY + timedelta(days=days))
    make.session.commit()
    page = verifier.get("/work-list/running-out").text
    assert "Running out in 60 days (2)" in page
    assert "Ends59" in page and "Ends60" in page and "Ends61" not in page


def test_a_right_to_work_with_limits(
    session: Session, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """The permission's end, the limit on hours and the follow-up are kept; readiness has it at once."""
    answers = {
        "seen": "in_person",
        "limit": "until",
        "until-day": "30",
        "until-month": "9",
        "until-year": "2027",
        "hours": "extra",
        "reference": "WE-4471",
        "done": "y",
    }
    address = form_of(trust, person, "right-to-work")
    preview = verifier.post(address, data=answers | {"answer": "preview"}).text
    assert "Follow-up on Thu 5 August" in preview and "at most 20 extra hours" in preview
    assert session.query(Check).count() == 0
    assert verifier.post(address, data=answers).status_code == 302
    check = session.query(Check).one()
    assert check.content == RightToWorkDetails(date(2027, 9, 30), 1200, LimitCovers.EXTRA, "WE-4471")
    assert (check.expires_on, check.follow_up_on) == (date(2027, 9, 30), date(2027, 8, 5))
    assert (check.verified_on, check.organisation_id) == (TODAY, trust.id)


@pytest.mark.parametrize(
    ("kind", "answers", "message"),
    [
        ("right-to-work", {"seen": "in_person", "limit": "until", "done": "y"}, "Enter last day allowed"),
        ("right-to-work", {"seen": "in_person", "limit": "none"}, "Tick the box to say that you did this"),
        ("identity", {"seen": "in_person", "documents": ["Passport"], "done": "y"}, "Choose 3 documents"),
        (
            "criminal-record",
            {"level": "standard", "workforces": "adult", "barred_lists": "adult", "done": "y"},
            "Only an enhanced certificate covers barred lists",
        ),
        ("work-health", {"done": "y"}, "Choose what occupational health said"),
        ("history-references", {"done": "y"}, "Choose whether the history is complete"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(
    session: Session,
    verifier: FlaskClient,
    trust: Organisation,
    person: Person,
    kind: str,
    answers: dict[str, str],
    message: str,
) -> None:
    """Nothing is saved, and the error stands in the summary and at its field."""
    answer = verifier.post(form_of(trust, person, kind), data=answers)
    assert answer.status_code == 400 and answer.text.count(message) == 2
    assert session.query(Check).count() == 0


def test_a_dbs_for_adults_and_readiness_for_children(
    session: Session, make: Factory, verifier: FlaskClient, trust: Organisation
) -> None:
    """The form says beforehand that an adult certificate leaves the gap of a child role open."""
    load_acceptance_rules(session, SYSTEM)
    child_worker = make.person()
    role = make.job_role(works_with_children=True, title="Children’s support worker")
    make.employment(child_worker, trust, role)
    session.commit()
    answers = {
        "level": "enhanced",
        "workforces": "adult",
        "barred_lists": "adult",
        "issued_on-day": "1",
        "issued_on-month": "10",
        "issued_on-year": "2026",
        "update_service": "no",
        "decision": "met",
        "done": "y",
    }
    address = form_of(trust, child_worker, "criminal-record")
    assert "It closes no gap there" in verifier.post(address, data=answers | {"answer": "preview"}).text
    both = answers | {"workforces": ["adult", "child"], "barred_lists": ["adult", "child"]}
    assert "It closes 1 gap" in verifier.post(address, data=both | {"answer": "preview"}).text


def test_a_check_that_is_not_met_closes_no_gap(
    session: Session, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """It is recorded, the person sees it, and no employer counts it."""
    answers = {"outcome": "not_met", "done": "y"}
    verifier.post(form_of(trust, person, "work-health"), data=answers)
    check = session.query(Check).one()
    assert check.outcome is CheckOutcome.NOT_MET and not check.counts_on(TODAY)


def test_a_new_check_replaces_ones_own_and_leaves_others(
    session: Session, make: Factory, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """What another employer verified is not ours to erase."""
    own = make.check(person, trust, CheckKind.WORK_HEALTH)
    other = make.check(person, make.organisation(), CheckKind.WORK_HEALTH)
    session.commit()
    verifier.post(form_of(trust, person, "work-health"), data={"outcome": "met", "done": "y"})
    session.expire_all()
    assert (own.state, other.state) == (CheckState.SUPERSEDED, CheckState.VERIFIED)


def test_sent_back_with_a_question(
    session: Session, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """The check is open and waits for the person."""
    verifier.post(form_of(trust, person, "identity") + "/question", data={"question": "Which name?"})
    check = session.query(Check).one()
    assert (check.state, check.question) == (CheckState.AWAITING, "Which name?")
    assert "With Sunita" in verifier.get("/work-list").text


def test_taken_back_at_once(
    session: Session, make: Factory, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """A withdrawn check counts nowhere, says why, and is on the list again."""
    check = make.check(
        person, trust, CheckKind.CRIMINAL_RECORD, CriminalRecordDetails(DBSLevel.ENHANCED, (Group.ADULT,))
    )
    session.commit()
    address = f"/organisations/{trust.id}/checks/{check.id}/withdraw"
    assert verifier.post(address, data={"because": ""}).status_code == 400
    assert verifier.post(address, data={"because": "Seen for the wrong person"}).status_code == 302
    session.expire_all()
    assert not check.counts_on(TODAY) and check.withdrawn_because == "Seen for the wrong person"
    assert "Criminal record" in verifier.get("/work-list").text
    assert verifier.post(address, data={"because": "Again"}).status_code == 404


def test_only_ones_own_verification_is_taken_back(
    make: Factory, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """Another employer's check of the same person cannot be touched."""
    check = make.check(person, make.organisation())
    make.session.commit()
    assert verifier.get(f"/organisations/{trust.id}/checks/{check.id}/withdraw").status_code == 404


def test_a_registration_is_looked_up(
    session: Session, make: Factory, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """An entry that lets somebody practise needs its last day, and it must lie ahead."""
    entry = make.registration(person)
    session.commit()
    address = f"/organisations/{trust.id}/registrations/{entry.id}"
    answers = {"status": "registered", "part": "Adult nurse", "done": "y"}
    assert "Enter the day on which the entry ends" in verifier.post(address, data=answers).text
    ends = {"expires_on-day": "31", "expires_on-month": "3"}
    past = verifier.post(address, data=answers | ends | {"expires_on-year": "2026"})
    assert "ended before today" in past.text
    assert verifier.post(address, data=answers | ends | {"expires_on-year": "2027"}).status_code == 302
    session.expire_all()
    assert (entry.status, entry.verified_on) == (RegistrationStatus.REGISTERED, TODAY)


def test_every_look_is_recorded_for_the_person(
    session: Session, sign_in: SignIn, verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """Who, why and what they saw stands on the person's own page."""
    assert verifier.get(f"/organisations/{trust.id}/people/{person.id}").status_code == 200
    event = session.query(AuditEvent).filter_by(action="passport.looked_at").one()
    assert (event.person_id, event.organisation_id) == (person.id, trust.id)
    own = sign_in.as_person(person).get("/passport/").text
    assert "To verify and to follow up" in own and "your whole passport" in own


def test_nobody_elses_people_can_be_seen(
    session: Session, make: Factory, verifier: FlaskClient, trust: Organisation
) -> None:
    """Somebody who works elsewhere, or has left, looks the same as nobody; no look is recorded."""
    stranger = make.employment().person
    leaver = make.employment(organisation=trust, ended_on=TODAY - timedelta(days=1)).person
    session.commit()
    for unseen in (stranger, leaver):
        assert verifier.get(f"/organisations/{trust.id}/people/{unseen.id}").status_code == 404
        assert verifier.post(form_of(trust, unseen, "identity"), data={}).status_code == 404
    assert session.query(AuditEvent).filter_by(action="passport.looked_at").count() == 0


def test_an_unknown_kind_of_check_is_an_unknown_page(
    verifier: FlaskClient, trust: Organisation, person: Person
) -> None:
    """An address that was made up leads nowhere."""
    assert verifier.get(form_of(trust, person, "astrology")).status_code == 404
