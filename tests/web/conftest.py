"""Browsers that are signed in, for tests of pages."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import Factory
from tests.small_team import SmallTeam
from workforce.accounts.models import Account
from workforce.accounts.services import open_session
from workforce.core.access import Role
from workforce.people.models import Person


class SignIn:
    """Opens browsers for accounts, without going through the sign-in page."""

    def __init__(self, app: Flask, make: Factory) -> None:
        self.app = app
        self.make = make

    def __call__(self, account: Account) -> FlaskClient:
        """Return a browser in which this account is signed in."""
        secret = open_session(self.make.session, account, "Test")
        self.make.session.commit()
        browser = self.app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = secret
            cookie["_fresh"] = True
        return browser

    def as_role(self, role: Role, person: Person | None = None, **scope: Any) -> FlaskClient:
        """Return a browser of somebody who holds a role, for example `organisation_id=1`."""
        account = self.make.account(person or self.make.person())
        self.make.grant(account, role, **scope)
        return self(account)

    def as_person(self, person: Person) -> FlaskClient:
        """Return a browser of somebody who is staff and nothing else."""
        return self(self.make.account(person))


@pytest.fixture
def sign_in(app: Flask, make: Factory) -> SignIn:
    """Yield the means of signing anybody in."""
    return SignIn(app, make)


@pytest.fixture
def small(make: Factory) -> SmallTeam:
    """Yield the team of Weymouth and Portland."""
    return SmallTeam(make)


@pytest.fixture
def lead(sign_in: SignIn, small: SmallTeam) -> FlaskClient:
    """Yield a browser in which the lead of that team is signed in."""
    return sign_in(small.lead())
