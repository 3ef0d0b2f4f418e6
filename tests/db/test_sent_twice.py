"""A form that reaches us twice at the same time: one is taken, the other is told, and nothing fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.db.conftest import together
from tests.factories import Factory
from workforce.accounts.services import open_session
from workforce.checks.models import Check, CheckState
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.db import Base, Database
from workforce.placements.models import Placement, PlacementStatus

RACES = 5


@pytest.fixture
def racing_app(shared_app: Flask, own_database: Database) -> Iterator[Flask]:
    """Yield the application on a database in which transactions really commit."""
    before = shared_app.extensions["database"]
    shared_app.extensions["database"] = own_database
    yield shared_app
    shared_app.extensions["database"] = before


class Desk:
    """An employer and a host with two verifiers each, and somebody who works for the employer."""

    def __init__(self, app: Flask, database: Database) -> None:
        self.app = app
        with database.new_session(writes=True) as session:
            session.info["arranges"] = True
            make = Factory(session)
            self.employer, self.host = make.organisation(), make.organisation()
            self.contract = make.employment(make.person(), self.employer)
            self.person = self.contract.person
            self.placements = [
                make.placement(self.contract, self.host, status=PlacementStatus.ASKED).id
                for _ in range(RACES)
            ]
            self.verifiers: dict[int, list[str]] = {self.employer.id: [], self.host.id: []}
            for organisation_id, secrets in self.verifiers.items():
                for _ in range(2):
                    account = make.account()
                    make.grant(account, Role.VERIFIER, organisation_id=organisation_id)
                    secrets.append(open_session(session, account, "Test"))
            session.commit()

    def send(self, secret: str, address: str, answers: dict[str, str]) -> int:
        """Send a form from one verifier's browser and return the status of the answer."""
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        browser = self.app.test_client()
        cookie = str(signer.dumps({"_user_id": secret, "_fresh": True}))
        browser.set_cookie(self.app.config["SESSION_COOKIE_NAME"], cookie)
        return browser.post(address, data=answers).status_code


@pytest.fixture
def desk(racing_app: Flask, own_database: Database) -> Desk:
    """Yield the desk."""
    return Desk(racing_app, own_database)


def number_of(database: Database, table: type[Base]) -> int:
    """Return how many rows a table has."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("second", [0, 1], ids=["the same verifier", "two verifiers"])
def test_a_placement_is_answered_once(desk: Desk, second: int) -> None:
    """Agreeing and declining at the same time leaves one answer standing."""
    verifiers = desk.verifiers[desk.employer.id]
    for placement_id in desk.placements:
        address = f"/organisations/{desk.employer.id}/placements/{placement_id}"
        said = together(
            partial(desk.send, verifiers[0], f"{address}/agree", {}),
            partial(desk.send, verifiers[second], f"{address}/agree", {}),
        )
        assert sorted(said) == [302, 409]


@pytest.mark.parametrize("second", [0, 1], ids=["the same verifier", "two verifiers"])
def test_a_placement_is_asked_for_once(desk: Desk, own_database: Database, second: int) -> None:
    """A double press on the button makes one placement, each time."""
    verifiers = desk.verifiers[desk.host.id]
    first_day = clock.today() + timedelta(days=1500)
    for race in range(RACES):
        day = first_day + timedelta(days=10 * race)
        answers = {
            "passport_number": desk.person.passport_number,
            "family_name": desk.person.family_name,
            "job_role": str(desk.contract.job_role_id),
            "description": "Weekdays in Swanage",
        }
        for name in ("starts_on", "ends_on"):
            answers |= {
                f"{name}-day": str(day.day),
                f"{name}-month": str(day.month),
                f"{name}-year": str(day.year),
            }
        address = f"/organisations/{desk.host.id}/placements/ask"
        said = together(*(partial(desk.send, verifiers[who], address, answers) for who in (0, second)))
        assert sorted(said) == [302, 409]
    assert number_of(own_database, Placement) == 2 * RACES


@pytest.mark.parametrize("second", [0, 1], ids=["the same verifier", "two verifiers"])
def test_a_check_is_verified_without_a_fault(desk: Desk, own_database: Database, second: int) -> None:
    """One check stands in the end, whoever sent it."""
    verifiers = desk.verifiers[desk.employer.id]
    address = f"/organisations/{desk.employer.id}/people/{desk.person.id}/checks/work-health"
    for _ in range(RACES):
        send = partial(desk.send, address=address, answers={"outcome": "met", "done": "y"})
        assert set(together(*(partial(send, verifiers[who]) for who in (0, second)))) <= {302, 409}
    with own_database.reading() as session:
        assert [check.state for check in session.scalars(select(Check))].count(CheckState.VERIFIED) == 1
