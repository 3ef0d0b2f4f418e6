"""A placement from the asking to its end, seen by each of its three parties."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.audit import AuditEvent
from workforce.employments.models import Employment
from workforce.organisations.models import Organisation
from workforce.placements.models import Placement, PlacementStatus
from workforce.placements.queries import active_placements_unscoped


@pytest.fixture
def contract(make: Factory) -> Employment:
    """Grace Adeyemi's contract with a trust."""
    return make.employment(make.person(given_name="Grace", family_name="Adeyemi"))


@pytest.fixture
def host(make: Factory) -> Organisation:
    """A nursing home that would like to place her."""
    return make.organisation(name="Harbour Lights")


def asked(contract: Employment, **other: str) -> dict[str, str]:
    """Return the answers of the form, from next month for a month."""
    first = clock.today() + timedelta(days=30)
    last = first + timedelta(days=30)
    return {
        "passport_number": contract.person.passport_number,
        "family_name": "adeyemi",
        "job_role": str(contract.job_role_id),
        "description": "Two days a week",
        **_boxes("starts_on", first),
        **_boxes("ends_on", last),
    } | other


def _boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.fixture
def host_verifier(sign_in: SignIn, host: Organisation) -> FlaskClient:
    """The host's browser."""
    return sign_in.as_role(Role.VERIFIER, organisation_id=host.id)


def test_the_whole_way(
    session: Session,
    sign_in: SignIn,
    contract: Employment,
    host: Organisation,
    host_verifier: FlaskClient,
) -> None:
    """Each party acts in its turn; only then does anybody count on the person."""
    employer = sign_in.as_role(Role.VERIFIER, organisation_id=contract.organisation_id)
    person = sign_in.as_person(contract.person)
    answers = asked(contract)
    assert host_verifier.post(f"/organisations/{host.id}/placements/ask", data=answers).status_code == 302
    placement = session.query(Placement).one()
    at_host = f"/organisations/{host.id}/placements/{placement.id}"
    at_employer = f"/organisations/{contract.organisation_id}/placements/{placement.id}"
    mine = f"/passport/placements/{placement.id}"
    steps = [
        (employer, at_employer, "Do you agree?"),
        (person, mine, "Do you agree?"),
        (host_verifier, at_host, "Do you accept?"),
    ]
    far = date(2100, 1, 1)
    for browser, address, question in steps:
        assert active_placements_unscoped(session, [contract.person_id], clock.today(), far) == []
        for other, elsewhere, _ in steps:
            if other is not browser:
                assert other.post(f"{elsewhere}/agree").status_code == 409
        assert question in browser.get(address).text
        assert browser.post(f"{address}/agree").status_code == 302
    session.expire_all()
    assert active_placements_unscoped(session, [contract.person_id], clock.today(), far) == [placement]
    assert "Agreed" in person.get("/passport/").text


def test_a_guessed_number_finds_nobody(
    session: Session, contract: Employment, host: Organisation, host_verifier: FlaskClient
) -> None:
    """A number with the wrong name gets the same answer as a number that nobody has."""
    address = f"/organisations/{host.id}/placements/ask"
    wrong_name = host_verifier.post(address, data=asked(contract, family_name="Smith"))
    no_number = host_verifier.post(address, data=asked(contract, passport_number="D 0000 0000 0"))
    for answer in (wrong_name, no_number):
        assert answer.status_code == 400 and "Check both with the person" in answer.text
    assert session.query(Placement).count() == 0


def test_asking_twice_for_the_same_time_is_refused(
    contract: Employment, host: Organisation, host_verifier: FlaskClient
) -> None:
    """The second asking says that there is one already."""
    address = f"/organisations/{host.id}/placements/ask"
    assert host_verifier.post(address, data=asked(contract)).status_code == 302
    again = host_verifier.post(address, data=asked(contract))
    assert again.status_code == 409 and "already placed with you" in again.text


def test_the_person_says_no(
    session: Session, sign_in: SignIn, make: Factory, contract: Employment, host: Organisation
) -> None:
    """With a reason that all read; without one the page asks for it."""
    placement = make.placement(contract, host, status=PlacementStatus.EMPLOYER_AGREED)
    browser = sign_in.as_person(contract.person)
    address = f"/passport/placements/{placement.id}/decline"
    assert "Say why not" in browser.post(address, data={"because": ""}).text
    browser.post(address, data={"because": "Too far by bus"})
    session.expire_all()
    assert (placement.status, placement.closed_because) == (PlacementStatus.DECLINED, "Too far by bus")


def test_an_active_placement_ends_early(
    session: Session, make: Factory, contract: Employment, host: Organisation, host_verifier: FlaskClient
) -> None:
    """It holds to the last day given and no longer; a day outside is refused."""
    placement = make.placement(contract, host)
    session.commit()
    address = f"/organisations/{host.id}/placements/{placement.id}/end"
    outside = host_verifier.post(address, data={"because": "x"} | _boxes("last_day", date(2040, 1, 1)))
    assert outside.status_code == 400 and "must lie within the placement" in outside.text
    tomorrow = clock.today() + timedelta(days=1)
    host_verifier.post(address, data={"because": "Ward closes"} | _boxes("last_day", tomorrow))
    session.expire_all()
    assert placement.holds_on(tomorrow) and not placement.holds_on(tomorrow + timedelta(days=1))


def test_the_host_sees_no_gaps_before_the_person_agrees(
    session: Session, make: Factory, contract: Employment, host: Organisation, host_verifier: FlaskClient
) -> None:
    """What is missing is the person's to show; from their yes on, each look at it is recorded."""
    placement = make.placement(contract, host, status=PlacementStatus.EMPLOYER_AGREED)
    session.commit()
    address = f"/organisations/{host.id}/placements/{placement.id}"
    assert "once the person has agreed" in host_verifier.get(address).text
    looks = session.query(AuditEvent).filter_by(action="readiness.looked_at", person_id=contract.person_id)
    assert looks.count() == 0
    placement.status = PlacementStatus.PERSON_AGREED
    session.commit()
    assert "once the person has agreed" not in host_verifier.get(address).text
    assert looks.count() == 1


def test_a_stranger_sees_no_placement(
    sign_in: SignIn, make: Factory, contract: Employment, host: Organisation
) -> None:
    """Neither another employer nor another person."""
    placement = make.placement(contract, host)
    other = make.organisation()
    verifier = sign_in.as_role(Role.VERIFIER, organisation_id=other.id)
    assert verifier.get(f"/organisations/{other.id}/placements/{placement.id}").status_code == 404
    assert sign_in.as_person(make.person()).get(f"/passport/placements/{placement.id}").status_code == 404
