"""The list of an organisation's people, bringing somebody in, and letting somebody go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.checks.models import Check, CheckState
from workforce.core import clock
from workforce.core.access import SYSTEM, Role
from workforce.core.paging import PAGE_ROWS
from workforce.employments.models import Employment
from workforce.organisations.models import Organisation
from workforce.people.models import Person
from workforce.people.rules import is_passport_number
from workforce.readiness.services import load_acceptance_rules


@pytest.fixture
def trust(make: Factory) -> Organisation:
    """The verifier's employer."""
    return make.organisation()


@pytest.fixture
def verifier(sign_in: SignIn, trust: Organisation) -> FlaskClient:
    """The verifier's browser."""
    return sign_in.as_role(Role.VERIFIER, organisation_id=trust.id)


def newcomer(role_id: int) -> dict[str, str]:
    """Return the answers about somebody who starts in a month."""
    first = clock.today() + timedelta(days=30)
    return {
        "given_name": "Freya",
        "family_name": "Galpin",
        "born_on-day": "14",
        "born_on-month": "may",
        "born_on-year": "1998",
        "job_role": str(role_id),
        "kind": "permanent",
        "week_hours": "37.5",
        "started_on-day": str(first.day),
        "started_on-month": str(first.month),
        "started_on-year": str(first.year),
    }


def test_only_ones_own_people_are_listed(verifier: FlaskClient, make: Factory, trust: Organisation) -> None:
    """Employed or placed here; neither strangers nor those who have left."""
    make.employment(make.person(family_name="Employed"), trust)
    make.placement(make.employment(make.person(family_name="Placed")), trust)
    make.employment(make.person(family_name="Stranger"))
    gone = clock.today() - timedelta(days=1)
    make.employment(make.person(family_name="Leaver"), trust, ended_on=gone)
    make.session.commit()
    page = verifier.get("/people").text
    assert "Employed" in page and "Placed" in page
    assert "Stranger" not in page and "Leaver" not in page


@pytest.mark.parametrize("search", ["galp", "Freya Galpin", "GALPIN freya", "number"])
def test_people_are_found(verifier: FlaskClient, make: Factory, trust: Organisation, search: str) -> None:
    """By parts of the name in any order and case, or by the passport number as it is written."""
    person = make.person(given_name="Freya", family_name="Galpin")
    make.employment(person, trust)
    make.employment(make.person(given_name="Luis", family_name="Andrade"), trust)
    make.session.commit()
    number = f"{person.passport_number[:5]} {person.passport_number[5:]}"
    page = verifier.get("/people", query_string={"q": number if search == "number" else search}).text
    assert "Galpin, Freya" in page and "Andrade" not in page


def test_a_percent_sign_finds_nobody(verifier: FlaskClient, make: Factory, trust: Organisation) -> None:
    """What somebody types is text, not a pattern."""
    make.employment(organisation=trust)
    make.session.commit()
    assert "Nobody matches" in verifier.get("/people?q=%25").text


def test_a_long_list_comes_in_pages(verifier: FlaskClient, make: Factory, trust: Organisation) -> None:
    """The second page begins where the first ended, and one beyond the end is the last."""
    for _ in range(PAGE_ROWS + 1):
        make.employment(organisation=trust)
    make.session.commit()
    assert f"1 to {PAGE_ROWS} of {PAGE_ROWS + 1}" in verifier.get("/people").text
    assert f"{PAGE_ROWS + 1} to {PAGE_ROWS + 1} of {PAGE_ROWS + 1}" in verifier.get("/people?page=99").text


def test_a_newcomer_gets_a_passport_and_checks_to_make(
    session: Session, verifier: FlaskClient, make: Factory, trust: Organisation
) -> None:
    """Person, number, contract, and the checks that the role needs on the work-list with the start date."""
    load_acceptance_rules(session, SYSTEM)
    role = make.job_role()
    session.commit()
    answer = verifier.post(f"/organisations/{trust.id}/people/add", data=newcomer(role.id))
    assert answer.status_code == 302
    person = session.query(Person).filter_by(family_name="Galpin").one()
    assert is_passport_number(person.passport_number)
    assert session.query(Employment).filter_by(person_id=person.id).one().week_min == 2250
    checks = session.query(Check).filter_by(person_id=person.id).all()
    assert len(checks) == 5 and {check.state for check in checks} == {CheckState.AWAITING}
    assert "hold up a start date" in verifier.get("/work-list").text


def test_nothing_is_half_saved(
    session: Session, verifier: FlaskClient, make: Factory, trust: Organisation
) -> None:
    """One wrong answer, and neither person nor contract is there; what was typed still is."""
    role = make.job_role()
    session.commit()
    answers = newcomer(role.id) | {"week_hours": "60.25"}
    answer = verifier.post(f"/organisations/{trust.id}/people/add", data=answers)
    assert answer.status_code == 400 and "must be 60 or less" in answer.text
    assert 'value="Galpin"' in answer.text
    assert session.query(Person).filter_by(family_name="Galpin").count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"born_on-year": "2021"}, "when school is over"),
        ({"born_on-year": "1900"}, "must be on or after"),
        ({"started_on-year": "1900"}, "must be on or after"),
        ({"started_on-year": "2190"}, "must be on or before"),
        ({"week_hours": "37,5"}, "with a full stop for the decimals"),
        ({"week_hours": "61"}, "must be 60 or less"),
    ],
)
def test_a_slip_of_the_fingers_is_said_beside_it_and_stays(
    session: Session,
    verifier: FlaskClient,
    make: Factory,
    trust: Organisation,
    typed: dict[str, str],
    said: str,
) -> None:
    role = make.job_role()
    session.commit()
    address = f"/organisations/{trust.id}/people/add"
    answer = verifier.post(address, data=newcomer(role.id) | typed)
    ((name, value),) = typed.items()
    assert answer.status_code == 400 and said in answer.text
    assert f'value="{value}"' in answer.text and f'id="{name.split("-")[0]}-error"' in answer.text
    assert session.query(Person).filter_by(family_name="Galpin").count() == 0


def test_a_contract_ends(session: Session, verifier: FlaskClient, make: Factory, trust: Organisation) -> None:
    """Not before it began; with its reason, for the next employer in care."""
    contract = make.employment(organisation=trust, started_on=date(2020, 1, 6))
    session.commit()
    address = f"/organisations/{trust.id}/employments/{contract.id}/end"
    answers = {"reason": "Moved away", "ended_on-day": "31", "ended_on-month": "3", "ended_on-year": "2019"}
    early = verifier.post(address, data=answers)
    assert early.status_code == 400 and "on or after the first day" in early.text
    assert verifier.post(address, data=answers | {"ended_on-year": "2026"}).status_code == 302
    session.expire_all()
    assert (contract.ended_on, contract.reason_for_leaving) == (date(2026, 3, 31), "Moved away")
