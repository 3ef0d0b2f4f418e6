"""The home page names what waits about passports and placements, each with its way there."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.checks.models import CheckState
from workforce.core import clock
from workforce.core.access import SYSTEM, Role
from workforce.placements.models import PlacementStatus
from workforce.readiness.services import load_acceptance_rules


def test_what_needs_a_member_of_staff(session: Session, sign_in: SignIn, make: Factory) -> None:
    """Gaps at the employer, a question, and a placement to answer."""
    contract = make.employment()
    load_acceptance_rules(session, SYSTEM)
    trust = contract.organisation
    make.check(contract.person, trust, state=CheckState.AWAITING, outcome=None, question="Which name?")
    make.placement(contract, make.organisation(name="Harbour Lights"), status=PlacementStatus.EMPLOYER_AGREED)
    page = sign_in.as_person(contract.person).get("/home").text
    assert f"{trust.name}: 17 gaps" in page
    assert "Which name?" in page and "Harbour Lights would like to place you" in page


def test_what_needs_a_verifier(session: Session, sign_in: SignIn, make: Factory) -> None:
    """Open checks of one's own people, without those that wait for the person, and a placement to answer."""
    contract = make.employment()
    trust = contract.organisation
    make.check(contract.person, trust, state=CheckState.AWAITING, outcome=None)
    asked = make.employment(organisation=trust).person
    make.check(asked, trust, state=CheckState.AWAITING, outcome=None, question="Which name?")
    make.placement(
        contract,
        make.organisation(),
        status=PlacementStatus.ASKED,
        starts_on=clock.today() + timedelta(days=9),
    )
    page = sign_in.as_role(Role.VERIFIER, organisation_id=trust.id).get("/home").text
    assert "1 thing to verify" in page and f"would like to place {contract.person.name}" in page


def test_nothing_of_others(session: Session, sign_in: SignIn, make: Factory) -> None:
    """Another organisation's work is nobody else's."""
    contract = make.employment()
    make.check(contract.person, contract.organisation, state=CheckState.AWAITING, outcome=None)
    make.placement(contract, make.organisation(), status=PlacementStatus.ASKED)
    page = sign_in.as_role(Role.VERIFIER, organisation_id=make.organisation().id).get("/home").text
    assert "to verify" not in page and "would like to place" not in page
