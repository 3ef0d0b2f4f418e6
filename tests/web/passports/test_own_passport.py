"""What people see of their own passport."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.checks.details import CheckKind, HistoryDetails, IdentityDetails
from workforce.checks.models import Check, CheckState
from workforce.core import clock
from workforce.core.access import SYSTEM
from workforce.core.words import long_date, short_date
from workforce.organisations.models import OrganisationKind, Sector
from workforce.people.models import Person, Registration, RegistrationStatus
from workforce.readiness.evidence import EvidenceKind
from workforce.readiness.models import AcceptanceRule
from workforce.readiness.services import load_acceptance_rules


@pytest.fixture
def person(make: Factory) -> Person:
    """Somebody with a job at a trust that asks for nothing but an identity check."""
    person = make.person(given_name="Grace", family_name="Adeyemi")
    employment = make.employment(person)
    make.add(
        AcceptanceRule(
            organisation_id=employment.organisation_id,
            key="identity",
            kind=EvidenceKind.CHECK,
            code=CheckKind.IDENTITY.value,
            label="Identity",
            closed_by="you, then your employer",
            lead_days=2,
            valid_from=clock.today() - timedelta(days=1),
            source="The trust's board",
        )
    )
    return person


def test_a_gap_is_named_with_what_to_do(sign_in: SignIn, person: Person) -> None:
    """Not ready, what is missing, and by when it could be closed: an identity check takes two days."""
    browser = sign_in.as_person(person)
    page = browser.get("/passport/").text
    assert "0 of 1" in page and "1 gap" in page
    day_after_tomorrow = clock.today() + timedelta(days=2)
    assert f"You could be ready on {short_date(day_after_tomorrow)}<" in page
    address = re.search(r"/passport/ready-at/\d+/\d+", page)
    assert address
    there = browser.get(address[0]).text
    assert "0 of 1 things they ask for are met" in there and "Not ready: 1 gap" in there
    assert f'<dd class="answer__value">{long_date(day_after_tomorrow)}</dd>' in there
    assert f"<dt>Done by, at the earliest</dt><dd>{short_date(day_after_tomorrow)}</dd>" in there


def test_a_verified_check_makes_ready(sign_in: SignIn, make: Factory, person: Person) -> None:
    """The same check closes the gap."""
    make.check(person, make.organisation())
    page = sign_in.as_person(person).get("/passport/").text
    assert "1 of 1" in page and "Ready, no end date" in page


def test_readiness_that_ends_soon_is_announced(sign_in: SignIn, make: Factory, person: Person) -> None:
    """The top of the page says what runs out and when."""
    make.check(person, make.organisation(), expires_on=clock.today() + timedelta(days=10))
    page = sign_in.as_person(person).get("/passport/").text
    assert f"Identity runs out on {short_date(clock.today() + timedelta(days=10))}" in page
    assert "10 days left" in page


def test_a_nursing_home_asks_for_more_than_a_hospital(
    session: Session, sign_in: SignIn, make: Factory, person: Person
) -> None:
    """The page of a possible host shows each gap with what is there, why that is not enough, and who acts."""
    home = make.organisation(name="Harbour Lights", kind=OrganisationKind.CARE_HOME, sector=Sector.CARE)
    load_acceptance_rules(session, SYSTEM)
    nhs = HistoryDetails(
        starts_on=clock.today() - timedelta(days=2000), checked_on=clock.today(), references=2
    )
    make.check(person, make.organisation(), CheckKind.HISTORY_REFERENCES, nhs)
    make.check(person, make.organisation(), CheckKind.IDENTITY, IdentityDetails(("Passport",), None))
    page = sign_in.as_person(person).get(f"/passport/ready-at/{home.id}/{make.job_role().id}").text
    assert "Harbour Lights" in page and "Not ready" in page
    assert "Full work history" in page and "Care law asks for all of it" in page
    assert "A recent photo" in page and "There is no dated photo" in page


def test_looking_elsewhere_leads_to_the_answer(sign_in: SignIn, make: Factory, person: Person) -> None:
    """Choosing an employer and a role opens the page about them; choosing nothing says so."""
    browser = sign_in.as_person(person)
    host, role = make.organisation(), make.job_role()
    make.session.commit()
    answer = browser.get(f"/passport/elsewhere?employer={host.id}&role={role.id}")
    assert answer.status_code == 302 and answer.location == f"/passport/ready-at/{host.id}/{role.id}"
    assert "Choose employer" in browser.get("/passport/elsewhere?employer=&role=").text


def test_a_question_is_answered_once(
    session: Session, sign_in: SignIn, make: Factory, person: Person
) -> None:
    """The verifier's question stands on the page; an empty answer is refused; the answer goes back."""
    check = make.check(
        person, make.organisation(), state=CheckState.AWAITING, question="Which name is on it?", outcome=None
    )
    browser = sign_in.as_person(person)
    assert "Which name is on it?" in browser.get("/passport/").text
    address = f"/passport/checks/{check.id}/answer"
    empty = browser.post(address, data={"answer": " "})
    assert empty.status_code == 400 and "Enter your answer" in empty.text
    assert browser.post(address, data={"answer": "My maiden name"}).status_code == 302
    session.expire_all()
    assert session.get(Check, check.id).answer == "My maiden name"  # type: ignore[union-attr]


def test_somebody_elses_question_does_not_exist(sign_in: SignIn, make: Factory, person: Person) -> None:
    """Walking the numbers finds nothing."""
    check = make.check(make.person(), make.organisation(), state=CheckState.AWAITING, question="Why?")
    assert sign_in.as_person(person).get(f"/passport/checks/{check.id}/answer").status_code == 404


def test_a_registration_is_told_and_awaits_a_verifier(
    session: Session, sign_in: SignIn, make: Factory, person: Person
) -> None:
    """It stands in the passport, counts for nothing yet, and nobody can claim the same number."""
    browser = sign_in.as_person(person)
    told = {"register": "nmc", "part": "Adult nurse", "number": "19j 2341e"}
    assert browser.post("/passport/registrations/add", data=told).status_code == 302
    entry = session.query(Registration).filter_by(person_id=person.id).one()
    assert (entry.number, entry.part, entry.status) == (
        "19J2341E",
        "adult nurse",
        RegistrationStatus.AWAITING,
    )
    other = sign_in.as_person(make.person()).post("/passport/registrations/add", data=told)
    assert other.status_code == 409 and "already in a passport" in other.text


def test_the_number_of_a_registration_is_masked(sign_in: SignIn, make: Factory, person: Person) -> None:
    """Whoever glances at a phone reads only its ends."""
    make.registration(
        person,
        number="19J2341E",
        status=RegistrationStatus.REGISTERED,
        verified_on=clock.today(),
        expires_on=clock.today() + timedelta(days=200),
    )
    page = sign_in.as_person(person).get("/passport/").text
    assert "19J••••E" in page and "19J2341E" not in page
