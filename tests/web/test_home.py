"""The home page says what needs each kind of user today, and nothing that is not theirs."""

from __future__ import annotations

from datetime import timedelta

from tests.factories import Factory, london
from tests.web.conftest import SignIn
from workforce.checks.details import CheckKind
from workforce.checks.models import Check
from workforce.core import clock
from workforce.core.access import Role


def test_a_member_of_staff_sees_their_next_duty(sign_in: SignIn, make: Factory) -> None:
    """The very next one, wherever it is."""
    person, trust = make.person(), make.organisation()
    make.booking(person, trust, london(clock.today() + timedelta(days=3)), label="Early, Swanage")
    make.booking(person, trust, london(clock.today() + timedelta(days=2)), label="Late, Wareham")
    page = sign_in.as_person(person).get("/home").text
    assert "Next duty: Late, Wareham" in page
    assert "Swanage" not in page


def test_a_verifier_sees_how_much_waits_at_their_own_organisation(sign_in: SignIn, make: Factory) -> None:
    """What waits elsewhere is not theirs."""
    own, other = make.organisation(), make.organisation()
    for organisation, how_many in ((own, 2), (other, 3)):
        for _ in range(how_many):
            make.add(
                Check(
                    person_id=make.employment(organisation=organisation).person_id,
                    kind=CheckKind.IDENTITY,
                    organisation_id=organisation.id,
                    asked_on=clock.today(),
                )
            )
    page = sign_in.as_role(Role.VERIFIER, organisation_id=own.id).get("/home").text
    assert "2 things to verify" in page
    assert "3 things to verify" not in page


def test_a_question_waits_for_the_person_it_was_asked_of(sign_in: SignIn, make: Factory) -> None:
    """Once it is answered it waits no longer."""
    contract = make.employment()
    check = make.add(
        Check(
            person_id=contract.person_id,
            kind=CheckKind.IDENTITY,
            organisation_id=contract.organisation_id,
            asked_on=clock.today(),
            question="Which name is on your passport?",
        )
    )
    browser = sign_in.as_person(contract.person)
    assert "Which name is on your passport?" in browser.get("/home").text
    check.answer = "My married name"
    make.session.commit()
    assert "Which name is on your passport?" not in browser.get("/home").text
