"""What one employer asks and takes back is not for those of another; nobody verifies themselves."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.checks.details import CheckKind
from workforce.checks.models import Check, CheckState
from workforce.core import clock
from workforce.core.access import Role
from workforce.organisations.models import Organisation
from workforce.people.models import Person, RegistrationStatus

#: What stands between the asking employer and the person.
PRIVATE = {"note": "Booked on Wednesday", "question": "Why did you leave Spain?", "answer": "For my mother"}


@pytest.fixture
def employers(make: Factory) -> tuple[Organisation, Organisation]:
    """Two employers of the same person."""
    return make.organisation(), make.organisation()


@pytest.fixture
def person(make: Factory, employers: tuple[Organisation, Organisation]) -> Person:
    """Somebody who works for both."""
    person = make.person()
    for employer in employers:
        make.employment(person, employer)
    return person


def passport(browser: FlaskClient, employer: Organisation, person: Person) -> str:
    """Return the passport as a verifier of an employer reads it."""
    return browser.get(f"/organisations/{employer.id}/people/{person.id}").text


@pytest.mark.parametrize("told", [("note",), ("question",), ("question", "answer")])
def test_a_question_is_between_the_person_and_who_asks(
    make: Factory,
    sign_in: SignIn,
    employers: tuple[Organisation, Organisation],
    person: Person,
    told: tuple[str, ...],
) -> None:
    """The other employer sees that something is under way, and not what."""
    asking, other = employers
    said: dict[str, Any] = {name: PRIVATE[name] for name in told}
    make.check(person, asking, CheckKind.CRIMINAL_RECORD, state=CheckState.AWAITING, outcome=None, **said)
    asker = sign_in.as_role(Role.VERIFIER, organisation_id=asking.id)
    stranger = sign_in.as_role(Role.VERIFIER, organisation_id=other.id)
    for words in said.values():
        assert words in passport(asker, asking, person)
        assert words not in passport(stranger, other, person)
    assert asking.name in passport(stranger, other, person)


def test_why_a_verification_was_taken_back_is_not_for_others(
    make: Factory, sign_in: SignIn, employers: tuple[Organisation, Organisation], person: Person
) -> None:
    """That it no longer counts is for everybody who relied on it; why is not."""
    taking, other = employers
    make.check(
        person,
        taking,
        CheckKind.CRIMINAL_RECORD,
        state=CheckState.WITHDRAWN,
        withdrawn_on=clock.today(),
        withdrawn_because="A caution was not declared",
    )
    shown = passport(sign_in.as_role(Role.VERIFIER, organisation_id=other.id), other, person)
    assert f"{taking.name} took this back" in shown
    assert "caution" not in shown


def test_nobody_does_their_own_checks(make: Factory, sign_in: SignIn) -> None:
    """A verifier is a person with a passport too, and somebody else verifies that."""
    trust, verifier = make.organisation(), make.person()
    make.employment(verifier, trust)
    held = make.check(verifier, trust, CheckKind.CRIMINAL_RECORD)
    entry = make.registration(verifier)
    browser = sign_in.as_role(Role.VERIFIER, verifier, organisation_id=trust.id)
    own = f"/organisations/{trust.id}"
    sent = {
        f"{own}/people/{verifier.id}/checks/work-health": {"outcome": "met", "done": "y"},
        f"{own}/checks/{held.id}/withdraw": {"because": "It says too little"},
        f"{own}/registrations/{entry.id}": {
            "status": "registered",
            "part": "adult nurse",
            "done": "y",
            "expires_on-day": "1",
            "expires_on-month": "2",
            "expires_on-year": "2030",
        },
    }
    for address, answers in sent.items():
        refused = browser.post(address, data=answers)
        assert (refused.status_code, "Ask another verifier" in refused.text) == (403, True), refused.text[
            :300
        ]
    make.session.expire_all()
    checks = make.session.query(Check).filter_by(person_id=verifier.id).all()
    assert [check.state for check in checks] == [CheckState.VERIFIED]
    assert entry.status is RegistrationStatus.AWAITING
